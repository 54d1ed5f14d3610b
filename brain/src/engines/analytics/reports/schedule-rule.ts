import { dayFrom, partsOf, type Day } from '@smartstart/units';
import { createHubCalendar } from '../events/hub-calendar.ts';

export interface Rhythm {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  /** Monday is 1. */
  readonly weekday: number;
  readonly monthDay: number;
  readonly hour: number;
  readonly timeZone: string;
}

/**
 * The first moment after `after` at which the rhythm is due: the hour on the clock of the zone. Where the clock skips that
 * hour, the first moment after it; where it strikes twice, the first time.
 */
export function nextDue(rhythm: Rhythm, after: Date): Date {
  const calendar = createHubCalendar(rhythm.timeZone, 1);
  let day = firstDay(rhythm, calendar.dayOf(after));
  for (;;) {
    const at = momentOf(calendar.startOf(day), rhythm);
    if (at > after) return at;
    day = followingDay(rhythm, day);
  }
}

function firstDay({ frequency, weekday, monthDay }: Rhythm, today: Day): Day {
  if (frequency === 'DAILY') return today;
  // 1970-01-01 was a Thursday, the fourth day of a week that begins on Monday.
  if (frequency === 'WEEKLY') return today + ((((weekday - (today + 4)) % 7) + 7) % 7);
  const { year, month } = partsOf(today);
  const day = dayFrom(year, month, monthDay);
  return day >= today ? day : dayFrom(year, month + 1, monthDay);
}

function followingDay({ frequency, monthDay }: Rhythm, day: Day): Day {
  if (frequency === 'DAILY') return day + 1;
  if (frequency === 'WEEKLY') return day + 7;
  const { year, month } = partsOf(day);
  return dayFrom(year, month + 1, monthDay);
}

const quarterMs = 15 * 60_000;

/** Clocks change by quarters of an hour at most: the first quarter of the day whose clock shows the hour, or a later one. */
function momentOf(dayStart: Date, { hour, timeZone }: Rhythm): Date {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const minutesOf = (at: Date) => {
    const [hours, minutes] = format.format(at).split(':').map(Number);
    return (hours! % 24) * 60 + minutes!;
  };
  let at = new Date(dayStart.getTime() + Math.max(0, hour - 2) * 4 * quarterMs);
  while (minutesOf(at) < hour * 60) at = new Date(at.getTime() + quarterMs);
  return at;
}
