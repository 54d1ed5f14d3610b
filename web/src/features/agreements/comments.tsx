'use client';

import { Blockquote, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconQuote } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { usePlainText } from './plain-text';
import { commentsQuery } from './queries';
import { useSelectedSpan, type Span } from './selected-span';
import type { Agreement, Comment } from './types';

/** Remarks beside the text; one may speak of some words of it. */
export function Comments({ agreement, text }: { agreement: Agreement; text: HTMLElement | null }) {
  const t = useTranslations('agreements.comments');
  const comments = useQuery(commentsQuery(agreement.id));
  // Positions count in the text in force; while an amendment is shown, words are quoted by hand.
  const amending = agreement.state.startsWith('AMENDMENT');
  const shown = usePlainText(agreement.html, agreement.textHash);
  const plain = amending ? null : shown;
  // Words quoted from the text before are not at the same place in this one.
  const since = agreement.versions.find(({ textHash }) => textHash === agreement.textHash)?.createdAt ?? '';
  const mayComment = agreement.permissions.includes('COMMENT');
  return (
    <Section title={t('title')} text={mayComment ? t('text') : undefined}>
      <QueryView query={comments} lines={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('none')}
            </Text>
          ) : (
            <PlainList label={t('title')}>
              {items.map((comment) => (
                <li key={comment.id}>
                  <Remark comment={comment} plain={comment.createdAt < since ? null : plain} />
                </li>
              ))}
            </PlainList>
          )
        }
      </QueryView>
      {mayComment && <CommentForm documentId={agreement.id} plain={plain} text={text} />}
    </Section>
  );
}

function Remark({ comment, plain }: { comment: Comment; plain: string | null }) {
  const t = useTranslations('agreements.comments');
  const format = useFormat();
  const { start, end } = comment;
  return (
    <Stack gap={4}>
      <Text size="sm">
        <Text span fw={600}>
          {comment.authorName}
        </Text>{' '}
        <Text span c="dimmed">
          {format.dateTime(comment.createdAt)}
        </Text>
      </Text>
      {start !== null && end !== null && (
        <Quote>{plain && end <= plain.length ? plain.slice(start, end) : t('elsewhere')}</Quote>
      )}
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {comment.text}
      </Text>
    </Stack>
  );
}

function Quote({ children }: { children: string }) {
  return (
    <Blockquote p="xs" fz="sm" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Blockquote>
  );
}

interface CommentFormProps {
  readonly documentId: string;
  readonly plain: string | null;
  readonly text: HTMLElement | null;
}

function CommentForm({ documentId, plain, text }: CommentFormProps) {
  const t = useTranslations('agreements.comments');
  const client = useQueryClient();
  const marked = useSelectedSpan(text, plain);
  const [span, setSpan] = useState<Span | null>(null);
  const [words, setWords] = useState('');
  const [strict, setStrict] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const comment = useMutation({
    mutationFn: () =>
      api.agreements.comment({ params: { documentId }, body: { text: words.trim(), ...span } }),
    onSuccess: async () => {
      setWords('');
      setSpan(null);
      setStrict(false);
      await client.invalidateQueries({ queryKey: commentsQuery(documentId).queryKey });
    },
  });
  const empty = words.trim() === '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setStrict(empty);
        if (empty) field.current?.focus();
        else comment.mutate();
      }}
    >
      <Stack gap="sm">
        {span && plain && (
          <div>
            <Quote>{plain.slice(span.start, span.end)}</Quote>
            <Button size="xs" variant="default" mt="xs" onClick={() => setSpan(null)}>
              {t('noWords')}
            </Button>
          </div>
        )}
        {plain !== null && !span && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              disabled={marked === null}
              leftSection={<IconQuote size={16} aria-hidden />}
              onClick={() => {
                setSpan(marked);
                field.current?.focus();
              }}
            >
              {t('takeWords')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('takeWordsHelp')}
            </Text>
          </Group>
        )}
        <Textarea
          ref={field}
          label={t('label')}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2000}
          value={words}
          error={strict && empty ? t('empty') : undefined}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {comment.isError && <ProblemAlert error={comment.error} />}
        <Group>
          <Button type="submit" variant="default" loading={comment.isPending}>
            {t('submit')}
          </Button>
          <Text size="sm" role="status">
            {comment.isSuccess && empty ? t('sent') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
