'use client';

import { ActionIcon, Alert, Anchor, Group, List, Select, Stack, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { circleOf } from './circle';
import { TaskStateBadge } from './looks';
import { openTasksQuery, taskQuery } from './queries';
import { useTasksById } from './tasks-by-id';
import type { Task } from './types';
import { useTaskMoves } from './use-task-moves';
import { workHref } from './work-frame';

interface TaskBlockersProps {
  readonly ventureId: string;
  readonly task: Task;
}

/** What has to be done first, and what waits for this task. */
export function TaskBlockers({ ventureId, task }: TaskBlockersProps) {
  const t = useTranslations('work.links');
  const { put } = useTaskMoves(ventureId);
  const links = task.rights.includes('link');
  const unblock = useMutation({
    mutationFn: (blockerId: string) =>
      api.work.unblock({ params: { ventureId, taskId: task.id, blockerId } }),
    onSuccess: put,
  });
  return (
    <Stack component="section" gap="xs">
      <Title order={3} size="h4">
        {t('title')}
      </Title>
      <Linked
        ventureId={ventureId}
        label={t('before')}
        ids={task.blockedBy}
        {...(links ? { onRemove: unblock.mutate } : {})}
      />
      {task.blockedBy.length === 0 && <Text size="sm">{t('free')}</Text>}
      <ProblemAlert error={unblock.error} />
      {links && task.state !== 'DONE' && <AddBlocker ventureId={ventureId} task={task} onDone={put} />}
      {task.blocks.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {t('after')}
          </Text>
          <Linked ventureId={ventureId} label={t('after')} ids={task.blocks} />
        </>
      )}
    </Stack>
  );
}

interface LinkedProps {
  readonly ventureId: string;
  readonly label: string;
  readonly ids: readonly string[];
  readonly onRemove?: (id: string) => void;
}

function Linked({ ventureId, label, ids, onRemove }: LinkedProps) {
  const t = useTranslations('work.links');
  const tasks = useTasksById(ventureId, ids);
  if (ids.length === 0) return null;
  return (
    <PlainList label={label} gap={4}>
      {tasks.map(({ id, title, state }) => (
        <li key={id}>
          <Group gap="sm" wrap="nowrap">
            <TaskStateBadge state={state} />
            <Anchor
              component={Link}
              href={workHref(ventureId, `/board?task=${id}`)}
              replace
              size="sm"
              flex={1}
              style={{ overflowWrap: 'anywhere' }}
            >
              {title}
            </Anchor>
            {onRemove && (
              <ActionIcon
                variant="subtle"
                color="gray"
                c="inherit"
                aria-label={t('remove', { title })}
                onClick={() => onRemove(id)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </li>
      ))}
    </PlainList>
  );
}

function AddBlocker({ ventureId, task, onDone }: TaskBlockersProps & { onDone: (task: Task) => void }) {
  const t = useTranslations('work.links');
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [circle, setCircle] = useState<readonly string[] | null>(null);
  const open = useQuery({ ...openTasksQuery(ventureId), enabled: asked });
  const block = useMutation({
    mutationFn: (blockerId: string) =>
      api.work.block({ params: { ventureId, taskId: task.id, blockerId }, body: {} }),
    onMutate: () => setCircle(null),
    onSuccess: (latest) => {
      onDone(latest);
      // The other task now says that this one waits for it.
      void client.invalidateQueries({ queryKey: taskQuery(ventureId, latest.blockedBy.at(-1)!).queryKey });
    },
    onError: (error, blockerId) => {
      if (hasCode(error, 'RULE_VIOLATED')) void explain(blockerId);
    },
  });
  /** The server says that there is a circle; which one, the links say. */
  const explain = async (blockerId: string) => {
    const read = (id: string) => client.fetchQuery({ ...taskQuery(ventureId, id), staleTime: 5000 });
    const found = await circleOf(read, task.id, blockerId).catch(() => null);
    if (found) setCircle(found.map(({ title }) => title));
  };
  const options = (open.data ?? [])
    .filter(({ id }) => id !== task.id && !task.blockedBy.includes(id))
    .map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Stack gap="xs">
      <Select
        label={t('add')}
        placeholder={t('choose')}
        searchable
        limit={50}
        data={options}
        value={null}
        disabled={block.isPending}
        onFocus={() => setAsked(true)}
        onChange={(id) => id && block.mutate(id)}
        nothingFoundMessage={open.isFetching ? t('looking') : t('nothing')}
        comboboxProps={{ withinPortal: true }}
      />
      {circle ? (
        <Alert color="red" role="alert" title={t('circleTitle')}>
          <Stack gap="xs">
            <Text size="sm">{t('circleText')}</Text>
            <List size="sm" type="ordered">
              {circle.slice(0, -1).map((title, index) => (
                <List.Item key={title + String(index)}>
                  {t('waitsFor', { first: title, second: circle[index + 1]! })}
                </List.Item>
              ))}
            </List>
          </Stack>
        </Alert>
      ) : (
        <ProblemAlert error={block.error} />
      )}
    </Stack>
  );
}
