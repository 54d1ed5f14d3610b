'use client';

import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { taskQuery, workKey } from './queries';
import type { TaskPages } from './task-lists';
import type { Task } from './types';

/** Single tasks, from the board where it has them. */
export function useTasksById(ventureId: string, ids: readonly string[]): readonly Task[] {
  const client = useQueryClient();
  return useQueries({
    queries: ids.map((id) => ({
      ...taskQuery(ventureId, id),
      initialData: () => listed(client, ventureId, id),
    })),
  }).flatMap(({ data }) => (data ? [data] : []));
}

function listed(client: QueryClient, ventureId: string, id: string): Task | undefined {
  for (const [, data] of client.getQueriesData<TaskPages>({ queryKey: workKey(ventureId, 'tasks') }))
    for (const page of data?.pages ?? []) {
      const found = page.items.find((task) => task.id === id);
      if (found) return found;
    }
  return undefined;
}
