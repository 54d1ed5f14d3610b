/** Rows to learn from, to calibrate on and to judge by: each later than the one before. */
export interface Slices {
  readonly fit: Uint32Array;
  readonly calibration: Uint32Array;
  readonly test: Uint32Array;
}

export interface SliceNeeds {
  /** Fewest rows of each label. */
  readonly fit: number;
  readonly calibration: number;
  readonly test: number;
}

const wanted = { fit: 0.6, calibration: 0.2, test: 0.2 };
/** So many places for a border are tried. */
const mostBorders = 40;

/**
 * Cuts rows by time. A label of an earlier slice was certain before the next slice begins, so that nothing learnt or
 * calibrated knows of what came later; rows for which that is not so fall out. Of all cuts that leave enough rows of both
 * labels the one nearest to 60, 20 and 20 per cent is taken; null when there is none.
 */
export function sliceByTime(
  { times, closed, labels }: { times: Float64Array; closed: Float64Array; labels: Float64Array },
  needs: SliceNeeds,
): Slices | null {
  const borders = bordersOf(times);
  let best: { slices: Slices; distance: number } | null = null;
  for (let first = 0; first < borders.length; first++)
    for (let second = first + 1; second < borders.length; second++) {
      const slices = cut(times, closed, borders[first]!, borders[second]!);
      const distance = distanceOf(slices, times.length);
      if (best && distance >= best.distance) continue;
      const enough = (['fit', 'calibration', 'test'] as const).every(
        (slice) => rarerIn(slices[slice], labels) >= needs[slice],
      );
      if (enough) best = { slices, distance };
    }
  return best?.slices ?? null;
}

/** Moments at which a slice may begin: the last of a row of equal shares, so that rows of one moment stay together. */
function bordersOf(times: Float64Array): number[] {
  const moments = [...new Set(times)].sort((a, b) => a - b).slice(1);
  if (moments.length <= mostBorders) return moments;
  const sorted = times.toSorted();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const shares = Array.from({ length: mostBorders }, (_, place) => at((place + 1) / (mostBorders + 1)));
  return [...new Set(shares)].filter((moment) => moment > sorted[0]!);
}

function cut(times: Float64Array, closed: Float64Array, first: number, second: number): Slices {
  const [fit, calibration, test]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < times.length; row++) {
    const at = times[row]!;
    if (at >= second) test.push(row);
    else if (at >= first) {
      if (closed[row]! <= second) calibration.push(row);
    } else if (closed[row]! <= first) fit.push(row);
  }
  return {
    fit: Uint32Array.from(fit),
    calibration: Uint32Array.from(calibration),
    test: Uint32Array.from(test),
  };
}

function distanceOf(slices: Slices, rows: number): number {
  return (['fit', 'calibration', 'test'] as const).reduce(
    (sum, slice) => sum + Math.abs(slices[slice].length / rows - wanted[slice]),
    0,
  );
}

function rarerIn(rows: Uint32Array, labels: Float64Array): number {
  let positives = 0;
  for (const row of rows) positives += labels[row]!;
  return Math.min(positives, rows.length - positives);
}
