import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createRowBuilder, rocAuc, truncatedSvd } from '../brain/src/engines/ml/index.ts';
import {
  clusterOf,
  fitBoosting,
  fitClusters,
  fitComponents,
  fitForest,
  fitIsolation,
  fitLogistic,
  forestShares,
  isolationScores,
  linearMargin,
  marginsOf,
  rowOf,
  toComponents,
  type Matrix,
} from '../brain/src/engines/ml/tabular/index.ts';
import { createChance, drawnRows } from '../evaluate/generated-data.ts';
import { median, report } from './report.ts';

const settings = { columns: 20, rounds: 100, trees: 100, clusters: 8, starts: 4 };
const rows = { train: 8000, test: 8000, large: 200_000, odd: 5000, million: 1_000_000 };
const turns = 6;
const seed = 1;
const worker = fileURLToPath(new URL('ml-worker.py', import.meta.url));

interface Turn {
  readonly fitMs: number;
  readonly predictMs: number;
  /** AUC; of clusters the mean squared distance, of components the share of variance. */
  readonly quality: number;
}

const works = ['boosting', 'logistic', 'forest', 'clusters', 'isolation', 'components', 'singular'] as const;

/**
 * Training, prediction and quality of the numeric library beside scikit-learn, on the same rows with the same settings,
 * in rounds that take turns; ours on one thread but for boosting, which takes two, as scikit-learn does where it can. The
 * first round of each side is its cold start: told of boosting, left out of the medians. Then 200,000 × 20 rows once each, and a million rows, which must fit into
 * memory.
 */
