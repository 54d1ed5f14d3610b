import { createDraw, shuffle } from '../chance.ts';
import { binColumns, missingBin, type BinnedMatrix } from './bins.ts';
import {
  addRows,
  bestSplit,
  createHistogramPool,
  childBounds,
  stepOf,
  subtract,
  unbounded,
  type Bounds,
  type Histogram,
  type HistogramPool,
  type Split,
  type SplitRules,
  type Totals,
} from './histograms.ts';
import { checkClasses, checkFit, FitError, rowOf, type Matrix } from './matrix.ts';
import { createTreeWriter, joinTrees, sumOfTrees, type TreeWriter, type Trees } from './trees.ts';

export interface BoostingOptions {
  readonly seed: number;
  /** `logistic` for labels 0 and 1, whose margin is a log-odds; `squared` for numbers. */
  readonly loss?: 'logistic' | 'squared';
  readonly rounds?: number;
  readonly learningRate?: number;
  readonly leaves?: number;
  readonly minLeafRows?: number;
  readonly ridge?: number;
  /** The share of columns each tree may use. */
  readonly columnShare?: number;
  /** Columns, by name, with which the margin may only rise (1) or only fall (−1); those not among the columns are passed over. */
  readonly monotone?: Readonly<Record<string, 1 | -1>>;
  readonly weights?: ArrayLike<number>;
  /** Called after each round; answering `false` ends the fit with `FitCancelled`. */
  readonly onRound?: (round: number, rounds: number) => boolean | void;
}

/** The fit was ended from outside; nothing of it is kept. */
export class FitCancelled extends Error {}

export interface BoostedTrees {
  readonly names: readonly string[];
  readonly loss: 'logistic' | 'squared';
  /** The margin before any tree. */
  readonly base: number;
  readonly trees: Trees;
}

/**
 * Gradient boosting of trees grown leaf by leaf on histograms (Friedman 2001; Ke and others, "LightGBM", NIPS 2017),
 * with Newton steps. Values may be missing: each split learns the side they go to.
 */
export function fitBoosting(
  matrix: Matrix,
  labels: ArrayLike<number>,
  options: BoostingOptions,
): BoostedTrees {
  const { seed, loss = 'logistic', rounds = 100, learningRate = 0.1, columnShare = 1, onRound } = options;
  checkFit(matrix, labels);
  if (loss === 'logistic') checkClasses(labels);
  const binned = binColumns(matrix, seed);
  const weights = options.weights ?? new Float64Array(matrix.rows).fill(1);
  const base = startOf(loss, labels, weights);
  const margins = new Float64Array(matrix.rows).fill(base);
  const growth = createGrowth(binned, {
    leaves: options.leaves ?? 31,
    learningRate,
    ridge: options.ridge ?? 0,
    minLeafRows: options.minLeafRows ?? 20,
    minLeafHessian: 1e-3,
    minGain: 1e-7,
    monotone: directionsOf(matrix.names, options.monotone),
  });
  const draw = createDraw(seed);
  const writer = createTreeWriter();
  const all = binned.columns.map((_, column) => column);
  for (let round = 0; round < rounds; round++) {
    slopes(loss, labels, weights, margins, growth.gradients, growth.hessians);
    const columns =
      columnShare >= 1
        ? all
        : shuffle([...all], draw).slice(0, Math.max(1, Math.round(columnShare * all.length)));
    growth.grow(writer, columns, margins);
    if (onRound?.(round + 1, rounds) === false) throw new FitCancelled('The training was cancelled.');
  }
  return { names: matrix.names, loss, base, trees: writer.finish() };
}

/**
 * One model that says the mean of the margins of several, fitted to the same columns: with other seeds each draws other
 * columns, and the mean swings less than each does. What explains one model explains it, too.
 */
export function meanOfBoosted(models: readonly BoostedTrees[]): BoostedTrees {
  const [first] = models;
  if (!first) throw new FitError('There is no model to take the mean of.');
  const share = 1 / models.length;
  return {
    names: first.names,
    loss: first.loss,
    base: models.reduce((sum, { base }) => sum + share * base, 0),
    trees: joinTrees(
      models.map(({ trees }) => trees),
      share,
    ),
  };
}

/** Margins of rows: log-odds for `logistic`, the value itself for `squared`. */
export function marginsOf({ trees, base }: BoostedTrees, matrix: Matrix): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => base + sumOfTrees(trees, rowOf(matrix, row)));
}

export function logistic(margin: number): number {
  return margin >= 0 ? 1 / (1 + Math.exp(-margin)) : Math.exp(margin) / (1 + Math.exp(margin));
}

function directionsOf(names: readonly string[], monotone: BoostingOptions['monotone']): Int8Array | null {
  const directions = Int8Array.from(names, (name) => monotone?.[name] ?? 0);
  return directions.some((direction) => direction !== 0) ? directions : null;
}

function startOf(loss: string, labels: ArrayLike<number>, weights: ArrayLike<number>): number {
  let [sum, weight] = [0, 0];
  for (let row = 0; row < labels.length; row++) {
    sum += weights[row]! * labels[row]!;
    weight += weights[row]!;
  }
  const mean = sum / weight;
  return loss === 'logistic' ? Math.log(mean / (1 - mean)) : mean;
}

function slopes(
  loss: string,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  margins: Float64Array,
  gradients: Float64Array,
  hessians: Float64Array,
): void {
  for (let row = 0; row < margins.length; row++) {
    const weight = weights[row]!;
    if (loss === 'logistic') {
      const p = 1 / (1 + Math.exp(-margins[row]!));
      gradients[row] = weight * (p - labels[row]!);
      hessians[row] = weight * p * (1 - p);
    } else {
      gradients[row] = weight * (margins[row]! - labels[row]!);
      hessians[row] = weight;
    }
  }
}

