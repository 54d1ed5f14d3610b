import { createDraw, shuffle } from '../chance.ts';
import { FitError, rowOf, type Matrix } from './matrix.ts';

export interface IsolationOptions {
  readonly seed: number;
  readonly trees?: number;
  /** Rows of each tree, drawn without replacement. */
  readonly sample?: number;
}

export interface IsolationForest {
  readonly names: readonly string[];
  readonly sample: number;
  readonly trees: readonly IsolationTree[];
}

interface IsolationTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Of a leaf: rows of the sample that ended there. */
  readonly size: Int32Array;
}

const unit = 2 ** 31 - 1;

/** Isolation forest (Liu, Ting, Zhou 2008): rows that few cuts by chance set apart are unusual. */
export function fitIsolation(
  matrix: Matrix,
  { seed, trees = 100, sample = 256 }: IsolationOptions,
): IsolationForest {
  if (matrix.rows < 2) throw new FitError('Two rows at least are needed to tell what is unusual.');
  for (const value of matrix.values)
    if (!Number.isFinite(value)) throw new FitError('A value is missing or infinite: impute first.');
  const draw = createDraw(seed);
  const size = Math.min(sample, matrix.rows);
  const rows = Uint32Array.from({ length: matrix.rows }, (_, row) => row);
  const depth = Math.ceil(Math.log2(size));
  return {
    names: matrix.names,
    sample: size,
    trees: Array.from({ length: trees }, () => {
      for (let place = 0; place < size; place++) {
        const other = place + draw(matrix.rows - place);
        [rows[place], rows[other]] = [rows[other]!, rows[place]!];
      }
      return growTree(matrix, Array.from(rows.subarray(0, size)), depth, draw);
    }),
  };
}

/** From 0 to 1; about ½ for rows like most, near 1 for those set apart at once. */
export function isolationScore({ trees, sample }: IsolationForest, row: Float64Array): number {
  let sum = 0;
  for (const tree of trees) sum += pathOf(tree, row);
  return 2 ** (-sum / trees.length / averagePath(sample));
}

export function isolationScores(forest: IsolationForest, matrix: Matrix): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => isolationScore(forest, rowOf(matrix, row)));
}

function growTree(
  matrix: Matrix,
  sample: number[],
  depth: number,
  draw: (limit: number) => number,
): IsolationTree {
  const [feature, threshold, left, right, size] = Array.from({ length: 5 }, () => [] as number[]) as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const grow = (rows: number[], level: number): number => {
    const node = size.length;
    feature.push(-1);
    threshold.push(0);
    left.push(-1);
    right.push(-1);
    size.push(rows.length);
    const cut = rows.length > 1 && level < depth ? cutOf(matrix, rows, draw) : null;
    if (!cut) return node;
    const low = rows.filter((row) => matrix.values[row * matrix.columns + cut.column]! <= cut.at);
    const high = rows.filter((row) => matrix.values[row * matrix.columns + cut.column]! > cut.at);
    feature[node] = cut.column;
    threshold[node] = cut.at;
    left[node] = grow(low, level + 1);
    right[node] = grow(high, level + 1);
    return node;
  };
  grow(sample, 0);
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    size: Int32Array.from(size),
  };
}

/** A column that varies among the rows, and a place between its least and its largest value. */
function cutOf(
  { columns, values }: Matrix,
  rows: readonly number[],
  draw: (limit: number) => number,
): { column: number; at: number } | null {
  const order = shuffle(
    Uint32Array.from({ length: columns }, (_, column) => column),
    draw,
  );
  for (const column of order) {
    let [least, largest] = [Infinity, -Infinity];
    for (const row of rows) {
      const value = values[row * columns + column]!;
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    if (largest <= least) continue;
    const at = least + (draw(unit) / unit) * (largest - least);
    return { column, at: at < largest ? at : least };
  }
  return null;
}

function pathOf({ feature, threshold, left, right, size }: IsolationTree, row: Float64Array): number {
  let node = 0;
  let depth = 0;
  while (left[node]! >= 0) {
    node = row[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
    depth++;
  }
  return depth + averagePath(size[node]!);
}

const euler = 0.5772156649015329;

/** The mean length of an unsuccessful search in a binary search tree of so many rows (equation 1 of the paper). */
function averagePath(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + euler) - (2 * (rows - 1)) / rows;
}
