import { addDays, addMonths, dayAt, dayMs } from '@smartstart/units';

/** Paid months. They are counted to the day on which the first began: 31 January, 28 February, 31 March. */

export interface Period {
  readonly start: Date;
  readonly end: Date;
}

export function monthFrom(start: Date, anchorDay: number): Period {
  const time = start.getTime() - dayAt(start) * dayMs;
  return { start, end: new Date(addMonths(dayAt(start), 1, anchorDay) * dayMs + time) };
}

/** A first month, which the following ones are counted from. */
export function firstMonth(start: Date): Period & { readonly anchorDay: number } {
  const anchorDay = start.getUTCDate();
  return { ...monthFrom(start, anchorDay), anchorDay };
}

/** When a retry of a renewal that failed is due; null after the last. */
export function retryAt(graceSince: Date, retries: number, days: readonly number[]): Date | null {
  const day = days[retries];
  return day === undefined ? null : addDays(graceSince, day);
}
