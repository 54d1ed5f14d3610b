import { missingBin, type BinnedMatrix } from './bins.ts';

const bins = 256;

/** Sums of gradients, of second derivatives and of rows for each bin of each column. */
export interface Histogram {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  readonly counts: Int32Array;
}

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

/** Histograms are large and short-lived: those no longer needed are used again. */
export interface HistogramPool {
  /** With all sums zero. */
  take(): Histogram;
  give(histogram: Histogram): void;
}

export function createHistogramPool(columns: number): HistogramPool {
  const free: Histogram[] = [];
  return {
    take() {
      const used = free.pop();
      if (!used) {
        return {
          gradients: new Float64Array(columns * bins),
          hessians: new Float64Array(columns * bins),
          counts: new Int32Array(columns * bins),
        };
      }
      used.gradients.fill(0);
      used.hessians.fill(0);
      used.counts.fill(0);
      return used;
    },
    give: (histogram) => void free.push(histogram),
  };
}

/** Adds rows `order[from … to)`. Gradients are gathered once, so that the inner loop reads memory in a line. */
export function addRows(
  { gradients, hessians, counts }: Histogram,
  { columns }: BinnedMatrix,
  used: readonly number[],
  order: Uint32Array,
  from: number,
  to: number,
  gradientOf: Float64Array,
  hessianOf: Float64Array,
  scratch: { gradients: Float64Array; hessians: Float64Array },
): void {
  const count = to - from;
  const near = scratch.gradients;
  const curved = scratch.hessians;
  for (let place = 0; place < count; place++) {
    const row = order[from + place]!;
    near[place] = gradientOf[row]!;
    curved[place] = hessianOf[row]!;
  }
  for (const column of used) {
    const binOf = columns[column]!;
    const base = column * bins;
    for (let place = 0; place < count; place++) {
      const slot = base + binOf[order[from + place]!]!;
      gradients[slot] = gradients[slot]! + near[place]!;
      hessians[slot] = hessians[slot]! + curved[place]!;
      counts[slot] = counts[slot]! + 1;
    }
  }
}

/** Turns a parent's histogram into that of the child not yet counted. */
export function subtract(from: Histogram, other: Histogram): void {
  for (let slot = 0; slot < from.counts.length; slot++) {
    from.gradients[slot] = from.gradients[slot]! - other.gradients[slot]!;
    from.hessians[slot] = from.hessians[slot]! - other.hessians[slot]!;
    from.counts[slot] = from.counts[slot]! - other.counts[slot]!;
  }
}

/** The best split of a node, or null: gain ½-free as of Chen and Guestrin, "XGBoost", KDD 2016, equation 7. */
export function bestSplit(
  histogram: Histogram,
  { borders, hasMissing }: BinnedMatrix,
  used: readonly number[],
  total: Totals,
  rules: SplitRules,
  bounds: Bounds = unbounded,
): Split | null {
  const { monotone } = rules;
  const before = monotone
    ? boundStrength(total.gradient, total.hessian, rules.ridge, bounds)
    : strength(total.gradient, total.hessian, rules.ridge);
  let best: Split | null = null;
  let bestGain = rules.minGain;
  for (const column of used) {
    const last = borders[column]!.length;
    const base = column * bins;
    const absent = base + missingBin;
    for (let side = 0; side < (hasMissing[column] && histogram.counts[absent]! > 0 ? 2 : 1); side++) {
      let gradient = side === 1 ? histogram.gradients[absent]! : 0;
      let hessian = side === 1 ? histogram.hessians[absent]! : 0;
      let count = side === 1 ? histogram.counts[absent]! : 0;
      // With values missing, all values on one side and none on the other is a split, too.
      const end = side === 0 && histogram.counts[absent]! > 0 ? last + 1 : last;
      for (let bin = 0; bin < end; bin++) {
        const slot = base + bin;
        if (histogram.counts[slot] === 0) continue;
        gradient += histogram.gradients[slot]!;
        hessian += histogram.hessians[slot]!;
        count += histogram.counts[slot]!;
        const others = total.count - count;
        if (others < rules.minLeafRows) break;
        if (count < rules.minLeafRows) continue;
        const restHessian = total.hessian - hessian;
        if (hessian < rules.minLeafHessian || restHessian < rules.minLeafHessian) continue;
        const restGradient = total.gradient - gradient;
        const gain = monotone
          ? boundStrength(gradient, hessian, rules.ridge, bounds) +
            boundStrength(restGradient, restHessian, rules.ridge, bounds) -
            before
          : strength(gradient, hessian, rules.ridge) +
            strength(restGradient, restHessian, rules.ridge) -
            before;
        if (gain <= bestGain) continue;
        if (monotone && monotone[column] !== 0) {
          const rise =
            stepOf(restGradient, restHessian, rules.ridge, bounds) -
            stepOf(gradient, hessian, rules.ridge, bounds);
          if (rise * monotone[column]! < 0) continue;
        }
        bestGain = gain;
        best = {
          gain,
          column,
          bin,
          missingLeft: side === 1,
          left: { gradient, hessian, count },
          right: { gradient: restGradient, hessian: restHessian, count: others },
        };
      }
    }
  }
  return best;
}

function strength(gradient: number, hessian: number, ridge: number): number {
  return (gradient * gradient) / (hessian + ridge);
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
