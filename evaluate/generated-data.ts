import { createDraw } from '../brain/src/engines/ml/index.ts';
import { createMatrix, type Matrix, type Table } from '../brain/src/engines/ml/tabular/index.ts';

/** Uniform between 0 and 1, and normal, from a seed. */
export function createChance(seed: number): { uniform(): number; normal(): number } {
  const draw = createDraw(seed);
  const uniform = () => (draw(1 << 30) + 0.5) / (1 << 30);
  return {
    uniform,
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

export interface DrawnRows {
  readonly matrix: Matrix;
  readonly labels: Float64Array;
  /** The chance each label was drawn with: no model can know more. */
  readonly chances: Float64Array;
}

/** Normal columns, half of which matter: straight, bent, and two by two. */
export function drawnRows(rows: number, columns: number, seed: number): DrawnRows {
  const { uniform, normal } = createChance(seed);
  const matrix = createMatrix(
    rows,
    Array.from({ length: columns }, (_, column) => `f${column}`),
  );
  for (let at = 0; at < matrix.values.length; at++) matrix.values[at] = normal();
  const weights = Array.from({ length: columns >> 1 }, (_, at) => 0.9 / Math.sqrt(at + 1));
  const chances = Float64Array.from({ length: rows }, (_, row) => {
    const x = matrix.values.subarray(row * columns, (row + 1) * columns);
    let margin = -1.2 + 0.8 * x[0]! * x[1]! + Math.abs(x[2]!);
    weights.forEach((weight, at) => (margin += weight * (at % 2 === 0 ? 1 : -1) * x[at]!));
    return 1 / (1 + Math.exp(-margin));
  });
  return { matrix, chances, labels: chances.map((chance) => (uniform() < chance ? 1 : 0)) };
}

export function tableOf({ rows, columns, names, values }: Matrix): Table {
  return {
    rows,
    columns: names.map((name, column) => ({
      kind: 'number',
      name,
      values: Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!),
    })),
  };
}

export interface DrawnStream {
  readonly values: Float64Array;
  readonly windows: { readonly from: number; readonly to: number }[];
}

/** Days of 48 values with noise; spikes, moves of the level and days that stand still, each in a window of 80 values. */
export function drawnStreams(count: number, seed: number): DrawnStream[] {
  const { uniform, normal } = createChance(seed);
  return Array.from({ length: count }, (_, stream) => {
    const swing = 10 + 20 * uniform();
    const noise = 1 + 2 * uniform();
    const values = Float64Array.from(
      { length: 2400 },
      (_, at) => 100 + swing * Math.sin((at * Math.PI) / 24) + noise * normal(),
    );
    const windows = [0, 1].map((which) => {
      const at = 700 + which * 900 + Math.floor(500 * uniform());
      const kind = (stream + which) % 3;
      for (let step = 0; step < 48; step++) {
        if (kind === 0 && step < 3) values[at + step] = values[at + step]! + 5 * swing;
        if (kind === 1) values[at + step] = values[at + step]! + 2.5 * swing;
        if (kind === 2) values[at + step] = 100 + 0.05 * noise * normal();
      }
      return { from: at - 10, to: at + 69 };
    });
    return { values, windows };
  });
}

/** Weekly figures that grow at their own rate, with a year's wave in some and jumps in few. */
export function drawnSeries(count: number, length: number, seed: number): Float64Array[] {
  const { uniform, normal } = createChance(seed);
  return Array.from({ length: count }, () => {
    const growth = 0.004 * normal();
    const wave = uniform() < 0.4 ? 0.1 * uniform() : 0;
    let level = 1000 * Math.exp(normal());
    let drift = growth;
    return Float64Array.from({ length }, (_, week) => {
      drift = 0.95 * drift + 0.05 * growth + 0.001 * normal();
      level *= Math.exp(drift + 0.01 * normal());
      return level * (1 + wave * Math.sin((2 * Math.PI * week) / 52)) * (1 + 0.01 * normal());
    });
  });
}
