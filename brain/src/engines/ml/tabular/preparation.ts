import { createMatrix, FitError, type Matrix } from './matrix.ts';

/** A table as people have it: numbers and words, either may be missing. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

export type Column =
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly name: string; readonly values: readonly (string | null)[] };

export interface PreparationOptions {
  /** Fills gaps with the median and adds a column that says so; else gaps stay NaN, which trees can use. */
  readonly impute: boolean;
  /** Mean 0 and standard deviation 1 of number columns. */
  readonly standardise: boolean;
  /** Categories met less often share one column. */
  readonly rareBelow?: number;
}

type Step =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly fill: number | null;
      readonly mean: number;
      readonly scale: number;
      readonly marksGaps: boolean;
    }
  | { readonly kind: 'category'; readonly name: string; readonly categories: readonly string[] };

/** What was learnt of the columns of the fit; plain data, so that it can lie in an artefact. */
export interface Preparation {
  readonly steps: readonly Step[];
  readonly names: readonly string[];
}

/** Learns medians, means, deviations and categories from the rows given, and from no others. */
export function fitPreparation(
  table: Table,
  rows: ArrayLike<number>,
  options: PreparationOptions,
): Preparation {
  if (rows.length === 0) throw new FitError('There is no row to prepare from.');
  const steps = table.columns.map((column): Step =>
    column.kind === 'number'
      ? numberStep(column, rows, options)
      : categoryStep(column, rows, options.rareBelow ?? 1),
  );
  return { steps, names: steps.flatMap(namesOf) };
}

/**
 * A category not met in the fit has zeros in all columns of its feature, except where there is one for rare ones.
 * A column of the fit that the table lacks, or has as another kind, is an error: the feature set is another.
 */
export function prepare({ steps, names }: Preparation, table: Table): Matrix {
  const matrix = createMatrix(table.rows, names);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  let at = 0;
  for (const step of steps) {
    const column = byName.get(step.name);
    if (column?.kind !== step.kind)
      throw new FitError(`The column “${step.name}” is missing or of another kind than in the fit.`);
    if (step.kind === 'number') writeNumbers(matrix, at, step, column.values as Float64Array);
    else writeCategories(matrix, at, step.categories, column.values as readonly (string | null)[]);
    at += namesOf(step).length;
  }
  return matrix;
}

/** Of each column of the matrix: the place in the table's columns of the fit it was made from. */
export function originsOf({ steps, names }: Preparation): Int32Array {
  const origins = new Int32Array(names.length);
  let at = 0;
  steps.forEach((step, origin) => {
    const count = namesOf(step).length;
    origins.fill(origin, at, at + count);
    at += count;
  });
  return origins;
}

const rare = 'other';

function numberStep(
  { name, values }: { name: string; values: Float64Array },
  rows: ArrayLike<number>,
  { impute, standardise }: PreparationOptions,
): Step {
  const known: number[] = [];
  for (let place = 0; place < rows.length; place++) {
    const value = values[rows[place]!]!;
    if (Math.abs(value) === Infinity) throw new FitError(`The column “${name}” holds an infinite number.`);
    if (!Number.isNaN(value)) known.push(value);
  }
  known.sort((a, b) => a - b);
  const middle = known.length === 0 ? 0 : (known[(known.length - 1) >> 1]! + known[known.length >> 1]!) / 2;
  const gaps = known.length < rows.length;
  const all = impute
    ? [...known, ...Array.from({ length: rows.length - known.length }, () => middle)]
    : known;
  const mean = all.reduce((sum, value) => sum + value, 0) / (all.length || 1);
  const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length || 1);
  // A constant column becomes zeros instead of a division by nothing.
  const scale = variance > 1e-24 * (1 + mean * mean) ? Math.sqrt(variance) : 1;
  return {
    kind: 'number',
    name,
    fill: impute ? middle : null,
    mean: standardise ? mean : 0,
    scale: standardise ? scale : 1,
    marksGaps: impute && gaps,
  };
}

function categoryStep(
  { name, values }: { name: string; values: readonly (string | null)[] },
  rows: ArrayLike<number>,
  rareBelow: number,
): Step {
  const counts = new Map<string, number>();
  for (let place = 0; place < rows.length; place++) {
    const value = values[rows[place]!];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const kept = [...counts].flatMap(([value, count]) => (count >= rareBelow ? [value] : [])).sort();
  return { kind: 'category', name, categories: kept.length < counts.size ? [...kept, rare] : kept };
}

function namesOf(step: Step): string[] {
  if (step.kind === 'category') return step.categories.map((category) => `${step.name}=${category}`);
  return step.marksGaps ? [step.name, `${step.name} missing`] : [step.name];
}

function writeNumbers(
  { rows, columns, values }: Matrix,
  at: number,
  { name, fill, mean, scale, marksGaps }: Extract<Step, { kind: 'number' }>,
  from: Float64Array,
): void {
  for (let row = 0; row < rows; row++) {
    const gap = Number.isNaN(from[row]!);
    if (Math.abs(from[row]!) === Infinity)
      throw new FitError(`The column “${name}” holds an infinite number.`);
    values[row * columns + at] = ((gap && fill !== null ? fill : from[row]!) - mean) / scale;
    if (marksGaps) values[row * columns + at + 1] = gap ? 1 : 0;
  }
}

function writeCategories(
  { rows, columns, values }: Matrix,
  at: number,
  categories: readonly string[],
  from: readonly (string | null)[],
): void {
  const places = new Map(categories.map((category, place) => [category, place]));
  for (let row = 0; row < rows; row++) {
    const value = from[row];
    if (!value) continue;
    const place = places.get(value) ?? places.get(rare);
    if (place !== undefined) values[row * columns + at + place] = 1;
  }
}
