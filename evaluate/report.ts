import { parseArgs } from 'node:util';

/** One measured figure beside what was asked for and what the naive rival reaches. */
export interface Line {
  readonly metric: string;
  readonly value: number;
  readonly naive?: number;
  readonly floor?: number;
  readonly target?: number;
}

/** Where the data sets lie, seen from the root of the project. */
const dataRoot = '../shared/data';

export interface Sources {
  /** The file or folder given with `--data`, or null. */
  readonly data: string | null;
  readonly train: string | null;
  readonly test: string | null;
}

export function sourcesOf(args: string[]): Sources {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, train: { type: 'string' }, test: { type: 'string' } },
  });
  return { data: values.data ?? null, train: values.train ?? null, test: values.test ?? null };
}

export function dataPath(...parts: string[]): string {
  return [dataRoot, ...parts].join('/');
}

/** Prints the table, and last the one line of JSON. */
export function report(
  name: string,
  lines: readonly Line[],
  outcome: { metrics: Record<string, unknown>; naive: Record<string, unknown> },
): void {
  const rows = lines.map(({ metric, value, naive, floor, target }) => ({
    metric,
    result: rounded(value),
    naive: naive === undefined ? '–' : rounded(naive),
    floor: floor ?? '–',
    target: target ?? '–',
  }));
  console.table(rows);
  console.log(JSON.stringify({ evaluate: name, metrics: outcome.metrics, naive: outcome.naive }));
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
