import { describe, expect, test } from 'vitest';
import { expectedPurchases, fitBgNbd, fitCox, kaplanMeier } from './duration/index.ts';
import { forecast } from './forecast/index.ts';
import {
  fitBoosting,
  fitClusters,
  fitComponents,
  FitError,
  fitForest,
  fitIsolation,
  fitLogistic,
  fitRidge,
  forestShares,
  isolationScores,
  marginsOf,
  meanOfBoosted,
  rowOf,
  contributions,
  expectedMargin,
  type Matrix,
} from './tabular/index.ts';
import { drawnRows } from './tabular/test-rows.ts';

const drawn = (rows = 60) => drawnRows(rows, 3, 1, (row) => row[0]! > 0, 0.1);

function spoilt(value: number): { matrix: Matrix; labels: Float64Array } {
  const { matrix, labels } = drawn();
  matrix.values[7] = value;
  return { matrix, labels };
}

const time = Float64Array.from({ length: 60 }, (_, row) => 1 + (row % 9));
const event = Float64Array.from({ length: 60 }, (_, row) => row % 2);
/** Every fit that takes a matrix, with what it needs besides. */
const fits: Record<string, (matrix: Matrix, labels: Float64Array) => unknown> = {
  boosting: (matrix, labels) => fitBoosting(matrix, labels, { seed: 1, rounds: 5 }),
  forest: (matrix, labels) => fitForest(matrix, labels, { seed: 1, trees: 3 }),
  logistic: (matrix, labels) => fitLogistic(matrix, labels, { ridge: 1 }),
  ridge: (matrix, labels) => fitRidge(matrix, labels, { ridge: 1 }),
  clusters: (matrix) => fitClusters(matrix, { clusters: 2, seed: 1 }),
  isolation: (matrix) => fitIsolation(matrix, { seed: 1 }),
  components: (matrix) => fitComponents(matrix, 2),
  cox: (matrix) => fitCox(matrix, { time, event }, 0.1),
};
const takesGaps = new Set(['boosting', 'forest']);
const classifiers = ['boosting', 'forest', 'logistic'];

describe.each(Object.entries(fits))('%s', (name, fit) => {
  test.each([Infinity, -Infinity])('refuses %d', (value) => {
    const { matrix, labels } = spoilt(value);
    expect(() => fit(matrix, labels)).toThrow(FitError);
  });

  test('takes a missing value, or says that it cannot', () => {
    const { matrix, labels } = spoilt(Number.NaN);
    if (takesGaps.has(name)) expect(() => fit(matrix, labels)).not.toThrow();
    else expect(() => fit(matrix, labels)).toThrow(/missing/);
  });

  test('is not upset by a column that never varies', () => {
    const { matrix, labels } = drawn();
    for (let row = 0; row < matrix.rows; row++) matrix.values[row * 3 + 1] = 5;
    const model = JSON.stringify(fit(matrix, labels));
    expect(model).not.toContain('null');
  });
});

test.each(classifiers)('%s refuses one class only, labels that are none, and other lengths', (name) => {
  const { matrix } = drawn();
  for (const labels of [new Float64Array(60), new Float64Array(60).fill(Number.NaN), new Float64Array(59)])
    expect(() => fits[name]!(matrix, labels)).toThrow(FitError);
});

test.each(classifiers)('%s of ten rows says something finite, of nine that they are too few', (name) => {
  const labels = Float64Array.from({ length: 10 }, (_, row) => row % 2);
  expect(() => fits[name]!(drawn(10).matrix, labels)).not.toThrow();
  expect(() => fits[name]!(drawn(9).matrix, labels.slice(0, 9))).toThrow('9 rows are too few');
});

test('of ten rows trees say finite margins and shares', () => {
  const { matrix } = drawn(10);
  const labels = Float64Array.from({ length: 10 }, (_, row) => row % 2);
  expect(marginsOf(fitBoosting(matrix, labels, { seed: 1 }), matrix).every(Number.isFinite)).toBe(true);
  expect(forestShares(fitForest(matrix, labels, { seed: 1 }), matrix).every(Number.isFinite)).toBe(true);
  expect(isolationScores(fitIsolation(matrix, { seed: 1 }), matrix).every(Number.isFinite)).toBe(true);
});

test('the mean of several boosted models says the mean of their margins, and is explained as they are', () => {
  const { matrix, labels } = drawn(300);
  const models = [1, 2, 3].map((seed) => fitBoosting(matrix, labels, { seed, rounds: 8, columnShare: 0.4 }));
  const mean = meanOfBoosted(models);
  const each = models.map((model) => marginsOf(model, matrix));
  marginsOf(mean, matrix).forEach((margin, row) =>
    expect(margin).toBeCloseTo((each[0]![row]! + each[1]![row]! + each[2]![row]!) / 3, 9),
  );
  const sum = contributions(mean, rowOf(matrix, 4)).reduce(
    (total, part) => total + part,
    expectedMargin(mean),
  );
  expect(sum).toBeCloseTo(marginsOf(mean, matrix)[4]!, 9);
  expect(() => meanOfBoosted([])).toThrow(FitError);
});

test('durations refuse what cannot have been seen', () => {
  expect(() => fitCox(drawn().matrix, { time, event: new Float64Array(60) })).toThrow('No event was seen');
  expect(() => kaplanMeier({ time: [], event: [] })).toThrow(FitError);
  const customers = {
    frequency: new Float64Array(20),
    recency: new Float64Array(20).fill(9),
    age: new Float64Array(20).fill(5),
  };
  expect(() => fitBgNbd(customers)).toThrow('outside the time seen');
  expect(() => fitBgNbd({ frequency: [1], recency: [1], age: [2] })).toThrow('too few');
  const model = { r: 0.24, alpha: 4.4, a: 0.79, b: 2.43, logLikelihood: 0 };
  expect(expectedPurchases(model, 10, 0, 0, 30)).toBeGreaterThan(0);
});

test.each([
  ['a constant series', new Float64Array(40).fill(3)],
  ['zeros', new Float64Array(40)],
  ['four values', Float64Array.of(1, 2, 3, 5)],
])('a forecast of %s is finite and within its range', (_, past) => {
  const { point, low, high } = forecast(past, { steps: 4, season: 52, seed: 1 });
  point.forEach((value, step) => {
    expect(Number.isFinite(value)).toBe(true);
    expect(low[step]!).toBeLessThanOrEqual(value + 1e-9);
    expect(high[step]!).toBeGreaterThanOrEqual(value - 1e-9);
  });
});

test.each([
  ['three values', Float64Array.of(1, 2, 3), 'too few'],
  ['a gap', Float64Array.of(1, Number.NaN, 3, 4, 5), ''],
  ['an infinite value', Float64Array.of(1, Infinity, 3, 4, 5), ''],
])('a forecast of %s is refused', (_, past, sentence) => {
  const ask = () => forecast(past, { steps: 4, season: 52, seed: 1 });
  expect(ask).toThrow(FitError);
  expect(ask).toThrow(sentence);
});
