import { dayFrom, dayMs, hourMs, isoDay, partsOf, type Day } from '@smartstart/units';

/** Days, weeks and months as the hub counts them: in its time zone, weeks from its first day on. */
export interface HubCalendar {
  readonly timeZone: string;
  readonly weekStart: number;
  dayOf(at: Date): Day;
  /** The moment the day begins, which is not midnight where the clock skips it. */
  startOf(day: Day): Date;
  /** The first day of the period that holds the day. */
  floor(day: Day, period: 'DAY' | 'WEEK' | 'MONTH'): Day;
  /** First day of a period some periods later; `day` is the first of its own. */
  add(day: Day, period: 'DAY' | 'WEEK' | 'MONTH', count: number): Day;
}

const quarterMs = hourMs / 4;

export function createHubCalendar(timeZone: string, weekStart: number): HubCalendar {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, calendar: 'gregory', dateStyle: 'short' });
  // Offsets change at quarters of an hour and nowhere else: a hub asks for the same few over and over.
  const known = new Map<number, Day>();

  function dayOf(at: Date): Day {
    const quarter = Math.floor(at.getTime() / quarterMs);
    let day = known.get(quarter);
    if (day === undefined) {
      const [year, month, dayOfMonth] = format
        .format(quarter * quarterMs)
        .split('-')
        .map(Number);
      day = dayFrom(year!, month!, dayOfMonth!);
      if (known.size > 100_000) known.clear();
      known.set(quarter, day);
    }
    return day;
  }

  function startOf(day: Day): Date {
    // Time zones lie within 14 hours of UTC: the first quarter of the day is found by halving.
    let [before, within] = [
      (day * dayMs - 14 * hourMs) / quarterMs - 1,
      (day * dayMs + 14 * hourMs) / quarterMs,
    ];
    while (within - before > 1) {
      const middle = Math.floor((before + within) / 2);
      if (dayOf(new Date(middle * quarterMs)) >= day) within = middle;
      else before = middle;
    }
    return new Date(within * quarterMs);
  }

  function floor(day: Day, period: 'DAY' | 'WEEK' | 'MONTH'): Day {
    if (period === 'DAY') return day;
    // 1970-01-01 was a Thursday, the fourth day of a week that begins on Monday.
    if (period === 'WEEK') return day - ((((day + 4 - weekStart) % 7) + 7) % 7);
    const { year, month } = partsOf(day);
    return dayFrom(year, month, 1);
  }

  function add(day: Day, period: 'DAY' | 'WEEK' | 'MONTH', count: number): Day {
    if (period === 'DAY') return day + count;
    if (period === 'WEEK') return day + 7 * count;
    const { year, month } = partsOf(day);
    return dayFrom(year, month + count, 1);
  }

  return { timeZone, weekStart, dayOf, startOf, floor, add };
}

export { isoDay };
