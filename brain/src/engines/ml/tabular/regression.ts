import { cholesky, inverse, solve } from '../dense.ts';
import { checkClasses, checkFit, FitError, type Matrix } from './matrix.ts';

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
  const targets = Float64Array.from(weights, (weight, row) => weight * labels[row]!);
  const { hessian, gradient } = normalEquations(matrix, weights, targets);
  addRidge(hessian, size, options.ridge);
  const curvature = hessian.slice();
  const solution = solve(cholesky(hessian, size), size, gradient);
  let squares = 0;
  linearOf(matrix, solution, targets).forEach(
    (value, row) => (squares += weights[row]! * (labels[row]! - value) ** 2),
  );
  const variance = squares / Math.max(1, matrix.rows - size);
  return regressionOf(matrix.names, solution, inverse(curvature, size), variance);
}

const mostSteps = 100;
/** Near the answer each step squares what is left of the way: after one that gains less than this there is nothing left. */
const smallGain = 1e-8;

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
  const { ridge } = options;
  if (!(ridge > 0)) throw new FitError('A logistic regression needs a ridge above 0.');
  const weights = options.weights ?? new Float64Array(matrix.rows).fill(1);
  const size = matrix.columns + 1;
  const curves = new Float64Array(matrix.rows);
  const targets = new Float64Array(matrix.rows);
  let margins = new Float64Array(matrix.rows);
  let tried = new Float64Array(matrix.rows);
  let solution = new Float64Array(size);
  let loss = lossOf(margins, labels, weights, solution, ridge);
  let curvature = new Float64Array(0);
  for (let step = 0; step < mostSteps; step++) {
    slopesOf(margins, labels, weights, targets, curves);
    const { hessian, gradient } = normalEquations(matrix, curves, targets);
    addRidge(hessian, size, ridge);
    for (let at = 1; at < size; at++) gradient[at] = gradient[at]! - ridge * solution[at]!;
    curvature = hessian.slice();
    const move = solve(cholesky(hessian, size), size, gradient.slice());
    let next = solution;
    let nextLoss = loss;
    for (let stride = 1; stride > 1e-6; stride /= 2) {
      next = solution.map((value, at) => value + stride * move[at]!);
      nextLoss = lossOf(linearOf(matrix, next, tried), labels, weights, next, ridge);
      if (nextLoss <= loss) break;
    }
    if (!(nextLoss <= loss)) break;
    const gained = loss - nextLoss;
    [margins, tried] = [tried, margins];
    [solution, loss] = [next, nextLoss];
    if (gained <= smallGain * (1 + Math.abs(loss))) break;
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

/** Intercept and weighted values of each row, written to `out`. */
function linearOf(
  { rows, columns, values }: Matrix,
  solution: Float64Array,
  out: Float64Array,
): Float64Array {
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = solution[0]!;
    for (let column = 1; column <= columns; column++) sum += solution[column]! * values[at++]!;
    out[row] = sum;
  }
  return out;
}

/** What each row pulls with, and how much the pull changes with the margin. */
function slopesOf(
  margins: Float64Array,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  targets: Float64Array,
  curves: Float64Array,
): void {
  for (let row = 0; row < margins.length; row++) {
    const share = 1 / (1 + Math.exp(-margins[row]!));
    targets[row] = weights[row]! * (labels[row]! - share);
    curves[row] = weights[row]! * Math.max(1e-12, share * (1 - share));
  }
}

function lossOf(
  margins: Float64Array,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  solution: Float64Array,
  ridge: number,
): number {
  let sum = 0;
  for (let at = 1; at < solution.length; at++) sum += (ridge / 2) * solution[at]! ** 2;
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row]!;
    const signed = labels[row] === 1 ? -margin : margin;
    sum += weights[row]! * (Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed))));
  }
  return sum;
}

/** Rows taken together: each reading and writing of a sum then serves four. */
const block = 4;

/** Σ w x xᵀ (its lower triangle), a column of ones first, and Σ target x. */
function normalEquations(
  { rows, columns, values }: Matrix,
  weights: ArrayLike<number>,
  targets: Float64Array,
): { hessian: Float64Array; gradient: Float64Array } {
  const size = columns + 1;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  // The rows of a block one after the other, in one array; those missing in the last block count for nothing.
  const near = new Float64Array(block * size);
  const weight = new Float64Array(block);
  const toward = new Float64Array(block);
  for (let row = 0; row < rows; row += block) {
    for (let at = 0; at < block; at++) {
      const there = row + at < rows;
      weight[at] = there ? weights[row + at]! : 0;
      toward[at] = there ? targets[row + at]! : 0;
      near[at * size] = 1;
      const from = there ? (row + at) * columns : 0;
      for (let column = 0; column < columns; column++) near[at * size + column + 1] = values[from + column]!;
    }
    for (let at = 0; at < size; at++) {
      const p = near[at]!;
      const q = near[at + size]!;
      const r = near[at + 2 * size]!;
      const s = near[at + 3 * size]!;
      gradient[at] = gradient[at]! + toward[0]! * p + toward[1]! * q + toward[2]! * r + toward[3]! * s;
      addScaled(
        hessian,
        at * size,
        near,
        size,
        at + 1,
        weight[0]! * p,
        weight[1]! * q,
        weight[2]! * r,
        weight[3]! * s,
      );
    }
  }
  return { hessian, gradient };
}

/** Adds four rows of `near`, each times its own factor, to `length` numbers from `to` on. */
function addScaled(
  sums: Float64Array,
  to: number,
  near: Float64Array,
  size: number,
  length: number,
  p: number,
  q: number,
  r: number,
  s: number,
): void {
  for (let at = 0; at < length; at++)
    sums[to + at] =
      sums[to + at]! +
      p * near[at]! +
      q * near[at + size]! +
      r * near[at + 2 * size]! +
      s * near[at + 3 * size]!;
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
