import { createDraw, shuffle } from './chance.ts';
import type { SparseRows } from './sparse.ts';

/** A row's margin is weights · row + bias; positive means the class. */
export interface LinearModel {
  /** One per column. */
  readonly weights: Float32Array;
  readonly bias: number;
}

export interface LinearOptions {
  readonly loss: 'logistic' | 'squaredHinge';
  /** Price of an error against ½‖w‖²; larger fits closer. */
  readonly c: number;
  readonly seed: number;
  /** A factor on `c` for each row. */
  readonly weights?: ArrayLike<number>;
  /** A factor on `c` for each class; 'balanced' is rows / (2 × rows of the class). */
  readonly classWeights?: { readonly positive: number; readonly negative: number } | 'balanced';
  /** Violation of optimality at which training stops; .1 unless told otherwise (liblinear's default). */
  readonly tolerance?: number;
  /** Passes over the rows at most; 1,000 unless told otherwise. */
  readonly maxPasses?: number;
}

/**
 * L2-regularised linear classification, minimising ½‖w‖² + Σ cᵢ·loss(yᵢ, w·xᵢ) by coordinate descent on the dual;
 * the bias is the weight of a constant feature 1 and is regularised too, as in liblinear.
 *
 * Squared hinge: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate descent method for large-scale linear
 * SVM", ICML 2008, with shrinking. Logistic: Yu, Huang, Lin, "Dual coordinate descent methods for logistic regression
 * and maximum entropy models", Machine Learning 85, 2011.
 *
 * @param labels +1 or −1 for each row.
 */
export function trainLinear(rows: SparseRows, labels: Int8Array, options: LinearOptions): LinearModel {
  if (labels.length !== rows.rows) throw new RangeError('There must be one label for each row.');
  if (!(options.c > 0)) throw new RangeError('c must be above zero.');
  const problem: Problem = {
    rows,
    labels,
    prices: pricesOf(labels, options),
    squares: squaresOf(rows),
    weights: new Float64Array(rows.columns + 1),
    draw: createDraw(options.seed),
    tolerance: options.tolerance ?? 0.1,
    maxPasses: options.maxPasses ?? 1000,
  };
  if (options.loss === 'squaredHinge') descendSquaredHinge(problem);
  else descendLogistic(problem);
  return {
    weights: Float32Array.from(problem.weights.subarray(0, rows.columns)),
    bias: problem.weights[rows.columns]!,
  };
}

/** One model for each class number below `classCount`, that class against all others. */
export function trainOneVsRest(
  rows: SparseRows,
  classes: Uint16Array,
  classCount: number,
  options: LinearOptions,
): LinearModel[] {
  const labels = new Int8Array(rows.rows);
  return Array.from({ length: classCount }, (_, wanted) => {
    for (let row = 0; row < labels.length; row++) labels[row] = classes[row] === wanted ? 1 : -1;
    return trainLinear(rows, labels, options);
  });
}

/** The margin of each row. */
export function scores(model: LinearModel, rows: SparseRows): Float32Array {
  const { starts, indices, values } = rows;
  const { weights, bias } = model;
  const margins = new Float32Array(rows.rows);
  let k = 0;
  for (let row = 0; row < rows.rows; row++) {
    let sum = bias;
    for (const end = starts[row + 1]!; k < end; k++) sum += weights[indices[k]!]! * values[k]!;
    margins[row] = sum;
  }
  return margins;
}

interface Problem {
  readonly rows: SparseRows;
  readonly labels: Int8Array;
  /** cᵢ. */
  readonly prices: Float64Array;
  /** ‖xᵢ‖² with the constant feature. */
  readonly squares: Float64Array;
  /** The last one is the bias. */
  readonly weights: Float64Array;
  readonly draw: (limit: number) => number;
  readonly tolerance: number;
  readonly maxPasses: number;
}

function pricesOf(labels: Int8Array, { c, weights, classWeights }: LinearOptions): Float64Array {
  let positives = 0;
  for (const label of labels) if (label > 0) positives++;
  const balanced = (count: number) => (count ? labels.length / (2 * count) : 1);
  const factors =
    classWeights === 'balanced'
      ? { positive: balanced(positives), negative: balanced(labels.length - positives) }
      : (classWeights ?? { positive: 1, negative: 1 });
  return Float64Array.from(
    labels,
    (label, row) => c * (label > 0 ? factors.positive : factors.negative) * (weights?.[row] ?? 1),
  );
}

function squaresOf({ rows, starts, values }: SparseRows): Float64Array {
  const squares = new Float64Array(rows).fill(1);
  for (let row = 0; row < rows; row++)
    for (let k = starts[row]!; k < starts[row + 1]!; k++)
      squares[row] = squares[row]! + values[k]! * values[k]!;
  return squares;
}

