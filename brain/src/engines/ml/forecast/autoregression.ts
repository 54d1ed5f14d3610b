import { createDraw } from '../chance.ts';
import { cholesky, solve } from '../dense.ts';
import { naive, type Forecaster } from './smoothing.ts';

/** Older values than these say little of today's habits. */
const mostRows = 600;
/** Errors come in calm and in wild times: those to come are drawn from the latest of the past. */
const latestErrors = 156;

export interface Autoregression {
  readonly lags: number;
  /** A weight a lag, the nearest first, then the constant. */
  readonly weights: Float64Array;
  /** The latest one-step errors of the fit, corrected for the weights it took. */
  readonly residuals: Float64Array;
  readonly scale: number;
  /** Values are logarithms: everything in the past was above zero. */
  readonly logarithmic: boolean;
  readonly level: number;
  /** The last differences, the latest last. */
  readonly latest: Float64Array;
}

/** Rows of the past that an autoregression of so many lags needs. */
export function rowsFor(lags: number): number {
  return 3 * lags + 10;
}

/**
 * A linear autoregression of the differences on their last `lags` values, with a ridge. A past above zero is looked at
 * in logarithms, so that a growing series stays comparable with its beginning. Null when the past is too short.
 */
export function fitAutoregression(past: Float64Array, lags: number, ridge: number): Autoregression | null {
  if (past.length < rowsFor(lags)) return null;
  const logarithmic = past.every((value) => value > 0);
  const levels = logarithmic ? past.map(Math.log) : past;
  const differences = Float64Array.from(
    { length: levels.length - 1 },
    (_, at) => levels[at + 1]! - levels[at]!,
  );
  const scale =
    Math.sqrt(differences.reduce((sum, value) => sum + value * value, 0) / differences.length) || 1;
  const values = differences.map((value) => value / scale);
  const from = Math.max(lags, values.length - mostRows);
  const weights = leastSquares(values, lags, ridge, from);
  const count = values.length - from;
  const correction = Math.sqrt(count / Math.max(1, count - Math.min(count / 2, lags + 1)));
  return {
    lags,
    weights,
    scale,
    logarithmic,
    level: levels.at(-1)!,
    latest: values.slice(-lags),
    residuals: Float64Array.from({ length: Math.min(count, latestErrors) }, (_, back) => {
      const at = values.length - 1 - back;
      return correction * (values[at]! - nextOf(weights, values.subarray(at - lags, at)));
    }),
  };
}

/** The path without chance, or with an error of the past drawn at each step. */
export function pathOf(
  { lags, weights, residuals, scale, logarithmic, level, latest }: Autoregression,
  steps: number,
  draw: ((limit: number) => number) | null,
): Float64Array {
  const history = new Float64Array(lags + steps);
  history.set(latest);
  let here = level;
  return Float64Array.from({ length: steps }, (_, step) => {
    const next =
      nextOf(weights, history.subarray(step, step + lags)) + (draw ? residuals[draw(residuals.length)]! : 0);
    history[lags + step] = next;
    here += next * scale;
    return logarithmic ? Math.exp(here) : here;
  });
}

/** As a method; a past that is too short is answered by the naive method. */
export function autoregression(lags: number, ridge: number): Forecaster {
  return (past, steps) => {
    const model = fitAutoregression(past, lags, ridge);
    return model ? pathOf(model, steps, null) : naive(past, steps);
  };
}

/** Paths as they could come: `count` × `steps`. */
export function simulate(model: Autoregression, steps: number, count: number, seed: number): Float64Array[] {
  const draw = createDraw(seed);
  return Array.from({ length: count }, () => pathOf(model, steps, draw));
}

function nextOf(weights: Float64Array, before: Float64Array): number {
  const lags = before.length;
  let next = weights[lags]!;
  for (let lag = 0; lag < lags; lag++) next += weights[lag]! * before[lags - 1 - lag]!;
  return next;
}

function leastSquares(values: Float64Array, lags: number, ridge: number, from: number): Float64Array {
  const size = lags + 1;
  const gram = new Float64Array(size * size);
  const toward = new Float64Array(size);
  const row = new Float64Array(size);
  row[lags] = 1;
  for (let at = from; at < values.length; at++) {
    for (let lag = 0; lag < lags; lag++) row[lag] = values[at - 1 - lag]!;
    for (let one = 0; one < size; one++) {
      toward[one] = toward[one]! + row[one]! * values[at]!;
      for (let other = 0; other <= one; other++)
        gram[one * size + other] = gram[one * size + other]! + row[one]! * row[other]!;
    }
  }
  for (let one = 0; one < size; one++) gram[one * (size + 1)] = gram[one * (size + 1)]! + ridge;
  return solve(cholesky(gram, size), size, toward);
}
