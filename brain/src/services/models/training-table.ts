import { fingerprint } from '../../engines/ml/index.ts';
import type { Table } from '../../engines/ml/tabular/index.ts';
import type { Feature, Trainable, TrainingRow } from './trainable.ts';

/** Rows as a learner reads them, in the order of their moments; plain data, so that it can go to a thread. */
export interface TrainingTable {
  readonly table: Table;
  readonly labels: Float64Array;
  /** Milliseconds of the moments the features were known, and of those the labels were certain. */
  readonly times: Float64Array;
  readonly closed: Float64Array;
  readonly keys: readonly string[];
  /** What the baseline says of each row. */
  readonly baseline: Float64Array;
  readonly subgroups: ReadonlyMap<string, readonly (string | null)[]>;
  readonly positives: number;
  readonly hash: string;
}

/** Rows are there, but not enough to learn from; the sentence says what is missing. */
export class NotEnough extends Error {}

/**
 * The rows whose label is certain, as a table.
 *
 * @throws NotEnough when there are too few of them, or nothing in them tells one from the other.
 */
export function tableOf(trainable: Trainable, collected: readonly TrainingRow[], until: Date): TrainingTable {
  const rows = collected
    .filter((row) => row.closedAt.getTime() <= until.getTime())
    .toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime() || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const row of rows) checkRow(trainable, row);
  const keys = rows.map(({ key }) => key);
  const labels = Float64Array.from(rows, ({ label }) => label);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  checkNeeds(trainable, { rows: rows.length, keys: new Set(keys).size, positives });
  const table = tableOfVectors(
    trainable.features,
    rows.map(({ features }) => features),
  );
  if (!table.columns.some(tellsApart))
    throw new NotEnough(`Every feature has one value in all ${rows.length} rows: nothing tells them apart.`);
  return {
    table,
    labels,
    times: Float64Array.from(rows, ({ asOf }) => asOf.getTime()),
    closed: Float64Array.from(rows, ({ closedAt }) => closedAt.getTime()),
    keys,
    baseline: Float64Array.from(rows, ({ features }) => finite(trainable.baseline.score(features))),
    subgroups: subgroupsOf(rows),
    positives,
    hash: hashOf(trainable.features, rows),
  };
}

/** Columns in the order of the features; what a vector does not have, or has as NaN, is missing. */
export function tableOfVectors(
  features: readonly Feature[],
  vectors: readonly Readonly<Record<string, number | string | null>>[],
): Table {
  return {
    rows: vectors.length,
    columns: features.map(({ name, kind }) =>
      kind === 'number'
        ? { kind, name, values: Float64Array.from(vectors, (vector) => numberIn(vector[name], name)) }
        : { kind, name, values: vectors.map((vector) => wordIn(vector[name], name)) },
    ),
  };
}

function numberIn(value: number | string | null | undefined, name: string): number {
  if (value === null || value === undefined) return Number.NaN;
  if (typeof value !== 'number')
    throw new Error(`The feature “${name}” is a number, and “${value}” is none.`);
  if (Math.abs(value) === Infinity)
    throw new Error(`The feature “${name}” is infinite in a row: repair where it is computed.`);
  return value;
}

function wordIn(value: number | string | null | undefined, name: string): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string')
    throw new Error(`The feature “${name}” is a category, and ${value} is none.`);
  return value;
}

function checkRow({ name }: Trainable, row: TrainingRow): void {
  if (row.label !== 0 && row.label !== 1)
    throw new Error(`A row of ${name} has a label that is neither 0 nor 1.`);
  if (!(row.closedAt.getTime() > row.asOf.getTime()))
    throw new Error(`A row of ${name} knew its label at the moment of its features.`);
}

function checkNeeds(
  { needs, unit }: Trainable,
  { rows, keys, positives }: { rows: number; keys: number; positives: number },
): void {
  const rarer = Math.min(positives, rows - positives);
  const missing = [
    ...(rows < needs.rows ? [`${rows} of ${needs.rows} rows with a known outcome`] : []),
    ...(needs.keys !== undefined && keys < needs.keys
      ? [`${keys} of ${needs.keys} different ones (${unit})`]
      : []),
    ...(rarer < needs.rarer ? [`${rarer} of ${needs.rarer} outcomes of the rarer kind`] : []),
  ];
  if (missing.length) throw new NotEnough(`Not enough data yet: there are ${missing.join(', ')}.`);
}

function tellsApart({ values }: Table['columns'][number]): boolean {
  const same = (a: unknown, b: unknown) => Object.is(a, b);
  return Array.from<unknown>(values).some((value) => !same(value, values[0]));
}

function subgroupsOf(rows: readonly TrainingRow[]): Map<string, (string | null)[]> {
  const names = [...new Set(rows.flatMap(({ subgroups }) => Object.keys(subgroups ?? {})))].sort();
  return new Map(names.map((name) => [name, rows.map(({ subgroups }) => subgroups?.[name] ?? null)]));
}

const finite = (value: number) => (Number.isFinite(value) ? value : 0);

/** Two of the same rows are the same; whom they were about cannot be told from it. */
function hashOf(features: readonly Feature[], rows: readonly TrainingRow[]): string {
  const lines = rows.map((row) =>
    JSON.stringify([
      row.key,
      row.asOf.getTime(),
      row.label,
      features.map(({ name }) => row.features[name] ?? null),
    ]),
  );
  return fingerprint(lines.join('\n'));
}
