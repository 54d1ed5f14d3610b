import { missingBin } from './bins.ts';
import { perBin } from './histograms.ts';

export interface Totals {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
}

export interface Split {
  readonly gain: number;
  readonly column: number;
  /** Bins up to this one go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
  readonly left: Totals;
  readonly right: Totals;
}

export interface SplitRules {
  readonly ridge: number;
  readonly minLeafRows: number;
  readonly minLeafHessian: number;
  readonly minGain: number;
  /** Of each column: 1 when the margin may only rise with it, −1 when it may only fall, 0 when either; null when all are 0. */
  readonly monotone: Int8Array | null;
}

/** Between which the steps of a node and of all below it must lie, so that no order above it is broken. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export const unbounded: Bounds = { low: -Infinity, high: Infinity };

/** One column of one node: its bins lie from `from` on, the last value's bin at `last`, gaps (if there are any) at 255. */
export interface ColumnBins {
  readonly column: number;
  /** In numbers, not in bins. */
  readonly from: number;
  readonly last: number;
  readonly hasMissing: boolean;
}

/** What of a split is written down for each column: gain (0 where there is none), bin, side of the gaps, totals of the left. */
export const splitFields = 6;

/** The best split of one column of a node, written to `found[at …]`. */
export function bestOfColumn(
  sums: Float64Array,
  { column, from, last, hasMissing }: ColumnBins,
  total: Totals,
  rules: SplitRules,
  bounds: Bounds,
  found: Float64Array,
  at: number,
): void {
  const { minLeafRows, monotone, ridge } = rules;
  const before = monotone
    ? boundStrength(total.gradient, total.hessian, ridge, bounds)
    : (total.gradient * total.gradient) / (total.hessian + ridge);
  let best = before + rules.minGain;
  const absent = from + perBin * missingBin;
  const gaps = hasMissing ? sums[absent + 2]! : 0;
  found[at] = 0;
  for (let side = 0; side < (gaps > 0 ? 2 : 1); side++) {
    // With values missing, all values on one side and none on the other is a split, too.
    const all = side === 0 && gaps > 0;
    let end = from + perBin * (all ? last + 1 : last);
    let after = all ? gaps : sums[end + 2]!;
    while (end > from && after < minLeafRows) after += sums[(end -= perBin) + 2]!;
    const range = {
      first: from,
      end,
      gradient: side === 1 ? sums[absent]! : 0,
      hessian: side === 1 ? sums[absent + 1]! : 0,
      count: side === 1 ? gaps : 0,
    };
    const better = monotone
      ? bestBound(sums, range, total, rules, bounds, monotone[column]!, best, found, at)
      : bestFree(sums, range, total, rules, best, found, at);
    if (better <= best) continue;
    best = better;
    found[at] = best - before;
    found[at + 1] = (found[at + 1]! - from) / perBin;
    found[at + 2] = side;
  }
}

/** Bins after which a node may be cut as far as the rows after it go, and the sums over what lies before them. */
interface Range {
  readonly first: number;
  readonly end: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
}

/**
 * Twice what the loss falls by with the best cut (Chen and Guestrin, "XGBoost", KDD 2016, equation 7), or `best` when none
 * is better. Fractions are compared without dividing, which would take most of the time.
 */
function bestFree(
  sums: Float64Array,
  range: Range,
  total: Totals,
  { minLeafRows, minLeafHessian, ridge }: SplitRules,
  best: number,
  found: Float64Array,
  at: number,
): number {
  const { end } = range;
  const all = total.gradient;
  const both = total.hessian + 2 * ridge;
  const least = minLeafHessian + ridge;
  let gradient = range.gradient;
  let here = range.hessian + ridge;
  let count = range.count;
  let most = best;
  let slot = range.first;
  // What lies before the first bin that may end the left side; it is added without being weighed.
  for (; slot < end && count + sums[slot + 2]! < minLeafRows; slot += perBin) {
    gradient += sums[slot]!;
    here += sums[slot + 1]!;
    count += sums[slot + 2]!;
  }
  for (; slot < end; slot += perBin) {
    gradient += sums[slot]!;
    here += sums[slot + 1]!;
    count += sums[slot + 2]!;
    const there = both - here;
    const rest = all - gradient;
    const strength = gradient * gradient * there + rest * rest * here;
    if (strength > most * (here * there) && here >= least && there >= least) {
      most = strength / (here * there);
      found[at + 1] = slot;
      found[at + 3] = gradient;
      found[at + 4] = here - ridge;
      found[at + 5] = count;
    }
  }
  return most;
}

