import { createDraw } from '../chance.ts';
import type { Matrix } from './matrix.ts';
import { sharedBytes } from './shared.ts';

/** The bin of missing values; bins of values count from 0. */
export const missingBin = 255;
/** More rows than these add nothing to the borders. */
const sampleRows = 200_000;

/** A matrix in which each value is the number of a bin: what trees grow on. */
export interface BinnedMatrix {
  readonly rows: number;
  /** A column each, a bin a row. */
  readonly columns: readonly Uint8Array[];
  /** The upper borders of all bins but the last, rising: a value goes to the first bin whose border it does not pass. */
  readonly borders: readonly Float64Array[];
  readonly hasMissing: readonly boolean[];
}

/**
 * At most 255 bins a column: a bin a value where there are few, else bins of about equal count. Borders lie halfway
 * between values, so that a tree says the same of values never seen in between.
 */
export function binColumns(matrix: Matrix, seed: number): BinnedMatrix {
  // The values of one column in a line: they are read twice, and rows are far apart.
  const values = new Float64Array(matrix.rows);
  const borders: Float64Array[] = [];
  const columns = Array.from({ length: matrix.columns }, (_, column) => {
    for (let row = 0, at = column; row < values.length; row++, at += matrix.columns)
      values[row] = matrix.values[at]!;
    const ofColumn = bordersOf(values, seed);
    borders.push(ofColumn);
    const bins = sharedBytes(matrix.rows);
    for (let row = 0; row < values.length; row++) bins[row] = binOf(ofColumn, values[row]!);
    return bins;
  });
  return {
    rows: matrix.rows,
    columns,
    borders,
    hasMissing: columns.map((bins) => bins.includes(missingBin)),
  };
}

export function binOf(borders: Float64Array, value: number): number {
  if (Number.isNaN(value)) return missingBin;
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= borders[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function bordersOf(values: Float64Array, seed: number): Float64Array {
  const sorted = sampleOf(values, seed).sort();
  const most = missingBin;
  const distinct: number[] = [];
  for (let at = 0; at < sorted.length && distinct.length <= most; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) distinct.push(sorted[at]!);
  if (distinct.length <= most)
    return Float64Array.from({ length: Math.max(0, distinct.length - 1) }, (_, at) =>
      between(distinct[at]!, distinct[at + 1]!),
    );
  const borders: number[] = [];
  for (let bin = 1; bin < most; bin++) {
    const place = Math.floor((bin * sorted.length) / most);
    const border = between(sorted[place - 1]!, sorted[place]!);
    if (sorted[place - 1] !== sorted[place] && border !== borders.at(-1)) borders.push(border);
  }
  return Float64Array.from(borders);
}

function between(low: number, high: number): number {
  const middle = low + (high - low) / 2;
  // Of neighbouring numbers there may be none in between; then the lower is the border.
  return middle < high ? middle : low;
}

/** Without gaps. */
function sampleOf(values: Float64Array, seed: number): Float64Array {
  const rows = values.length;
  const draw = createDraw(seed);
  const sample = new Float64Array(Math.min(rows, sampleRows));
  let size = 0;
  for (let at = 0; at < sample.length; at++) {
    const value = values[rows <= sampleRows ? at : draw(rows)]!;
    if (!Number.isNaN(value)) sample[size++] = value;
  }
  return sample.subarray(0, size);
}
