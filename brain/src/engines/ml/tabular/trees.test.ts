import { describe, expect, test } from 'vitest';
import { rocAuc } from '../metrics.ts';
import {
  contributions,
  createMatrix,
  expectedMargin,
  FitCancelled,
  FitError,
  fitBoosting,
  fitForest,
  forestShares,
  marginsOf,
  rowOf,
  type BoostedTrees,
} from './index.ts';
import { drawnRows } from './test-rows.ts';
import { sumOfTrees } from './trees.ts';

const crossed = (row: Float64Array) => row[0]! > 0 !== row[1]! > 0;
const learnt = drawnRows(1500, 4, 1, crossed, 0.05);
const unseen = drawnRows(1500, 4, 2, crossed, 0.05);

describe('boosted trees', () => {
  test('learn what no straight line can, on rows never seen', () => {
    const model = fitBoosting(learnt.matrix, learnt.labels, { seed: 1, rounds: 60 });
    expect(rocAuc(unseen.labels, marginsOf(model, unseen.matrix))).toBeGreaterThan(0.93);
  });

  test('are equal to the bit for equal rows and seed', () => {
    const options = { seed: 5, rounds: 20, columnShare: 0.5 };
    expect(fitBoosting(learnt.matrix, learnt.labels, options)).toEqual(
      fitBoosting(learnt.matrix, learnt.labels, options),
    );
  });

  test('learn the side of missing values: here all of them are ones', () => {
    const { matrix, labels } = drawnRows(800, 3, 3, (row) => row[0]! > 0.2);
    for (let row = 0; row < 300; row++) {
      matrix.values[row * 3] = Number.NaN;
      labels[row] = 1;
    }
    const model = fitBoosting(matrix, labels, { seed: 1, rounds: 40 });
    const absent = createMatrix(1, matrix.names);
    absent.values.set([Number.NaN, 0, 0]);
    expect(marginsOf(model, absent)[0]).toBeGreaterThan(3);
  });

  test('fit a number by squares', () => {
    const { matrix } = drawnRows(1000, 2, 4, () => true);
    const labels = Float64Array.from({ length: 1000 }, (_, row) => 3 * rowOf(matrix, row)[0]! ** 2);
    const model = fitBoosting(matrix, labels, { seed: 1, loss: 'squared', rounds: 150 });
    const errors = marginsOf(model, matrix).map((value, row) => Math.abs(value - labels[row]!));
    expect(errors.reduce((sum, error) => sum + error, 0) / 1000).toBeLessThan(0.06);
  });

  test('say the base rate when nothing tells rows apart', () => {
    const matrix = createMatrix(200, ['constant']);
    const labels = Float64Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const model = fitBoosting(matrix, labels, { seed: 1, rounds: 5 });
    expect(marginsOf(model, matrix)[7]).toBeCloseTo(Math.log(1 / 3), 10);
  });

  test.each([
    ['one class only', new Float64Array(50), 0],
    ['a label that is no number', new Float64Array(50).fill(Number.NaN), 0],
    ['an infinite feature', Float64Array.from({ length: 50 }, (_, row) => row % 2), Infinity],
  ])('refuse %s', (_, labels, first) => {
    const { matrix } = drawnRows(50, 2, 5, () => true);
    if (first === Infinity) matrix.values[0] = first;
    expect(() => fitBoosting(matrix, labels, { seed: 1 })).toThrow(FitError);
  });

  test('refuse ten rows less one, and stop when told to', () => {
    const few = drawnRows(9, 2, 6, (row) => row[0]! > 0);
    expect(() => fitBoosting(few.matrix, few.labels, { seed: 1 })).toThrow('9 rows are too few');
    expect(() =>
      fitBoosting(learnt.matrix, learnt.labels, { seed: 1, rounds: 50, onRound: (round) => round < 3 }),
    ).toThrow(FitCancelled);
  });
});

/** What the trees say when only the features of `known` are: the mean over both branches by the rows that took them. */
function valueOf({ trees, base }: BoostedTrees, row: Float64Array, known: ReadonlySet<number>): number {
  const at = (node: number): number => {
    const [left, right] = [trees.left[node]!, trees.right[node]!];
    if (left < 0) return trees.value[node]!;
    const feature = trees.feature[node]!;
    if (known.has(feature)) return at(row[feature]! <= trees.threshold[node]! ? left : right);
    return (trees.cover[left]! * at(left) + trees.cover[right]! * at(right)) / trees.cover[node]!;
  };
  return trees.roots.reduce((sum, root) => sum + at(root), base);
}

/** Shapley's definition: the mean gain of a feature over all orders in which features may become known. */
function shapley(model: BoostedTrees, row: Float64Array): number[] {
  const features = model.names.map((_, feature) => feature);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return features.map((feature) => {
    const others = features.filter((other) => other !== feature);
    let sum = 0;
    for (let mask = 0; mask < 2 ** others.length; mask++) {
      const known = others.filter((_, bit) => mask & (1 << bit));
      const weight =
        (factorial(known.length) * factorial(others.length - known.length)) / factorial(features.length);
      sum +=
        weight * (valueOf(model, row, new Set([...known, feature])) - valueOf(model, row, new Set(known)));
    }
    return sum;
  });
}

describe('contributions', () => {
  const model = fitBoosting(learnt.matrix, learnt.labels, { seed: 1, rounds: 12, leaves: 12 });

  test('are those of Shapley’s definition', () => {
    for (const row of [0, 1, 2, 3, 4]) {
      const found = contributions(model, rowOf(unseen.matrix, row));
      shapley(model, rowOf(unseen.matrix, row)).forEach((value, feature) =>
        expect(found[feature]).toBeCloseTo(value, 9),
      );
    }
  });

  test('sum to the margin within a millionth', () => {
    const start = expectedMargin(model);
    const margins = marginsOf(model, unseen.matrix);
    for (let row = 0; row < 100; row++) {
      const sum = contributions(model, rowOf(unseen.matrix, row)).reduce(
        (total, part) => total + part,
        start,
      );
      expect(Math.abs(sum - margins[row]!)).toBeLessThan(1e-6);
    }
  });
});

describe('a forest', () => {
  test('learns what no straight line can, and says shares', () => {
    const forest = fitForest(learnt.matrix, learnt.labels, { seed: 1, trees: 60 });
    const shares = forestShares(forest, unseen.matrix);
    expect(rocAuc(unseen.labels, shares)).toBeGreaterThan(0.93);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  test('is equal to the bit for equal rows and seed, and refuses one class', () => {
    const options = { seed: 3, trees: 5 };
    expect(fitForest(learnt.matrix, learnt.labels, options)).toEqual(
      fitForest(learnt.matrix, learnt.labels, options),
    );
    expect(() => fitForest(learnt.matrix, new Float64Array(1500).fill(1), options)).toThrow(FitError);
  });

  test('tells a leaf of one row what that row was', () => {
    const forest = fitForest(learnt.matrix, learnt.labels, { seed: 3, trees: 1 });
    const said = sumOfTrees(forest.trees, rowOf(learnt.matrix, 0));
    expect([0, 1]).toContain(said);
  });
});
