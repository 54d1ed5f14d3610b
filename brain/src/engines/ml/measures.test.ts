import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accuracy,
  applyIsotonic,
  applyPlatt,
  averagePrecision,
  binaryHits,
  brier,
  calibrationBins,
  calibrationError,
  fitIsotonic,
  fitPlatt,
  groupFolds,
  macroF1,
  precisionAtRecall,
  rocAuc,
} from './index.ts';

const margins = [-2, -1.5, -1, -0.4, -0.3, 0, 0.2, 0.2, 0.5, 0.9, 1.1, 1.8, 2.5];
const truth = [0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1];
const rows = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: -5, max: 5 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((pairs) => ({ truth: pairs.map(([a]) => a), scores: pairs.map(([, b]) => b) }));

// The numbers are those of scikit-learn 1.2.1 on the same lists.
describe('as in scikit-learn', () => {
  test('ranking measures', () => {
    expect(averagePrecision(truth, margins)).toBeCloseTo(0.8715213358, 9);
    expect(rocAuc(truth, margins)).toBeCloseTo(0.8214285714, 9);
    expect(precisionAtRecall(truth, margins, 0.8)).toBeCloseTo(0.75, 9);
  });

  test('class measures', () => {
    const [a, b] = [
      [0, 1, 2, 2, 1, 0, 3, 3],
      [0, 2, 2, 2, 1, 1, 0, 4],
    ];
    expect(macroF1(a!, b!)).toBeCloseTo(0.36, 9);
    expect(accuracy(a!, b!)).toBe(0.5);
  });

  test('calibration', () => {
    const { slope, offset } = fitPlatt(margins, truth);
    expect(slope).toBeCloseTo(-0.86367, 4);
    expect(offset).toBeCloseTo(-0.05283, 4);
    const scale = fitIsotonic(margins, truth);
    const at = [-3, -1.2, -1, -0.35, 0, 0.2, 0.3, 0.7, 0.9, 1.5, 9].map((margin) =>
      applyIsotonic(scale, margin),
    );
    [0, 0.2, 1 / 3, 1 / 3, 0.5, 0.5, 0.5, 0.75, 1, 1, 1].forEach((value, index) =>
      expect(at[index]).toBeCloseTo(value, 6),
    );
    const logistic = margins.map((margin) => 1 / (1 + Math.exp(-margin)));
    expect(brier(truth, logistic)).toBeCloseTo(0.1721772835, 9);
  });
});

describe('measures', () => {
  test('precision, recall and F1', () => {
    expect(binaryHits([1, 1, 0, 0, 1], [1, 0, 1, 0, 1])).toEqual({
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
    });
    expect(binaryHits([0], [0])).toEqual({ precision: 0, recall: 0, f1: 0 });
  });

  test('rank measures are nothing without both kinds', () => {
    expect(averagePrecision([0, 0], [1, 2])).toBeNaN();
    expect(rocAuc([1], [3])).toBeNaN();
    expect(precisionAtRecall([], [], 0.8)).toBeNaN();
  });

  test('the area under the curve is the share of pairs in order', () => {
    fc.assert(
      fc.property(rows, ({ truth, scores }) => {
        let [won, pairs] = [0, 0];
        truth.forEach((a, i) =>
          truth.forEach((b, j) => {
            if (a !== 1 || b === 1) return;
            pairs++;
            won += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
          }),
        );
        if (!pairs) expect(rocAuc(truth, scores)).toBeNaN();
        else expect(rocAuc(truth, scores)).toBeCloseTo(won / pairs, 9);
      }),
    );
  });

  test('isotonic probabilities never fall and Platt ones rise with a sound margin', () => {
    fc.assert(
      fc.property(rows, ({ truth, scores }) => {
        const scale = fitIsotonic(scores, truth);
        let last = 0;
        for (let margin = -6; margin <= 6; margin += 0.25) {
          const now = applyIsotonic(scale, margin);
          expect(now).toBeGreaterThanOrEqual(last - 1e-12);
          last = now;
        }
        const platt = fitPlatt(scores, truth);
        expect(applyPlatt(platt, 0)).toBeGreaterThan(0);
        expect(applyPlatt(platt, 0)).toBeLessThan(1);
      }),
    );
  });

  test('bins hold every row once', () => {
    fc.assert(
      fc.property(rows, ({ truth, scores }) => {
        const probabilities = scores.map((score) => (score + 5) / 10);
        const bins = calibrationBins(truth, probabilities, 7);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(truth.length);
        expect(calibrationError(truth, probabilities, 1)).toBeCloseTo(
          Math.abs(
            probabilities.reduce((a, b) => a + b, 0) / truth.length -
              truth.reduce((a, b) => a + b, 0) / truth.length,
          ),
          9,
        );
      }),
    );
  });

  test('folds share no group, miss no row and come out the same again', () => {
    const groups = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(groups, fc.integer({ min: 2, max: 5 }), (list, k) => {
        const folds = groupFolds(list, k, 7);
        expect(groupFolds(list, k, 7)).toEqual(folds);
        expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(
          list.map((_, row) => row),
        );
        for (const { train, test } of folds) {
          const seen = new Set([...train].map((row) => list[row]));
          expect([...test].some((row) => seen.has(list[row]!))).toBe(false);
          expect(train.length + test.length).toBe(list.length);
        }
      }),
    );
  });
});
