import { missingBin, type BinnedMatrix } from './bins.ts';
import type { Crew } from './crew.ts';
import {
  bestOfColumns,
  childBounds,
  stepOf,
  unbounded,
  type Bounds,
  type Split,
  type SplitRules,
  type Totals,
} from './splits.ts';
import { field, kind, placeOfSplit, runRows, setNode, type TreeWork } from './tree-work.ts';
import type { TreeWriter } from './trees.ts';

export interface GrowthRules extends SplitRules {
  readonly leaves: number;
  readonly learningRate: number;
}

export interface Growing {
  readonly binned: BinnedMatrix;
  readonly work: TreeWork;
  readonly crew: Crew;
  readonly rules: GrowthRules;
  readonly writer: TreeWriter;
}

interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly total: Totals;
  readonly bounds: Bounds;
  /** Where its histogram is, while it may still be split. */
  histogram: number;
  split: Split | null;
}

const none = -1;

/**
 * Returns what grows one tree more, on the slopes at the present margins, and adds what it says to the margins. Leaves are
 * split in the order of their gain (Ke and others, "LightGBM", NIPS 2017).
 */
export function createGrowth(growing: Growing): (columns: readonly number[]) => void {
  const { work, crew, rules, writer } = growing;
  const { order } = work;
  const rows = order.length;
  const aside = new Uint32Array(rows);
  const slots = work.histograms.length / work.starts.at(-1)!;
  const free = Array.from({ length: slots }, (_, slot) => slot);
  const restart = () => {
    for (let row = 0; row < rows; row++) order[row] = row;
  };
  restart();
  let total = addSteps(work, crew, [{ from: 0, to: rows, step: 0 }]);
  return (columns) => {
    restart();
    work.used.set(columns);
    const used = work.used.subarray(0, columns.length);
    writer.begin();
    const open = [rootOf(growing, total, used, free)];
    const done: Leaf[] = [];
    while (open.length > 0) {
      const leaf = open.splice(indexOfBest(open), 1)[0]!;
      const room = rules.leaves - open.length - done.length;
      if (!leaf.split || room < 2) {
        if (leaf.histogram !== none) free.push(leaf.histogram);
        done.push(leaf);
      } else open.push(...childrenOf(growing, leaf, leaf.split, { used, free, aside, last: room === 2 }));
    }
    total = addSteps(
      work,
      crew,
      done.map((leaf) => ({ from: leaf.from, to: leaf.to, step: stepOfLeaf(leaf, rules) })),
    );
  };
}

function stepOfLeaf({ total, bounds }: Pick<Leaf, 'total' | 'bounds'>, rules: GrowthRules): number {
  return rules.learningRate * stepOf(total.gradient, total.hessian, rules.ridge, bounds);
}

function rootOf(
  { work, crew, rules, writer }: Growing,
  total: Totals,
  used: Int32Array,
  free: number[],
): Leaf {
  const { task } = work;
  const histogram = free.pop()!;
  setNode(work, 0, total, unbounded);
  task[field.kind] = kind.root;
  task[field.larger] = histogram;
  crew.run(used.length);
  const node = writer.leaf(stepOfLeaf({ total, bounds: unbounded }, rules), total.count);
  const split = bestOfColumns(work.found, used, (column) => placeOfSplit(column, 0), total);
  return { node, from: 0, to: total.count, total, bounds: unbounded, histogram, split };
}

interface Place {
  readonly used: Int32Array;
  readonly free: number[];
  readonly aside: Uint32Array;
  /** No leaf will be split after this one. */
  readonly last: boolean;
}

