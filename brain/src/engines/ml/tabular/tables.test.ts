import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bootstrapInterval,
  clusterOf,
  createMatrix,
  fitClusters,
  fitComponents,
  FitError,
  fitIsolation,
  fitLogistic,
  fitPreparation,
  fitRidge,
  isolationScore,
  linearContributions,
  linearMargin,
  logistic,
  prepare,
  rowOf,
  silhouette,
  stratifiedFolds,
  timeFolds,
  toComponents,
  type Matrix,
  type Table,
} from './index.ts';
import { drawnRows } from './test-rows.ts';

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const matrix = createMatrix(
    rows.length,
    rows[0]!.map((_, column) => `f${column}`),
  );
  rows.forEach((row, at) => matrix.values.set(row, at * row.length));
  return matrix;
}

describe('regression', () => {
  test('without a ridge meets a line exactly', () => {
    const { matrix } = drawnRows(60, 3, 1, () => true);
    const labels = Float64Array.from({ length: 60 }, (_, row) => {
      const [a, b, c] = rowOf(matrix, row);
      return 2 - a! + 3 * b! + 0.5 * c!;
    });
    const model = fitRidge(matrix, labels, { ridge: 0 });
    expect(model.intercept).toBeCloseTo(2, 7);
    [-1, 3, 0.5].forEach((weight, at) => expect(model.coefficients[at]).toBeCloseTo(weight, 7));
  });

  test('logistic: at the answer the slope of the penalised loss is nothing', () => {
    const { matrix, labels } = drawnRows(400, 3, 2, (row) => row[0]! + row[1]! > 0.3, 0.1);
    const ridge = 2;
    const model = fitLogistic(matrix, labels, { ridge });
    const slope = new Float64Array(4);
    for (let row = 0; row < 400; row++) {
      const values = rowOf(matrix, row);
      const error = logistic(linearMargin(model, values)) - labels[row]!;
      slope[0] = slope[0]! + error;
      values.forEach((value, at) => (slope[at + 1] = slope[at + 1]! + error * value));
    }
    model.coefficients.forEach((weight, at) => (slope[at + 1] = slope[at + 1]! + ridge * weight));
    for (const part of slope) expect(Math.abs(part)).toBeLessThan(1e-4);
  });

  test('stays finite where a line separates the classes, or columns repeat each other', () => {
    const { matrix, labels } = drawnRows(200, 2, 3, (row) => row[0]! > 0);
    const doubled = matrixOf(
      Array.from({ length: 200 }, (_, row) => [...rowOf(matrix, row), rowOf(matrix, row)[0]!, 7]),
    );
    const model = fitLogistic(doubled, labels, { ridge: 1 });
    expect(model.coefficients.every(Number.isFinite)).toBe(true);
    expect(model.coefficients[0]).toBeCloseTo(model.coefficients[2]!, 6);
  });

  test('contributions are what moves the margin away from the reference', () => {
    const { matrix, labels } = drawnRows(200, 3, 4, (row) => row[0]! > 0, 0.1);
    const model = fitLogistic(matrix, labels, { ridge: 1 });
    const [row, reference] = [rowOf(matrix, 0), rowOf(matrix, 1)];
    const moved = linearContributions(model, row, reference).reduce((sum, part) => sum + part, 0);
    expect(moved).toBeCloseTo(linearMargin(model, row) - linearMargin(model, reference), 10);
  });

  test('refuses gaps, and a logistic regression without a ridge', () => {
    const { matrix, labels } = drawnRows(50, 2, 5, (row) => row[0]! > 0);
    expect(() => fitLogistic(matrix, labels, { ridge: 0 })).toThrow(FitError);
    matrix.values[3] = Number.NaN;
    expect(() => fitLogistic(matrix, labels, { ridge: 1 })).toThrow('A value is missing');
  });
});

