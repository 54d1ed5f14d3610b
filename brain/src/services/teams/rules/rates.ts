import { addDays, utcDay } from '@smartstart/units';
import type { Rhythm } from '../deps.ts';

/** On-time rate and check-in rate of a team (domain rules, sections 7.10 and 18). Pure. */

/** Below it a performance review is suggested. */
export const leastPercent = 60;
export const windowDays = 30;
const weekDays = 7;
export const weeksShown = 12;

export interface Rate {
  readonly done: number;
  readonly possible: number;
}

/** Who checks in where, counted from the day they were there. */
export interface Seat {
  readonly userId: string;
  readonly ventureId: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly since: string;
}

/** Percent with one decimal; null where there is nothing to measure. */
export function percentOf({ done, possible }: Rate): number | null {
  return possible ? Math.round((Math.min(done, possible) * 1_000) / possible) / 10 : null;
}

export function isBelow(rate: Rate): boolean {
  const percent = percentOf(rate);
  return percent !== null && percent < leastPercent;
}

/** Both rates from one UTC day to another, both included. */
export function ratesBetween(
  rhythm: Rhythm,
  seats: readonly Seat[],
  from: string,
  to: string,
): { onTime: Rate; checkIns: Rate } {
  const inside = ({ day }: { readonly day: string }) => day >= from && day <= to;
  const tasks = rhythm.tasks.filter(inside);
  const sinceOf = new Map(seats.map((seat) => [`${seat.userId} ${seat.ventureId}`, seat.since]));
  const counted = rhythm.checkIns.filter((one) => {
    const since = sinceOf.get(`${one.userId} ${one.ventureId}`);
    return since !== undefined && inside(one) && one.day >= since;
  });
  const possible = seats.reduce((sum, { since }) => sum + daysFrom(since > from ? since : from, to), 0);
  return {
    onTime: {
      done: tasks.reduce((sum, { onTime }) => sum + onTime, 0),
      possible: tasks.reduce((sum, { due }) => sum + due, 0),
    },
    checkIns: { done: counted.length, possible },
  };
}

/** How many days from one to another, both included; none when the first comes later. */
function daysFrom(from: string, to: string): number {
  const span = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Math.max(0, span + 1);
}

/** The window that decides, up to today. */
export function windowAt(now: Date): { from: string; to: string } {
  return { from: utcDay(addDays(now, 1 - windowDays)), to: utcDay(now) };
}

/** The last weeks up to today, the oldest first. */
export function weeksAt(now: Date): { from: string; to: string }[] {
  return Array.from({ length: weeksShown }, (_, index) => {
    const last = addDays(now, -(weeksShown - 1 - index) * weekDays);
    return { from: utcDay(addDays(last, 1 - weekDays)), to: utcDay(last) };
  });
}
