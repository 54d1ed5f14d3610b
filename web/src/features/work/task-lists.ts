import type { InfiniteData } from '@tanstack/react-query';
import type { TaskFilter } from './queries';
import type { Task } from './types';

/** Cached lists of the board, after one task has changed. Pure. */

interface Page {
  readonly items: Task[];
  readonly nextCursor: string | null;
}
export type TaskPages = InfiniteData<Page>;

/** The list with the task at its place, or without it when it does not belong there. */
export function withTask(list: TaskPages, filter: TaskFilter, task: Task): TaskPages {
  const without = withoutTask(list, task.id);
  if (!belongs(filter, task)) return without;
  const at = without.pages.findIndex(({ items }) => items.some(({ position }) => position > task.position));
  const last = without.pages.length - 1;
  // Behind the end of what was loaded it comes with the next page.
  if (at < 0 && without.pages[last]?.nextCursor !== null) return without;
  return {
    ...without,
    pages: without.pages.map((page, index) =>
      index === (at < 0 ? last : at)
        ? { ...page, items: [...page.items, task].toSorted((a, b) => a.position - b.position) }
        : page,
    ),
  };
}

export function withoutTask(list: TaskPages, taskId: string): TaskPages {
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== taskId) })),
  };
}

function belongs({ state, sprintId, assigneeId, kind }: TaskFilter, task: Task): boolean {
  return (
    (state === undefined || task.state === state) &&
    (sprintId === undefined || (task.sprintId ?? 'none') === sprintId) &&
    (assigneeId === undefined || task.assigneeId === assigneeId) &&
    (kind === undefined || task.kind === kind)
  );
}