describe('preparation', () => {
  const table: Table = {
    rows: 6,
    columns: [
      { kind: 'number', name: 'age', values: Float64Array.from([1, 2, 3, Number.NaN, 5, 100]) },
      { kind: 'category', name: 'city', values: ['Oslo', 'Lima', 'Oslo', null, 'Pune', 'Rome'] },
      { kind: 'number', name: 'same', values: new Float64Array(6).fill(4) },
    ],
  };
  const first = [0, 1, 2, 3, 4];

  test('learns from the rows given only: the median, the categories', () => {
    const preparation = fitPreparation(table, first, { impute: true, standardise: false });
    const matrix = prepare(preparation, table);
    expect(matrix.names).toEqual(['age', 'age missing', 'city=Lima', 'city=Oslo', 'city=Pune', 'same']);
    expect([...rowOf(matrix, 3)]).toEqual([2.5, 1, 0, 0, 0, 4]);
    // Rome was not among them.
    expect([...rowOf(matrix, 5)]).toEqual([100, 0, 0, 0, 0, 4]);
  });

  test('puts columns on one scale, a constant one to zero', () => {
    const preparation = fitPreparation(table, first, { impute: true, standardise: true });
    const matrix = prepare(preparation, table);
    const ages = first.map((row) => rowOf(matrix, row)[0]!);
    expect(ages.reduce((sum, age) => sum + age, 0)).toBeCloseTo(0, 10);
    expect(ages.reduce((sum, age) => sum + age * age, 0) / 5).toBeCloseTo(1, 10);
    expect(rowOf(matrix, 2).at(-1)).toBe(0);
  });

  test('gathers rare categories, and gaps stay gaps for trees', () => {
    const preparation = fitPreparation(table, first, { impute: false, standardise: false, rareBelow: 2 });
    const matrix = prepare(preparation, table);
    expect(matrix.names).toEqual(['age', 'city=Oslo', 'city=other', 'same']);
    expect(rowOf(matrix, 3)[0]).toBeNaN();
    expect([...rowOf(matrix, 5)].slice(1, 3)).toEqual([0, 1]);
  });

  test('refuses a table of another feature set', () => {
    const preparation = fitPreparation(table, first, { impute: true, standardise: true });
    expect(() => prepare(preparation, { rows: 6, columns: table.columns.slice(1) })).toThrow(
      '“age” is missing',
    );
  });
});

describe('clusters', () => {
  const points = Array.from({ length: 90 }, (_, row) => {
    const [x, y] = [
      [0, 0],
      [10, 0],
      [0, 10],
    ][row % 3]!;
    return [x! + Math.sin(row), y! + Math.cos(7 * row)];
  });
  const matrix = matrixOf(points);

  test('are those that were drawn, and a silhouette near one says so', () => {
    const found = fitClusters(matrix, { clusters: 3, seed: 1 });
    for (let row = 3; row < 90; row++) expect(found.assigned[row]).toBe(found.assigned[row % 3]);
    expect(new Set(found.assigned).size).toBe(3);
    expect(silhouette(matrix, found.assigned, 1)).toBeGreaterThan(0.8);
    expect(clusterOf(found, rowOf(matrix, 1))).toBe(found.assigned[1]);
  });

  test('never lie farther from their rows with one more', () => {
    const inertia = [1, 2, 3, 4, 5].map((clusters) => fitClusters(matrix, { clusters, seed: 1 }).inertia);
    inertia.slice(1).forEach((value, at) => expect(value).toBeLessThanOrEqual(inertia[at]! + 1e-9));
  });

  test('rest where each row is with its nearest centre, and each centre in the middle of its rows', () => {
    const { matrix: drawn } = drawnRows(700, 6, 9, () => true);
    const found = fitClusters(drawn, { clusters: 7, seed: 2, starts: 2 });
    const sums = new Float64Array(7 * 6);
    const sizes = new Float64Array(7);
    let inertia = 0;
    for (let row = 0; row < 700; row++) {
      const cluster = found.assigned[row]!;
      expect(clusterOf(found, rowOf(drawn, row))).toBe(cluster);
      sizes[cluster] = sizes[cluster]! + 1;
      rowOf(drawn, row).forEach((value, column) => {
        sums[cluster * 6 + column] = sums[cluster * 6 + column]! + value;
        inertia += (value - found.centres[cluster * 6 + column]!) ** 2;
      });
    }
    sums.forEach((sum, at) => expect(sum / sizes[Math.floor(at / 6)]!).toBeCloseTo(found.centres[at]!, 10));
    expect(found.inertia).toBeCloseTo(inertia, 8);
  });

  test('of equal rows are possible, and more clusters than rows are not', () => {
    expect(fitClusters(matrixOf([[1], [1], [1]]), { clusters: 2, seed: 1 }).inertia).toBe(0);
    expect(() => fitClusters(matrixOf([[1], [1]]), { clusters: 3, seed: 1 })).toThrow(FitError);
  });
});

