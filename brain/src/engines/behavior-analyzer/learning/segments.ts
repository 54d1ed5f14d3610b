import { createDraw, shuffle } from '../../ml/index.ts';
import {
  clusterOf,
  createMatrix,
  fitClusters,
  silhouette,
  takeRows,
  type Matrix,
} from '../../ml/tabular/index.ts';
import type { FeatureVector } from '../../../services/models/index.ts';

/** Groups of people who use the platform alike: k-means on standardised features, shown only where distinct and stable. Pure. */

export const segmentRules = {
  clusters: 5,
  people: 200,
  silhouette: 0.25,
  /** Mean adjusted Rand index (Hubert and Arabie 1985) of fits to parts of the people, against the fit to all. */
  stability: 0.6,
  resamples: 10,
  /** Of each resample. */
  share: 0.8,
  /** More people than these are drawn by chance for the fit; all are placed. */
  mostFitted: 4_000,
} as const;

/** What groups are made by: behaviour alone, in the words a group is named with. */
const columns = [
  { feature: 'daysSinceActive', log: true, high: 'away for longer', low: 'here lately' },
  { feature: 'activeDays30', log: false, high: 'here on many days', low: 'here on few days' },
  { feature: 'activeDays90', log: false, high: 'a steady rhythm', low: 'few days in three months' },
  { feature: 'trend', log: false, high: 'coming more often', low: 'coming less often' },
  { feature: 'featureBreadth', log: false, high: 'many features', low: 'few features' },
  { feature: 'featureUses', log: true, high: 'heavy use', low: 'light use' },
  { feature: 'contentItems', log: true, high: 'writing and sharing', low: 'mostly reading' },
] as const;

export type SegmentState = 'SHOWN' | 'NOT_ENOUGH_DATA' | 'NOT_DISTINCT' | 'NOT_STABLE';

export interface Segment {
  readonly key: string;
  readonly name: string;
  readonly people: number;
  readonly distinguishes: readonly {
    readonly feature: string;
    readonly text: string;
    readonly mean: number;
    readonly overall: number;
  }[];
}

export interface Segmentation {
  readonly state: SegmentState;
  readonly people: number;
  readonly silhouette: number | null;
  readonly stability: number | null;
  readonly segments: readonly Segment[];
  /** The segment of each person, in the order given; null where none is shown. */
  readonly placed: readonly (string | null)[];
}

export function segmentPeople(vectors: readonly FeatureVector[], seed: number): Segmentation {
  const none = (state: SegmentState, figures: { silhouette?: number; stability?: number } = {}) => ({
    state,
    people: vectors.length,
    silhouette: figures.silhouette ?? null,
    stability: figures.stability ?? null,
    segments: [],
    placed: vectors.map(() => null),
  });
  if (vectors.length < segmentRules.people) return none('NOT_ENOUGH_DATA');
  const { matrix, used } = standardised(vectors);
  if (used.length < 2) return none('NOT_DISTINCT');
  const draw = createDraw(seed);
  const fitted = drawn(matrix, segmentRules.mostFitted, draw);
  const clusters = fitClusters(fitted, { clusters: segmentRules.clusters, seed });
  const placed = Array.from({ length: matrix.rows }, (_, row) => clusterOf(clusters, rowAt(matrix, row)));
  const width = silhouette(matrix, Uint32Array.from(placed), seed);
  if (!(width >= segmentRules.silhouette))
    return none('NOT_DISTINCT', Number.isFinite(width) ? { silhouette: width } : {});
  const stability = stabilityOf(fitted, matrix, placed, seed, draw);
  if (stability < segmentRules.stability) return none('NOT_STABLE', { silhouette: width, stability });
  const segments = describe(vectors, matrix, placed, used);
  return {
    state: 'SHOWN',
    people: vectors.length,
    silhouette: width,
    stability,
    segments: [...segments.values()].toSorted((a, b) => b.people - a.people),
    placed: placed.map((cluster) => segments.get(cluster)?.key ?? null),
  };
}

