import type { Task, TaskEvent, TaskState } from './types';

/** How a task goes from column to column, and where it stands in lists. Pure. */

export const taskStates = ['TODO', 'IN_PROGRESS', 'REVIEW', 'DONE'] as const;

const steps: readonly { event: TaskEvent; from: TaskState; to: TaskState }[] = [
  { event: 'start', from: 'TODO', to: 'IN_PROGRESS' },
  { event: 'hand-in', from: 'IN_PROGRESS', to: 'REVIEW' },
  { event: 'approve', from: 'REVIEW', to: 'DONE' },
  { event: 'put-back', from: 'IN_PROGRESS', to: 'TODO' },
  { event: 'ask-changes', from: 'REVIEW', to: 'IN_PROGRESS' },
  { event: 'reopen', from: 'DONE', to: 'IN_PROGRESS' },
];

export function eventBetween(from: TaskState, to: TaskState): TaskEvent | null {
  return steps.find((step) => step.from === from && step.to === to)?.event ?? null;
}

export function targetOf(event: TaskEvent): TaskState {
  return steps.find((step) => step.event === event)!.to;
}

/** The columns one step away. */
export function waysFrom(state: TaskState): TaskState[] {
  return steps.filter(({ from }) => from === state).map(({ to }) => to);
}

/** The step that takes a task back to where it came from, if the reader may take it. */
export function wayBack(task: Pick<Task, 'state' | 'steps'>, origin: TaskState): TaskEvent | null {
  const event = eventBetween(task.state, origin);
  return event && task.steps.includes(event) ? event : null;
}

export type Hindrance =
  | { readonly why: 'tooFar'; readonly ways: readonly TaskState[] }
  | { readonly why: 'reader' | 'leads' | 'inReview' | 'changesAsked' | 'otherReviewer' | 'nobody' }
  | { readonly why: 'notYours'; readonly name: string };

/** Why the reader cannot take a task to a column, as far as the page knows; the server has the last word. */
export function hindranceOf(
  task: Pick<Task, 'state' | 'steps' | 'contribution' | 'assignee'>,
  to: TaskState,
  works: boolean,
): Hindrance | null {
  const event = eventBetween(task.state, to);
  if (!event) return { why: 'tooFar', ways: waysFrom(task.state) };
  if (task.steps.includes(event)) return null;
  if (!works) return { why: 'reader' };
  const filed = task.contribution?.state;
  if ((event === 'approve' || event === 'ask-changes') && filed === 'PENDING') return { why: 'inReview' };
  if (event === 'approve' && filed === 'CHANGES_REQUESTED') return { why: 'changesAsked' };
  if (event === 'approve' && filed === 'APPROVED') return { why: 'otherReviewer' };
  if (event === 'put-back' || event === 'ask-changes' || event === 'reopen') return { why: 'leads' };
  return task.assignee ? { why: 'notYours', name: task.assignee.name } : { why: 'nobody' };
}

/** Where a task goes when it moves one place in its column; null for the end, undefined where there is no way. */
export function neighbour(
  items: readonly Pick<Task, 'id'>[],
  id: string,
  by: 'up' | 'down' | 'top' | 'end',
): string | null | undefined {
  const at = items.findIndex((task) => task.id === id);
  if (at < 0) return undefined;
  const last = at === items.length - 1;
  if (by === 'up' || by === 'top') return at === 0 ? undefined : items[by === 'up' ? at - 1 : 0]!.id;
  if (last) return undefined;
  return by === 'end' ? null : (items[at + 2]?.id ?? null);
}

/** A place between its new neighbours, for the moment until the server has given it one. */
export function placeBefore(
  items: readonly Pick<Task, 'id' | 'position'>[],
  beforeId: string | null,
): number {
  const at = beforeId === null ? -1 : items.findIndex(({ id }) => id === beforeId);
  const next = items[at];
  if (!next) return (items.at(-1)?.position ?? 0) + 1;
  return ((items[at - 1]?.position ?? 0) + next.position) / 2;
}
