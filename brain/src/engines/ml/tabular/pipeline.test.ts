import { describe, expect, test } from 'vitest';
import { ArtefactError, calibrationError, createDraw, rocAuc, type ArtefactHeader } from '../index.ts';
import {
  explainRow,
  featureSetHash,
  FitCancelled,
  FitError,
  fitBoosting,
  fitPipeline,
  marginsOf,
  openPipeline,
  predictChances,
  predictMargins,
  savePipeline,
  type Column,
  type Recipe,
  type Table,
} from './index.ts';
import { drawnRows } from './test-rows.ts';

const cities = ['Oslo', 'Lima', 'Pune'];

/** Rows whose chance goes with two numbers and a city; some values are missing. */
function people(rows: number, seed: number): { table: Table; labels: Float64Array } {
  const draw = createDraw(seed);
  const chance = () => draw(1_000_000) / 1_000_000;
  const age = Float64Array.from({ length: rows }, () => (draw(12) === 0 ? Number.NaN : 20 + draw(50)));
  const visits = Float64Array.from({ length: rows }, () => draw(30));
  const city = Array.from({ length: rows }, () => (draw(20) === 0 ? null : cities[draw(3)]!));
  const labels = age.map((years, row) => {
    const margin =
      0.06 * ((Number.isNaN(years) ? 45 : years) - 45) +
      (city[row] === 'Lima' ? 1.2 : -0.4) -
      (visits[row]! > 20 ? 1.5 : 0);
    return chance() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
  });
  const columns: Column[] = [
    { kind: 'number', name: 'age', values: age },
    { kind: 'number', name: 'visits', values: visits },
    { kind: 'category', name: 'city', values: city },
  ];
  return { table: { rows, columns }, labels };
}

const learnt = people(1200, 1);
const unseen = people(1500, 2);
const small = { rounds: 40, leaves: 6 };
const recipes: Recipe[] = [
  { learner: 'boosting', boosting: small, calibration: 'platt' },
  { learner: 'logistic', calibration: 'none' },
  { learner: 'blend', boosting: small, calibration: 'isotonic' },
];
const about: Omit<ArtefactHeader, 'settings' | 'featureSetHash'> & { featureVersion: string } = {
  name: 'leaving',
  version: '3',
  createdFrom: { data: 'made-up people', sha256: '00', licence: 'CC0' },
  featureVersion: '1',
  seed: 1,
  metrics: {},
  trainedOn: [],
};

describe.each(recipes)('a pipeline of $learner, calibration $calibration', (recipe) => {
  const pipeline = fitPipeline(learnt.table, learnt.labels, recipe, { seed: 1 });
  const chances = predictChances(pipeline, unseen.table);

  test('tells rows apart that it never saw, with chances that are about right', () => {
    expect(rocAuc(unseen.labels, chances)).toBeGreaterThan(0.76);
    expect(calibrationError(unseen.labels, chances)).toBeLessThan(0.06);
    expect(chances.every((chance) => chance > 0 && chance < 1)).toBe(true);
  });

  test('gives reasons that sum to the margin within a millionth', () => {
    const margins = predictMargins(pipeline, unseen.table);
    for (let row = 0; row < 50; row++) {
      const { start, reasons, margin, chance } = explainRow(pipeline, unseen.table, row);
      const sum = reasons.reduce((total, { effect }) => total + effect, start);
      expect(Math.abs(sum - margins[row]!)).toBeLessThan(1e-6);
      expect(margin).toBeCloseTo(margins[row]!, 9);
      expect(chance).toBeCloseTo(chances[row]!, 9);
      expect(reasons.map(({ feature }) => feature).sort()).toEqual(['age', 'city', 'visits']);
    }
  });

  test('says the same to the bit when it comes back from bytes', () => {
    const bytes = savePipeline(pipeline, about);
    const opened = openPipeline(bytes, { featureSetHash: featureSetHash(pipeline.features, '1') });
    expect(predictChances(opened.pipeline, unseen.table)).toEqual(chances);
    expect(explainRow(opened.pipeline, unseen.table, 3)).toEqual(explainRow(pipeline, unseen.table, 3));
    expect(opened.header).toMatchObject({ name: 'leaving', version: '3' });
  });

  test('is refused when a byte is changed, or when the feature set is another', () => {
    const bytes = savePipeline(pipeline, about);
    const damaged = bytes.slice();
    damaged[bytes.length >> 1] = damaged[bytes.length >> 1]! ^ 1;
    expect(() => openPipeline(damaged)).toThrow(ArtefactError);
    expect(() => openPipeline(bytes.subarray(0, 900))).toThrow('damaged');
    expect(() => openPipeline(bytes, { featureSetHash: featureSetHash(pipeline.features, '2') })).toThrow(
      'another feature set',
    );
  });

  test('takes a city never met and a row of gaps, and refuses a table without a column or with infinities', () => {
    const of = (columns: Column[]) => predictChances(pipeline, { rows: 1, columns });
    const [age, visits] = ['age', 'visits'].map((name): Column => ({
      kind: 'number',
      name,
      values: Float64Array.of(Number.NaN),
    })) as [Column, Column];
    const odd = of([age, visits, { kind: 'category', name: 'city', values: ['Atlantis'] }])[0]!;
    const gaps = of([age, visits, { kind: 'category', name: 'city', values: [null] }])[0]!;
    expect(odd).toBe(gaps);
    expect(odd).toBeGreaterThan(0);
    expect(() => of([age, visits])).toThrow('“city” is missing');
    const endless: Column = { kind: 'number', name: 'age', values: Float64Array.of(Infinity) };
    expect(() => of([endless, visits, { kind: 'category', name: 'city', values: ['Oslo'] }])).toThrow(
      'infinite',
    );
  });
});

