import { minimise } from '../simplex.ts';

/** A method that goes on from the past: `steps` values after the last. */
export type Forecaster = (past: Float64Array, steps: number) => Float64Array;

/** The last value for ever: what every other method has to beat. */
export const naive: Forecaster = (past, steps) => new Float64Array(steps).fill(past.at(-1)!);

/** Simple exponential smoothing: the level of an optimal weight for the latest value. */
export const simpleSmoothing: Forecaster = (past, steps) => {
  const alpha = bestLevelWeight(past);
  return new Float64Array(steps).fill(levelAfter(past, alpha));
};

/** Holt's linear trend (1957). */
export const linearTrend: Forecaster = (past, steps) => trended(past, steps, false);

/** A trend that fades (Gardner and McKenzie 1985). */
export const dampedTrend: Forecaster = (past, steps) => trended(past, steps, true);

/** The weight in [0, 1] of the latest value with the least squared one-step errors, by golden section. */
export function bestLevelWeight(past: Float64Array): number {
  const cost = (alpha: number) => {
    let level = past[0]!;
    let sum = 0;
    for (let at = 1; at < past.length; at++) {
      const error = past[at]! - level;
      sum += error * error;
      level += alpha * error;
    }
    return sum;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0.001, 1];
  let [one, other] = [high - golden * (high - low), low + golden * (high - low)];
  let [costOne, costOther] = [cost(one), cost(other)];
  while (high - low > 1e-3) {
    if (costOne < costOther) {
      [high, other, costOther] = [other, one, costOne];
      one = high - golden * (high - low);
      costOne = cost(one);
    } else {
      [low, one, costOne] = [one, other, costOther];
      other = low + golden * (high - low);
      costOther = cost(other);
    }
  }
  return (low + high) / 2;
}

export function levelAfter(past: Float64Array, alpha: number): number {
  let level = past[0]!;
  for (let at = 1; at < past.length; at++) level += alpha * (past[at]! - level);
  return level;
}

interface TrendState {
  readonly level: number;
  readonly trend: number;
  readonly squares: number;
}

function trended(past: Float64Array, steps: number, damped: boolean): Float64Array {
  if (past.length < 4) return naive(past, steps);
  const weightsOf = (point: ArrayLike<number>) => ({
    alpha: squash(point[0]!, 0.001, 0.999),
    beta: squash(point[1]!, 0.0001, 0.999),
    phi: damped ? squash(point[2]!, 0.8, 0.98) : 1,
  });
  const { point } = minimise((point) => run(past, weightsOf(point)).squares, damped ? [0, -2, 1] : [0, -2], {
    rounds: 150,
    step: 1,
    tolerance: 1e-7,
  });
  const weights = weightsOf(point);
  const { level, trend } = run(past, weights);
  let factor = 0;
  let power = 1;
  return Float64Array.from({ length: steps }, () => {
    power *= weights.phi;
    factor += power;
    return level + factor * trend;
  });
}

function run(
  past: Float64Array,
  { alpha, beta, phi }: { alpha: number; beta: number; phi: number },
): TrendState {
  const start = Math.min(5, past.length - 1);
  let level = past[0]!;
  let trend = (past[start]! - past[0]!) / start;
  let squares = 0;
  for (let at = 1; at < past.length; at++) {
    const expected = level + phi * trend;
    const error = past[at]! - expected;
    squares += error * error;
    level = expected + alpha * error;
    trend = phi * trend + alpha * beta * error;
  }
  return { level, trend, squares };
}

function squash(x: number, low: number, high: number): number {
  return low + (high - low) / (1 + Math.exp(-x));
}
