'use client';

import { SegmentedControl, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../lib/session';
import { BoardColumn } from './board-column';
import classes from './board.module.css';
import { taskStates } from './moves';
import { tasksQuery, useWorkRights, type TaskFilter } from './queries';
import { QuickAdd } from './quick-add';
import type { Task, TaskState } from './types';
import type { Board } from './use-board-address';
import { useTaskMoves, type Move } from './use-task-moves';

interface TaskBoardProps {
  readonly ventureId: string;
  readonly board: Board;
  /** An id, `none` or `all`. */
  readonly sprint: string;
  /** Tasks go into sprints that are not over. */
  readonly takesTasks: boolean;
}

/** The four columns; on a phone one of them at a time. */
export function TaskBoard({ ventureId, board, sprint, takesTasks }: TaskBoardProps) {
  const t = useTranslations('work');
  const { userId: me } = useSession();
  const may = useWorkRights(ventureId);
  const moves = useTaskMoves(ventureId);
  const [dragged, setDragged] = useState<Task | null>(null);
  const [column, setColumn] = useState<TaskState>('TODO');
  const narrow = useMediaQuery('(max-width: 48em)');
  const { address, set, hrefOf } = board;
  const filter: TaskFilter = {
    ...(sprint === 'all' ? {} : { sprintId: sprint }),
    ...(address.person ? { assigneeId: address.person } : {}),
    ...(address.kind ? { kind: address.kind } : {}),
  };
  const queries: Record<TaskState, ReturnType<typeof useColumn>> = {
    TODO: useColumn(ventureId, { ...filter, state: 'TODO' }),
    IN_PROGRESS: useColumn(ventureId, { ...filter, state: 'IN_PROGRESS' }),
    REVIEW: useColumn(ventureId, { ...filter, state: 'REVIEW' }),
    DONE: useColumn(ventureId, { ...filter, state: 'DONE' }),
  };
  const moved = useRef<string | null>(null);
  useEffect(() => {
    // A card that changes its column is a new element: the keyboard goes on where the task is now.
    if (moved.current === null || (document.activeElement ?? document.body) !== document.body) return;
    const menu = document.querySelector<HTMLElement>(`[data-menu-of="${moved.current}"]`);
    menu?.focus();
  });
  const move = (wanted: Move) => {
    moved.current = moves.move(wanted) ? wanted.task.id : null;
  };
  const shown = narrow ? [column] : taskStates;
  return (
    <Stack gap="md">
      {narrow && (
        <SegmentedControl
          aria-label={t('board.column')}
          fullWidth
          size="xs"
          value={column}
          onChange={(value) => setColumn(value as TaskState)}
          data={taskStates.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      )}
      <div className={classes['columns']}>
        {shown.map((state) => (
          <BoardColumn
            key={state}
            state={state}
            query={queries[state]}
            shows={(task) => !address.late || task.late}
            dragged={dragged}
            works={may('work')}
            hrefOf={(task) => hrefOf({ task: task.id })}
            onOpen={(task) => set({ task: task.id }, 'push')}
            onDrag={setDragged}
            onMove={move}
          >
            {state === 'TODO' && may('plan') && takesTasks && (
              <QuickAdd
                ventureId={ventureId}
                sprintId={sprint === 'all' || sprint === 'none' ? null : sprint}
                assigneeId={address.person === me ? me : null}
                onDone={moves.put}
              />
            )}
          </BoardColumn>
        ))}
      </div>
    </Stack>
  );
}

function useColumn(ventureId: string, filter: TaskFilter) {
  return useInfiniteQuery(tasksQuery(ventureId, filter));
}
