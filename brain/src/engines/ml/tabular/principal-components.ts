import { symmetricEigen } from '../svd.ts';
import { FitError, rowOf, type Matrix } from './matrix.ts';

export interface PrincipalComponents {
  readonly names: readonly string[];
  readonly means: Float64Array;
  /** count × columns, row-major: each a direction of length 1; the largest of its weights is positive. */
  readonly directions: Float64Array;
  readonly count: number;
  /** The variance along each direction, falling. */
  readonly variances: Float64Array;
  readonly totalVariance: number;
}

/** The directions in which the rows vary most (Pearson 1901), from the eigenvectors of their covariance. */
export function fitComponents(matrix: Matrix, count: number): PrincipalComponents {
  const { rows, columns, names } = matrix;
  if (rows < 2) throw new FitError('Two rows at least are needed to see how they vary.');
  if (!(count >= 1 && count <= columns))
    throw new FitError(`${count} components of ${columns} columns cannot be.`);
  for (const value of matrix.values)
    if (!Number.isFinite(value)) throw new FitError('A value is missing or infinite: impute first.');
  const means = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const here = rowOf(matrix, row);
    for (let column = 0; column < columns; column++) means[column] = means[column]! + here[column]! / rows;
  }
  const covariance = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const here = rowOf(matrix, row).map((value, column) => value - means[column]!);
    for (let one = 0; one < columns; one++)
      for (let other = 0; other < columns; other++)
        covariance[one * columns + other] =
          covariance[one * columns + other]! + (here[one]! * here[other]!) / (rows - 1);
  }
  const { values, vectors } = symmetricEigen(covariance, columns);
  const order = Array.from(values, (_, at) => at).sort((a, b) => values[b]! - values[a]!);
  const directions = new Float64Array(count * columns);
  for (let component = 0; component < count; component++) {
    const source = order[component]!;
    let largest = 0;
    for (let column = 0; column < columns; column++) {
      const weight = vectors[column * columns + source]!;
      if (Math.abs(weight) > Math.abs(largest)) largest = weight;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let column = 0; column < columns; column++)
      directions[component * columns + column] = sign * vectors[column * columns + source]!;
  }
  return {
    names,
    means,
    directions,
    count,
    variances: Float64Array.from({ length: count }, (_, at) => Math.max(0, values[order[at]!]!)),
    totalVariance: values.reduce((sum, value) => sum + Math.max(0, value), 0),
  };
}

/** The row in the coordinates of the components. */
export function toComponents(
  { means, directions, count }: PrincipalComponents,
  row: Float64Array,
): Float64Array {
  return Float64Array.from({ length: count }, (_, component) => {
    let sum = 0;
    for (let column = 0; column < row.length; column++)
      sum += (row[column]! - means[column]!) * directions[component * row.length + column]!;
    return sum;
  });
}
