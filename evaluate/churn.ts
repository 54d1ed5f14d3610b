import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { readTable } from '../brain/src/commands/table-files.ts';
import { fitBgNbd, fitCox, type PurchaseSummary } from '../brain/src/engines/ml/duration/index.ts';
import { brier, calibrationError, rocAuc } from '../brain/src/engines/ml/index.ts';
import {
  chanceOf,
  createMatrix,
  fitPipeline,
  predictMargins,
  stratifiedFolds,
  take,
  takeTable,
  type Recipe,
} from '../brain/src/engines/ml/tabular/index.ts';
import { dataPath, report, sourcesOf, type Line } from './report.ts';

const seed = 1;
const folds = 5;
/** Trees of one split each add curves to the straight lines of the regression: who leaves hardly goes by products. */
const recipe: Recipe = {
  learner: 'blend',
  boosting: { leaves: 2, rounds: 600, learningRate: 0.05, minLeafRows: 30, ridge: 5, columnShare: 0.3 },
  ridge: 1,
  calibration: 'isotonic',
};

type Metrics = Record<string, unknown>;

/**
 * `npm run evaluate -- churn [--data DIR|FILE.csv] [--label COL]`: who of `telco.csv` leaves, in five folds with equal
 * shares of those who did (AUC is the mean of the folds'; blend and calibration are learnt within the training folds); the
 * BG/NBD model on `cdnow.csv`, the Cox model on `rossi.csv`. The naive rivals: the base rate, one rate of purchases for
 * all, no difference between people.
 */
export async function run(args: string[]): Promise<void> {
  const { data, label } = sourcesOf(args);
  const source = data ?? dataPath('churn');
  const alone = source.endsWith('.csv');
  const file = (name: string) => (alone ? null : path.join(source, name));
  const parts = [
    ofCustomers(alone ? source : file('telco.csv')!, label ?? 'Churn'),
    ...[[file('cdnow.csv'), ofPurchases] as const, [file('rossi.csv'), ofArrests] as const].flatMap(
      ([found, measure]) => (found && existsSync(found) ? [measure(found)] : []),
    ),
  ];
  report(
    'churn',
    parts.flatMap(({ lines }) => lines),
    {
      metrics: Object.assign({}, ...parts.map(({ metrics }) => metrics)) as Metrics,
      naive: Object.assign({}, ...parts.map(({ naive }) => naive)) as Metrics,
    },
  );
}

interface Part {
  readonly lines: Line[];
  readonly metrics: Metrics;
  readonly naive: Metrics;
}

function ofCustomers(file: string, label: string): Part {
  const { table, labels } = readTable(file, label);
  const names = ['blend', 'boosted trees alone', 'logistic regression alone', 'base rate'] as const;
  const said = names.map(() => new Float64Array(table.rows));
  const aucs = names.map(() => 0);
  for (const { train, test } of stratifiedFolds(labels, folds, seed)) {
    const pipeline = fitPipeline(table, labels, recipe, { seed, rows: train });
    const rows = takeTable(table, test);
    const chances = [pipeline.treeShare, 1, 0].map((treeShare) =>
      predictMargins({ ...pipeline, treeShare }, rows).map((margin) =>
        chanceOf(pipeline.calibration, margin),
      ),
    );
    chances.push(new Float64Array(test.length).fill(pipeline.baseRate));
    chances.forEach((ofTest, at) => {
      test.forEach((row, place) => (said[at]![row] = ofTest[place]!));
      aucs[at] = aucs[at]! + rocAuc(take(labels, test), ofTest) / folds;
    });
  }
  const figures = names.map((_, at) => ({
    auc: aucs[at]!,
    ece: calibrationError(labels, said[at]!),
    brier: brier(labels, said[at]!),
    topDecileLift: at === names.length - 1 ? 1 : liftOf(labels, said[at]!),
  }));
  console.log(`${table.rows} customers, ${table.columns.length} features, ${folds} folds`);
  console.table(Object.fromEntries(names.map((name, at) => [name, figures[at]!])));
  const [own, naive] = [figures[0]!, figures.at(-1)!];
  return {
    lines: [
      { metric: 'AUC', value: own.auc, naive: naive.auc, floor: 0.84, target: 0.85 },
      { metric: 'ECE', value: own.ece, naive: naive.ece, target: 0.01, lessIsBetter: true },
      { metric: 'lift of the first tenth', value: own.topDecileLift, naive: 1 },
    ],
    metrics: { ...own },
    naive: { ...naive },
  };
}

/** How many times more of the tenth with the highest chances left than of all. */
function liftOf(labels: Float64Array, chances: Float64Array): number {
  const first = [...chances.keys()]
    .sort((a, b) => chances[b]! - chances[a]!)
    .slice(0, Math.ceil(chances.length / 10));
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(take(labels, first)) / mean(labels);
}

/** Figures of Fader, Hardie and Lee (2005) on these customers. */
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

function ofPurchases(file: string): Part {
  const lines = readLines(file);
  const numbers = (name: string) => Float64Array.from(lines, (line) => Number(line[name]));
  const summary = { frequency: numbers('frequency'), recency: numbers('recency'), age: numbers('T') };
  const { r, alpha, a, b, logLikelihood } = fitBgNbd(summary);
  const found = { r, alpha, a, b };
  const farthest = Math.max(
    ...(Object.keys(published) as (keyof typeof published)[]).map((key) =>
      Math.abs(found[key] - published[key]),
    ),
  );
  const oneRate = oneRateLikelihood(summary);
  return {
    lines: [
      {
        metric: 'BG/NBD: farthest parameter from the published',
        value: farthest,
        floor: 0.01,
        lessIsBetter: true,
      },
      { metric: 'BG/NBD: log-likelihood', value: logLikelihood, naive: oneRate, floor: oneRate },
    ],
    metrics: { bgnbd: { ...found, logLikelihood } },
    // One rate for all, and nobody leaves: there is no spread of rates or chances to name.
    naive: { bgnbd: { r: null, alpha: null, a: null, b: null, logLikelihood: oneRate } },
  };
}

/** Of all who buy at one rate and never leave. */
function oneRateLikelihood({ frequency, age }: PurchaseSummary): number {
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const rate = sum(frequency) / sum(age);
  return sum(frequency) * Math.log(rate) - rate * sum(age);
}

function ofArrests(file: string): Part {
  const lines = readLines(file);
  const names = Object.keys(lines[0]!).filter((name) => name !== 'week' && name !== 'arrest');
  const durations = {
    time: Float64Array.from(lines, (line) => Number(line['week'])),
    event: Float64Array.from(lines, (line) => Number(line['arrest'])),
  };
  const matrix = createMatrix(lines.length, names);
  lines.forEach((line, row) =>
    matrix.values.set(
      names.map((name) => Number(line[name])),
      row * names.length,
    ),
  );
  const { logLikelihood } = fitCox(matrix, durations);
  const none = fitCox(createMatrix(lines.length, ['nothing']), durations, 1).logLikelihood;
  return {
    lines: [
      { metric: 'Cox: log-likelihood', value: logLikelihood, naive: none, floor: -658.76, target: -658.75 },
    ],
    metrics: { cox: { logLikelihood } },
    naive: { cox: { logLikelihood: none } },
  };
}

function readLines(file: string): Record<string, string>[] {
  return parse(readFileSync(file), { bom: true, columns: true, skip_empty_lines: true }) as Record<
    string,
    string
  >[];
}
