import { createDraw } from '../chance.ts';
import { allDistances, squaredBetween } from './distances.ts';
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
 * k-means: starts of k-means++ (Arthur and Vassilvitskii 2007), then Lloyd's rounds until nothing moves, in which rows are
 * passed over that cannot have come nearer to another centre (Hamerly, SDM 2010). Columns should be on one scale.
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
  const { columns, values } = matrix;
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
    for (const other of rows) {
      const cluster = assigned[other]!;
      distances[cluster] =
        distances[cluster]! +
        Math.sqrt(squaredBetween(values, row * columns, values, other * columns, columns));
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
  const { rows, columns, values } = matrix;
  const centres = new Float64Array(clusters * columns);
  centres.set(rowOf(matrix, draw(rows)), 0);
  const distances = new Float64Array(rows).fill(Infinity);
  for (let cluster = 1; cluster < clusters; cluster++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const distance = squaredBetween(values, row * columns, centres, (cluster - 1) * columns, columns);
      if (distance < distances[row]!) distances[row] = distance;
      sum += distances[row]!;
    }
    let chosen = draw(rows);
    // Rows that all lie on a centre leave nothing to weigh: any of them will do.
    if (sum > 0) {
      let left = (draw(2 ** 31 - 1) / (2 ** 31 - 1)) * sum;
      for (let row = 0; row < rows; row++) {
        if (distances[row] === 0) continue;
        chosen = row;
        left -= distances[row]!;
        if (left <= 0) break;
      }
    }
    centres.set(rowOf(matrix, chosen), cluster * columns);
  }
  return centres;
}

/** Where each row belongs, and between which distances its own centre and the next lie. */
interface Places {
  readonly assigned: Uint32Array;
  /** At most so far is the own centre. */
  readonly own: Float64Array;
  /** At least so far is any other. */
  readonly next: Float64Array;
  /** Of each cluster: how many rows it has, and their sum. */
  readonly sizes: Uint32Array;
  readonly sums: Float64Array;
}

function settle(matrix: Matrix, centres: Float64Array, count: number, maxRounds: number): Clusters {
  const { rows, columns, values } = matrix;
  const places = {
    assigned: new Uint32Array(rows),
    own: new Float64Array(rows).fill(Infinity),
    next: new Float64Array(rows),
    sizes: new Uint32Array(count),
    sums: new Float64Array(count * columns),
  };
  // At first all rows are with the first.
  sumUp(matrix, places);
  let moves: Moves = {
    own: new Float64Array(count),
    most: 0,
    second: 0,
    farthest: 0,
    apart: new Float64Array(count),
  };
  for (let round = 0; round < maxRounds; round++) {
    const changed = assign(matrix, centres, count, places, moves);
    if (round > 0 && changed === 0) break;
    moves = move(centres, meansOf(places, centres), count);
  }
  // Sums from which rows came and went have gathered rounding; these have none.
  sumUp(matrix, places);
  centres.set(meansOf(places, centres));
  let inertia = 0;
  for (let row = 0; row < rows; row++)
    inertia += squaredBetween(values, row * columns, centres, places.assigned[row]! * columns, columns);
  return { centres, count, assigned: places.assigned, inertia };
}

function sumUp({ rows, columns, values }: Matrix, { assigned, sizes, sums }: Places): void {
  sizes.fill(0);
  sums.fill(0);
  for (let row = 0, at = 0; row < rows; row++) {
    const cluster = assigned[row]!;
    sizes[cluster] = sizes[cluster]! + 1;
    const to = cluster * columns;
    for (let column = to; column < to + columns; column++) sums[column] = sums[column]! + values[at++]!;
  }
}

/** The mean of the rows of each cluster; one that lost all its rows keeps its centre. */
function meansOf({ sizes, sums }: Places, centres: Float64Array): Float64Array {
  const columns = centres.length / sizes.length;
  return sums.map((sum, at) => {
    const size = sizes[Math.floor(at / columns)]!;
    return size > 0 ? sum / size : centres[at]!;
  });
}

/** How far centres moved, and half of how far each is from its neighbour. */
interface Moves {
  readonly own: Float64Array;
  readonly farthest: number;
  readonly most: number;
  /** The longest way but one. */
  readonly second: number;
  readonly apart: Float64Array;
}

/** Puts each row to its nearest centre; returns how many changed. */
function assign(
  { rows, columns, values }: Matrix,
  centres: Float64Array,
  count: number,
  { assigned, own, next, sizes, sums }: Places,
  moves: Moves,
): number {
  const distances = new Float64Array(count);
  let changed = 0;
  for (let row = 0; row < rows; row++) {
    const cluster = assigned[row]!;
    const least = next[row]! - (cluster === moves.farthest ? moves.second : moves.most);
    next[row] = least;
    const bound = Math.max(least, moves.apart[cluster]!);
    const most = own[row]! + moves.own[cluster]!;
    own[row] = most;
    if (most < bound) continue;
    const from = row * columns;
    const exact = Math.sqrt(squaredBetween(values, from, centres, cluster * columns, columns));
    own[row] = exact;
    if (exact < bound) continue;
    allDistances(values, from, centres, columns, distances);
    let nearest = 0;
    for (let at = 1; at < count; at++) if (distances[at]! < distances[nearest]!) nearest = at;
    let other = Infinity;
    for (let at = 0; at < count; at++) if (at !== nearest && distances[at]! < other) other = distances[at]!;
    own[row] = Math.sqrt(distances[nearest]!);
    next[row] = Math.sqrt(other);
    if (nearest === cluster) continue;
    assigned[row] = nearest;
    changed++;
    sizes[cluster] = sizes[cluster]! - 1;
    sizes[nearest] = sizes[nearest]! + 1;
    for (let column = 0; column < columns; column++) {
      const value = values[from + column]!;
      sums[cluster * columns + column] = sums[cluster * columns + column]! - value;
      sums[nearest * columns + column] = sums[nearest * columns + column]! + value;
    }
  }
  return changed;
}

function move(centres: Float64Array, to: Float64Array, count: number): Moves {
  const columns = centres.length / count;
  const own = new Float64Array(count);
  for (let cluster = 0; cluster < count; cluster++)
    own[cluster] = Math.sqrt(squaredBetween(centres, cluster * columns, to, cluster * columns, columns));
  centres.set(to);
  const farthest = own.indexOf(own.reduce((a, b) => Math.max(a, b), 0));
  const apart = new Float64Array(count).fill(Infinity);
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++) {
      const half = Math.sqrt(squaredBetween(to, one * columns, to, other * columns, columns)) / 2;
      apart[one] = Math.min(apart[one]!, half);
      apart[other] = Math.min(apart[other]!, half);
    }
  const second = own.reduce((most, way, cluster) => (cluster === farthest ? most : Math.max(most, way)), 0);
  return { own, farthest, most: own[farthest]!, second, apart };
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
