import {
  applyIsotonic,
  applyPlatt,
  fitIsotonic,
  fitPlatt,
  type IsotonicScale,
  type PlattScale,
} from '../calibration.ts';
import { groupFolds, type Fold } from '../folds.ts';
import { FitCancelled, fitBoosting, marginsOf, type BoostedTrees, type BoostingOptions } from './boosting.ts';
import { checkClasses, createMatrix, FitError, rowOf, take, type Matrix } from './matrix.ts';
import { fitPreparation, prepare, type Preparation, type Table } from './preparation.ts';
import { fitLogistic, linearMargin, type Regression } from './regression.ts';
import { stratifiedFolds, timeFolds } from './resampling.ts';

/** How a chance is learnt from a table; plain data, so that it can lie in a registry. */
export interface Recipe {
  /** `blend` mixes the margins of both with the share that serves rows best that neither saw. */
  readonly learner: 'boosting' | 'logistic' | 'blend';
  readonly boosting?: Pick<
    BoostingOptions,
    'rounds' | 'learningRate' | 'leaves' | 'minLeafRows' | 'ridge' | 'columnShare' | 'monotone'
  >;
  /** The ridge of the logistic regression on standardised features; 1 unless given. */
  readonly ridge?: number;
  /** Categories met less often share one column. */
  readonly rareBelow?: number;
  /**
   * Learnt on margins of rows their learner did not see. `platt` bends the log-odds by a straight line; `isotonic` follows
   * the outcomes themselves and wants a thousand rows at least; `none` keeps the margins as they are.
   */
  readonly calibration?: 'none' | 'platt' | 'isotonic';
  /** Inner folds, 5 unless given. */
  readonly folds?: number;
}

export interface PipelineOptions {
  readonly seed: number;
  /** The rows to learn from; all unless given. */
  readonly rows?: ArrayLike<number>;
  /** Of each row of the table: inner folds then run along time, so that margins are judged on later rows. */
  readonly times?: ArrayLike<number>;
  /** Of each row of the table: rows of one group (a person) stay in one inner fold. Not together with `times`. */
  readonly groups?: readonly string[];
  /** Of each row of the table. */
  readonly weights?: ArrayLike<number>;
  /** From 0 to 1. Answering `false` cancels. */
  readonly onProgress?: (share: number) => boolean | void;
  /** Read after each round; an AbortSignal, or a flag in memory shared with the thread that cancels. */
  readonly signal?: { readonly aborted: boolean };
}

export interface TreePart {
  readonly preparation: Preparation;
  readonly trees: BoostedTrees;
}

export interface LinearPart {
  readonly preparation: Preparation;
  readonly regression: Regression;
  /** Means of the rows of the fit: what contributions are measured from. */
  readonly reference: Float64Array;
}

export type Calibration =
  | { readonly kind: 'none' }
  | { readonly kind: 'platt'; readonly scale: PlattScale }
  | { readonly kind: 'isotonic'; readonly scale: PlattScale; readonly steps: IsotonicScale };

/** Everything that turns a table into chances. `explainRow` and `savePipeline` are in the files beside this one. */
export interface Pipeline {
  readonly recipe: Recipe;
  readonly features: readonly Feature[];
  readonly trees: TreePart | null;
  readonly linear: LinearPart | null;
  /** The share of the trees in the margin: 1 without a linear part, 0 without trees. */
  readonly treeShare: number;
  readonly calibration: Calibration;
  /** The share of ones among the rows of the fit. */
  readonly baseRate: number;
  readonly rows: number;
}

export interface Feature {
  readonly name: string;
  readonly kind: 'number' | 'category';
}

/**
 * Fits preparation, learner and calibration to the rows given and to no others.
 *
 * @throws FitError with a sentence that says what to change; FitCancelled when it was ended from outside.
 */
export function fitPipeline(
  table: Table,
  labels: ArrayLike<number>,
  recipe: Recipe,
  options: PipelineOptions,
): Pipeline {
  const rows = Uint32Array.from(options.rows ?? { length: table.rows }, (row, at) => row ?? at);
  const truth = take(labels, rows);
  checkClasses(truth);
  const needsFolds = recipe.learner === 'blend' || (recipe.calibration ?? 'platt') !== 'none';
  const folds = needsFolds ? innerFolds(rows, truth, recipe, options) : [];
  const job = { table, labels, recipe, options, report: reporter(options, folds.length + 1) };
  const unseen = unseenMargins(job, rows, folds);
  const treeShare = shareOf(recipe.learner, unseen);
  const { trees, linear } = fitParts(job, rows);
  const blended = unseen.rows.map((_, at) => mix(treeShare, unseen.trees[at]!, unseen.linear[at]!));
  return {
    recipe,
    features: table.columns.map(({ name, kind }) => ({ name, kind })),
    trees,
    linear,
    treeShare,
    calibration: calibrate(recipe.calibration ?? 'platt', Float64Array.from(blended), unseen.truth),
    baseRate: truth.reduce((sum, one) => sum + one, 0) / truth.length,
    rows: rows.length,
  };
}