export async function run(): Promise<void> {
  const train = drawnRows(rows.train, settings.columns, seed);
  const test = drawnRows(rows.test, settings.columns, seed + 1);
  const large = drawnRows(rows.large, settings.columns, seed + 2);
  const odd = oddRows();
  const place = mkdtempSync(path.join(tmpdir(), 'smartstart-bench-'));
  const python = pythonWithSklearn();
  if (!python)
    process.stderr.write('scikit-learn is not installed here (Debian: python3-sklearn): no ratio.\n');
  const save = (name: string, values: Float64Array) =>
    writeFileSync(
      path.join(place, `${name}.f64`),
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  for (const [name, values] of Object.entries({
    train: train.matrix.values,
    labels: train.labels,
    test: test.matrix.values,
    truth: test.labels,
    large: large.matrix.values,
    many: large.labels,
    odd: odd.matrix.values,
    unusual: odd.labels,
  }))
    save(name, values);
  const ours = ourWorks(train, test, odd);
  const theirs = python ? await startWorker(python, place) : null;
  const measured = works.map((name) => ({ name, own: [] as Turn[], other: [] as Turn[] }));
  try {
    for (let turn = 0; turn < turns; turn++) {
      process.stderr.write(`round ${turn + 1} of ${turns}\n`);
      for (const { name, own, other } of measured) {
        const mine = ours[name]();
        const rival = await theirs?.ask(name);
        process.stderr.write(`  ${name}: ${shown(mine.fitMs)} ms, ${shown(rival?.fitMs ?? NaN)} ms\n`);
        own.push(mine);
        if (rival) other.push(rival);
      }
    }
    const started = performance.now();
    fitBoosting(large.matrix, large.labels, { seed, rounds: settings.rounds });
    const largeMs = performance.now() - started;
    const largeOther = await theirs?.ask('large');
    tell(measured, largeMs, largeOther?.fitMs ?? null, fitMillion());
  } finally {
    theirs?.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

function tell(
  measured: readonly { name: string; own: Turn[]; other: Turn[] }[],
  largeMs: number,
  largeOther: number | null,
  million: { seconds: number; mb: number },
): void {
  const ratios: Record<string, number> = {};
  const figures: Record<string, number> = {};
  const middle = (list: readonly Turn[], key: keyof Turn) =>
    list.length ? median(list.map((turn) => turn[key])) : NaN;
  const lines = measured.map(({ name, own: [cold, ...own], other: [otherCold, ...other] }) => {
    if (name === 'boosting') {
      figures['boostingFirstFitMs'] = cold!.fitMs;
      if (otherCold) figures['boostingFirstFitMsSklearn'] = otherCold.fitMs;
    }
    // What other work on the machine adds is least in the quickest round.
    figures[`${name}LeastFitMs`] = Math.min(...own.map(({ fitMs }) => fitMs));
    if (other.length) figures[`${name}LeastFitMsSklearn`] = Math.min(...other.map(({ fitMs }) => fitMs));
    const ratio = other.length ? median(own.map(({ fitMs }, at) => fitMs / other[at]!.fitMs)) : NaN;
    if (other.length) ratios[`${name}TimeVsSklearn`] = ratio;
    figures[`${name}FitMs`] = middle(own, 'fitMs');
    figures[`${name}PredictMs`] = middle(own, 'predictMs');
    figures[`${name}Quality`] = middle(own, 'quality');
    if (other.length) figures[`${name}QualityVsSklearn`] = middle(own, 'quality') - middle(other, 'quality');
    return {
      work: name,
      'fit ms': shown(middle(own, 'fitMs')),
      'sklearn fit ms': shown(middle(other, 'fitMs')),
      ratio: shown(ratio, 2),
      'predict ms': shown(middle(own, 'predictMs')),
      'sklearn predict ms': shown(middle(other, 'predictMs')),
      quality: shown(middle(own, 'quality'), 4),
      'sklearn quality': shown(middle(other, 'quality'), 4),
    };
  });
  figures['largeSeconds'] = largeMs / 1000;
  if (largeOther !== null) {
    figures['largeSklearnSeconds'] = largeOther / 1000;
    ratios['largeTimeVsSklearn'] = largeMs / largeOther;
  }
  figures['millionRowsSeconds'] = million.seconds;
  figures['millionRowsMb'] = million.mb;
  console.log(
    `200,000 × 20, 100 rounds: ${shown(largeMs / 1000, 1)} s (scikit-learn ${shown((largeOther ?? NaN) / 1000, 1)} s); ` +
      `1,000,000 × 10, 10 rounds: ${shown(million.seconds, 1)} s, ${shown(million.mb)} MB at most`,
  );
  report('ml', lines, ratios, figures);
}

type Rows = ReturnType<typeof drawnRows>;

function ourWorks(train: Rows, test: Rows, odd: { matrix: Matrix; labels: Float64Array }) {
  const judged = <T>(
    fit: () => T,
    say: (model: T) => Float64Array,
    quality: (said: Float64Array, model: T) => number,
  ) => {
    const start = performance.now();
    const model = fit();
    const fitted = performance.now();
    const said = say(model);
    const ended = performance.now();
    return { fitMs: fitted - start, predictMs: ended - fitted, quality: quality(said, model) };
  };
  const each = (matrix: Matrix, say: (row: Float64Array) => number) =>
    Float64Array.from({ length: matrix.rows }, (_, row) => say(rowOf(matrix, row)));
  const auc = (said: Float64Array) => rocAuc(test.labels, said);
  const sparse = sparseRows(train.matrix);
  return {
    boosting: () =>
      judged(
        () => fitBoosting(train.matrix, train.labels, { seed, rounds: settings.rounds }),
        (model) => marginsOf(model, test.matrix),
        auc,
      ),
    logistic: () =>
      judged(
        () => fitLogistic(train.matrix, train.labels, { ridge: 1 }),
        (model) => each(test.matrix, (row) => linearMargin(model, row)),
        auc,
      ),
    forest: () =>
      judged(
        () => fitForest(train.matrix, train.labels, { seed, trees: settings.trees }),
        (model) => forestShares(model, test.matrix),
        auc,
      ),
    clusters: () =>
      judged(
        () => fitClusters(train.matrix, { clusters: settings.clusters, seed, starts: settings.starts }),
        (model) => each(test.matrix, (row) => clusterOf(model, row)),
        (_, { inertia }) => inertia / train.matrix.rows,
      ),
    isolation: () =>
      judged(
        () => fitIsolation(odd.matrix, { seed, trees: 100 }),
        (model) => isolationScores(model, odd.matrix),
        (said) => rocAuc(odd.labels, said),
      ),
    components: () =>
      judged(
        () => fitComponents(train.matrix, 5),
        (model) => each(test.matrix, (row) => toComponents(model, row)[0]!),
        (_, { variances, totalVariance }) =>
          variances.reduce((sum, variance) => sum + variance, 0) / totalVariance,
      ),
    singular: () =>
      judged(
        () => truncatedSvd(sparse, { rank: 5, seed }),
        () => new Float64Array(0),
        (_, { values }) => Math.hypot(...values),
      ),
  };
}

/** One row in fifty lies apart. */
function oddRows(): { matrix: Matrix; labels: Float64Array } {
  const { matrix } = drawnRows(rows.odd, settings.columns, seed + 3);
  const { normal } = createChance(seed);
  const labels = Float64Array.from({ length: rows.odd }, (_, row) => (row % 50 === 0 ? 1 : 0));
  labels.forEach((isOdd, row) => {
    if (isOdd) rowOf(matrix, row).forEach((value, at, values) => (values[at] = 1.4 * value + 0.5 * normal()));
  });
  return { matrix, labels };
}

function fitMillion(): { seconds: number; mb: number } {
  const { matrix, labels } = drawnRows(rows.million, 10, seed);
  const start = performance.now();
  let mb = 0;
  fitBoosting(matrix, labels, {
    seed,
    rounds: 10,
    onRound: () => void (mb = Math.max(mb, process.memoryUsage().rss / 2 ** 20)),
  });
  return { seconds: (performance.now() - start) / 1000, mb };
}

async function startWorker(python: string, place: string) {
  const child = spawn(python, [worker, place, JSON.stringify(settings)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const line = await lines.next();
    if (line.done) throw new Error('The scikit-learn side ended before it answered.');
    return line.value;
  };
  await next();
  return {
    async ask(name: string): Promise<Turn> {
      child.stdin.write(`${name}\n`);
      return JSON.parse(await next()) as Turn;
    },
    stop: () => void child.kill(),
  };
}

function pythonWithSklearn(): string | null {
  for (const program of ['/usr/bin/python3', 'python3'])
    try {
      execFileSync(program, ['-c', 'import sklearn'], { stdio: 'ignore' });
      return program;
    } catch {
      // The next one may have it.
    }
  return null;
}

function sparseRows(matrix: Matrix) {
  const builder = createRowBuilder();
  for (let row = 0; row < matrix.rows; row++) {
    rowOf(matrix, row).forEach((value, column) => builder.add(column, value));
    builder.endRow();
  }
  return builder.finish(matrix.columns);
}

function shown(value: number, digits = 0): string {
  return Number.isFinite(value) ? value.toFixed(digits) : '–';
}
