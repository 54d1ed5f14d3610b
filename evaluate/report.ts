import { parseArgs } from 'node:util';

/** One measured figure beside what was asked for and what the naive rival reaches. */
export interface Line {
  readonly metric: string;
  readonly value: number;
  readonly naive?: number;
  /** What it must reach at least; at most, where less is better. */
  readonly floor?: number;
  readonly target?: number;
  /** Where to aim beyond the target. */
  readonly stretch?: number;
  /** Errors and times: floor, target and stretch are then upper limits. */
  readonly lessIsBetter?: boolean;
  /** An upper limit beside the floor, where both too little and too much are wrong. */
  readonly most?: number;
}

export type Verdict = 'stretch' | 'target' | 'floor' | 'MISSED' | '–';

/** What one evaluation hands to the table of all. */
export interface Report {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly metrics: Record<string, unknown>;
  readonly naive: Record<string, unknown>;
  /** What it was measured on, where that is not the set it is made for. */
  readonly data?: string;
}

/** Where the data sets lie, seen from the root of the project. */
const dataRoot = '../shared/data';

export interface Sources {
  /** The file or folder given with `--data`, or null. */
  readonly data: string | null;
  readonly train: string | null;
  readonly test: string | null;
  /** The name of the column to learn. */
  readonly label: string | null;
  /** Steps of one season. */
  readonly frequency: number | null;
}

export function sourcesOf(args: string[]): Sources {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      train: { type: 'string' },
      test: { type: 'string' },
      label: { type: 'string' },
      frequency: { type: 'string' },
    },
  });
  if (values.frequency !== undefined && !/^[1-9]\d{0,3}$/.test(values.frequency))
    throw new Error(`A frequency is a whole number of steps from 1 on, not “${values.frequency}”.`);
  return {
    data: values.data ?? null,
    train: values.train ?? null,
    test: values.test ?? null,
    label: values.label ?? null,
    frequency: values.frequency ? Number(values.frequency) : null,
  };
}

export function dataPath(...parts: string[]): string {
  return [dataRoot, ...parts].join('/');
}

/** A figure that is no number misses what is asked of it. */
export function verdictOf({ value, floor, target, stretch, most, lessIsBetter }: Line): Verdict {
  const reaches = (limit: number) => (lessIsBetter ? value <= limit : value >= limit);
  if (floor === undefined && target === undefined && most === undefined) return '–';
  if ((most !== undefined && !(value <= most)) || (floor !== undefined && !reaches(floor))) return 'MISSED';
  if (stretch !== undefined && reaches(stretch)) return 'stretch';
  if (target === undefined) return 'floor';
  return reaches(target) ? 'target' : floor === undefined && most === undefined ? '–' : 'floor';
}

/** Prints the table, and last the one line of JSON; hands both to the run of all, where there is one. */
export function report(name: string, lines: readonly Line[], outcome: Omit<Report, 'name' | 'lines'>): void {
  console.table(lines.map(rowOf));
  console.log(JSON.stringify({ evaluate: name, metrics: outcome.metrics, naive: outcome.naive }));
  process.send?.({ name, lines, ...outcome } satisfies Report);
}

/** Time of the processor for one call, the median of so many: what else the machine does does not count. */
export function processorMs(work: () => unknown, turns: number): number {
  const times = Array.from({ length: turns }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[turns >> 1]!;
}

/** A line as the tables show it. */
export function rowOf(line: Line): Record<string, string | number> {
  const { metric, value, naive, floor, target, stretch, most, lessIsBetter } = line;
  const limit = (number: number | undefined) =>
    number === undefined ? '–' : `${lessIsBetter ? '≤ ' : ''}${rounded(number)}`;
  const least = most === undefined ? limit(floor) : `${floor === undefined ? '' : rounded(floor)} … ${most}`;
  return {
    metric,
    result: rounded(value),
    naive: naive === undefined ? '–' : rounded(naive),
    floor: least,
    target: limit(target),
    stretch: limit(stretch),
    verdict: verdictOf(line),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
