import { dayOf, isoDay } from '@smartstart/units';
import type { Points, SprintRow } from './sprint-store.ts';

export interface Burndown {
  readonly committed: number;
  readonly days: { day: string; open: number | null; done: number | null; ideal: number }[];
}

/**
 * The points at the end of each day of a sprint, and the straight line from all that was open at the start down to none
 * on the last day. Days to come, and days after the end, have no points yet. Pure.
 */
export function burndownOf(
  sprint: Pick<SprintRow, 'starts_on' | 'days' | 'committed_points'>,
  changes: readonly (Points & { readonly day: string })[],
  lastDay: string,
): Burndown {
  const first = dayOf(sprint.starts_on);
  const days = Array.from({ length: sprint.days }, (_, index) => {
    const day = isoDay(first + index);
    const until = changes.filter((change) => change.day <= day);
    const known = day <= lastDay;
    return {
      day,
      open: known ? until.reduce((sum, { open }) => sum + open, 0) : null,
      done: known ? until.reduce((sum, { done }) => sum + done, 0) : null,
      ideal: oneDecimal((sprint.committed_points * (sprint.days - index - 1)) / sprint.days),
    };
  });
  return { committed: sprint.committed_points, days };
}

export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
