import { createDraw, shuffle } from '../chance.ts';
import { binColumns } from './bins.ts';
import { crewFor } from './crew.ts';
import { createGrowth } from './growth.ts';
import { checkClasses, checkFit, FitError, rowOf, type Matrix } from './matrix.ts';
import { createTreeWork } from './tree-work.ts';
import { createTreeWriter, joinTrees, sumOfTrees, type Trees } from './trees.ts';

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
  const rules = {
    leaves: options.leaves ?? 31,
    learningRate,
    ridge: options.ridge ?? 0,
    minLeafRows: options.minLeafRows ?? 20,
    minLeafHessian: 1e-3,
    minGain: 1e-7,
    monotone: directionsOf(matrix.names, options.monotone),
  };
  const work = createTreeWork(binned, { loss, rules, leaves: rules.leaves });
  work.labels.set(labels);
  work.weights.set(weights);
  work.margins.fill(base);
  const crew = crewFor(work, rounds);
  try {
    const writer = createTreeWriter();
    const grow = createGrowth({ binned, work, crew, rules, writer });
    const draw = createDraw(seed);
    const all = binned.columns.map((_, column) => column);
    for (let round = 0; round < rounds; round++) {
      const columns =
        columnShare >= 1
          ? all
          : shuffle([...all], draw).slice(0, Math.max(1, Math.round(columnShare * all.length)));
      grow(columns);
      if (onRound?.(round + 1, rounds) === false) throw new FitCancelled('The training was cancelled.');
    }
    return { names: matrix.names, loss, base, trees: writer.finish() };
  } finally {
    crew.end();
  }
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
