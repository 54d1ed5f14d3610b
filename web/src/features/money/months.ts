import type { Month } from './types';

/** Months in a row for charts, and the file that months are filled in with. Pure. */

export interface Point {
  readonly month: string;
  /** Null where nothing was entered. */
  readonly actual: Month | null;
}

/** Every month from the first to the last, the earliest first, so that a gap is seen as one. */
export function inARow(months: readonly Month[], most: number): Point[] {
  const known = new Map(months.map((actual) => [actual.month, actual]));
  const sorted = [...known.keys()].toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const points: Point[] = [];
  for (let month = last; month >= first && points.length < most; month = shifted(month, -1))
    points.unshift({ month, actual: known.get(month) ?? null });
  return points;
}

/** So many months later, or earlier. */
export function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** A file to fill in: the header, and a line for each of the last months that is not entered yet. */
export function templateCsv(lastOver: string, currency: string, entered: ReadonlySet<string>): string {
  const months = [2, 1, 0].map((back) => shifted(lastOver, -back));
  const open = months.filter((month) => !entered.has(month));
  const lines = (open.length ? open : [lastOver]).map((month) => `${month},0.00,0.00,0.00,${currency},`);
  return `${['month,cash,income,costs,currency,note', ...lines].join('\r\n')}\r\n`;
}
