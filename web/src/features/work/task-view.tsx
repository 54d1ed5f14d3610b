'use client';

import { Anchor, Button, DataList, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { FileContribution } from './file-contribution';
import { PriorityBadge, TaskMarks, TaskStateBadge } from './looks';
import { RemoveTask } from './remove-task';
import { useSprints } from './sprint-options';
import { TaskBlockers } from './task-blockers';
import { TaskComments } from './task-comments';
import { TaskHistory } from './task-history';
import { TaskSteps } from './task-steps';
import type { Task } from './types';
import { useWorkFormat } from './use-work-format';
import { workHref } from './work-frame';

interface TaskViewProps {
  readonly ventureId: string;
  readonly task: Task;
  /** Comes back from editing. */
  readonly edited: boolean;
  readonly onEdit: () => void;
  readonly onGone: () => void;
}

/** Everything about a task, and what can be done with it now. */
export function TaskView({ ventureId, task, edited, onEdit, onGone }: TaskViewProps) {
  const t = useTranslations('work');
  const acts = useRef<HTMLDivElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (edited) edit.current?.focus();
  }, [edited]);
  useEffect(() => {
    // The button of a step is gone with the step; the keyboard goes on at the next ones.
    if (document.activeElement === document.body) acts.current?.focus();
  }, [task.state]);
  return (
    <Stack gap="lg">
      <Group gap={6}>
        <TaskStateBadge state={task.state} />
        <PriorityBadge priority={task.priority} />
        <TaskMarks task={task} />
      </Group>
      <Group ref={acts} gap="sm" align="flex-start" role="group" aria-label={t('task.acts')} tabIndex={-1}>
        <TaskSteps ventureId={ventureId} task={task} />
        {task.rights.includes('edit') && (
          <Button
            ref={edit}
            variant="default"
            leftSection={<IconEdit size={18} aria-hidden />}
            onClick={onEdit}
          >
            {t('task.edit')}
          </Button>
        )}
        {task.rights.includes('remove') && <RemoveTask ventureId={ventureId} task={task} onGone={onGone} />}
      </Group>
      <FileContribution ventureId={ventureId} task={task} />
      {task.description ? (
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{task.description}</Text>
      ) : (
        <Text c="dimmed">{t('task.noDescription')}</Text>
      )}
      <Facts ventureId={ventureId} task={task} />
      <TaskBlockers ventureId={ventureId} task={task} />
      <Tabs defaultValue="comments" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="comments">{t('task.comments')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('task.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="comments" pt="md">
          <TaskComments ventureId={ventureId} task={task} />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          <TaskHistory ventureId={ventureId} task={task} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Facts({ ventureId, task }: Pick<TaskViewProps, 'ventureId' | 'task'>) {
  const t = useTranslations('work');
  const format = useWorkFormat();
  const { sprints } = useSprints(ventureId);
  const sprint = sprints.find(({ id }) => id === task.sprintId);
  const hours = (minutes: number | null) => (minutes === null ? t('none') : format.hours(minutes));
  const rows: readonly [string, ReactNode][] = [
    [t('fields.assignee'), task.assignee?.name ?? t('nobody')],
    [
      t('fields.sprint'),
      sprint ? (
        <Anchor key="sprint" component={Link} href={workHref(ventureId, `/sprints/${sprint.id}`)} inherit>
          {sprint.name}
        </Anchor>
      ) : (
        t(task.sprintId ? 'task.olderSprint' : 'fields.noSprint')
      ),
    ],
    [t('fields.kind'), t(`kinds.${task.kind}`)],
    [t('fields.points'), format.number(task.points)],
    [t('fields.estimatedHours'), hours(task.estimatedMinutes)],
    [t('fields.actualHours'), hours(task.actualMinutes)],
    [t('fields.dueOn'), task.dueOn ? format.day(task.dueOn) : t('none')],
    ...(task.doneAt ? [[t('task.doneAt'), format.dateTime(task.doneAt)] as [string, ReactNode]] : []),
    [t('task.createdAt'), format.dateTime(task.createdAt)],
  ];
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {t('task.facts')}
      </Title>
      <DataList gap={6}>
        {rows.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel miw={170}>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </section>
  );
}
