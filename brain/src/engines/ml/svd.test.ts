import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from './chance.ts';
import { fromDense } from './sparse.ts';
import { project, symmetricEigen, truncatedSvd } from './svd.ts';

/** A matrix with these singular values: two seeded orthonormal frames around a diagonal. */
function matrixOf(values: number[], rows: number, columns: number, seed: number): number[][] {
  const draw = createDraw(seed);
  const frame = (size: number) => {
    const vectors: number[][] = [];
    while (vectors.length < values.length) {
      const vector = Array.from({ length: size }, () => draw(2001) / 1000 - 1);
      for (let pass = 0; pass < 2; pass++)
        for (const other of vectors) {
          const along = vector.reduce((sum, value, i) => sum + value * other[i]!, 0);
          vector.forEach((value, i) => void (vector[i] = value - along * other[i]!));
        }
      const length = Math.hypot(...vector);
      vectors.push(vector.map((value) => value / length));
    }
    return vectors;
  };
  const [left, right] = [frame(rows), frame(columns)];
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      values.reduce((sum, value, k) => sum + value * left[k]![i]! * right[k]![j]!, 0),
    ),
  );
}

// Of few columns the answer is exact; of many it is found by chance, and sharpened.
describe.each([
  ['few', 40, 25],
  ['many', 120, 90],
])('truncated SVD of %s columns', (_, rows, columns) => {
  test('finds the singular values a matrix was made of', () => {
    const values = [9, 5, 3, 2, 1.5, 1, 0.5];
    const svd = truncatedSvd(fromDense(matrixOf(values, rows, columns, 7)), { rank: 5, seed: 1 });
    expect(svd.rank).toBe(5);
    svd.values.forEach((value, k) => expect(value).toBeCloseTo(values[k]!, 4));
  });

  test('right vectors are orthonormal and projections have the singular values as lengths', () => {
    const matrix = fromDense(matrixOf([4, 3, 2, 1], rows, columns, 3));
    const svd = truncatedSvd(matrix, { rank: 4, seed: 2 });
    const coordinates = project(matrix, svd);
    for (let a = 0; a < 4; a++) {
      for (let b = 0; b < 4; b++) {
        let dot = 0;
        for (let c = 0; c < columns; c++) dot += svd.right[c * 4 + a]! * svd.right[c * 4 + b]!;
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 4);
      }
      let length = 0;
      for (let row = 0; row < rows; row++) length += coordinates[row * 4 + a]! ** 2;
      expect(Math.sqrt(length)).toBeCloseTo(svd.values[a]!, 4);
    }
  });

  test('gives of a matrix of lower rank than asked its own rank', () => {
    const matrix = fromDense(matrixOf([2, 1], rows, columns, 4));
    expect(truncatedSvd(matrix, { rank: 6, seed: 1 }).rank).toBe(2);
  });

  test('equal seeds give equal bits', () => {
    const matrix = fromDense(matrixOf([3, 2, 1], rows, columns, 5));
    const once = truncatedSvd(matrix, { rank: 3, seed: 9 });
    expect(truncatedSvd(matrix, { rank: 3, seed: 9 })).toEqual(once);
  });
});

describe('truncated SVD', () => {
  test('a matrix of lower rank than asked gives its own rank, an empty one none', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [i, 2 * i, 0, -i]);
    expect(truncatedSvd(fromDense(rows), { rank: 4, seed: 1 }).rank).toBe(1);
    expect(truncatedSvd(fromDense([[0, 0, 0]]), { rank: 2, seed: 1 }).rank).toBe(0);
    expect(truncatedSvd(fromDense([]), { rank: 2, seed: 1 }).rank).toBe(0);
  });

  test('eigenvectors rebuild a symmetric matrix', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 10, maxLength: 10 }), (cells) => {
        const size = 4;
        const a = new Float64Array(16);
        let next = 0;
        for (let i = 0; i < size; i++)
          for (let j = i; j < size; j++) a[i * size + j] = a[j * size + i] = cells[next++]!;
        const { values, vectors } = symmetricEigen(a, size);
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            let sum = 0;
            for (let k = 0; k < size; k++)
              sum += vectors[i * size + k]! * values[k]! * vectors[j * size + k]!;
            expect(sum).toBeCloseTo(a[i * size + j]!, 8);
          }
      }),
    );
  });
});
