import { parseArgs } from 'node:util';
import { readStreams } from '../brain/src/commands/series-files.ts';
import { readTable } from '../brain/src/commands/table-files.ts';
import { createDetector, nabScore, probationOf } from '../brain/src/engines/ml/anomaly/index.ts';
import { rocAuc } from '../brain/src/engines/ml/index.ts';
import {
  fitIsolation,
  fitPreparation,
  isolationScores,
  prepare,
  rowOf,
  type Matrix,
} from '../brain/src/engines/ml/tabular/index.ts';
import { dataPath, report } from './report.ts';

const seed = 1;
const trees = 300;

/**
 * `npm run evaluate -- anomaly [--data DIR]`: streams with known anomalies, read value by value, scored as the Numenta
 * Anomaly Benchmark does with its standard profile and one threshold for all streams; the naive rival is the distance
 * from the mean of all earlier values in their standard deviations. `--rows FILE.csv --label COL`: an isolation forest
 * that never sees the labels tells unusual rows apart; the naive rival is the largest distance from a column's mean.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, rows: { type: 'string' }, label: { type: 'string' } },
  });
  if (values.rows) ofRows(values.rows, values.label ?? 'label');
  else ofStreams(values.data ?? dataPath('anomaly'));
}

function ofStreams(folder: string): void {
  const streams = readStreams(folder);
  const started = performance.now();
  const own = streams.map(({ values, windows }) => ({ scores: watch(values), windows }));
  const rows = streams.reduce((sum, { values }) => sum + values.length, 0);
  const ms = performance.now() - started;
  const naive = streams.map(({ values, windows }) => ({ scores: deviations(values), windows }));
  const [found, rival] = [nabScore(own), nabScore(naive)];
  console.log(
    `${streams.length} streams, ${rows} values, ${((1000 * ms) / rows).toFixed(0)} µs each; ` +
      `threshold ${found.threshold.toPrecision(5)}`,
  );
  const groups = Map.groupBy(streams.keys(), (at) => streams[at]!.name.split('/')[0]!);
  console.table(
    Object.fromEntries(
      [...groups].map(([group, places]) => [
        group,
        alarmsOf(
          places.map((at) => own[at]!),
          found.threshold,
        ),
      ]),
    ),
  );
  report(
    'anomaly',
    [
      {
        metric: 'NAB, standard profile',
        value: found.score,
        naive: rival.score,
        floor: 47,
        target: 52,
        stretch: 58,
      },
    ],
    { metrics: { nabStandard: found.score }, naive: { nabStandard: rival.score } },
  );
}

function watch(values: Float64Array): Float64Array {
  const detector = createDetector({ probation: Math.max(20, probationOf(values.length)) });
  return values.map((value) => detector.step(value).score);
}

function deviations(values: Float64Array): Float64Array {
  let [count, mean, squares] = [0, 0, 0];
  return values.map((value) => {
    if (!Number.isFinite(value)) return 0;
    const deviation = Math.sqrt(squares / Math.max(1, count));
    const score = deviation > 0 ? Math.abs(value - mean) / deviation : 0;
    count++;
    const apart = value - mean;
    mean += apart / count;
    squares += apart * (value - mean);
    return score;
  });
}

/** How many windows were found, and alarms outside of any. */
function alarmsOf(
  streams: readonly { scores: Float64Array; windows: readonly { from: number; to: number }[] }[],
  threshold: number,
): Record<string, number> {
  let [windows, found, alarms] = [0, 0, 0];
  for (const { scores, windows: known } of streams) {
    const start = probationOf(scores.length);
    const said = [...scores.keys()].filter((row) => row >= start && scores[row]! >= threshold);
    const inside = (row: number, { from, to }: { from: number; to: number }) => row >= from && row <= to;
    windows += known.length;
    found += known.filter((window) => said.some((row) => inside(row, window))).length;
    alarms += said.filter((row) => !known.some((window) => inside(row, window))).length;
  }
  return { streams: streams.length, windows, found, 'false alarms': alarms };
}

function ofRows(file: string, label: string): void {
  const { table, labels } = readTable(file, label);
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const matrix = prepare(fitPreparation(table, all, { impute: true, standardise: true }), table);
  const sets = labels.reduce((sum, one) => sum + one, 0);
  console.log(`${table.rows} rows, ${table.columns.length} columns, ${sets} unusual`);
  const auc = rocAuc(labels, isolationScores(fitIsolation(matrix, { seed, trees }), matrix));
  const naive = rocAuc(labels, farthest(matrix));
  report('anomaly', [{ metric: 'AUC of unusual rows', value: auc, naive }], {
    metrics: { auc },
    naive: { auc: naive },
  });
}

function farthest(matrix: Matrix): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, row) =>
    rowOf(matrix, row).reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  );
}
