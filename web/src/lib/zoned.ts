/** Wall-clock times of a time zone. Fields of a form hold `2026-03-01` or `2026-03-01T09:30`; the Brain wants instants. */

const minuteMs = 60_000;

/** The instant at which a clock in the zone shows `wall`; null when it is no date. */
export function instantIn(wall: string, timeZone: string | undefined): string | null {
  const asUtc = Date.parse(`${wall.length === 10 ? `${wall}T00:00` : wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset belongs to the instant that is looked for, so the first guess is corrected once.
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return new Date(asUtc - offsetMs(guess, timeZone)).toISOString();
}

/** What a clock in the zone shows, to the minute: `2026-03-01T09:30`. */
export function wallIn(at: Date, timeZone: string | undefined): string {
  return new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 16);
}

/** The calendar day `days` later. */
export function dayAfter(day: string, days = 1): string {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function offsetMs(at: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(timeZone ? { timeZone } : {}),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'));
  return wall - Math.floor(at / minuteMs) * minuteMs;
}
