'use client';

import { Skeleton, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { taskQuery } from './queries';
import { TaskEdit } from './task-edit';
import { TaskView } from './task-view';

interface TaskModalProps {
  readonly ventureId: string;
  readonly taskId: string;
  readonly onClose: () => void;
}

/** One task over the board, with an address of its own. */
export function TaskModal({ ventureId, taskId, onClose }: TaskModalProps) {
  const t = useTranslations('work.task');
  const narrow = useMediaQuery('(max-width: 48em)');
  const [mode, setMode] = useState<'read' | 'edit' | 'edited'>('read');
  const editing = mode === 'edit';
  const task = useQuery({ ...taskQuery(ventureId, taskId), retry: false });
  // Known from the board, or gone meanwhile.
  const gone = hasCode(task.error, 'NOT_FOUND', 'MALFORMED', 'INVALID_INPUT');
  return (
    <OpenModal
      onClose={onClose}
      title={gone ? t('goneTitle') : (task.data?.title ?? t('loading'))}
      size={880}
      fullScreen={narrow ?? false}
      // A slip of the hand must not cost what was typed.
      closeOnEscape={!editing}
      closeOnClickOutside={!editing}
      styles={{ title: { overflowWrap: 'anywhere', fontSize: '1.25rem', fontWeight: 600 } }}
    >
      {gone ? (
        <Text>{t('goneText')}</Text>
      ) : !task.data ? (
        task.error ? (
          <ProblemAlert error={task.error} onRetry={() => void task.refetch()} />
        ) : (
          <Stack aria-hidden>
            <Skeleton height={36} />
            <Skeleton height={180} />
          </Stack>
        )
      ) : editing ? (
        <TaskEdit ventureId={ventureId} task={task.data} onDone={() => setMode('edited')} />
      ) : (
        <TaskView
          key={taskId}
          ventureId={ventureId}
          task={task.data}
          edited={mode === 'edited'}
          onEdit={() => setMode('edit')}
          onGone={onClose}
        />
      )}
    </OpenModal>
  );
}
