import { bestLevelWeight, levelAfter, type Forecaster } from './smoothing.ts';

/**
 * Theta (Assimakopoulos and Nikolopoulos 2000): the mean of the straight line through the past and of the smoothed line
 * of twice the curvature; equal to smoothing with half the slope as drift (Hyndman and Billah 2003).
 */
export const theta: Forecaster = (past, steps) => {
  const slope = slopeOf(past);
  const alpha = bestLevelWeight(past);
  const level = levelAfter(past, alpha);
  const settled = alpha > 0 ? (1 - (1 - alpha) ** past.length) / alpha : past.length;
  return Float64Array.from({ length: steps }, (_, step) => level + (slope / 2) * (step + settled));
};

/** Of the line with the least squares through the values. */
function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let [top, bottom] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    top += (at - middle) * values[at]!;
    bottom += (at - middle) ** 2;
  }
  return bottom > 0 ? top / bottom : 0;
}
