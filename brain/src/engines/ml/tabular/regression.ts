import { cholesky, inverse, solve } from '../dense.ts';
import { checkClasses, checkFit, FitError, rowOf, type Matrix } from './matrix.ts';

export interface RegressionOptions {
  /** The factor of half the squared weights that is added to the loss; the intercept is free of it. */
  readonly ridge: number;
  readonly weights?: ArrayLike<number>;
}

export interface Regression {
  readonly names: readonly string[];
  readonly intercept: number;
  readonly coefficients: Float64Array;
  /** Standard errors of intercept and coefficients, of the penalised fit (a lower bound where the penalty is strong). */
  readonly errors: Float64Array;
}

/** Ridge regression by its normal equations. No value may be missing. */
export function fitRidge(matrix: Matrix, labels: ArrayLike<number>, options: RegressionOptions): Regression {
  checkComplete(matrix, labels);
  const weights = options.weights ?? new Float64Array(matrix.rows).fill(1);
  const size = matrix.columns + 1;
  const { hessian, gradient } = normalEquations(matrix, weights, (row) => weights[row]! * labels[row]!);
  addRidge(hessian, size, options.ridge);
  const curvature = hessian.slice();
  const solution = solve(cholesky(hessian, size), size, gradient);
  let squares = 0;
  for (let row = 0; row < matrix.rows; row++)
    squares += weights[row]! * (labels[row]! - linear(solution, rowOf(matrix, row))) ** 2;
  const variance = squares / Math.max(1, matrix.rows - size);
  return regressionOf(matrix.names, solution, inverse(curvature, size), variance);
}

const mostSteps = 100;

/**
 * Logistic regression with ridge penalty by Newton's method with halved steps. No value may be missing. Classes that a
 * plane separates still have a finite answer, because the penalty is above zero.
 */
export function fitLogistic(
  matrix: Matrix,
  labels: ArrayLike<number>,
  options: RegressionOptions,
): Regression {
  checkComplete(matrix, labels);
  checkClasses(labels);
  if (!(options.ridge > 0)) throw new FitError('A logistic regression needs a ridge above 0.');
  const weights = options.weights ?? new Float64Array(matrix.rows).fill(1);
  const size = matrix.columns + 1;
  let solution = new Float64Array(size);
  let loss = lossOf(matrix, labels, weights, solution, options.ridge);
  let curvature = new Float64Array(0);
  for (let step = 0; step < mostSteps; step++) {
    const shares = Float64Array.from({ length: matrix.rows }, (_, row) =>
      sigmoid(linear(solution, rowOf(matrix, row))),
    );
    const curve = Float64Array.from(
      shares,
      (share, row) => weights[row]! * Math.max(1e-12, share * (1 - share)),
    );
    const { hessian, gradient } = normalEquations(
      matrix,
      curve,
      (row) => weights[row]! * (labels[row]! - shares[row]!),
    );
    addRidge(hessian, size, options.ridge);
    for (let at = 1; at < size; at++) gradient[at] = gradient[at]! - options.ridge * solution[at]!;
    curvature = hessian.slice();
    const move = solve(cholesky(hessian, size), size, gradient);
    let stride = 1;
    let next = solution;
    let nextLoss = loss;
    for (; stride > 1e-6; stride /= 2) {
      next = solution.map((value, at) => value + stride * move[at]!);
      nextLoss = lossOf(matrix, labels, weights, next, options.ridge);
      if (nextLoss <= loss) break;
    }
    const gained = loss - nextLoss;
    if (nextLoss <= loss) [solution, loss] = [next, nextLoss];
    if (gained <= 1e-10 * (1 + Math.abs(loss))) break;
  }
  return regressionOf(matrix.names, solution, inverse(curvature, size), 1);
}

/** Log-odds of a logistic regression, the value itself of a ridge regression. */
export function linearMargin({ intercept, coefficients }: Regression, row: Float64Array): number {
  let sum = intercept;
  for (let column = 0; column < coefficients.length; column++) sum += coefficients[column]! * row[column]!;
  return sum;
}

/** coefficient × (value − reference): what moves the margin of this row away from that of the reference. */
export function linearContributions(
  { coefficients }: Regression,
  row: Float64Array,
  reference: Float64Array,
): Float64Array {
  return coefficients.map((coefficient, column) => coefficient * (row[column]! - reference[column]!));
}

function checkComplete(matrix: Matrix, labels: ArrayLike<number>): void {
  checkFit(matrix, labels);
  for (const value of matrix.values)
    if (Number.isNaN(value)) throw new FitError('A value is missing: impute before a linear fit.');
}

function linear(solution: Float64Array, row: Float64Array): number {
  let sum = solution[0]!;
  for (let column = 0; column < row.length; column++) sum += solution[column + 1]! * row[column]!;
  return sum;
}

function sigmoid(margin: number): number {
  return margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));
}

function lossOf(
  matrix: Matrix,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  solution: Float64Array,
  ridge: number,
): number {
  let sum = 0;
  for (let at = 1; at < solution.length; at++) sum += (ridge / 2) * solution[at]! ** 2;
  for (let row = 0; row < matrix.rows; row++) {
    const margin = linear(solution, rowOf(matrix, row));
    const signed = labels[row] === 1 ? -margin : margin;
    sum +=
      weights[row]! * (signed > 0 ? signed + Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)));
  }
  return sum;
}

/** Σ w x xᵀ, a column of ones first, and Σ target x. */
function normalEquations(
  matrix: Matrix,
  weights: ArrayLike<number>,
  target: (row: number) => number,
): { hessian: Float64Array; gradient: Float64Array } {
  const size = matrix.columns + 1;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const extended = new Float64Array(size);
  extended[0] = 1;
  for (let row = 0; row < matrix.rows; row++) {
    extended.set(rowOf(matrix, row), 1);
    const weight = weights[row]!;
    const toward = target(row);
    for (let at = 0; at < size; at++) {
      gradient[at] = gradient[at]! + toward * extended[at]!;
      const scaled = weight * extended[at]!;
      if (scaled === 0) continue;
      for (let other = 0; other <= at; other++)
        hessian[at * size + other] = hessian[at * size + other]! + scaled * extended[other]!;
    }
  }
  return { hessian, gradient };
}

function addRidge(hessian: Float64Array, size: number, ridge: number): void {
  for (let at = 0; at < size; at++) {
    // A column that never varies would leave the equations without one answer; this keeps its weight at zero.
    hessian[at * size + at] = hessian[at * size + at]! + (at === 0 ? 0 : ridge) + 1e-10;
  }
}

function regressionOf(
  names: readonly string[],
  solution: Float64Array,
  covariance: Float64Array,
  variance: number,
): Regression {
  return {
    names,
    intercept: solution[0]!,
    coefficients: solution.slice(1),
    errors: solution.map((_, at) => Math.sqrt(covariance[at * (solution.length + 1)]! * variance)),
  };
}
