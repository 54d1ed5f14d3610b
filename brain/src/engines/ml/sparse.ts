/** Rows of few non-zero values: row r holds `indices` and `values` from `starts[r]` up to, without, `starts[r + 1]`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** Length `rows + 1`. */
  readonly starts: Uint32Array;
  /** Column of each value, rising within a row. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** One row after the other, for those who do not know beforehand how many values there will be. */
export interface RowBuilder {
  /** Adds a value to the row being built; columns must rise within a row. */
  add(column: number, value: number): void;
  endRow(): void;
  finish(columns: number): SparseRows;
}

export function createRowBuilder(expectedValues = 1024): RowBuilder {
  let indices = new Uint32Array(expectedValues);
  let values = new Float32Array(expectedValues);
  let size = 0;
  const starts: number[] = [0];
  const grow = () => {
    const wider = new Uint32Array(indices.length * 2);
    wider.set(indices);
    indices = wider;
    const widerValues = new Float32Array(indices.length);
    widerValues.set(values);
    values = widerValues;
  };
  return {
    add(column, value) {
      if (size === indices.length) grow();
      indices[size] = column;
      values[size++] = value;
    },
    endRow: () => void starts.push(size),
    finish: (columns) => ({
      rows: starts.length - 1,
      columns,
      starts: Uint32Array.from(starts),
      indices: indices.slice(0, size),
      values: values.slice(0, size),
    }),
  };
}

/** Puts matrices of as many rows each side by side: the columns of the second follow those of the first, and so on. */
export function stackColumns(...parts: readonly SparseRows[]): SparseRows {
  const rows = parts[0]?.rows ?? 0;
  if (parts.some((part) => part.rows !== rows))
    throw new RangeError('Stacked matrices need equal row counts.');
  const size = parts.reduce((sum, part) => sum + part.indices.length, 0);
  const starts = new Uint32Array(rows + 1);
  const indices = new Uint32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let offset = 0;
    for (const part of parts) {
      const end = part.starts[row + 1]!;
      for (let k = part.starts[row]!; k < end; k++) {
        indices[at] = part.indices[k]! + offset;
        values[at++] = part.values[k]!;
      }
      offset += part.columns;
    }
    starts[row + 1] = at;
  }
  return { rows, columns: parts.reduce((sum, part) => sum + part.columns, 0), starts, indices, values };
}

/** The rows of these numbers, in this order; a number may come more than once. */
export function selectRows(matrix: SparseRows, chosen: ArrayLike<number>): SparseRows {
  const rows = chosen.length;
  const starts = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const source = chosen[row]!;
    if (source >= matrix.rows) throw new RangeError(`There is no row ${source}.`);
    starts[row + 1] = starts[row]! + matrix.starts[source + 1]! - matrix.starts[source]!;
  }
  const indices = new Uint32Array(starts[rows]!);
  const values = new Float32Array(starts[rows]!);
  for (let row = 0; row < rows; row++) {
    const from = matrix.starts[chosen[row]!]!;
    const to = matrix.starts[chosen[row]! + 1]!;
    indices.set(matrix.indices.subarray(from, to), starts[row]!);
    values.set(matrix.values.subarray(from, to), starts[row]!);
  }
  return { rows, columns: matrix.columns, starts, indices, values };
}

/** Zeros left out. All rows must be as long as the first. */
export function fromDense(dense: readonly ArrayLike<number>[]): SparseRows {
  const columns = dense[0]?.length ?? 0;
  const builder = createRowBuilder(Math.max(16, dense.length * columns));
  for (const row of dense) {
    if (row.length !== columns) throw new RangeError('Rows differ in length.');
    for (let column = 0; column < columns; column++) if (row[column] !== 0) builder.add(column, row[column]!);
    builder.endRow();
  }
  return builder.finish(columns);
}

/** Scales each row to Euclidean length one, in place; a row of zeros stays. */
export function normaliseRows(matrix: SparseRows): SparseRows {
  const { starts, values } = matrix;
  for (let row = 0; row < matrix.rows; row++) {
    let sum = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) sum += values[k]! * values[k]!;
    if (sum === 0) continue;
    const scale = 1 / Math.sqrt(sum);
    for (let k = starts[row]!; k < starts[row + 1]!; k++) values[k] = values[k]! * scale;
  }
  return matrix;
}
