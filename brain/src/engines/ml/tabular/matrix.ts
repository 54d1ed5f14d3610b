/** Rows of numbers, row by row; NaN is a missing value. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns, row-major. */
  readonly values: Float64Array;
  readonly names: readonly string[];
}

export class FitError extends Error {}

export function createMatrix(rows: number, names: readonly string[]): Matrix {
  return { rows, columns: names.length, values: new Float64Array(rows * names.length), names };
}

export function rowOf({ columns, values }: Matrix, row: number): Float64Array {
  return values.subarray(row * columns, (row + 1) * columns);
}

export function takeRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const taken = createMatrix(rows.length, matrix.names);
  for (let place = 0; place < rows.length; place++)
    taken.values.set(rowOf(matrix, rows[place]!), place * matrix.columns);
  return taken;
}

export function take(values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: rows.length }, (_, place) => values[rows[place]!]!);
}

/** Refuses what no fit can use; the sentence says what to change. */
export function checkFit({ rows, columns, values }: Matrix, labels: ArrayLike<number>, least = 10): void {
  if (labels.length !== rows) throw new FitError(`There are ${rows} rows and ${labels.length} labels.`);
  if (rows < least)
    throw new FitError(`${rows} rows are too few to fit anything: at least ${least} are needed.`);
  if (columns === 0) throw new FitError('There is no feature to fit on.');
  for (const value of values)
    if (value === Infinity || value === -Infinity) throw new FitError('A feature is infinite.');
  for (let row = 0; row < rows; row++)
    if (!Number.isFinite(labels[row]!)) throw new FitError(`The label of row ${row} is not a number.`);
}

/** For classifiers of two classes: labels are 0 and 1, and both occur. */
export function checkClasses(labels: ArrayLike<number>): void {
  let ones = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] !== 0 && labels[row] !== 1)
      throw new FitError(`The label of row ${row} is neither 0 nor 1.`);
    ones += labels[row]!;
  }
  if (ones === 0 || ones === labels.length)
    throw new FitError('All rows have the same label: there is nothing to tell apart.');
}