/** The chance of each row. @throws FitError when the table has other columns than that of the fit. */
export function predictChances(pipeline: Pipeline, table: Table): Float64Array {
  return predictMargins(pipeline, table).map((margin) => chanceOf(pipeline.calibration, margin));
}

/** Log-odds before calibration, in which contributions add up. */
export function predictMargins({ trees, linear, treeShare }: Pipeline, table: Table): Float64Array {
  const ofTrees = trees && marginsOf(trees.trees, prepare(trees.preparation, table));
  const ofLine = linear && lineMargins(linear, prepare(linear.preparation, table));
  return Float64Array.from({ length: table.rows }, (_, row) =>
    mix(treeShare, ofTrees?.[row] ?? 0, ofLine?.[row] ?? 0),
  );
}

export function chanceOf(calibration: Calibration, margin: number): number {
  if (calibration.kind === 'none') return applyPlatt({ slope: -1, offset: 0 }, margin);
  const straight = applyPlatt(calibration.scale, margin);
  // Halfway between both, the chance still rises with the margin and is never quite 0 or 1.
  return calibration.kind === 'platt' ? straight : (straight + applyIsotonic(calibration.steps, margin)) / 2;
}

interface Job {
  readonly table: Table;
  readonly labels: ArrayLike<number>;
  readonly recipe: Recipe;
  readonly options: PipelineOptions;
  readonly report: { round(share: number): void; done(): void };
}

/** Tells of progress over all fits, and ends the work when told to. */
function reporter({ onProgress, signal }: PipelineOptions, fits: number): Job['report'] {
  let finished = 0;
  const tell = (share: number) => {
    if (signal?.aborted || onProgress?.(share) === false)
      throw new FitCancelled('The training was cancelled.');
  };
  tell(0);
  return { round: (share) => tell((finished + share) / fits), done: () => tell(++finished / fits) };
}

const foldCount = 5;

function innerFolds(
  rows: Uint32Array,
  truth: Float64Array,
  { folds = foldCount }: Recipe,
  { seed, times, groups }: PipelineOptions,
): Fold[] {
  const ones = truth.reduce((sum, one) => sum + one, 0);
  const count = Math.min(folds, ones, truth.length - ones);
  if (count < 2)
    throw new FitError('Two rows at least of each label are needed to check what was learnt on others.');
  const found = times
    ? timeFolds(take(times, rows), count)
    : groups
      ? groupFolds(
          Array.from(rows, (row) => groups[row]!),
          count,
          seed,
        )
      : stratifiedFolds(truth, count, seed);
  const usable = found.filter(({ train }) => hasBoth(truth, train));
  if (
    usable.length === 0 ||
    !hasBoth(
      truth,
      usable.flatMap(({ test }) => [...test]),
    )
  )
    throw new FitError('The earlier rows, or the later ones, all have the same label: no check is possible.');
  return usable;
}

function hasBoth(truth: Float64Array, rows: ArrayLike<number>): boolean {
  let ones = 0;
  for (let place = 0; place < rows.length; place++) ones += truth[rows[place]!]!;
  return ones > 0 && ones < rows.length;
}

interface UnseenMargins {
  readonly rows: readonly number[];
  readonly truth: Float64Array;
  readonly trees: Float64Array;
  readonly linear: Float64Array;
}

/** Margins of rows by learners that did not see them. */
function unseenMargins(job: Job, rows: Uint32Array, folds: readonly Fold[]): UnseenMargins {
  const tested: number[] = [];
  const [ofTrees, ofLine]: [number[], number[]] = [[], []];
  for (const { train, test } of folds) {
    const parts = fitParts(
      job,
      train.map((place) => rows[place]!),
    );
    const unseen = test.map((place) => rows[place]!);
    const some = takeTable(job.table, unseen);
    const trees = parts.trees && marginsOf(parts.trees.trees, prepare(parts.trees.preparation, some));
    const line = parts.linear && lineMargins(parts.linear, prepare(parts.linear.preparation, some));
    unseen.forEach((row, at) => {
      tested.push(row);
      ofTrees.push(trees?.[at] ?? 0);
      ofLine.push(line?.[at] ?? 0);
    });
  }
  return {
    rows: tested,
    truth: take(job.labels, tested),
    trees: Float64Array.from(ofTrees),
    linear: Float64Array.from(ofLine),
  };
}

