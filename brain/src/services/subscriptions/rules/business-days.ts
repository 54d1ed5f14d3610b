import { dayAt, dayFrom, isoDay, partsOf, type Day } from '@smartstart/units';

/**
 * Business days: Monday to Friday without the general holidays of the Canada Labour Code (R.S.C. 1985, c. L-2, section
 * 166). A holiday on a Saturday or Sunday is kept on the next working day (section 193).
 */

/** The day on which so many business days have passed after the moment's own day. */
export function addBusinessDays(from: Date, count: number): string {
  let day = dayAt(from);
  for (let left = count; left > 0;) {
    day += 1;
    if (isBusinessDay(day)) left -= 1;
  }
  return isoDay(day);
}

export function isBusinessDay(day: Day): boolean {
  return !isWeekend(day) && !holidaysOf(partsOf(day).year).has(day);
}

const known = new Map<number, ReadonlySet<Day>>();

function holidaysOf(year: number): ReadonlySet<Day> {
  const before = known.get(year);
  if (before) return before;
  const days = new Set<Day>();
  const fixed = [
    [1, 1],
    [7, 1],
    [9, 30],
    [11, 11],
    [12, 25],
    [12, 26],
  ].map(([month, day]) => dayFrom(year, month!, day!));
  const moving = [
    easterOf(year) - 2,
    mondayOnOrBefore(dayFrom(year, 5, 24)),
    mondayOnOrAfter(dayFrom(year, 9, 1)),
    mondayOnOrAfter(dayFrom(year, 10, 1)) + 7,
  ];
  for (const day of [...fixed, ...moving]) {
    let kept = day;
    while (isWeekend(kept) || days.has(kept)) kept += 1;
    days.add(kept);
  }
  known.set(year, days);
  return days;
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

function isWeekend(day: Day): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

function mondayOnOrAfter(day: Day): Day {
  return day + ((8 - weekdayOf(day)) % 7);
}

/** Victoria Day is the Monday before 25 May. */
function mondayOnOrBefore(day: Day): Day {
  return day - ((weekdayOf(day) + 6) % 7);
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayFrom(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
