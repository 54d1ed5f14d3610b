import { addMonths, dayOf, isoDay, type Day } from '@smartstart/units';

/** The days of a table's life, found by asking for tables of single days. */

/** No table is older: a share register in a file may go back far, but not for ever. */
const longestYears = 128;

/**
 * The first day on which there was something to show. Asks for few days: back in doubling steps until there is nothing,
 * then between the last two in halves until they are at most `exactDays` apart.
 */
export async function firstDay(
  today: string,
  hasTable: (day: string) => Promise<boolean>,
  exactDays = 1,
): Promise<string> {
  const end = dayOf(today);
  if (!(await hasTable(today))) return today;
  let there: Day = end;
  let nothing: Day | null = null;
  for (let years = 1; years <= longestYears && nothing === null; years *= 2) {
    const day = addMonths(end, -12 * years);
    if (await hasTable(isoDay(day))) there = day;
    else nothing = day;
  }
  if (nothing === null) return isoDay(there);
  while (there - nothing > exactDays) {
    const middle = Math.floor((there + nothing) / 2);
    if (await hasTable(isoDay(middle))) there = middle;
    else nothing = middle;
  }
  return isoDay(there);
}

/** Days spread evenly over a life, both ends included, with days on which something is known to have happened. */
export function sampleDays(first: string, last: string, count: number, known: readonly string[]): string[] {
  const [from, to] = [dayOf(first), dayOf(last)];
  const steps = Math.max(1, Math.min(count - 1, to - from));
  const even = Array.from({ length: steps + 1 }, (_, step) =>
    isoDay(from + Math.round(((to - from) * step) / steps)),
  );
  const inside = known.filter((day) => day >= first && day <= last);
  return [...new Set([...even, ...inside])].toSorted();
}