test('an isolation forest sets apart what lies apart', () => {
  const { matrix } = drawnRows(500, 3, 7, () => true);
  matrix.values.set([9, 9, 9], 0);
  const forest = fitIsolation(matrix, { seed: 1 });
  const scores = Array.from({ length: 500 }, (_, row) => isolationScore(forest, rowOf(matrix, row)));
  expect(Math.max(...scores)).toBe(scores[0]);
  expect(scores[0]).toBeGreaterThan(0.7);
});

test('principal components: falling variances, directions at right angles, all of the variance in all of them', () => {
  const { matrix } = drawnRows(300, 4, 8, () => true);
  for (let row = 0; row < 300; row++)
    matrix.values[row * 4] = matrix.values[row * 4]! + 5 * matrix.values[row * 4 + 1]!;
  const found = fitComponents(matrix, 4);
  const sum = found.variances.reduce((total, variance) => total + variance, 0);
  expect(sum).toBeCloseTo(found.totalVariance, 8);
  for (let one = 0; one < 4; one++)
    for (let other = 0; other < 4; other++) {
      const [a, b] = [one, other].map((at) => found.directions.subarray(at * 4, at * 4 + 4)) as [
        Float64Array,
        Float64Array,
      ];
      const product = a.reduce((total, value, at) => total + value * b[at]!, 0);
      expect(product).toBeCloseTo(one === other ? 1 : 0, 8);
    }
  const along = Array.from({ length: 300 }, (_, row) => toComponents(found, rowOf(matrix, row))[0]!);
  const variance = along.reduce((total, value) => total + value * value, 0) / 299;
  expect(variance).toBeCloseTo(found.variances[0]!, 8);
});

describe('folds', () => {
  test('hold each row once, with equal shares of ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 2, max: 6 }), (rows, k) => {
        const labels = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0));
        const folds = stratifiedFolds(labels, k, 1);
        const tested = folds.flatMap(({ test: rowsOfTest }) => [...rowsOfTest]).sort((a, b) => a - b);
        expect(tested).toEqual(Array.from({ length: rows }, (_, row) => row));
        const ones = folds.map(
          ({ test: rowsOfTest }) => rowsOfTest.filter((row) => labels[row] === 1).length,
        );
        expect(Math.max(...ones) - Math.min(...ones)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('along time never fit on the moment they test, nor on a later one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 80 }), (times) => {
        for (const { train, test: later } of timeFolds(times, 3)) {
          const last = Math.max(...Array.from(train, (row) => times[row]!));
          expect(Math.min(...Array.from(later, (row) => times[row]!))).toBeGreaterThan(last);
        }
      }),
    );
  });
});

test('a bootstrap interval of a mean is about that of its standard error', () => {
  const values = Float64Array.from({ length: 400 }, (_, row) => Math.sin(row * 12.9898) * 2);
  const mean = (rows: Uint32Array) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
  const { low, high } = bootstrapInterval(400, mean, { seed: 1 });
  // The values vary by √2 about 0: ± 1.96 · √2 / 20.
  expect(high - low).toBeGreaterThan(0.24);
  expect(high - low).toBeLessThan(0.31);
});
