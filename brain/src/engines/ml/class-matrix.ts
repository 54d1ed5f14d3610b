import type { LinearModel } from './linear.ts';
import type { SparseRows } from './sparse.ts';

/**
 * Linear models of many classes over the same columns, each weight in one byte: weight = step of the class × the byte.
 * The weights of one column lie together, so that one pass over a row scores all classes.
 */
export interface ClassMatrix {
  readonly classes: number;
  readonly columns: number;
  /** Length columns × classes. */
  readonly weights: Int8Array;
  /** One for each class. */
  readonly steps: Float32Array;
  readonly biases: Float32Array;
}

export function quantise(models: readonly LinearModel[]): ClassMatrix {
  const classes = models.length;
  const columns = models[0]?.weights.length ?? 0;
  const weights = new Int8Array(columns * classes);
  const steps = new Float32Array(classes);
  models.forEach((model, index) => {
    let largest = 0;
    for (const weight of model.weights) largest = Math.max(largest, Math.abs(weight));
    const step = largest / 127 || 1;
    steps[index] = step;
    for (let column = 0; column < columns; column++)
      weights[column * classes + index] = Math.round(model.weights[column]! / step);
  });
  return { classes, columns, weights, steps, biases: Float32Array.from(models, ({ bias }) => bias) };
}

/** The margin of each row for each class, row after row. */
export function scoreClasses(matrix: ClassMatrix, rows: SparseRows): Float32Array {
  const { classes, weights, steps, biases } = matrix;
  const { starts, indices, values } = rows;
  const margins = new Float32Array(rows.rows * classes);
  const sums = new Float64Array(classes);
  let k = 0;
  for (let row = 0; row < rows.rows; row++) {
    sums.fill(0);
    for (const end = starts[row + 1]!; k < end; k++) {
      const value = values[k]!;
      const from = indices[k]! * classes;
      for (let index = 0; index < classes; index++)
        sums[index] = sums[index]! + value * weights[from + index]!;
    }
    const at = row * classes;
    for (let index = 0; index < classes; index++)
      margins[at + index] = sums[index]! * steps[index]! + biases[index]!;
  }
  return margins;
}

/** The weight of a column for a class. */
export function weightOf(matrix: ClassMatrix, column: number, index: number): number {
  return matrix.weights[column * matrix.classes + index]! * matrix.steps[index]!;
}