/** The same where the margin must rise or fall with some columns, and steps are bound. */
function bestBound(
  sums: Float64Array,
  range: Range,
  total: Totals,
  { minLeafRows, minLeafHessian, ridge }: SplitRules,
  bounds: Bounds,
  direction: number,
  best: number,
  found: Float64Array,
  at: number,
): number {
  let { gradient, hessian, count } = range;
  let most = best;
  for (let slot = range.first; slot < range.end; slot += perBin) {
    gradient += sums[slot]!;
    hessian += sums[slot + 1]!;
    count += sums[slot + 2]!;
    const restGradient = total.gradient - gradient;
    const restHessian = total.hessian - hessian;
    if (count < minLeafRows || hessian < minLeafHessian || restHessian < minLeafHessian) continue;
    const strength =
      boundStrength(gradient, hessian, ridge, bounds) +
      boundStrength(restGradient, restHessian, ridge, bounds);
    if (strength <= most) continue;
    const rise = stepOf(restGradient, restHessian, ridge, bounds) - stepOf(gradient, hessian, ridge, bounds);
    if (rise * direction < 0) continue;
    most = strength;
    found[at + 1] = slot;
    found[at + 3] = gradient;
    found[at + 4] = hessian;
    found[at + 5] = count;
  }
  return most;
}

/** The best of what was found for the columns, each written down as above; of equal ones the first. */
export function bestOfColumns(
  found: Float64Array,
  columns: ArrayLike<number>,
  placeOf: (column: number) => number,
  total: Totals,
): Split | null {
  let best = 0;
  let column = -1;
  for (let at = 0; at < columns.length; at++) {
    const gain = found[placeOf(columns[at]!)]!;
    if (gain > best) [best, column] = [gain, columns[at]!];
  }
  if (column < 0) return null;
  const at = placeOf(column);
  const left = { gradient: found[at + 3]!, hessian: found[at + 4]!, count: found[at + 5]! };
  return {
    gain: best,
    column,
    bin: found[at + 1]!,
    missingLeft: found[at + 2] === 1,
    left,
    right: {
      gradient: total.gradient - left.gradient,
      hessian: total.hessian - left.hessian,
      count: total.count - left.count,
    },
  };
}

/** The Newton step of a node, before the learning rate, held within its bounds. */
export function stepOf(gradient: number, hessian: number, ridge: number, { low, high }: Bounds): number {
  const step = -gradient / (hessian + ridge || 1);
  return step < low ? low : step > high ? high : step;
}

/** What the loss falls by with that step, twice. */
function boundStrength(gradient: number, hessian: number, ridge: number, bounds: Bounds): number {
  const step = stepOf(gradient, hessian, ridge, bounds);
  return -(2 * gradient * step + (hessian + ridge) * step * step);
}

/**
 * Where the column of the split is ordered, the middle of both steps parts what may come below: everything on the one
 * side then stays above everything on the other (the "basic" method of XGBoost and LightGBM).
 */
export function childBounds(
  { column, left, right }: Split,
  { monotone, ridge }: SplitRules,
  bounds: Bounds,
): [left: Bounds, right: Bounds] {
  const direction = monotone?.[column] ?? 0;
  if (direction === 0) return [bounds, bounds];
  const middle =
    (stepOf(left.gradient, left.hessian, ridge, bounds) +
      stepOf(right.gradient, right.hessian, ridge, bounds)) /
    2;
  const [below, above] = [
    { low: bounds.low, high: middle },
    { low: middle, high: bounds.high },
  ];
  return direction > 0 ? [below, above] : [above, below];
}
