'use client';

import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { MoreButton, QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { tasksQuery, useRefreshWork } from './queries';
import type { Sprint, Task } from './types';
import { useWorkFormat } from './use-work-format';

interface AddTasksProps {
  readonly ventureId: string;
  readonly sprint: Sprint;
  readonly onClose: () => void;
}

/** Chooses tasks of no sprint for this one, with what that does to the hours. */
export function AddTasks({ ventureId, sprint, onClose }: AddTasksProps) {
  const t = useTranslations('work');
  const common = useTranslations('common');
  const format = useWorkFormat();
  const refresh = useRefreshWork(ventureId);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Task>>(new Map());
  const tasks = useInfiniteQuery(tasksQuery(ventureId, { sprintId: 'none' }, 100));
  const add = useMutation({
    mutationFn: async () => {
      let left = chosen;
      for (const [taskId, { version }] of chosen) {
        const request = { params: { ventureId, taskId }, body: { sprintId: sprint.id } };
        await api.work.editTask(request, { ifMatch: `"${version}"` });
        // What is in the sprint already is not sent again when a later one fails.
        left = new Map([...left].filter(([id]) => id !== taskId));
        setChosen(left);
      }
      return chosen.size;
    },
    onSuccess: (count) => {
      onClose();
      notifications.show({ color: 'fir', message: t('addTasks.done', { count }) });
    },
    onSettled: () => void refresh(),
  });
  const toggle = (task: Task, on: boolean) => {
    const next = new Map(chosen);
    if (on) next.set(task.id, task);
    else next.delete(task.id);
    setChosen(next);
  };
  const minutes = [...chosen.values()].reduce((sum, task) => sum + (task.estimatedMinutes ?? 0), 0);
  return (
    <OpenModal onClose={onClose} title={t('addTasks.title', { name: sprint.name })} size="lg">
      <Stack>
        <QueryView query={tasks}>
          {({ pages }) => {
            // A task that was taken out of a list in another window, or is done, stays where it is.
            const items = pages.flatMap((page) => page.items).filter(({ state }) => state !== 'DONE');
            if (items.length === 0 && !tasks.hasNextPage) return <Text>{t('addTasks.none')}</Text>;
            return (
              <PlainList label={t('addTasks.label')} gap={10}>
                {items.map((task) => (
                  <li key={task.id}>
                    <Checkbox
                      label={task.title}
                      description={t('addTasks.about', {
                        points: task.points,
                        kind: t(`kinds.${task.kind}`),
                        hours:
                          task.estimatedMinutes === null
                            ? t('addTasks.noHours')
                            : format.hours(task.estimatedMinutes),
                      })}
                      checked={chosen.has(task.id)}
                      disabled={add.isPending}
                      onChange={({ currentTarget }) => toggle(task, currentTarget.checked)}
                    />
                  </li>
                ))}
              </PlainList>
            );
          }}
        </QueryView>
        <MoreButton query={tasks} />
        <Text size="sm" role="status">
          {t('addTasks.sum', {
            count: chosen.size,
            planned: format.hours(sprint.plannedMinutes + minutes),
            capacity: format.hours(sprint.capacityMinutes),
          })}
        </Text>
        <ProblemAlert error={add.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button disabled={chosen.size === 0} loading={add.isPending} onClick={() => add.mutate()}>
            {t('addTasks.confirm', { count: chosen.size })}
          </Button>
        </Group>
      </Stack>
    </OpenModal>
  );
}
