import { createDraw } from '../chance.ts';
import { binColumns, missingBin, type BinnedMatrix } from './bins.ts';
import { FitCancelled } from './boosting.ts';
import { checkClasses, checkFit, rowOf, type Matrix } from './matrix.ts';
import { createTreeWriter, sumOfTrees, type TreeWriter, type Trees } from './trees.ts';

export interface ForestOptions {
  readonly seed: number;
  readonly trees?: number;
  readonly minLeafRows?: number;
  /** Columns looked at for each split; the square root of all unless given. */
  readonly columnsPerSplit?: number;
  /** Called after each tree; answering `false` ends the fit with `FitCancelled`. */
  readonly onTree?: (tree: number, trees: number) => boolean | void;
}

export interface Forest {
  readonly names: readonly string[];
  readonly trees: Trees;
}

/**
 * Random forest for labels 0 and 1 (Breiman 2001): each tree on rows drawn with replacement, each split the best by Gini
 * impurity of a few columns drawn by chance. A leaf says the share of ones among its rows.
 */
export function fitForest(matrix: Matrix, labels: ArrayLike<number>, options: ForestOptions): Forest {
  const { seed, trees = 100, minLeafRows = 1, onTree } = options;
  checkFit(matrix, labels);
  checkClasses(labels);
  const binned = binColumns(matrix, seed);
  const draw = createDraw(seed);
  const writer = createTreeWriter();
  const columns = binned.columns.map((_, column) => column);
  const perSplit = Math.min(
    columns.length,
    options.columnsPerSplit ?? Math.max(1, Math.floor(Math.sqrt(columns.length))),
  );
  const ones = Uint8Array.from({ length: matrix.rows }, (_, row) => labels[row]!);
  const order = new Uint32Array(matrix.rows);
  const aside = new Uint32Array(matrix.rows);
  for (let tree = 0; tree < trees; tree++) {
    for (let place = 0; place < order.length; place++) order[place] = draw(matrix.rows);
    growTree({ binned, ones, order, aside, columns, perSplit, minLeafRows, draw, writer });
    if (onTree?.(tree + 1, trees) === false) throw new FitCancelled('The training was cancelled.');
  }
  return { names: matrix.names, trees: writer.finish() };
}

/** The mean of what the trees say: the share of ones. */
export function forestShares({ trees }: Forest, matrix: Matrix): Float64Array {
  const count = trees.roots.length;
  return Float64Array.from(
    { length: matrix.rows },
    (_, row) => sumOfTrees(trees, rowOf(matrix, row)) / count,
  );
}

interface Growing {
  readonly binned: BinnedMatrix;
  readonly ones: Uint8Array;
  readonly order: Uint32Array;
  readonly aside: Uint32Array;
  /** Put into another order while drawing. */
  readonly columns: number[];
  readonly perSplit: number;
  readonly minLeafRows: number;
  readonly draw: (limit: number) => number;
  readonly writer: TreeWriter;
}

interface GiniSplit {
  readonly column: number;
  readonly bin: number;
  readonly missingLeft: boolean;
}

function growTree(growing: Growing): void {
  const { binned, ones, order, writer } = growing;
  const counts = new Int32Array(256);
  const positives = new Int32Array(256);
  writer.begin();
  const sumOf = (from: number, to: number) => {
    let sum = 0;
    for (let place = from; place < to; place++) sum += ones[order[place]!]!;
    return sum;
  };
  const pending: { node: number; from: number; to: number; sum: number }[] = [];
  const open = (from: number, to: number) => {
    const sum = sumOf(from, to);
    const node = writer.leaf(sum / (to - from), to - from);
    if (sum > 0 && sum < to - from && to - from >= 2 * growing.minLeafRows)
      pending.push({ node, from, to, sum });
    return node;
  };
  open(0, order.length);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, from, to, sum } = next;
    const split = bestGini(growing, from, to, sum, counts, positives);
    if (!split) continue;
    const middle = part(growing, from, to, split);
    const left = open(from, middle);
    const right = open(middle, to);
    const threshold = binned.borders[split.column]![split.bin] ?? Infinity;
    writer.split(node, { feature: split.column, threshold, missingLeft: split.missingLeft, left, right });
  }
}

/** Looks at columns drawn without replacement; columns that are constant here do not count, as in scikit-learn. */
function bestGini(
  { binned, ones, order, columns, perSplit, minLeafRows, draw }: Growing,
  from: number,
  to: number,
  sum: number,
  counts: Int32Array,
  positives: Int32Array,
): GiniSplit | null {
  const total = to - from;
  let best: GiniSplit | null = null;
  // The sum of squared shares, weighted: what remains of Gini's impurity when constants are left out.
  let bestScore = (sum * sum + (total - sum) ** 2) / total + 1e-9;
  for (let seen = 0, useful = 0; seen < columns.length && useful < perSplit; seen++) {
    const other = seen + draw(columns.length - seen);
    const column = columns[other]!;
    columns[other] = columns[seen]!;
    columns[seen] = column;
    const bins = binned.columns[column]!;
    counts.fill(0);
    positives.fill(0);
    for (let place = from; place < to; place++) {
      const row = order[place]!;
      const bin = bins[row]!;
      counts[bin] = counts[bin]! + 1;
      positives[bin] = positives[bin]! + ones[row]!;
    }
    const absent = counts[missingBin]!;
    const last = binned.borders[column]!.length;
    let varies = false;
    for (let side = 0; side < (absent > 0 ? 2 : 1); side++) {
      let count = side === 1 ? absent : 0;
      let positive = side === 1 ? positives[missingBin]! : 0;
      const end = side === 0 && absent > 0 ? last + 1 : last;
      for (let bin = 0; bin < end; bin++) {
        if (counts[bin] === 0) continue;
        count += counts[bin]!;
        positive += positives[bin]!;
        const others = total - count;
        if (others === 0) break;
        varies = true;
        if (others < minLeafRows) break;
        if (count < minLeafRows) continue;
        const rest = sum - positive;
        const score =
          (positive * positive + (count - positive) ** 2) / count +
          (rest * rest + (others - rest) ** 2) / others;
        if (score <= bestScore) continue;
        bestScore = score;
        best = { column, bin, missingLeft: side === 1 };
      }
    }
    if (varies) useful++;
  }
  return best;
}

function part({ binned, order, aside }: Growing, from: number, to: number, split: GiniSplit): number {
  const bins = binned.columns[split.column]!;
  let left = from;
  let kept = 0;
  for (let place = from; place < to; place++) {
    const row = order[place]!;
    const here = bins[row]!;
    if (here === missingBin ? split.missingLeft : here <= split.bin) order[left++] = row;
    else aside[kept++] = row;
  }
  order.set(aside.subarray(0, kept), left);
  return left;
}