interface GrowthRules extends SplitRules {
  readonly leaves: number;
  readonly learningRate: number;
}

interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly total: Totals;
  readonly histogram: Histogram | null;
  readonly split: Split | null;
  readonly bounds: Bounds;
}

interface Growth {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
  /** Grows one tree on the present gradients and adds what it says to the margins. */
  grow(writer: TreeWriter, columns: readonly number[], margins: Float64Array): void;
}

function createGrowth(binned: BinnedMatrix, rules: GrowthRules): Growth {
  const { rows } = binned;
  const order = new Uint32Array(rows);
  const aside = new Uint32Array(rows);
  const gradients = new Float64Array(rows);
  const hessians = new Float64Array(rows);
  const scratch = { gradients: new Float64Array(rows), hessians: new Float64Array(rows) };
  const pool: HistogramPool = createHistogramPool(binned.columns.length);

  const valueOf = (totals: Totals, bounds: Bounds) =>
    rules.learningRate * stepOf(totals.gradient, totals.hessian, rules.ridge, bounds);

  const grow: Growth['grow'] = (writer, columns, margins) => {
    for (let row = 0; row < rows; row++) order[row] = row;
    const count = (leaf: { from: number; to: number }) => {
      const histogram = pool.take();
      addRows(histogram, binned, columns, order, leaf.from, leaf.to, gradients, hessians, scratch);
      return histogram;
    };
    const leafOf = (
      node: number,
      from: number,
      to: number,
      total: Totals,
      histogram: Histogram | null,
      bounds: Bounds,
    ): Leaf => ({
      node,
      from,
      to,
      total,
      histogram,
      split: histogram && bestSplit(histogram, binned, columns, total, rules, bounds),
      bounds,
    });

    const total = totalOf(gradients, hessians);
    writer.begin();
    const root = writer.leaf(valueOf(total, unbounded), rows);
    const open = [leafOf(root, 0, rows, total, count({ from: 0, to: rows }), unbounded)];
    const done: Leaf[] = [];
    while (open.length > 0) {
      const at = indexOfBest(open);
      const leaf = open.splice(at, 1)[0]!;
      if (!leaf.split || open.length + done.length + 1 >= rules.leaves) {
        if (leaf.histogram) pool.give(leaf.histogram);
        done.push(leaf);
        continue;
      }
      const { split } = leaf;
      const middle = part(binned, order, aside, leaf, split);
      const [leftBounds, rightBounds] = childBounds(split, rules, leaf.bounds);
      const left = writer.leaf(valueOf(split.left, leftBounds), split.left.count);
      const right = writer.leaf(valueOf(split.right, rightBounds), split.right.count);
      writer.split(leaf.node, {
        feature: split.column,
        threshold: binned.borders[split.column]![split.bin] ?? Infinity,
        missingLeft: split.missingLeft,
        left,
        right,
      });
      const last = open.length + done.length + 2 >= rules.leaves;
      const wide = (totals: Totals) => !last && totals.count >= 2 * rules.minLeafRows;
      const leftSmaller = split.left.count <= split.right.count;
      const small = leftSmaller ? { from: leaf.from, to: middle } : { from: middle, to: leaf.to };
      const large = leftSmaller ? split.right : split.left;
      let smallHistogram: Histogram | null = null;
      let largeHistogram: Histogram | null = null;
      if (wide(large)) {
        smallHistogram = count(small);
        largeHistogram = leaf.histogram!;
        subtract(largeHistogram, smallHistogram);
      } else pool.give(leaf.histogram!);
      const [leftHistogram, rightHistogram] = leftSmaller
        ? [smallHistogram, largeHistogram]
        : [largeHistogram, smallHistogram];
      open.push(
        leafOf(left, leaf.from, middle, split.left, leftHistogram, leftBounds),
        leafOf(right, middle, leaf.to, split.right, rightHistogram, rightBounds),
      );
    }
    for (const { from, to, total: ofLeaf, bounds } of done) {
      const value = valueOf(ofLeaf, bounds);
      for (let place = from; place < to; place++) margins[order[place]!] = margins[order[place]!]! + value;
    }
  };
  return { gradients, hessians, grow };
}

function totalOf(gradients: Float64Array, hessians: Float64Array): Totals {
  let [gradient, hessian] = [0, 0];
  for (let row = 0; row < gradients.length; row++) {
    gradient += gradients[row]!;
    hessian += hessians[row]!;
  }
  return { gradient, hessian, count: gradients.length };
}

function indexOfBest(leaves: readonly Leaf[]): number {
  let best = 0;
  for (let at = 1; at < leaves.length; at++)
    if ((leaves[at]!.split?.gain ?? 0) > (leaves[best]!.split?.gain ?? 0)) best = at;
  return best;
}

/** Puts the rows of a leaf that go left before those that go right, each side in its old order; returns the border. */
function part(
  { columns }: BinnedMatrix,
  order: Uint32Array,
  aside: Uint32Array,
  { from, to }: Leaf,
  { column, bin, missingLeft }: Split,
): number {
  const bins = columns[column]!;
  let left = from;
  let kept = 0;
  for (let place = from; place < to; place++) {
    const row = order[place]!;
    const here = bins[row]!;
    if (here === missingBin ? missingLeft : here <= bin) order[left++] = row;
    else aside[kept++] = row;
  }
  order.set(aside.subarray(0, kept), left);
  return left;
}
