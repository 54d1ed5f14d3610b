/** Errors of forecasts as of the M4 competition (Makridakis, Spiliotis, Assimakopoulos 2020). */

/** Symmetric mean absolute percentage error, 0 … 200. */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < actual.length; at++) {
    const size = Math.abs(actual[at]!) + Math.abs(forecast[at]!);
    if (size > 0) sum += (200 * Math.abs(actual[at]! - forecast[at]!)) / size;
  }
  return sum / actual.length;
}

/** What the naive method errs in one season on the past itself: the unit of MASE and MSIS. */
export function naiveScale(past: ArrayLike<number>, season: number): number {
  let sum = 0;
  for (let at = season; at < past.length; at++) sum += Math.abs(past[at]! - past[at - season]!);
  return sum / Math.max(1, past.length - season) || 1e-12;
}

/** Mean absolute scaled error (Hyndman and Koehler 2006). */
export function mase(actual: ArrayLike<number>, forecast: ArrayLike<number>, scale: number): number {
  let sum = 0;
  for (let at = 0; at < actual.length; at++) sum += Math.abs(actual[at]! - forecast[at]!);
  return sum / actual.length / scale;
}

/** Mean scaled interval score (Gneiting and Raftery 2007): width, and what lies outside at 2/α times its distance. */
export function msis(
  actual: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  scale: number,
  alpha = 0.05,
): number {
  let sum = 0;
  for (let at = 0; at < actual.length; at++) {
    sum += high[at]! - low[at]!;
    if (actual[at]! < low[at]!) sum += (2 / alpha) * (low[at]! - actual[at]!);
    if (actual[at]! > high[at]!) sum += (2 / alpha) * (actual[at]! - high[at]!);
  }
  return sum / actual.length / scale;
}

/** The share of values within the interval. */
export function coverage(actual: ArrayLike<number>, low: ArrayLike<number>, high: ArrayLike<number>): number {
  let inside = 0;
  for (let at = 0; at < actual.length; at++)
    if (actual[at]! >= low[at]! && actual[at]! <= high[at]!) inside++;
  return inside / actual.length;
}
