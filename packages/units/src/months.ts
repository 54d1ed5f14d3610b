import { addMonths, dayOf, isoDay } from './calendar.ts';

/** Months as the wire writes them, 2026-10; the database keeps their first day. */

export function firstDay(month: string): string {
  return `${month}-01`;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The month in which a moment falls, in UTC. */
export function monthAt(moment: Date): string {
  return moment.toISOString().slice(0, 7);
}

/** So many months later, or earlier. */
export function shiftedMonth(month: string, by: number): string {
  return monthOf(isoDay(addMonths(dayOf(firstDay(month)), by)));
}

/** The last `count` months up to this one, the latest first. */
export function monthsBack(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => shiftedMonth(month, -back));
}
