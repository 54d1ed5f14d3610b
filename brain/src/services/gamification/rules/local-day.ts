/** Days as the calendars of people show them. Pure; the zone is always given. */

import { hourMs, minuteMs } from '@smartstart/units';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format costs more to make than to use thousands of times, and a replay uses it once an event. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
}

/** The date of the instant in the zone, `YYYY-MM-DD`. */
export function localDay(at: Date, timeZone: string): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** The month of the instant in the zone, `YYYY-MM`. */
export function localMonth(at: Date, timeZone: string): string {
  return localDay(at, timeZone).slice(0, 7);
}

/** The date that many days later on the calendar; hours play no part. */
export function dayPlus(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** No place on earth is further from UTC; the hour on top is for clocks that jump at midnight. */
const widestOffsetMs = 15 * hourMs;

/**
 * The first instant of the date in the zone, to the minute. Found by halving, because a day may begin at one o’clock
 * where clocks go forward at midnight, and a date may be missing altogether; then it is the start of the one after.
 */
export function dayStart(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - widestOffsetMs;
  let within = midnight + widestOffsetMs;
  while (within - before > minuteMs) {
    const middle = before + Math.floor((within - before) / 2 / minuteMs) * minuteMs;
    if (localDay(new Date(middle), timeZone) >= day) within = middle;
    else before = middle;
  }
  return new Date(within);
}
