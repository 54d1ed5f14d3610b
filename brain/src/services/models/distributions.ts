import type { Column, Table } from '../../engines/ml/tabular/index.ts';
import type { FeatureReference } from './report.ts';

const parts = 10;
const mostCategories = 20;

/** How each column is distributed among the rows: numbers by tenths, words by themselves. */
export function referencesOf(table: Table, rows: ArrayLike<number>): FeatureReference[] {
  return table.columns.map((column) =>
    column.kind === 'number' ? ofNumbers(column, rows) : ofCategories(column, rows),
  );
}

function ofNumbers(
  { name, values }: Extract<Column, { kind: 'number' }>,
  rows: ArrayLike<number>,
): FeatureReference {
  const known: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at]!]!;
    if (!Number.isNaN(value)) known.push(value);
  }
  known.sort((a, b) => a - b);
  const tenths = Array.from({ length: parts - 1 }, (_, part) =>
    known.length ? known[Math.floor(((part + 1) * known.length) / parts)]! : Number.NaN,
  );
  // A value that is met often is a border once; below the smallest there is nothing to tell apart.
  const borders = [...new Set(tenths)].filter((border) => border > known[0]!);
  const counts = new Float64Array(borders.length + 2);
  for (let at = 0; at < rows.length; at++) add(counts, partOf(borders, values[rows[at]!]!));
  return { name, kind: 'number', borders, shares: sharesOf(counts), rows: rows.length };
}

function ofCategories(
  { name, values }: Extract<Column, { kind: 'category' }>,
  rows: ArrayLike<number>,
): FeatureReference {
  const met = new Map<string, number>();
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at]!];
    if (value !== null && value !== undefined) met.set(value, (met.get(value) ?? 0) + 1);
  }
  const categories = [...met]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostCategories)
    .map(([category]) => category);
  const counts = new Float64Array(categories.length + 2);
  for (let at = 0; at < rows.length; at++) add(counts, placeOf(categories, values[rows[at]!] ?? null));
  return { name, kind: 'category', categories, shares: sharesOf(counts), rows: rows.length };
}

/** The shares of new values in the parts of the reference. */
export function sharesIn(
  reference: FeatureReference,
  values: readonly (number | string | null)[],
): { shares: number[]; count: number } {
  const counts = new Float64Array(reference.shares.length);
  for (const value of values)
    add(
      counts,
      reference.kind === 'number'
        ? partOf(reference.borders, typeof value === 'number' ? value : Number.NaN)
        : placeOf(reference.categories, typeof value === 'string' ? value : null),
    );
  return { shares: sharesOf(counts), count: values.length };
}

/**
 * Population stability index, Σ (now − then) · ln(now ÷ then). An empty part counts as half a row, because a logarithm of
 * nothing is no measure of anything.
 */
export function stabilityIndex(
  then: { shares: readonly number[]; count: number },
  now: { shares: readonly number[]; count: number },
): number {
  return then.shares.reduce((sum, share, part) => {
    const other = now.shares[part]!;
    if (share === 0 && other === 0) return sum;
    const before = Math.max(share, 0.5 / then.count);
    const after = Math.max(other, 0.5 / now.count);
    return sum + (after - before) * Math.log(after / before);
  }, 0);
}

function partOf(borders: readonly number[], value: number): number {
  if (Number.isNaN(value)) return borders.length + 1;
  const part = borders.findIndex((border) => value < border);
  return part < 0 ? borders.length : part;
}

function placeOf(categories: readonly string[], value: string | null): number {
  if (value === null) return categories.length + 1;
  const place = categories.indexOf(value);
  return place < 0 ? categories.length : place;
}

function add(counts: Float64Array, place: number): void {
  counts[place] = counts[place]! + 1;
}

function sharesOf(counts: Float64Array): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return Array.from(counts, (count) => (all ? count / all : 0));
}
