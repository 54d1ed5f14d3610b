/** P(positive | margin) = 1 / (1 + exp(slope · margin + offset)); the slope is negative for a sound classifier. */
export interface PlattScale {
  readonly slope: number;
  readonly offset: number;
}

/** Probabilities that rise with the margin: constant between steps would jump, so they run straight between knots. */
export interface IsotonicScale {
  /** Rising margins. */
  readonly margins: Float64Array;
  /** As many probabilities, never falling. */
  readonly probabilities: Float64Array;
}

/**
 * Platt's sigmoid with his smoothed targets, by Newton's method with backtracking: Lin, Lin, Weng, "A note on Platt's
 * probabilistic outputs for support vector machines", Machine Learning 68, 2007. Fit it on margins of rows the
 * classifier has not seen.
 *
 * @param positives 1 for a positive row, anything else for a negative one.
 */
export function fitPlatt(margins: ArrayLike<number>, positives: ArrayLike<number>): PlattScale {
  const count = margins.length;
  let plus = 0;
  for (let row = 0; row < count; row++) if (positives[row] === 1) plus++;
  const minus = count - plus;
  const high = (plus + 1) / (plus + 2);
  const low = 1 / (minus + 2);
  const objective = (slope: number, offset: number) => {
    let sum = 0;
    for (let row = 0; row < count; row++) {
      const target = positives[row] === 1 ? high : low;
      const f = slope * margins[row]! + offset;
      sum += f >= 0 ? target * f + Math.log1p(Math.exp(-f)) : (target - 1) * f + Math.log1p(Math.exp(f));
    }
    return sum;
  };
  let slope = 0;
  let offset = Math.log((minus + 1) / (plus + 1));
  let value = objective(slope, offset);
  for (let iteration = 0; iteration < 100; iteration++) {
    let [h11, h22, h21, g1, g2] = [1e-12, 1e-12, 0, 0, 0];
    for (let row = 0; row < count; row++) {
      const margin = margins[row]!;
      const p = sigmoid(slope * margin + offset);
      const d2 = p * (1 - p);
      h11 += margin * margin * d2;
      h22 += d2;
      h21 += margin * d2;
      const d1 = (positives[row] === 1 ? high : low) - p;
      g1 += margin * d1;
      g2 += d1;
    }
    if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) break;
    const determinant = h11 * h22 - h21 * h21;
    const bySlope = -(h22 * g1 - h21 * g2) / determinant;
    const byOffset = -(h11 * g2 - h21 * g1) / determinant;
    const descent = g1 * bySlope + g2 * byOffset;
    let stride = 1;
    for (; stride >= 1e-10; stride /= 2) {
      const next = objective(slope + stride * bySlope, offset + stride * byOffset);
      if (next < value + 0.0001 * stride * descent) {
        slope += stride * bySlope;
        offset += stride * byOffset;
        value = next;
        break;
      }
    }
    if (stride < 1e-10) break;
  }
  return { slope, offset };
}

/** P(positive) as `PlattScale` says: with f = slope · margin + offset it is 1 / (1 + e^f). */
export function applyPlatt(scale: PlattScale, margin: number): number {
  return sigmoid(scale.slope * margin + scale.offset);
}

function sigmoid(f: number): number {
  return f >= 0 ? Math.exp(-f) / (1 + Math.exp(-f)) : 1 / (1 + Math.exp(f));
}

/**
 * The never-falling function of the margin nearest to the outcomes in squares, by pooling neighbours that fall (Ayer
 * and others, 1955). Each pool keeps its first and last margin as knots.
 */
export function fitIsotonic(
  margins: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  weights?: ArrayLike<number>,
): IsotonicScale {
  const order = Uint32Array.from({ length: margins.length }, (_, row) => row).sort(
    (a, b) => margins[a]! - margins[b]! || a - b,
  );
  const pools: { low: number; high: number; sum: number; weight: number }[] = [];
  for (const row of order) {
    const weight = weights?.[row] ?? 1;
    const margin = margins[row]!;
    let pool = { low: margin, high: margin, sum: weight * outcomes[row]!, weight };
    for (let last = pools.at(-1); last; last = pools.at(-1)) {
      // Equal margins are one point; a pool that would fall joins the one below.
      if (last.high !== pool.low && last.sum / last.weight < pool.sum / pool.weight) break;
      pool = {
        low: last.low,
        high: pool.high,
        sum: last.sum + pool.sum,
        weight: last.weight + pool.weight,
      };
      pools.pop();
    }
    pools.push(pool);
  }
  const knots = pools.flatMap(({ low, high, sum, weight }) =>
    low === high
      ? [[low, sum / weight] as const]
      : [[low, sum / weight] as const, [high, sum / weight] as const],
  );
  return {
    margins: Float64Array.from(knots, ([margin]) => margin),
    probabilities: Float64Array.from(knots, ([, probability]) => probability),
  };
}

/** Straight between knots, level outside; NaN when nothing was fitted. */
export function applyIsotonic({ margins, probabilities }: IsotonicScale, margin: number): number {
  let low = 0;
  let high = margins.length - 1;
  if (high < 0) return Number.NaN;
  if (margin <= margins[0]!) return probabilities[0]!;
  if (margin >= margins[high]!) return probabilities[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (margins[middle]! <= margin) low = middle;
    else high = middle;
  }
  const share = (margin - margins[low]!) / (margins[high]! - margins[low]!);
  return probabilities[low]! + share * (probabilities[high]! - probabilities[low]!);
}
