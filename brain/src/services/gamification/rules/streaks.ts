import { hourMs } from '@smartstart/units';
import { dayPlus, dayStart, localDay } from './local-day.ts';

/** The daily challenge and the streak of finished days, on the calendar of the person. Pure. */

export const challengeParts = ['LOGIN', 'CONTRIBUTION', 'IDEA', 'ENDORSEMENT'] as const;
export type ChallengePart = (typeof challengeParts)[number];

/** Something done that counts for a challenge; the zone is the one the person lived in then. */
export interface Act {
  readonly part: ChallengePart;
  readonly at: Date;
  readonly timeZone: string;
}

/** From when the person has lived in a zone. The earliest reaches back without end. */
export interface Stay {
  readonly from: Date;
  readonly timeZone: string;
}

export interface Challenge {
  readonly day: string;
  readonly parts: readonly { readonly part: ChallengePart; readonly done: boolean }[];
  readonly finished: boolean;
  /** When the day is over in the zone: 23, 24 or 25 hours after its start. */
  readonly endsAt: Date;
}

export function challengeOf(acts: readonly Act[], now: Date, timeZone: string): Challenge {
  const day = localDay(now, timeZone);
  const done = partsByDay(acts).get(day) ?? new Set();
  const parts = challengeParts.map((part) => ({ part, done: done.has(part) }));
  return {
    day,
    parts,
    finished: parts.every((part) => part.done),
    endsAt: dayStart(dayPlus(day, 1), timeZone),
  };
}

/** The dates on which all parts were done, in order, each once. */
export function finishedDays(acts: readonly Act[]): string[] {
  return [...partsByDay(acts)]
    .filter(([, parts]) => challengeParts.every((part) => parts.has(part)))
    .map(([day]) => day)
    .toSorted();
}

function partsByDay(acts: readonly Act[]): Map<string, Set<ChallengePart>> {
  const days = new Map<string, Set<ChallengePart>>();
  for (const { part, at, timeZone } of acts) {
    const day = localDay(at, timeZone);
    const parts = days.get(day) ?? new Set();
    days.set(day, parts.add(part));
  }
  return days;
}

export interface Streak {
  readonly current: number;
  readonly longest: number;
  /** Finished today; otherwise the streak still stands but ends with the day. */
  readonly today: boolean;
}

/** `finished` are the dates of finished days, in any order; `stays` where the person has lived. */
export function streakOf(finished: readonly string[], stays: readonly Stay[], now: Date): Streak {
  const past = [...stays].toSorted((one, other) => one.from.getTime() - other.from.getTime());
  const here = past.findLast(({ from }) => from <= now) ?? past[0];
  if (!here) throw new Error('A streak needs the time zone of the person.');
  const today = localDay(now, here.timeZone);
  const days = [...new Set(finished)].toSorted();
  let run = 0;
  let longest = 0;
  days.forEach((day, index) => {
    const last = days[index - 1];
    run = last !== undefined && follows(last, day, past) ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  const last = days.at(-1);
  // Somebody who flew west may have finished a day that has yet to come again.
  const stands = last !== undefined && (last >= today || follows(last, today, past));
  return { current: stands ? run : 0, longest, today: days.includes(today) };
}

/** A date that lasted less for the person, on a flight east or where a zone left one out, breaks no streak when missed. */
export const shortDayMs = 12 * hourMs;
/** A change of zones takes at most this many dates away; longer gaps need no look at the map. */
const mostShortDays = 2;

function follows(last: string, next: string, stays: readonly Stay[]): boolean {
  let missed = dayPlus(last, 1);
  for (let count = 0; missed < next; count += 1) {
    if (count === mostShortDays || lengthOfDay(missed, stays) >= shortDayMs) return false;
    missed = dayPlus(missed, 1);
  }
  return true;
}

/** How long the calendar of the person showed the date, all stays together. */
export function lengthOfDay(day: string, stays: readonly Stay[]): number {
  return stays.reduce((sum, { from, timeZone }, index) => {
    const arrived = index === 0 ? -Infinity : from.getTime();
    const left = stays[index + 1]?.from.getTime() ?? Infinity;
    const begins = Math.max(arrived, dayStart(day, timeZone).getTime());
    const ends = Math.min(left, dayStart(dayPlus(day, 1), timeZone).getTime());
    return sum + Math.max(0, ends - begins);
  }, 0);
}
