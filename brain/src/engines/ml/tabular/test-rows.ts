import { createDraw } from '../chance.ts';
import { createMatrix, type Matrix } from './matrix.ts';

const unit = 2 ** 31 - 1;

/** Uniform numbers from −1 to 1, and the label a rule gives each row, wrong in a share of the rows. */
export function drawnRows(
  rows: number,
  columns: number,
  seed: number,
  rule: (row: Float64Array) => boolean,
  wrong = 0,
): { matrix: Matrix; labels: Float64Array } {
  const draw = createDraw(seed);
  const chance = () => draw(unit) / unit;
  const matrix = createMatrix(
    rows,
    Array.from({ length: columns }, (_, column) => `f${column}`),
  );
  for (let at = 0; at < matrix.values.length; at++) matrix.values[at] = 2 * chance() - 1;
  const labels = Float64Array.from({ length: rows }, (_, row) => {
    const said = rule(matrix.values.subarray(row * columns, (row + 1) * columns));
    return said !== chance() < wrong ? 1 : 0;
  });
  return { matrix, labels };
}
