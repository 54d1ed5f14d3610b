'use client';

import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { taskLooks } from './looks';
import { targetOf, taskStates } from './moves';
import { useRefusal } from './refusal';
import { useTasksById } from './tasks-by-id';
import type { Task, TaskEvent } from './types';
import { useTaskMoves } from './use-task-moves';

/** Steps back concern somebody's work: a word why helps them on. */
const withReason: readonly TaskEvent[] = ['put-back', 'ask-changes', 'reopen'];

/** The steps the reader may take now, and what stands against the one that comes next. */
export function TaskSteps({ ventureId, task }: { ventureId: string; task: Task }) {
  const t = useTranslations('work');
  const moves = useTaskMoves(ventureId);
  const refusal = useRefusal(ventureId);
  const [asked, setAsked] = useState<TaskEvent | null>(null);
  const next = taskStates[taskStates.indexOf(task.state) + 1];
  const why = next && refusal.before(task, next);
  const take = (event: TaskEvent, reason = '') => {
    moves.move({ task, to: targetOf(event), reason });
    setAsked(null);
  };
  const event = asked && task.steps.includes(asked) ? asked : null;
  return (
    <>
      {task.steps.map((step) => {
        const { icon: Sign } = taskLooks[targetOf(step)];
        const back = withReason.includes(step);
        return (
          <Button
            key={step}
            {...(back ? { variant: 'default' as const, 'aria-expanded': event === step } : {})}
            leftSection={<Sign size={18} aria-hidden />}
            loading={moves.busyId === task.id}
            onClick={() => (back ? setAsked(event === step ? null : step) : take(step))}
          >
            {t(`steps.${step}`)}
          </Button>
        );
      })}
      {event && (
        <Reason
          key={event}
          confirm={t(`steps.${event}`)}
          onCancel={() => setAsked(null)}
          onGiven={(reason) => take(event, reason)}
        />
      )}
      {why && (
        <Text size="sm" c="dimmed" w="100%" style={{ order: 2 }}>
          {t('task.next', { state: t(`states.${next}`), why })}
        </Text>
      )}
      {task.blocked && task.state !== 'DONE' && <Waiting ventureId={ventureId} task={task} />}
    </>
  );
}

interface ReasonProps {
  readonly confirm: string;
  readonly onCancel: () => void;
  readonly onGiven: (reason: string) => void;
}

function Reason({ confirm, onCancel, onGiven }: ReasonProps) {
  const t = useTranslations('work.task');
  const common = useTranslations('common');
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Stack gap="xs" w="100%" style={{ order: 1 }}>
      <Textarea
        ref={field}
        label={t('reason')}
        description={t('reasonHint')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Group>
        <Button onClick={() => onGiven(reason.trim())}>{confirm}</Button>
        <Button variant="default" onClick={onCancel}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function Waiting({ ventureId, task }: { ventureId: string; task: Task }) {
  const t = useTranslations('work.task');
  const open = useTasksById(ventureId, task.blockedBy).filter(({ state }) => state !== 'DONE');
  if (open.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconHandStop aria-hidden />} w="100%" style={{ order: 3 }}>
      {t('waits', { count: open.length, titles: open.map(({ title }) => title).join(', ') })}
    </Alert>
  );
}
