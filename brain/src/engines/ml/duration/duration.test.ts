import { describe, expect, test } from 'vitest';
import { createMatrix, FitError } from '../tabular/index.ts';
import { drawnRows } from '../tabular/test-rows.ts';
import { logGamma } from './bg-nbd.ts';
import {
  coxSurvival,
  expectedPurchases,
  fitBgNbd,
  fitCox,
  kaplanMeier,
  relativeHazard,
  survivalAt,
} from './index.ts';

describe('a survival curve', () => {
  // Freireich and others, 1963: weeks of remission under 6-MP; the textbook values of Kaplan and Meier's estimate.
  const time = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const event = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
  const curve = kaplanMeier({ time, event });

  test('has the values of the textbook', () => {
    expect([...curve.times]).toEqual([6, 7, 10, 13, 16, 22, 23]);
    [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448].forEach((share, at) =>
      expect(curve.survival[at]).toBeCloseTo(share, 3),
    );
    expect(survivalAt(curve, 5)).toBe(1);
    expect(survivalAt(curve, 15)).toBeCloseTo(0.69, 3);
  });

  test('lies within its band', () => {
    curve.survival.forEach((share, at) => {
      expect(curve.low[at]).toBeLessThan(share);
      expect(curve.high[at]).toBeGreaterThan(share);
    });
  });

  test('needs somebody', () => expect(() => kaplanMeier({ time: [], event: [] })).toThrow(FitError));
});

describe('proportional hazards', () => {
  test('with one feature of two values: the answer is where the slope of the partial likelihood is nothing', () => {
    const time = [1, 2, 2, 3, 4, 5, 6, 7, 8, 9];
    const event = [1, 1, 1, 0, 1, 1, 0, 1, 1, 1];
    const matrix = createMatrix(10, ['treated']);
    matrix.values.set([1, 1, 0, 1, 0, 1, 0, 0, 1, 0]);
    const model = fitCox(matrix, { time, event });
    const beta = model.coefficients[0]!;
    const at = (x: number) => efron(matrix.values, time, event, x);
    expect(at(beta)).toBeGreaterThan(at(beta + 0.01));
    expect(at(beta)).toBeGreaterThan(at(beta - 0.01));
    expect(model.logLikelihood).toBeCloseTo(at(beta), 8);
  });

  test('finds the ratio the data were drawn with, and falling survival', () => {
    const { matrix } = drawnRows(3000, 2, 1, () => true);
    const uniform = drawnRows(3000, 1, 2, () => true).matrix.values;
    const time = Float64Array.from({ length: 3000 }, (_, row) => {
      const hazard = Math.exp(0.8 * matrix.values[row * 2]! - 0.4 * matrix.values[row * 2 + 1]!);
      return -Math.log((uniform[row]! + 1.0000001) / 2.0000002) / hazard;
    });
    const event = time.map((moment) => (moment < 2 ? 1 : 0));
    const model = fitCox(matrix, { time: time.map((moment) => Math.min(2, moment)), event });
    expect(Math.abs(model.coefficients[0]! - 0.8)).toBeLessThan(3 * model.errors[0]!);
    expect(Math.abs(model.coefficients[1]! + 0.4)).toBeLessThan(3 * model.errors[1]!);
    expect(relativeHazard(model, model.means)).toBe(1);
    // At the means the hazard is one: half are left after ln 2.
    expect(coxSurvival(model, model.means, Math.log(2))).toBeCloseTo(0.5, 1);
    expect(coxSurvival(model, model.means, 1.5)).toBeLessThan(coxSurvival(model, model.means, 0.5));
  });

  test('needs an event', () => {
    const { matrix } = drawnRows(20, 1, 3, () => true);
    const time = new Float64Array(20).fill(3);
    expect(() => fitCox(matrix, { time, event: new Float64Array(20) })).toThrow('No event was seen');
  });
});

/** The partial likelihood of one feature, written out as Efron has it. */
function efron(x: Float64Array, time: readonly number[], event: readonly number[], beta: number): number {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const risk = (row: number) => Math.exp(beta * (x[row]! - mean));
  const rows = time.map((_, row) => row);
  let sum = 0;
  for (const moment of new Set(time)) {
    const died = rows.filter((row) => time[row] === moment && event[row] === 1);
    const atRisk = rows.filter((row) => time[row]! >= moment).reduce((total, row) => total + risk(row), 0);
    const tied = died.reduce((total, row) => total + risk(row), 0);
    died.forEach(
      (row, place) => (sum += Math.log(risk(row)) - Math.log(atRisk - (place / died.length) * tied)),
    );
  }
  return sum;
}

describe('purchases', () => {
  test('ln Γ', () => {
    expect(logGamma(1)).toBeCloseTo(0, 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(10.5)).toBeCloseTo(Math.log(1_133_278.388948785), 10);
  });

  const customers = Array.from({ length: 300 }, (_, row) => {
    const frequency = row % 4;
    return { frequency, recency: frequency === 0 ? 0 : 5 + (row % 20), age: 30 + (row % 9) };
  });
  const summary = {
    frequency: customers.map(({ frequency }) => frequency),
    recency: customers.map(({ recency }) => recency),
    age: customers.map(({ age }) => age),
  };
  const model = fitBgNbd(summary);

  test('no step aside is likelier', () => {
    const scaled = {
      ...summary,
      recency: summary.recency.map((at) => at / 7),
      age: summary.age.map((at) => at / 7),
    };
    const weekly = fitBgNbd(scaled);
    // Another unit of time changes the rate alone.
    expect(weekly.alpha * 7).toBeCloseTo(model.alpha, 2);
    expect(weekly.r).toBeCloseTo(model.r, 3);
  });

  test('who bought lately and often is expected to buy more', () => {
    const expected = (frequency: number, recency: number) =>
      expectedPurchases(model, 10, frequency, recency, 35);
    expect(expected(3, 30)).toBeGreaterThan(expected(1, 30));
    expect(expected(3, 30)).toBeGreaterThan(expected(3, 6));
    expect(expected(0, 0)).toBeGreaterThan(0);
  });

  test('a last purchase after the end, or ten customers less one, are refused', () => {
    expect(() => fitBgNbd({ ...summary, recency: summary.recency.map(() => 99) })).toThrow(FitError);
    expect(() => fitBgNbd({ frequency: [1], recency: [1], age: [2] })).toThrow('too few');
  });
});
