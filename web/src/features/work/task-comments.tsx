'use client';

import { Avatar, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { PlainList } from '../documents/plain-list';
import { commentsQuery } from './queries';
import type { Task } from './types';

/** What is said about a task, newest first. */
export function TaskComments({ ventureId, task }: { ventureId: string; task: Task }) {
  const t = useTranslations('work.comments');
  const format = useFormat();
  const comments = useInfiniteQuery(commentsQuery(ventureId, task.id));
  return (
    <Stack>
      {task.rights.includes('comment') && <Write ventureId={ventureId} taskId={task.id} />}
      <QueryView query={comments} lines={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Text size="sm" c="dimmed">
                {t('empty')}
              </Text>
            );
          return (
            <PlainList label={t('label')} gap="md">
              {items.map(({ id, author, text, createdAt }) => (
                <li key={id}>
                  <Group wrap="nowrap" align="flex-start" gap="sm">
                    <Avatar name={author.name} color="initials" size={30} aria-hidden />
                    <Stack gap={2} flex={1} miw={0}>
                      <Text size="sm">
                        <b>{author.name}</b>{' '}
                        <Text span c="dimmed" size="sm">
                          {format.dateTime(createdAt)}
                        </Text>
                      </Text>
                      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                        {text}
                      </Text>
                    </Stack>
                  </Group>
                </li>
              ))}
            </PlainList>
          );
        }}
      </QueryView>
      <MoreButton query={comments} />
    </Stack>
  );
}

function Write({ ventureId, taskId }: { ventureId: string; taskId: string }) {
  const t = useTranslations('work.comments');
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const intention = useIntention();
  const send = useMutation({
    mutationFn: (words: string) =>
      api.work.comment(
        { params: { ventureId, taskId }, body: { text: words } },
        { idempotencyKey: intention.keyOf(words) },
      ),
    onSuccess: () => {
      intention.done();
      setText('');
      return client.invalidateQueries({ queryKey: commentsQuery(ventureId, taskId).queryKey });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const words = text.trim();
        setMissing(words === '');
        if (words) send.mutate(words);
        else field.current?.focus();
      }}
    >
      <Stack gap="xs">
        <Textarea
          ref={field}
          label={t('write')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2000}
          value={text}
          error={missing ? t('missing') : null}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setMissing(false);
          }}
        />
        <ProblemAlert error={send.error} />
        <Group>
          <Button type="submit" variant="default" loading={send.isPending}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
