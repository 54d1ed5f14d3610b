import { applyPlatt, fitPlatt, type PlattScale } from '../../ml/index.ts';

/** From a margin to a probability: one sigmoid, or one below `upper.from` and another above. */
export interface ClauseScale {
  readonly whole: PlattScale;
  readonly upper: { readonly from: number; readonly scale: PlattScale } | null;
}

/** Segments that a model does not rule out lie above this margin: about one in fifty. */
const contested = -0.9;
/** With fewer positive segments there, one sigmoid must do. */
const fewestPositives = 20;

/**
 * Nearly all segments are far from every category, so one sigmoid is shaped by them and promises too much at the top
 * (.98 where .90 came true on unseen contracts). Margins above `contested` get a sigmoid of their own.
 */
export function fitMarginScale(margins: Float64Array, positives: Uint8Array): ClauseScale {
  const whole = fitPlatt(margins, positives);
  const above: number[] = [];
  margins.forEach((margin, row) => {
    if (margin >= contested) above.push(row);
  });
  if (above.filter((row) => positives[row] === 1).length < fewestPositives) return { whole, upper: null };
  const scale = fitPlatt(
    above.map((row) => margins[row]!),
    above.map((row) => positives[row]!),
  );
  // A probability that falls with the margin would be an accident of the few rows up there.
  return scale.slope < 0 ? { whole, upper: { from: contested, scale } } : { whole, upper: null };
}

/** The points of a rule have no such crowd. */
export function fitPointScale(points: Float64Array, positives: Uint8Array): ClauseScale {
  return { whole: fitPlatt(points, positives), upper: null };
}

/** Rises with the margin; the lower sigmoid is shrunk or stretched to meet the upper one. */
export function applyScale({ whole, upper }: ClauseScale, margin: number): number {
  if (!upper) return applyPlatt(whole, margin);
  if (margin >= upper.from) return applyPlatt(upper.scale, margin);
  return (applyPlatt(whole, margin) / applyPlatt(whole, upper.from)) * applyPlatt(upper.scale, upper.from);
}