describe('fitting a pipeline', () => {
  const recipe: Recipe = { learner: 'blend', boosting: small };

  test('learns from the rows given and from no others', () => {
    const rows = Uint32Array.from({ length: 600 }, (_, at) => at);
    const spoilt = learnt.labels.map((label, row) => (row < 600 ? label : 1 - label));
    expect(fitPipeline(learnt.table, learnt.labels, recipe, { seed: 1, rows })).toEqual(
      fitPipeline(learnt.table, spoilt, recipe, { seed: 1, rows }),
    );
  });

  test('checks on later rows when it is told the times, with each person in one fold when told who', () => {
    const times = Float64Array.from({ length: 1200 }, (_, row) => row);
    const groups = Array.from({ length: 1200 }, (_, row) => `p${row % 300}`);
    for (const options of [{ times }, { groups }]) {
      const pipeline = fitPipeline(learnt.table, learnt.labels, recipe, { seed: 1, ...options });
      expect(rocAuc(unseen.labels, predictChances(pipeline, unseen.table))).toBeGreaterThan(0.76);
    }
  });

  test('tells of its progress and ends when told to', () => {
    const shares: number[] = [];
    fitPipeline(learnt.table, learnt.labels, recipe, {
      seed: 1,
      onProgress: (share) => void shares.push(share),
    });
    expect(shares[0]).toBe(0);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const signal = { aborted: false };
    const stop = (share: number) => void (signal.aborted = share > 0.3);
    expect(() =>
      fitPipeline(learnt.table, learnt.labels, recipe, { seed: 1, signal, onProgress: stop }),
    ).toThrow(FitCancelled);
  });

  test.each([
    ['one class only', 'the same label', (rows: number) => new Float64Array(rows).fill(1)],
    [
      'a single row of a label',
      'Two rows at least',
      (rows: number) => new Float64Array(rows).map((_, row) => (row === 0 ? 1 : 0)),
    ],
    ['labels of another kind', 'neither 0 nor 1', (rows: number) => new Float64Array(rows).fill(2)],
  ])('refuses %s', (_, sentence, labelsOf) => {
    const fit = () => fitPipeline(learnt.table, labelsOf(1200), recipe, { seed: 1 });
    expect(fit).toThrow(FitError);
    expect(fit).toThrow(sentence);
  });

  test('of ten rows is refused or says something finite, and constant columns harm nothing', () => {
    const ten = people(10, 4);
    const labels = Float64Array.from({ length: 10 }, (_, row) => row % 2);
    expect(() => fitPipeline(ten.table, labels, recipe, { seed: 1 })).toThrow('rows are too few');
    const uncalibrated = fitPipeline(
      ten.table,
      labels,
      { learner: 'logistic', calibration: 'none' },
      { seed: 1 },
    );
    expect(predictChances(uncalibrated, ten.table).every(Number.isFinite)).toBe(true);
    const same: Column = { kind: 'number', name: 'same', values: new Float64Array(1200).fill(4) };
    const empty: Column = { kind: 'number', name: 'empty', values: new Float64Array(1200).fill(Number.NaN) };
    const unnamed: Column = {
      kind: 'category',
      name: 'unnamed',
      values: Array.from({ length: 1200 }, () => null),
    };
    const wide = { rows: 1200, columns: [...learnt.table.columns, same, empty, unnamed] };
    const pipeline = fitPipeline(wide, learnt.labels, recipe, { seed: 1 });
    const { reasons } = explainRow(pipeline, wide, 0);
    for (const name of ['same', 'empty', 'unnamed'])
      expect(reasons.find(({ feature }) => feature === name)?.effect).toBeCloseTo(0, 9);
  });

  test('on margins that tell nothing says the base rate', () => {
    const { matrix } = drawnRows(400, 1, 9, () => true);
    const noise: Column = { kind: 'number', name: 'noise', values: matrix.values };
    const labels = Float64Array.from({ length: 400 }, (_, row) => (row % 5 === 0 ? 1 : 0));
    const chances = predictChances(
      fitPipeline(
        { rows: 400, columns: [noise] },
        labels,
        { learner: 'boosting', boosting: small },
        { seed: 1 },
      ),
      { rows: 400, columns: [noise] },
    );
    for (const chance of chances) expect(Math.abs(chance - 0.2)).toBeLessThan(0.1);
  });
});

test('a monotone margin never falls where it may only rise, and learns as much as it may', () => {
  const { matrix, labels } = drawnRows(
    2000,
    3,
    11,
    (row) => row[0]! + 0.5 * Math.sin(9 * row[0]!) - row[1]! > 0,
    0.1,
  );
  const model = fitBoosting(matrix, labels, { seed: 1, rounds: 80, monotone: { f0: 1, f1: -1, absent: 1 } });
  expect(rocAuc(labels, marginsOf(model, matrix))).toBeGreaterThan(0.9);
  for (const [column, direction] of [
    [0, 1],
    [1, -1],
  ] as const)
    for (let start = 0; start < 40; start++) {
      const steps = { ...matrix, rows: 60, values: new Float64Array(180) };
      for (let step = 0; step < 60; step++) {
        steps.values.set(matrix.values.subarray(3 * start, 3 * start + 3), 3 * step);
        steps.values[3 * step + column] = -1 + step / 30;
      }
      const margins = marginsOf(model, steps);
      for (let step = 1; step < 60; step++)
        expect(direction * (margins[step]! - margins[step - 1]!)).toBeGreaterThanOrEqual(-1e-12);
    }
});
