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
import { dataPath, report, sourcesOf } from './report.ts';

const seed = 1;
const folds = 5;

/**
 * `npm run evaluate -- tabular [--data FILE.csv --label COL]`: five folds with equal shares of ones; boosted trees,
 * with a logistic regression beside them. The naive rival says the base rate of the fold it was fitted on.
 */
export async function run(args: string[]): Promise<void> {
  const { data, label } = sourcesOf(args);
  const { table, labels } = readTable(data ?? dataPath('churn', 'telco.csv'), label ?? 'Churn');
  console.log(`${table.rows} rows, ${table.columns.length} columns`);
  const outcomes = { boosting: blank(labels), logistic: blank(labels), base: blank(labels) };
  let fitMs = 0;
  for (const { train, test } of stratifiedFolds(labels, folds, seed)) {
    const started = performance.now();
    const say = fitTrees(table, labels, train);
    fitMs += (performance.now() - started) / folds;
    const line = fitLine(table, labels, train);
    const base = take(labels, train).reduce((sum, one) => sum + one, 0) / train.length;
    for (const row of test) {
      outcomes.boosting[row] = say(row);
      outcomes.logistic[row] = line(row);
      outcomes.base[row] = base;
    }
  }
  const figures = (shares: Float64Array) => ({
    auc: rocAuc(labels, shares),
    brier: brier(labels, shares),
    ece: calibrationError(labels, shares),
  });
  console.table({
    'boosted trees': figures(outcomes.boosting),
    'logistic regression': figures(outcomes.logistic),
    'base rate': figures(outcomes.base),
  });
  const best = figures(outcomes.boosting);
  const naive = figures(outcomes.base);
  report(
    'tabular',
    [
      { metric: 'AUC', value: best.auc, naive: naive.auc },
      { metric: 'Brier', value: best.brier, naive: naive.brier },
      { metric: 'ECE', value: best.ece, naive: naive.ece },
      { metric: 'fit, ms a fold', value: fitMs },
    ],
    { metrics: { ...best, fitMs }, naive },
  );
}

function blank(labels: Float64Array): Float64Array {
  return new Float64Array(labels.length);
}

/** From curves of single columns to products of many: which one serves is found on a fifth of the training rows. */
const shapes = [
  { leaves: 2, rounds: 600, learningRate: 0.05, minLeafRows: 30, ridge: 5, columnShare: 0.3 },
  { leaves: 8, rounds: 120, learningRate: 0.05, minLeafRows: 30, ridge: 1, columnShare: 0.5 },
  { leaves: 31, rounds: 200, learningRate: 0.06, minLeafRows: 20, ridge: 1, columnShare: 0.7 },
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
