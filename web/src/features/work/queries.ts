'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../lib/api';
import type { SprintState, Task, TaskKind, TaskState, WorkEntity, WorkRight } from './types';

// All keys begin with `work`, the venture and the part: a live message makes the parts old that it touches (follow.ts).

export type WorkPart =
  | 'overview'
  | 'rights'
  | 'tasks'
  | 'task'
  | 'openTasks'
  | 'comments'
  | 'sprints'
  | 'sprint'
  | 'contributions'
  | 'activity'
  | 'phase'
  | 'launch'
  | 'milestones'
  | 'evidence'
  | 'checkins'
  | 'risks'
  | 'meetings';

export const workKey = (ventureId: string, ...part: [] | [WorkPart, ...unknown[]]) =>
  ['work', ventureId, ...part] as const;

export const nextPage = {
  initialPageParam: '',
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
export const from = (cursor: string) => (cursor ? { cursor } : {});

interface Asked {
  readonly signal: AbortSignal;
}
interface AskedPage extends Asked {
  readonly pageParam: string;
}

export const overviewQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'overview'),
  queryFn: ({ signal }: Asked) => api.work.overview({ params: { ventureId } }, { signal }),
});

/** Rights change with the role and the state of the venture, not with the work: no message about a task asks again. */
const rightsQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'rights'),
  queryFn: async ({ signal }: Asked): Promise<readonly WorkRight[]> =>
    (await api.work.overview({ params: { ventureId } }, { signal })).rights,
  staleTime: 60_000,
});

/** What the reader may do in the workspace; nothing while that is not known. */
export function useWorkRights(ventureId: string): (right: WorkRight) => boolean {
  const rights = useQuery(rightsQuery(ventureId)).data ?? [];
  return (right) => rights.includes(right);
}

export interface TaskFilter {
  readonly state?: TaskState;
  /** `none`: tasks of no sprint. */
  readonly sprintId?: string;
  readonly assigneeId?: string;
  readonly kind?: TaskKind;
}

export const tasksQuery = (ventureId: string, filter: TaskFilter, limit = 50) => ({
  queryKey: workKey(ventureId, 'tasks', filter, limit),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.tasks({ params: { ventureId }, query: { ...filter, limit, ...from(pageParam) } }, { signal }),
  ...nextPage,
});

export const taskQuery = (ventureId: string, taskId: string) => ({
  queryKey: workKey(ventureId, 'task', taskId),
  queryFn: ({ signal }: Asked) => api.work.task({ params: { ventureId, taskId } }, { signal }),
});

export const commentsQuery = (ventureId: string, taskId: string) => ({
  queryKey: workKey(ventureId, 'comments', taskId),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.comments(
      { params: { ventureId, taskId }, query: { limit: 20, ...from(pageParam) } },
      { signal },
    ),
  ...nextPage,
});

export const sprintsQuery = (ventureId: string, state?: SprintState) => ({
  queryKey: workKey(ventureId, 'sprints', state ?? 'all'),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.sprints(
      { params: { ventureId }, query: { limit: 25, ...(state ? { state } : {}), ...from(pageParam) } },
      { signal },
    ),
  ...nextPage,
});

export const sprintQuery = (ventureId: string, sprintId: string) => ({
  queryKey: workKey(ventureId, 'sprint', sprintId),
  queryFn: ({ signal }: Asked) => api.work.sprint({ params: { ventureId, sprintId } }, { signal }),
});

/** What happened, of one thing when its id is given. */
export const activityQuery = (
  ventureId: string,
  filter: { readonly entity?: WorkEntity; readonly entityId?: string } = {},
  limit = 20,
) => ({
  queryKey: workKey(ventureId, 'activity', filter, limit),
  queryFn: ({ pageParam, signal }: AskedPage) =>
    api.work.activity({ params: { ventureId }, query: { ...filter, limit, ...from(pageParam) } }, { signal }),
  ...nextPage,
});

/** After an own act: the pages show the new state without waiting for the live message. */
export function useRefreshWork(ventureId: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: workKey(ventureId) });
}

const fullPage = 100;
/** Beyond this many a list to choose from helps nobody. */
const mostOpen = 1000;

/** Every task that is not done, to choose from. */
export const openTasksQuery = (ventureId: string) => ({
  queryKey: workKey(ventureId, 'openTasks'),
  queryFn: async ({ signal }: Asked) => {
    const found: Task[] = [];
    for (const state of ['IN_PROGRESS', 'REVIEW', 'TODO'] as const) {
      for (let cursor: string | null = ''; cursor !== null && found.length < mostOpen;) {
        const query = { state, limit: fullPage, ...from(cursor) };
        const page: { items: Task[]; nextCursor: string | null } = await api.work.tasks(
          { params: { ventureId }, query },
          { signal },
        );
        found.push(...page.items);
        cursor = page.nextCursor;
      }
    }
    return found;
  },
});
