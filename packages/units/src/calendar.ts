import { dayMs } from './time.ts';

/** Dates without a time of day, as whole days since 1970-01-01, so that they compare and add as integers. */
export type Day = number;

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads YYYY-MM-DD. Throws RangeError when there is no such day. */
export function dayOf(text: string): Day {
  const match = pattern.exec(text);
  const day = match ? dayFrom(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  if (Number.isNaN(day) || isoDay(day) !== text)
    throw new RangeError(`“${text.slice(0, 40)}” is not a date.`);
  return day;
}

export function isoDay(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day on which the moment falls in UTC. */
export function dayAt(moment: Date): Day {
  return Math.floor(moment.getTime() / dayMs);
}

export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  return Date.UTC(year, month - 1, dayOfMonth) / dayMs;
}

export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The same day of the month some months later, or the last day where the month is shorter: 31 January, 28 February,
 * 31 March. Count from the first day each time; adding month by month would stay on the 28th.
 * @param dayOfMonth the day to fall on instead of that of `from`
 */
export function addMonths(from: Day, months: number, dayOfMonth?: number): Day {
  const { year, month, dayOfMonth: own } = partsOf(from);
  const count = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const wanted = dayOfMonth ?? own;
  return dayFrom(toYear, toMonth, wanted <= 28 ? wanted : Math.min(wanted, daysInMonth(toYear, toMonth)));
}
