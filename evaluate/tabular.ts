import { readTable } from '../brain/src/commands/table-files.ts';
import { brier, calibrationError, rocAuc } from '../brain/src/engines/ml/index.ts';
import {
  fitBoosting,
  fitLogistic,
  fitPreparation,
  linearMargin,
  logistic,
  marginsOf,
  prepare,
  rowOf,
  stratifiedFolds,
  take,
  takeRows,
  type Table,
} from '../brain/src/engines/ml/tabular/index.ts';
import { drawnRows, tableOf } from './generated-data.ts';
import { dataPath, report, sourcesOf, type Line } from './report.ts';
import { boostedBySklearn } from './sklearn.ts';

const seed = 1;
const folds = 5;
const made = { rows: 8000, columns: 20 };

/**
 * `npm run evaluate -- tabular [--data FILE.csv --label COL]`: five folds with equal shares of ones; boosted trees,
 * with a logistic regression beside them. The naive rival says the base rate of the fold it was fitted on. Where Debian's
 * python3-sklearn is installed, floor and target are .01 and .003 below its HistGradientBoostingClassifier on the same folds
 * of the same prepared columns. Without a file: `churn/telco.csv`, then 8,000 × 20 rows by chance.
 */
export async function run(args: string[]): Promise<void> {
  const { data, label } = sourcesOf(args);
  const { table, labels, unlabelled } = readTable(data ?? dataPath('churn', 'telco.csv'), label ?? 'Churn');
  if (unlabelled > 0) console.log(`${unlabelled} rows have no label and are left out`);
  const own = measured(table, labels);
  const lines = linesOf(own, '');
  const metrics: Record<string, unknown> = { ...own.trees, fitMs: own.fitMs, sklearn: own.rival };
  const naive: Record<string, unknown> = { ...own.base, fitMs: own.baseMs };
  if (!data) {
    const drawn = drawnRows(made.rows, made.columns, seed);
    const synthetic = measured(tableOf(drawn.matrix), drawn.labels);
    lines.push(...linesOf(synthetic, `, ${made.rows} × ${made.columns} rows by chance`));
    metrics['synthetic'] = { ...synthetic.trees, fitMs: synthetic.fitMs, sklearn: synthetic.rival };
    naive['synthetic'] = { ...synthetic.base, fitMs: synthetic.baseMs };
  }
  report('tabular', lines, { metrics, naive });
}

interface Figures {
  readonly auc: number;
  readonly brier: number;
  readonly ece: number;
}

interface Measured {
  readonly trees: Figures;
  readonly base: Figures;
  /** Of one fold, with the choice of a shape. */
  readonly fitMs: number;
  readonly baseMs: number;
  /** Null where scikit-learn is not installed. */
  readonly rival: Figures | null;
}

function measured(table: Table, labels: Float64Array): Measured {
  requireFolds(labels);
  console.log(`${table.rows} rows, ${table.columns.length} columns`);
  const outcomes = { trees: blank(labels), line: blank(labels), base: blank(labels) };
  const parts = stratifiedFolds(labels, folds, seed);
  let [fitMs, baseMs] = [0, 0];
  for (const { train, test } of parts) {
    const started = performance.now();
    const say = fitTrees(table, labels, train);
    const fitted = performance.now();
    const base = take(labels, train).reduce((sum, one) => sum + one, 0) / train.length;
    const counted = performance.now();
    fitMs += (fitted - started) / folds;
    baseMs += (counted - fitted) / folds;
    const line = fitLine(table, labels, train);
    for (const row of test) {
      outcomes.trees[row] = say(row);
      outcomes.line[row] = line(row);
      outcomes.base[row] = base;
    }
  }
  const figures = (shares: Float64Array): Figures => ({
    auc: rocAuc(labels, shares),
    brier: brier(labels, shares),
    ece: calibrationError(labels, shares),
  });
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const columns = prepare(fitPreparation(table, all, { impute: false, standardise: false }), table);
  const foreign = boostedBySklearn(columns, labels, parts);
  const [trees, base, rival] = [figures(outcomes.trees), figures(outcomes.base), foreign && figures(foreign)];
  console.table({
    'boosted trees': trees,
    'logistic regression': figures(outcomes.line),
    ...(rival ? { 'scikit-learn': rival } : {}),
    'base rate': base,
  });
  if (!rival) console.log('scikit-learn is not installed (Debian: python3-sklearn): no floor to hold.');
  return { trees, base, rival, fitMs, baseMs };
}

function linesOf({ trees, base, rival, fitMs, baseMs }: Measured, on: string): Line[] {
  const beside = rival ? { floor: rival.auc - 0.01, target: rival.auc - 0.003 } : {};
  return [
    { metric: `AUC${on}`, value: trees.auc, naive: base.auc, ...beside },
    { metric: `Brier${on}`, value: trees.brier, naive: base.brier, lessIsBetter: true },
    { metric: `ECE${on}`, value: trees.ece, naive: base.ece, lessIsBetter: true },
    { metric: `fit, ms a fold${on}`, value: fitMs, naive: baseMs, lessIsBetter: true },
  ];
}

/** Each fold is learnt on rows of both labels, and so is each fold within it. */
function requireFolds(labels: Float64Array): void {
  const ones = labels.reduce((sum, one) => sum + one, 0);
  if (Math.min(ones, labels.length - ones) < folds)
    throw new Error(
      `${folds} folds need ${folds} rows of each label at least: of ${labels.length} rows ${ones} say yes.`,
    );
}

function blank(labels: Float64Array): Float64Array {
  return new Float64Array(labels.length);
}

/** From curves of single columns to products of many: which one serves is found on a fifth of the training rows. */
const shapes = [
  { leaves: 2, rounds: 600, learningRate: 0.05, minLeafRows: 30, ridge: 5, columnShare: 0.3 },
  { leaves: 8, rounds: 120, learningRate: 0.05, minLeafRows: 30, ridge: 1, columnShare: 0.5 },
  { leaves: 8, rounds: 300, learningRate: 0.06, minLeafRows: 20, ridge: 1, columnShare: 0.7 },
];

function fitTrees(table: Table, labels: Float64Array, train: Uint32Array): (row: number) => number {
  const matrix = prepare(fitPreparation(table, train, { impute: false, standardise: false }), table);
  const fit = (rows: Uint32Array, shape: (typeof shapes)[number]) =>
    fitBoosting(takeRows(matrix, rows), take(labels, rows), { seed, ...shape });
  const [inner] = stratifiedFolds(take(labels, train), folds, seed);
  const [known, held] = [inner!.train, inner!.test].map((places) => places.map((place) => train[place]!));
  const losses = shapes.map((shape) =>
    brier(take(labels, held!), marginsOf(fit(known!, shape), takeRows(matrix, held!)).map(logistic)),
  );
  const best = shapes[losses.indexOf(Math.min(...losses))]!;
  const margins = marginsOf(fit(train, best), matrix);
  return (row) => logistic(margins[row]!);
}

function fitLine(table: Table, labels: Float64Array, train: Uint32Array): (row: number) => number {
  const matrix = prepare(fitPreparation(table, train, { impute: true, standardise: true }), table);
  const model = fitLogistic(takeRows(matrix, train), take(labels, train), { ridge: 1 });
  return (row) => logistic(linearMargin(model, rowOf(matrix, row)));
}
