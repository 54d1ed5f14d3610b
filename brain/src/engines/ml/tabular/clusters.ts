import { createDraw } from '../chance.ts';
import { FitError, rowOf, type Matrix } from './matrix.ts';

export interface ClusterOptions {
  readonly clusters: number;
  readonly seed: number;
  /** Starts by chance, of which the best is kept. */
  readonly starts?: number;
  readonly maxRounds?: number;
}

export interface Clusters {
  /** clusters × columns, row-major. */
  readonly centres: Float64Array;
  readonly count: number;
  /** The cluster of each row of the fit. */
  readonly assigned: Uint32Array;
  /** The sum of squared distances to the own centre. */
  readonly inertia: number;
}

/**
 * k-means: starts of k-means++ (Arthur and Vassilvitskii 2007), then Lloyd's rounds until nothing moves. Columns should
 * be on one scale.
 */
export function fitClusters(
  matrix: Matrix,
  { clusters, seed, starts = 10, maxRounds = 300 }: ClusterOptions,
): Clusters {
  if (!(clusters >= 1 && clusters <= matrix.rows))
    throw new FitError(`${clusters} clusters of ${matrix.rows} rows cannot be.`);
  for (const value of matrix.values)
    if (!Number.isFinite(value))
      throw new FitError('A value is missing or infinite: impute before clustering.');
  const draw = createDraw(seed);
  let best: Clusters | null = null;
  for (let start = 0; start < starts; start++) {
    const found = settle(matrix, firstCentres(matrix, clusters, draw), clusters, maxRounds);
    if (!best || found.inertia < best.inertia) best = found;
  }
  return best!;
}

/** The nearest centre of each row. */
export function clusterOf({ centres, count }: Clusters, row: Float64Array): number {
  return nearest(centres, count, row).cluster;
}

/**
 * The mean silhouette (Rousseeuw 1987): how much nearer rows are to their own cluster than to the next, from −1 to 1.
 * Quadratic: of more rows than `most`, that many drawn by chance are looked at.
 */
export function silhouette(matrix: Matrix, assigned: Uint32Array, seed: number, most = 2000): number {
  const draw = createDraw(seed);
  const rows =
    matrix.rows <= most
      ? Uint32Array.from({ length: matrix.rows }, (_, row) => row)
      : Uint32Array.from({ length: most }, () => draw(matrix.rows));
  const count = assigned.reduce((a, b) => Math.max(a, b), 0) + 1;
  const sizes = new Uint32Array(count);
  for (const row of rows) sizes[assigned[row]!] = sizes[assigned[row]!]! + 1;
  if (sizes.filter((size) => size > 0).length < 2) return Number.NaN;
  let sum = 0;
  const distances = new Float64Array(count);
  for (const row of rows) {
    distances.fill(0);
    const here = rowOf(matrix, row);
    for (const other of rows) {
      const cluster = assigned[other]!;
      distances[cluster] = distances[cluster]! + Math.sqrt(squaredDistance(here, rowOf(matrix, other)));
    }
    const own = assigned[row]!;
    if (sizes[own] === 1) continue;
    const within = distances[own]! / (sizes[own]! - 1);
    let next = Infinity;
    for (let cluster = 0; cluster < count; cluster++)
      if (cluster !== own && sizes[cluster]! > 0)
        next = Math.min(next, distances[cluster]! / sizes[cluster]!);
    const larger = Math.max(within, next);
    if (larger > 0) sum += (next - within) / larger;
  }
  return sum / rows.length;
}

function firstCentres(matrix: Matrix, clusters: number, draw: (limit: number) => number): Float64Array {
  const centres = new Float64Array(clusters * matrix.columns);
  centres.set(rowOf(matrix, draw(matrix.rows)), 0);
  const distances = new Float64Array(matrix.rows).fill(Infinity);
  for (let cluster = 1; cluster < clusters; cluster++) {
    const last = centres.subarray((cluster - 1) * matrix.columns, cluster * matrix.columns);
    let sum = 0;
    for (let row = 0; row < matrix.rows; row++) {
      distances[row] = Math.min(distances[row]!, squaredDistance(rowOf(matrix, row), last));
      sum += distances[row]!;
    }
    let chosen = draw(matrix.rows);
    // Rows that all lie on a centre leave nothing to weigh: any of them will do.
    if (sum > 0) {
      let left = (draw(2 ** 31 - 1) / (2 ** 31 - 1)) * sum;
      for (let row = 0; row < matrix.rows; row++) {
        if (distances[row] === 0) continue;
        chosen = row;
        left -= distances[row]!;
        if (left <= 0) break;
      }
    }
    centres.set(rowOf(matrix, chosen), cluster * matrix.columns);
  }
  return centres;
}

function settle(matrix: Matrix, centres: Float64Array, count: number, maxRounds: number): Clusters {
  const { rows, columns } = matrix;
  const assigned = new Uint32Array(rows);
  const sizes = new Uint32Array(count);
  let inertia = 0;
  for (let round = 0; round < maxRounds; round++) {
    let moved = round === 0;
    inertia = 0;
    const sums = new Float64Array(count * columns);
    sizes.fill(0);
    for (let row = 0; row < rows; row++) {
      const here = rowOf(matrix, row);
      const { cluster, distance } = nearest(centres, count, here);
      if (assigned[row] !== cluster) moved = true;
      assigned[row] = cluster;
      inertia += distance;
      sizes[cluster] = sizes[cluster]! + 1;
      for (let column = 0; column < columns; column++)
        sums[cluster * columns + column] = sums[cluster * columns + column]! + here[column]!;
    }
    if (!moved) break;
    // A cluster that lost all its rows keeps its centre.
    for (let cluster = 0; cluster < count; cluster++)
      for (let column = 0; sizes[cluster]! > 0 && column < columns; column++)
        centres[cluster * columns + column] = sums[cluster * columns + column]! / sizes[cluster]!;
  }
  return { centres, count, assigned, inertia };
}

function nearest(
  centres: Float64Array,
  count: number,
  row: Float64Array,
): { cluster: number; distance: number } {
  let [cluster, distance] = [0, Infinity];
  for (let at = 0; at < count; at++) {
    let sum = 0;
    const base = at * row.length;
    for (let column = 0; column < row.length && sum < distance; column++)
      sum += (row[column]! - centres[base + column]!) ** 2;
    if (sum < distance) [cluster, distance] = [at, sum];
  }
  return { cluster, distance };
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < a.length; column++) sum += (a[column]! - b[column]!) ** 2;
  return sum;
}
