import { naive } from '../brain/src/engines/ml/forecast/index.ts';

/** Of the normal distribution, for nineteen of twenty. */
const z95 = 1.96;
/** Of the normal distribution, for nine of ten: the test of the season. */
const z90 = 1.645;

export interface NaiveForecast {
  readonly point: Float64Array;
  /** Bounds of 95 %. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Naive2 of the M4 competition: the last value for ever, of the series without its season, with the season put back
 * (Makridakis, Spiliotis, Assimakopoulos 2020). The season is taken out by classical multiplicative decomposition where the
 * autocorrelation at one season is significant at 90 %; with a frequency of 1 it is the last value. Its interval is that of a
 * random walk with the standard deviation of the changes seen.
 */
export function naive2(past: Float64Array, steps: number, frequency: number): NaiveForecast {
  const factors = isSeasonal(past, frequency) ? seasonOf(past, frequency) : null;
  const factor = (at: number) => (factors ? factors[at % frequency]! : 1);
  const flat = past.map((value, at) => value / factor(at));
  const point = naive(flat, steps).map((value, step) => value * factor(past.length + step));
  const changes = flat.slice(1).map((value, at) => value - flat[at]!);
  const spread = Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / (changes.length || 1));
  const bound = (sign: number) =>
    point.map(
      (value, step) => value + sign * z95 * spread * Math.sqrt(step + 1) * factor(past.length + step),
    );
  return { point, low: bound(-1), high: bound(1) };
}

function isSeasonal(past: Float64Array, frequency: number): boolean {
  if (frequency < 2 || past.length < 3 * frequency || past.some((value) => value <= 0)) return false;
  const correlation = autocorrelations(past, frequency);
  const squares = correlation.slice(0, -1).reduce((sum, value) => sum + value * value, 0);
  return Math.abs(correlation.at(-1)!) > z90 * Math.sqrt((1 + 2 * squares) / past.length);
}

/** At lags 1, 2, … */
function autocorrelations(past: Float64Array, lags: number): number[] {
  const mean = past.reduce((sum, value) => sum + value, 0) / past.length;
  const at = (lag: number) =>
    past.reduce((sum, value, row) => (row < lag ? sum : sum + (value - mean) * (past[row - lag]! - mean)), 0);
  const whole = at(0) || 1;
  return Array.from({ length: lags }, (_, lag) => at(lag + 1) / whole);
}

/** Mean ratio to the centred moving average by place in the season, with a mean of one. */
function seasonOf(past: Float64Array, frequency: number): Float64Array {
  const half = Math.floor(frequency / 2);
  const [sums, counts] = [new Float64Array(frequency), new Float64Array(frequency)];
  for (let at = half; at < past.length - half; at++) {
    let total = 0;
    for (let other = at - half; other <= at + half; other++) {
      const edge = frequency % 2 === 0 && Math.abs(other - at) === half;
      total += past[other]! * (edge ? 0.5 : 1);
    }
    const place = at % frequency;
    sums[place] = sums[place]! + past[at]! / (total / frequency);
    counts[place] = counts[place]! + 1;
  }
  const factors = sums.map((sum, place) => sum / counts[place]!);
  const mean = factors.reduce((sum, value) => sum + value, 0) / frequency;
  return factors.map((value) => value / mean);
}
