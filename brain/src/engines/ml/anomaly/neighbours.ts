import { cholesky } from '../dense.ts';

export interface NeighbourOptions {
  /** Windows that are kept, and compared with. */
  readonly memory: number;
  /** Values of a window. */
  readonly lags: number;
  readonly neighbours: number;
}

/** All that has to be kept between two values; plain numbers. */
export interface NeighbourState {
  /** The last values, from which the kept windows are made. */
  readonly values: readonly number[];
  /** Of kept windows and those before them: sums of the distances to the nearest neighbours, oldest first. */
  readonly distances: readonly number[];
  /** In which Mahalanobis' distance is the straight one; null until as much was seen as is kept. */
  readonly factor: readonly number[] | null;
  readonly seen: number;
}

export interface NeighbourWatch {
  /** From 0 to 1; 0 until as much was seen as is kept. */
  next(value: number): number;
  state(): NeighbourState;
}

/**
 * How unusual the last few values are together: the share of windows of the past that lay nearer to their nearest
 * neighbours than this one does to its own, in Mahalanobis' distance (conformal anomaly detection: Laxhammar 2014;
 * Burnaev and Ishimtsev, "Conformalized density- and distance-based anomaly detection in time-series data", 2016).
 */
export function watchNeighbours(
  { memory, lags, neighbours }: NeighbourOptions,
  from?: NeighbourState,
): NeighbourWatch {
  const values = [...(from?.values ?? [])];
  let distances = [...(from?.distances ?? [])];
  let factor: Float64Array | null = from?.factor ? Float64Array.from(from.factor) : null;
  let seen = from?.seen ?? 0;
  let known: Float64Array[] = [];
  const windows = () =>
    Array.from({ length: Math.min(memory, values.length - lags + 1) }, (_, back) =>
      Float64Array.from(values.slice(values.length - lags - back, values.length - back)),
    ).toReversed();
  const whitenAll = () => {
    known = windows().map((window) => toWhite(factor!, window));
  };
  if (factor) whitenAll();
  return {
    next(value) {
      seen++;
      values.push(value);
      if (values.length > memory + lags) values.shift();
      if (seen <= memory || values.length < lags) return 0;
      const window = toWindow(values, lags);
      if (!factor) {
        factor = whiteningOf(windows().slice(0, -1), lags);
        whitenAll();
        known.pop();
        distances = known.map((one, at) => distanceTo(known, one, neighbours, at));
      } else if (seen % Math.max(1, Math.floor(memory / 2)) === 0) {
        factor = whiteningOf(windows().slice(0, -1), lags);
        whitenAll();
        known.pop();
      }
      const white = toWhite(factor, window);
      const distance = distanceTo(known, white, neighbours, -1);
      let nearer = 0;
      for (const one of distances) if (one < distance) nearer++;
      const share = distances.length > 0 ? nearer / distances.length : 0;
      known.push(white);
      if (known.length > memory) known.shift();
      distances.push(distance);
      if (distances.length > memory) distances.shift();
      return share;
    },
    state: () => ({
      values: [...values],
      distances: [...distances],
      factor: factor && [...factor],
      seen,
    }),
  };
}

function toWindow(values: readonly number[], lags: number): Float64Array {
  return Float64Array.from(values.slice(values.length - lags));
}

/** The sum of squared distances to the nearest ones. */
function distanceTo(
  known: readonly Float64Array[],
  window: Float64Array,
  neighbours: number,
  skip: number,
): number {
  const nearest: number[] = [];
  for (let at = 0; at < known.length; at++) {
    if (at === skip) continue;
    const other = known[at]!;
    const limit = nearest.length < neighbours ? Infinity : nearest[neighbours - 1]!;
    let sum = 0;
    for (let lag = 0; lag < window.length && sum < limit; lag++) sum += (window[lag]! - other[lag]!) ** 2;
    if (sum >= limit) continue;
    let place = nearest.length;
    while (place > 0 && nearest[place - 1]! > sum) place--;
    nearest.splice(place, 0, sum);
    if (nearest.length > neighbours) nearest.pop();
  }
  return nearest.reduce((sum, distance) => sum + distance, 0);
}

function whiteningOf(windows: readonly Float64Array[], lags: number): Float64Array {
  const gram = new Float64Array(lags * lags);
  for (const window of windows)
    for (let one = 0; one < lags; one++)
      for (let other = 0; other <= one; other++)
        gram[one * lags + other] =
          gram[one * lags + other]! + (window[one]! * window[other]!) / windows.length;
  let trace = 0;
  for (let at = 0; at < lags; at++) trace += gram[at * (lags + 1)]!;
  for (let at = 0; at < lags; at++) gram[at * (lags + 1)] = gram[at * (lags + 1)]! + 1e-9 * trace + 1e-12;
  return cholesky(gram, lags);
}

/** L⁻¹ x, in which Mahalanobis' distance is the straight one. */
function toWhite(factor: Float64Array, window: Float64Array): Float64Array {
  const size = window.length;
  const out = Float64Array.from(window);
  for (let row = 0; row < size; row++) {
    let sum = out[row]!;
    for (let at = 0; at < row; at++) sum -= factor[row * size + at]! * out[at]!;
    out[row] = sum / factor[row * size + row]!;
  }
  return out;
}
