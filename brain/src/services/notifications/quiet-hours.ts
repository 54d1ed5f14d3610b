import { minuteMs } from '@smartstart/units';

export interface QuietHours {
  /** Wall times HH:MM; a span that ends before it begins goes over midnight. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

const minutesADay = 24 * 60;

/**
 * The moment the quiet hours around `now` end, or null when it is not quiet. Wall time decides: on the days the clocks
 * change the span is an hour shorter or longer, and a wall time that is skipped ends with the skip.
 */
export function endOfQuietHours(now: Date, quiet: QuietHours): Date | null {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const wall = wallClock(quiet.timeZone);
  const isQuiet = (at: number) => inSpan(wall(at), from, to);
  let end = Math.floor(now.getTime() / minuteMs) * minuteMs;
  if (!isQuiet(end)) return null;
  while (isQuiet(end)) end = next(end, to, wall);
  // A leap over the start of summer time lands after the end: back to the first minute that is not quiet.
  while (!isQuiet(end - minuteMs)) end -= minuteMs;
  return new Date(end);
}

/** The next moment the clock shows that minute, or one after it where the minute is skipped. */
function next(at: number, minute: number, wall: (at: number) => number): number {
  const leap = at + ((minute - wall(at) + minutesADay) % minutesADay) * minuteMs;
  // A leap over a change of the clocks lands an hour beside it: back, or on, by what the clock is wrong.
  const half = minutesADay / 2;
  const drift = ((minute - wall(leap) + half + minutesADay) % minutesADay) - half;
  const right = leap + drift * minuteMs;
  return right > at && wall(right) === minute ? right : leap;
}

function inSpan(minute: number, from: number, to: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

/** Minute of the day on the clocks of a time zone. */
function wallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => minutesOf(format.format(at));
}
