import { createDetector, nabScore, probationOf } from '../brain/src/engines/ml/anomaly/index.ts';
import { fitBgNbd, fitCox } from '../brain/src/engines/ml/duration/index.ts';
import { coverage, forecast, mase, naive, naiveScale } from '../brain/src/engines/ml/forecast/index.ts';
import { brier, calibrationError, rocAuc } from '../brain/src/engines/ml/index.ts';
import {
  createMatrix,
  explainRow,
  fitIsolation,
  fitPipeline,
  isolationScores,
  predictChances,
} from '../brain/src/engines/ml/tabular/index.ts';
import { createChance, drawnRows, drawnSeries, drawnStreams, tableOf } from './generated-data.ts';
import { report, type Line } from './report.ts';

const seed = 1;

/**
 * `npm run evaluate -- quick`: floors of the numeric library on data made here, in seconds, for every change. How the
 * data was made is known, so the best that is possible is known, too; it stands in the place of the target.
 */
export async function run(): Promise<void> {
  const lines = [...ofTables(), ofStreams(), ofRows(), ...ofDurations(), ...ofForecasts()];
  report('quick', lines, {
    metrics: Object.fromEntries(lines.map(({ metric, value }) => [metric, value])),
    naive: Object.fromEntries(
      lines.flatMap(({ metric, naive: rival }) => (rival === undefined ? [] : [[metric, rival]])),
    ),
  });
}

function ofTables(): Line[] {
  const learnt = drawnRows(4000, 10, seed);
  const unseen = drawnRows(4000, 10, seed + 1);
  const pipeline = fitPipeline(
    tableOf(learnt.matrix),
    learnt.labels,
    { learner: 'blend', boosting: { rounds: 120, leaves: 8, learningRate: 0.08 }, folds: 3 },
    { seed },
  );
  const table = tableOf(unseen.matrix);
  const chances = predictChances(pipeline, table);
  const best = { auc: rocAuc(unseen.labels, unseen.chances), brier: brier(unseen.labels, unseen.chances) };
  const flat = new Float64Array(unseen.labels.length).fill(pipeline.baseRate);
  const apart = Array.from({ length: 20 }, (_, row) => {
    const { start, margin, reasons } = explainRow(pipeline, table, row);
    return Math.abs(reasons.reduce((sum, { effect }) => sum + effect, start) - margin);
  });
  return [
    {
      metric: 'tabular: AUC below the best possible',
      value: best.auc - rocAuc(unseen.labels, chances),
      naive: best.auc - 0.5,
      floor: 0.03,
      lessIsBetter: true,
    },
    {
      metric: 'tabular: Brier above the best possible',
      value: brier(unseen.labels, chances) - best.brier,
      naive: brier(unseen.labels, flat) - best.brier,
      floor: 0.015,
      lessIsBetter: true,
    },
    {
      metric: 'tabular: ECE',
      value: calibrationError(unseen.labels, chances),
      floor: 0.03,
      lessIsBetter: true,
    },
    {
      metric: 'tabular: reasons off their margin',
      value: Math.max(...apart),
      floor: 1e-6,
      lessIsBetter: true,
    },
  ];
}

function ofStreams(): Line {
  const streams = drawnStreams(12, seed);
  const scored = streams.map(({ values, windows }) => {
    const detector = createDetector({ probation: probationOf(values.length) });
    return { scores: values.map((value) => detector.step(value).score), windows };
  });
  const rival = streams.map(({ values, windows }) => ({
    scores: values.map((value, at) => (at < 48 ? 0 : Math.abs(value - values[at - 48]!))),
    windows,
  }));
  return {
    metric: 'anomaly: NAB on made streams',
    value: nabScore(scored).score,
    naive: nabScore(rival).score,
    floor: 60,
  };
}

function ofRows(): Line {
  const { normal } = createChance(seed);
  const matrix = createMatrix(1000, ['a', 'b', 'c', 'd']);
  const labels = new Float64Array(1000);
  for (let row = 0; row < 1000; row++) {
    const odd = row % 40 === 0;
    labels[row] = odd ? 1 : 0;
    for (let column = 0; column < 4; column++)
      matrix.values[row * 4 + column] = normal() * (odd ? 2.5 : 1) + (odd && column === 0 ? 2 : 0);
  }
  return {
    metric: 'anomaly: AUC of unusual rows',
    value: rocAuc(labels, isolationScores(fitIsolation(matrix, { seed }), matrix)),
    naive: 0.5,
    floor: 0.85,
  };
}

function ofDurations(): Line[] {
  const { uniform, normal } = createChance(seed);
  const rows = 1500;
  const matrix = createMatrix(rows, ['x']);
  for (let row = 0; row < rows; row++) matrix.values[row] = normal();
  const time = Float64Array.from(
    { length: rows },
    (_, row) => -Math.log(uniform()) / Math.exp(0.7 * matrix.values[row]!),
  );
  const event = time.map((moment) => (moment < 2 ? 1 : 0));
  const cox = fitCox(matrix, { time: time.map((moment) => Math.min(2, moment)), event });
  // Everybody buys at a rate of 1 on average (gamma of shape 1) and leaves with a chance of ¼ after each purchase.
  const age = 30;
  const people = Array.from({ length: 2500 }, () => {
    const rate = -Math.log(uniform()) * 0.2;
    let [moment, frequency, recency] = [0, 0, 0];
    for (;;) {
      moment += -Math.log(uniform()) / rate;
      if (moment > age) break;
      frequency++;
      recency = moment;
      if (uniform() < 0.25) break;
    }
    return { frequency, recency };
  });
  const { r, alpha, a, b } = fitBgNbd({
    frequency: people.map(({ frequency }) => frequency),
    recency: people.map(({ recency }) => recency),
    age: people.map(() => age),
  });
  return [
    {
      metric: 'Cox: coefficient off .7',
      value: Math.abs(cox.coefficients[0]! - 0.7),
      naive: 0.7,
      floor: 0.1,
      lessIsBetter: true,
    },
    {
      metric: 'BG/NBD: mean rate off .2',
      value: Math.abs(r / alpha - 0.2),
      floor: 0.03,
      lessIsBetter: true,
    },
    {
      metric: 'BG/NBD: chance to leave off ¼',
      value: Math.abs(a / (a + b) - 0.25),
      floor: 0.05,
      lessIsBetter: true,
    },
  ];
}

function ofForecasts(): Line[] {
  const steps = 13;
  const series = drawnSeries(40, 160, seed);
  const [own, rival, inside]: [number[], number[], number[]] = [[], [], []];
  for (const values of series) {
    const past = values.slice(0, -steps);
    const future = values.slice(-steps);
    const said = forecast(past, { steps, season: 52, seed });
    const scale = naiveScale(past, 1);
    own.push(mase(future, said.point, scale));
    rival.push(mase(future, naive(past, steps), scale));
    inside.push(coverage(future, said.low, said.high));
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    {
      metric: 'forecast: MASE over the last value’s',
      value: mean(own) / mean(rival),
      naive: 1,
      floor: 0.97,
      lessIsBetter: true,
    },
    { metric: 'forecast: coverage of 95 %', value: mean(inside), floor: 0.88, most: 0.995 },
  ];
}