/** Mean 0 and deviation 1; what is the same for everybody tells nobody apart and is left out. */
function standardised(vectors: readonly FeatureVector[]): { matrix: Matrix; used: readonly number[] } {
  const raw = columns.map(({ feature, log }) => {
    const values = vectors.map((vector) => {
      const value = Number(vector[feature] ?? Number.NaN);
      return log ? Math.log1p(Math.max(0, value)) : value;
    });
    const known = values.filter(Number.isFinite);
    const mean = known.reduce((sum, value) => sum + value, 0) / (known.length || 1);
    const deviation = Math.sqrt(
      known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length || 1),
    );
    return { values, mean, deviation };
  });
  const used = raw.flatMap(({ deviation }, at) => (deviation > 1e-9 ? [at] : []));
  const matrix = createMatrix(
    vectors.length,
    used.map((at) => columns[at]!.feature),
  );
  for (const [place, at] of used.entries()) {
    const { values, mean, deviation } = raw[at]!;
    for (const [row, value] of values.entries())
      matrix.values[row * used.length + place] = Number.isFinite(value) ? (value - mean) / deviation : 0;
  }
  return { matrix, used };
}

function stabilityOf(
  fitted: Matrix,
  matrix: Matrix,
  placed: readonly number[],
  seed: number,
  draw: (limit: number) => number,
): number {
  let sum = 0;
  for (let round = 0; round < segmentRules.resamples; round++) {
    const part = drawn(fitted, Math.ceil(fitted.rows * segmentRules.share), draw);
    const other = fitClusters(part, { clusters: segmentRules.clusters, seed: seed + round + 1, starts: 4 });
    const again = Array.from({ length: matrix.rows }, (_, row) => clusterOf(other, rowAt(matrix, row)));
    sum += adjustedRand(placed, again);
  }
  return sum / segmentRules.resamples;
}

function drawn(matrix: Matrix, count: number, draw: (limit: number) => number): Matrix {
  if (matrix.rows <= count) return matrix;
  const order = shuffle(
    Uint32Array.from({ length: matrix.rows }, (_, row) => row),
    draw,
  );
  return takeRows(matrix, order.subarray(0, count));
}

function rowAt({ values, columns: width }: Matrix, row: number): Float64Array {
  return values.subarray(row * width, (row + 1) * width);
}

/** How far two groupings agree beyond chance: 1 the same, 0 as by chance. */
export function adjustedRand(one: readonly number[], other: readonly number[]): number {
  const pairs = (count: number) => (count * (count - 1)) / 2;
  const [cells, rows, sums] = [
    new Map<string, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const [at, group] of one.entries()) {
    add(cells, `${group} ${other[at]!}`);
    add(rows, group);
    add(sums, other[at]!);
  }
  const total = (counts: Map<unknown, number>) =>
    [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
  const [together, a, b] = [total(cells), total(rows), total(sums)];
  const expected = (a * b) / pairs(one.length);
  const most = (a + b) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** A group is named by what sets it apart most from everybody, in deviations. */
function describe(
  vectors: readonly FeatureVector[],
  matrix: Matrix,
  placed: readonly number[],
  used: readonly number[],
): Map<number, Segment> {
  const names = new Set<string>();
  const clusters = [...new Set(placed)].toSorted((a, b) => sizeOf(placed, b) - sizeOf(placed, a) || a - b);
  return new Map(
    clusters.map((cluster, rank) => {
      const members = placed.flatMap((one, row) => (one === cluster ? [row] : []));
      const apart = used
        .map((at, place) => ({
          column: columns[at]!,
          deviation:
            members.reduce((sum, row) => sum + matrix.values[row * used.length + place]!, 0) / members.length,
        }))
        .toSorted((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
      const word = ({ column, deviation }: (typeof apart)[number]) =>
        deviation >= 0 ? column.high : column.low;
      let name = '';
      for (let words = 2; words <= apart.length && (name === '' || names.has(name)); words++)
        name = sentence(apart.slice(0, words).map(word).join(', '));
      names.add(name);
      const distinguishes = apart.slice(0, 3).map((one) => ({
        feature: one.column.feature,
        text: word(one),
        mean: meanOf(vectors, members, one.column.feature),
        overall: meanOf(
          vectors,
          vectors.map((_, row) => row),
          one.column.feature,
        ),
      }));
      return [cluster, { key: `group-${rank + 1}`, name, people: members.length, distinguishes }] as const;
    }),
  );
}

function sizeOf(placed: readonly number[], cluster: number): number {
  return placed.filter((one) => one === cluster).length;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function meanOf(vectors: readonly FeatureVector[], rows: readonly number[], feature: string): number {
  const values = rows.flatMap((row) => {
    const value = vectors[row]![feature];
    return typeof value === 'number' && Number.isFinite(value) ? [value] : [];
  });
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
