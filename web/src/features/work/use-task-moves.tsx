'use client';

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { eventBetween, targetOf, wayBack } from './moves';
import { workKey, type TaskFilter } from './queries';
import { useRefusal } from './refusal';
import { withoutTask, withTask, type TaskPages } from './task-lists';
import type { Task, TaskEvent, TaskState } from './types';

export interface Move {
  readonly task: Task;
  /** The column it goes to; where it stands when only its place changes. */
  readonly to: TaskState;
  readonly reason?: string;
  /** The task it is put before, or null for the end; undefined leaves its place alone. */
  readonly beforeId?: string | null | undefined;
  /** Its place until the server has given it one. */
  readonly position?: number;
}

/** Takes tasks from column to column and from place to place: shown at once, taken back with a reason when refused. */
export function useTaskMoves(ventureId: string) {
  const t = useTranslations('work');
  const client = useQueryClient();
  const refusal = useRefusal(ventureId);
  const lists = { queryKey: workKey(ventureId, 'tasks') };

  /** Everywhere the board shows it. */
  function put(task: Task): void {
    for (const [key, data] of client.getQueriesData<TaskPages>(lists)) {
      const filter = key[3] as TaskFilter | undefined;
      if (data && filter) client.setQueryData(key, withTask(data, filter, task));
    }
    client.setQueryData(workKey(ventureId, 'task', task.id), task);
  }

  function drop(taskId: string): void {
    for (const [key, data] of client.getQueriesData<TaskPages>(lists))
      if (data) client.setQueryData(key, withoutTask(data, taskId));
    client.removeQueries({ queryKey: workKey(ventureId, 'task', taskId) });
  }

  const act = useMutation({
    mutationFn: async ({ task, to, beforeId, reason = '' }: Move): Promise<Task> => {
      const params = { ventureId, taskId: task.id };
      const event = eventBetween(task.state, to);
      let latest = event ? await api.work.stepTask({ params, body: { event, reason } }) : task;
      // A refused place does not undo the step that went well before.
      if (beforeId !== undefined)
        latest = await api.work.orderTask({ params, body: { beforeId } }).catch((error: unknown) => {
          if (!event) throw error;
          return latest;
        });
      return latest;
    },
    onMutate: async ({ task, to, position }) => {
      await client.cancelQueries(lists);
      const known = client.getQueriesData<TaskPages>(lists);
      const formerNextId = nextIn(known, task);
      put({ ...task, state: to, steps: [], position: position ?? task.position });
      return { known, formerNextId };
    },
    onError: async (error, { task }, before) => {
      for (const [key, data] of before?.known ?? []) client.setQueryData(key, data);
      client.setQueryData(workKey(ventureId, 'task', task.id), task);
      refuse(await refusal.after(task, error));
      // What was refused may have looked possible because the page was behind.
      void client.invalidateQueries(lists);
    },
    onSuccess: (latest, move, { formerNextId }) => {
      put(latest);
      say(latest, move, formerNextId);
    },
  });

  function say(latest: Task, { task, to, beforeId }: Move, formerNextId: string | null | undefined): void {
    const stepped = to !== task.state;
    const returns = stepped ? wayBack(latest, task.state) !== null : formerNextId !== undefined;
    const undo: Move | null = returns
      ? { task: latest, to: task.state, ...(beforeId === undefined ? {} : { beforeId: formerNextId }) }
      : null;
    const key = `work-move-${task.id}`;
    const text = stepped
      ? t('moved.to', { title: task.title, state: t(`states.${to}`) })
      : t('moved.place', { title: task.title });
    notifications.hide(key);
    notifications.show({
      id: key,
      color: 'fir',
      autoClose: 8000,
      message: (
        <Group gap="sm" justify="space-between">
          <Text size="sm" flex={1}>
            {text}
          </Text>
          {undo && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                notifications.hide(key);
                act.mutate(undo);
              }}
            >
              {t('moved.undo')}
            </Button>
          )}
        </Group>
      ),
    });
  }

  function refuse(message: string): void {
    notifications.show({ color: 'red', title: t('refusal.title'), message, autoClose: 12_000 });
  }

  /** Answers whether it was tried. */
  function move(wanted: Move): boolean {
    const { task, to } = wanted;
    const why = to === task.state ? null : refusal.before(task, to);
    if (why) refuse(why);
    else act.mutate(wanted);
    return why === null;
  }

  return {
    move,
    step: (task: Task, event: TaskEvent) => move({ task, to: targetOf(event) }),
    put,
    drop,
    busyId: act.isPending ? act.variables.task.id : null,
  };
}

/** What stands behind a task on the board, to put it back; null at the end, undefined when that is not known. */
function nextIn(lists: readonly (readonly [unknown, TaskPages | undefined])[], task: Task) {
  for (const [, list] of lists) {
    const items = list?.pages.flatMap((page) => page.items) ?? [];
    const at = items.findIndex(({ id }) => id === task.id);
    if (at < 0) continue;
    return items[at + 1]?.id ?? (list?.pages.at(-1)?.nextCursor === null ? null : undefined);
  }
  return undefined;
}