function fitParts(job: Job, rows: Uint32Array): { trees: TreePart | null; linear: LinearPart | null } {
  const { recipe } = job;
  const linear = recipe.learner === 'boosting' ? null : fitLine(job, rows);
  const trees = recipe.learner === 'logistic' ? null : fitTrees(job, rows);
  job.report.done();
  return { trees, linear };
}

function fitTrees({ table, labels, recipe, options, report }: Job, rows: Uint32Array): TreePart {
  const preparation = fitPreparation(table, rows, {
    impute: false,
    standardise: false,
    ...(recipe.rareBelow === undefined ? {} : { rareBelow: recipe.rareBelow }),
  });
  const trees = fitBoosting(prepare(preparation, takeTable(table, rows)), take(labels, rows), {
    ...recipe.boosting,
    seed: options.seed,
    ...(options.weights ? { weights: take(options.weights, rows) } : {}),
    onRound: (round, all) => report.round(Math.min(0.99, round / all)),
  });
  return { preparation, trees };
}

function fitLine({ table, labels, recipe, options }: Job, rows: Uint32Array): LinearPart {
  const preparation = fitPreparation(table, rows, {
    impute: true,
    standardise: true,
    ...(recipe.rareBelow === undefined ? {} : { rareBelow: recipe.rareBelow }),
  });
  const matrix = prepare(preparation, takeTable(table, rows));
  const reference = new Float64Array(matrix.columns);
  for (let row = 0; row < matrix.rows; row++)
    for (let column = 0; column < matrix.columns; column++)
      reference[column] = reference[column]! + rowOf(matrix, row)[column]! / matrix.rows;
  const regression = fitLogistic(matrix, take(labels, rows), {
    ridge: recipe.ridge ?? 1,
    ...(options.weights ? { weights: take(options.weights, rows) } : {}),
  });
  return { preparation, regression, reference };
}

/**
 * The share of the trees in the blend: a logistic regression on both margins of rows neither learner saw says how much
 * each adds beside the other (stacking, Wolpert 1992; Breiman 1996, without negative weights).
 */
function shareOf(learner: Recipe['learner'], { trees, linear, truth }: UnseenMargins): number {
  if (learner !== 'blend') return learner === 'boosting' ? 1 : 0;
  const both = createMatrix(truth.length, ['trees', 'linear']);
  trees.forEach((margin, row) => both.values.set([margin, linear[row]!], 2 * row));
  if (both.rows < 10) return 0.5;
  const [ofTrees = 0, ofLine = 0] = fitLogistic(both, truth, { ridge: 1 }).coefficients;
  const [high, low] = [Math.max(0, ofTrees), Math.max(0, ofLine)];
  return high + low > 0 ? high / (high + low) : 0.5;
}

function calibrate(
  kind: 'none' | 'platt' | 'isotonic',
  margins: Float64Array,
  truth: Float64Array,
): Calibration {
  if (kind === 'none') return { kind };
  const scale = fitPlatt(margins, truth);
  // Margins that order the rows no better than chance, or wrongly, say the base rate.
  const sound =
    scale.slope < 0 ? scale : { slope: 0, offset: fitPlatt(new Float64Array(truth.length), truth).offset };
  return kind === 'platt' || sound.slope === 0
    ? { kind: 'platt', scale: sound }
    : { kind, scale: sound, steps: fitIsotonic(margins, truth) };
}

function mix(treeShare: number, trees: number, linear: number): number {
  return treeShare * trees + (1 - treeShare) * linear;
}

function lineMargins({ regression }: LinearPart, matrix: Matrix): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) => linearMargin(regression, rowOf(matrix, row)));
}

/** Some rows of a table, as a table. */
export function takeTable(table: Table, rows: ArrayLike<number>): Table {
  return {
    rows: rows.length,
    columns: table.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: take(column.values, rows) }
        : { ...column, values: Array.from(rows, (row) => column.values[row] ?? null) },
    ),
  };
}