function marginOf(
  { starts, indices, values, columns }: SparseRows,
  weights: Float64Array,
  row: number,
): number {
  let sum = weights[columns]!;
  for (let k = starts[row]!, end = starts[row + 1]!; k < end; k++) sum += weights[indices[k]!]! * values[k]!;
  return sum;
}

function step(
  { starts, indices, values, columns }: SparseRows,
  weights: Float64Array,
  row: number,
  by: number,
): void {
  for (let k = starts[row]!, end = starts[row + 1]!; k < end; k++) {
    const column = indices[k]!;
    weights[column] = weights[column]! + by * values[k]!;
  }
  weights[columns] = weights[columns]! + by;
}

/** min ½ αᵀ(Q + D)α − eᵀα over α ≥ 0, with Dᵢᵢ = 1 / (2cᵢ). Rows at rest at zero leave the active set. */
function descendSquaredHinge(problem: Problem): void {
  const { rows, labels, prices, squares, weights, draw, tolerance, maxPasses } = problem;
  const alphas = new Float64Array(rows.rows);
  const order = Uint32Array.from(prices, (_, row) => row);
  let active = rows.rows;
  let highest = Infinity;
  for (let pass = 0; pass < maxPasses; pass++) {
    let largest = -Infinity;
    let smallest = Infinity;
    shuffle(order, draw, active);
    for (let position = 0; position < active; position++) {
      const row = order[position]!;
      const label = labels[row]!;
      const alpha = alphas[row]!;
      const own = 1 / (2 * prices[row]!);
      const gradient = label * marginOf(rows, weights, row) - 1 + alpha * own;
      if (alpha === 0 && gradient > highest) {
        order[position--] = order[--active]!;
        order[active] = row;
        continue;
      }
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
      if (projected > largest) largest = projected;
      if (projected < smallest) smallest = projected;
      if (Math.abs(projected) < 1e-12) continue;
      const next = Math.max(alpha - gradient / (squares[row]! + own), 0);
      alphas[row] = next;
      step(rows, weights, row, (next - alpha) * label);
    }
    if (largest - smallest <= tolerance) {
      if (active === rows.rows) return;
      // At rest among the active rows: all rows are looked at once more before it counts.
      active = rows.rows;
      highest = Infinity;
    } else highest = largest > 0 ? largest : Infinity;
  }
}

const newtonSteps = 100;

/** min ½ αᵀQα + Σ αᵢ ln αᵢ + (cᵢ − αᵢ) ln(cᵢ − αᵢ) over 0 < α < c, one variable at a time by Newton's method. */
function descendLogistic(problem: Problem): void {
  const { rows, labels, prices, squares, weights, draw, tolerance, maxPasses } = problem;
  const alphas = Float64Array.from(prices, (price) => Math.min(0.001 * price, 1e-8));
  for (let row = 0; row < rows.rows; row++) step(rows, weights, row, labels[row]! * alphas[row]!);
  const order = Uint32Array.from(prices, (_, row) => row);
  const finest = Math.min(1e-8, tolerance);
  let precision = 1e-2;
  for (let pass = 0; pass < maxPasses; pass++) {
    let violation = 0;
    let steps = 0;
    shuffle(order, draw);
    for (let position = 0; position < order.length; position++) {
      const row = order[position]!;
      const label = labels[row]!;
      const alpha = alphas[row]!;
      const slope = label * marginOf(rows, weights, row);
      const solved = solveOne(prices[row]!, squares[row]!, slope, alpha, precision);
      if (solved.violation > violation) violation = solved.violation;
      if (!solved.steps) continue;
      steps += solved.steps;
      alphas[row] = solved.alpha;
      step(rows, weights, row, (solved.alpha - alpha) * label);
    }
    if (violation < tolerance) return;
    if (steps <= rows.rows / 10) precision = Math.max(finest, precision * 0.1);
  }
}

const one = { alpha: 0, steps: 0, violation: 0 };

/**
 * The smaller of α and c − α is the variable, so that the logarithm never sees a difference of near equals. The answer
 * is one shared object: it is read before the next call.
 */
function solveOne(
  price: number,
  square: number,
  slope: number,
  alpha: number,
  precision: number,
): typeof one {
  const mirrored = 0.5 * square * (price - 2 * alpha) + slope < 0;
  const sign = mirrored ? -1 : 1;
  const before = mirrored ? price - alpha : alpha;
  let z = price - before < 0.5 * price ? 0.1 * before : before;
  const gradient = () => square * (z - before) + sign * slope + Math.log(z / (price - z));
  let g = gradient();
  one.violation = Math.abs(g);
  one.steps = 0;
  while (one.steps <= newtonSteps && Math.abs(g) >= precision) {
    const next = z - g / (square + price / (price - z) / z);
    z = next <= 0 ? z * 0.1 : next;
    g = gradient();
    one.steps++;
  }
  one.alpha = mirrored ? price - z : z;
  return one;
}