function childrenOf(growing: Growing, leaf: Leaf, split: Split, { used, free, aside, last }: Place): Leaf[] {
  const { binned, work, crew, rules, writer } = growing;
  const middle = part(binned, work.order, aside, leaf, split);
  const bounds = childBounds(split, rules, leaf.bounds);
  const children = [split.left, split.right].map((total, side) => {
    const node = writer.leaf(stepOfLeaf({ total, bounds: bounds[side]! }, rules), total.count);
    const [from, to] = side === 0 ? [leaf.from, middle] : [middle, leaf.to];
    return { node, from, to, total, bounds: bounds[side]!, histogram: none, split: null } as Leaf;
  });
  writer.split(leaf.node, {
    feature: split.column,
    threshold: binned.borders[split.column]![split.bin] ?? Infinity,
    missingLeft: split.missingLeft,
    left: children[0]!.node,
    right: children[1]!.node,
  });
  const smaller = split.left.count <= split.right.count ? 0 : 1;
  const least = last ? Infinity : 2 * rules.minLeafRows;
  const [few, many] = [children[smaller]!, children[1 - smaller]!];
  many.histogram = leaf.histogram;
  if (many.total.count >= least) {
    if (few.total.count >= least) few.histogram = free.pop()!;
    orderCounting(work, children, smaller);
    crew.run(used.length);
    children.forEach((child, side) => {
      if (child.histogram !== none)
        child.split = bestOfColumns(work.found, used, (column) => placeOfSplit(column, side), child.total);
    });
  }
  for (const child of children) {
    if (child.split || child.histogram === none) continue;
    free.push(child.histogram);
    child.histogram = none;
  }
  return children;
}

/** Gradients are gathered once, so that counting reads them in a line for each column. */
function orderCounting(work: TreeWork, children: readonly Leaf[], smaller: number): void {
  const { task, order, slopes, near } = work;
  const { from, to, histogram } = children[smaller]!;
  for (let place = from, next = 0; place < to; place++, next += 2) {
    const row = order[place]!;
    near[next] = slopes[2 * row]!;
    near[next + 1] = slopes[2 * row + 1]!;
  }
  children.forEach(({ total, bounds }, side) => setNode(work, side, total, bounds));
  task[field.kind] = kind.children;
  task[field.from] = from;
  task[field.to] = to;
  task[field.smaller] = histogram;
  task[field.larger] = children[1 - smaller]!.histogram;
  task[field.smallerSide] = smaller;
  task[field.both] = histogram === none ? 0 : 1;
}

interface Step {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Moves the margins of the rows of each leaf by its step; returns the totals of the slopes there. */
function addSteps(work: TreeWork, crew: Crew, leaves: readonly Step[]): Totals {
  let run = 0;
  for (const { from, to, step } of leaves)
    for (let start = from; start < to; start += runRows) {
      work.runs[2 * run] = start;
      work.runs[2 * run + 1] = Math.min(to, start + runRows);
      work.steps[run++] = step;
    }
  work.task[field.kind] = kind.slopes;
  crew.run(run);
  let [gradient, hessian] = [0, 0];
  for (let at = 0; at < run; at++) {
    gradient += work.sums[2 * at]!;
    hessian += work.sums[2 * at + 1]!;
  }
  return { gradient, hessian, count: work.order.length };
}

function indexOfBest(leaves: readonly Leaf[]): number {
  let best = 0;
  for (let at = 1; at < leaves.length; at++)
    if ((leaves[at]!.split?.gain ?? 0) > (leaves[best]!.split?.gain ?? 0)) best = at;
  return best;
}

/**
 * Puts the rows of a leaf that go left before those that go right, each side in its old order; returns the border. Which
 * way a row goes cannot be foretold, so that both writes and no branch are faster.
 */
function part(
  { columns }: BinnedMatrix,
  order: Uint32Array,
  aside: Uint32Array,
  { from, to }: Leaf,
  { column, bin, missingLeft }: Split,
): number {
  const bins = columns[column]!;
  // Turned by one, the bin of gaps comes first.
  const turn = missingLeft ? 1 : 0;
  const limit = bin + turn;
  let left = from;
  let kept = 0;
  for (let place = from; place < to; place++) {
    const row = order[place]!;
    const right = (limit - ((bins[row]! + turn) & missingBin)) >>> 31;
    order[left] = row;
    aside[kept] = row;
    kept += right;
    left += 1 - right;
  }
  for (let place = 0; place < kept; place++) order[left + place] = aside[place]!;
  return left;
}
