import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitVectorizer,
  fromDense,
  scores,
  selectRows,
  stackColumns,
  trainLinear,
  trainOneVsRest,
} from './index.ts';

const texts = [
  'This Agreement is governed by the laws of Delaware.',
  'The laws of Ontario, Canada govern this Agreement!',
  'Either party may terminate on 30 days notice.',
  'Notice of 60 days; the party may not terminate   early.',
  'Fees are due on receipt of the notice',
  'The fees, the fees and again the FEES',
];
const vectorizer = fitVectorizer(texts, { analyzer: 'word', ngrams: [1, 2] });
const rows = vectorizer.transform(texts);
const labels = Int8Array.of(1, 1, -1, -1, -1, -1);
const exact = { seed: 1, tolerance: 1e-9, maxPasses: 100_000 };
const close = (found: Float32Array, wanted: number[]) =>
  wanted.forEach((value, row) => expect(found[row]).toBeCloseTo(value, 4));

// The margins are those of LinearSVC and LogisticRegression(solver='liblinear', dual=True) of scikit-learn 1.2.1.
describe('linear models as in liblinear', () => {
  test('squared hinge', () => {
    const model = trainLinear(rows, labels, { ...exact, loss: 'squaredHinge', c: 2 });
    close(scores(model, rows), [0.79108, 0.78948, -0.89343, -0.87857, -0.87446, -0.86246]);
    expect(model.bias).toBeCloseTo(-0.28661, 4);
    expect(model.weights[vectorizer.columnOf('laws of')]).toBeCloseTo(0.3878, 4);
  });

  test('squared hinge with balanced classes', () => {
    const model = trainLinear(rows, labels, {
      ...exact,
      loss: 'squaredHinge',
      c: 2,
      classWeights: 'balanced',
    });
    close(scores(model, rows), [0.8575, 0.85632, -0.85689, -0.83805, -0.83263, -0.81772]);
    expect(model.bias).toBeCloseTo(-0.24703, 4);
  });

  test('logistic, soft and hard', () => {
    const soft = trainLinear(rows, labels, { ...exact, loss: 'logistic', c: 0.5 });
    close(scores(soft, rows), [0.04348, 0.04155, -0.52165, -0.50675, -0.4949, -0.47427]);
    const hard = trainLinear(rows, labels, { ...exact, loss: 'logistic', c: 50 });
    close(scores(hard, rows), [2.7479, 2.74059, -3.40163, -3.30571, -3.2729, -3.19541]);
    expect(hard.bias).toBeCloseTo(-1.13231, 4);
  });

  test('logistic with a weight for each row', () => {
    const model = trainLinear(rows, labels, {
      ...exact,
      loss: 'logistic',
      c: 3,
      weights: [1, 2, 1, 0.5, 1, 3],
    });
    close(scores(model, rows), [0.81817, 1.14464, -1.32536, -1.08301, -1.33646, -1.80888]);
  });
});

describe('linear models', () => {
  const dense = fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 20,
  });

  test('the same seed gives the same model; another seed the same optimum', () => {
    fc.assert(
      fc.property(dense, fc.constantFrom('logistic' as const, 'squaredHinge' as const), (list, loss) => {
        const matrix = fromDense(list);
        const signs = Int8Array.from(list, (_, row) => (row % 3 ? -1 : 1));
        const options = { loss, c: 0.7, tolerance: 1e-7, maxPasses: 20_000 };
        const first = trainLinear(matrix, signs, { ...options, seed: 5 });
        expect(trainLinear(matrix, signs, { ...options, seed: 5 })).toEqual(first);
        const other = trainLinear(matrix, signs, { ...options, seed: 6 });
        expect(other.bias).toBeCloseTo(first.bias, 3);
        first.weights.forEach((weight, column) => expect(other.weights[column]).toBeCloseTo(weight, 3));
      }),
      { numRuns: 50 },
    );
  });

  test('no step away from the optimum makes the objective smaller', () => {
    const matrix = fromDense([
      [1, 2, 0],
      [0, 1, -1],
      [2, -1, 1],
      [-1, 0, 1],
    ]);
    const signs = Int8Array.of(1, -1, 1, -1);
    const model = trainLinear(matrix, signs, { ...exact, loss: 'logistic', c: 2 });
    const objective = (weights: Float32Array, bias: number) =>
      (weights.reduce((sum, weight) => sum + weight * weight, 0) + bias * bias) / 2 +
      scores({ weights, bias }, matrix).reduce(
        (sum, margin, row) => sum + 2 * Math.log1p(Math.exp(-signs[row]! * margin)),
        0,
      );
    const best = objective(model.weights, model.bias);
    for (const move of [0.01, -0.01]) {
      expect(objective(model.weights, model.bias + move)).toBeGreaterThan(best);
      for (let column = 0; column < 3; column++) {
        const moved = model.weights.slice();
        moved[column] = moved[column]! + move;
        expect(objective(moved, model.bias)).toBeGreaterThan(best);
      }
    }
  });

  test('one against the rest tells separable classes apart', () => {
    const matrix = fromDense([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [2, 0, 0],
    ]);
    const models = trainOneVsRest(matrix, Uint16Array.of(0, 1, 2, 0), 3, {
      ...exact,
      loss: 'squaredHinge',
      c: 10,
    });
    const margins = models.map((model) => scores(model, matrix));
    const best = [0, 1, 2, 3].map((row) => margins.map((list) => list[row]!));
    expect(best.map((list) => list.indexOf(Math.max(...list)))).toEqual([0, 1, 2, 0]);
  });

  test('says what it cannot fit', () => {
    expect(() => trainLinear(rows, Int8Array.of(1), { ...exact, loss: 'logistic', c: 1 })).toThrow(
      /one label/,
    );
    expect(() => trainLinear(rows, labels, { ...exact, loss: 'logistic', c: 0 })).toThrow(/above zero/);
  });
});

describe('sparse rows', () => {
  test('stacking columns and selecting rows is what it is on dense rows', () => {
    const width = 3;
    const row = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: width, maxLength: width });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, row), { minLength: 1, maxLength: 9 }), fc.nat(), (pairs, pick) => {
        const left = pairs.map(([a]) => a);
        const right = pairs.map(([, b]) => b);
        const both = pairs.map(([a, b]) => [...a, ...b]);
        expect(stackColumns(fromDense(left), fromDense(right))).toEqual(fromDense(both));
        const chosen = [pick % pairs.length, 0];
        expect(selectRows(fromDense(both), chosen)).toEqual(fromDense(chosen.map((at) => both[at]!)));
      }),
    );
  });
});
