import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Column, Table } from '../engines/ml/tabular/index.ts';

export interface LabelledTable {
  readonly table: Table;
  /** Rows that were left out, because they have no label. */
  readonly unlabelled: number;
  /** 1 where the label column says yes, 0 where it says no; of two words of neither kind the rarer one is 1. */
  readonly labels: Float64Array;
}

const yes = new Set(['1', 'true', 'yes', 'y', 't']);
const no = new Set(['0', 'false', 'no', 'n', 'f', '-1']);
/** How files write that nothing is known. */
const gaps = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '?']);
/** More different words than this share of the rows name each row, and tell nothing of another. */
const namesRows = 0.5;

/**
 * A CSV file with a header as a table: columns in which every value is a number are numbers, others are categories;
 * columns that name each row (as customer numbers do) are left out. Empty fields and words such as `NA` are missing.
 */
export function readTable(file: string, label: string): LabelledTable {
  const [header = [], ...all] = parse(readFileSync(file), {
    bom: true,
    skip_empty_lines: true,
    trim: true,
  }) as string[][];
  const at = header.indexOf(label);
  if (!header.length) throw new Error(`${file} is empty.`);
  if (at < 0) throw new Error(`There is no column “${label}” in ${file}: it has ${header.join(', ')}.`);
  const lines = all.filter((line) => !isGap(line[at]));
  const meaning = meaningOf(lines.map((line) => wordOf(line[at])));
  const labels = Float64Array.from(lines, (line) => {
    const says = meaning.get(wordOf(line[at]));
    if (says === undefined) throw new Error(`${whatIsIn(lines, at, label)} Two are needed: yes and no.`);
    return says;
  });
  if (new Set(labels).size < 2)
    throw new Error(`${whatIsIn(lines, at, label)} There is nothing to tell apart.`);
  const columns = header.flatMap((name, column): Column[] =>
    column === at ? [] : columnOf(name, column, lines),
  );
  return { table: { rows: lines.length, columns }, labels, unlabelled: all.length - lines.length };
}

function columnOf(name: string, column: number, lines: readonly string[][]): Column[] {
  const words = lines.map((line) => (isGap(line[column]) ? null : line[column]!));
  const known = words.filter((word) => word !== null);
  if (known.every((word) => Number.isFinite(Number(word)))) {
    const values = Float64Array.from(words, (word) => (word === null ? Number.NaN : Number(word)));
    return [{ kind: 'number', name, values }];
  }
  return new Set(known).size > namesRows * lines.length ? [] : [{ kind: 'category', name, values: words }];
}

function isGap(word: string | undefined): boolean {
  return gaps.has((word ?? '').toLowerCase());
}

const mostShown = 5;

function whatIsIn(lines: readonly string[][], at: number, label: string): string {
  const found = [...new Set(lines.map((line) => line[at]!))];
  const shown = found.slice(0, mostShown).map((word) => `“${word}”`);
  const more = found.length > mostShown ? ` and ${found.length - mostShown} others` : '';
  return `The column “${label}” holds ${shown.length ? shown.join(', ') : 'nothing'}${more}.`;
}

function meaningOf(words: readonly string[]): Map<string, 0 | 1> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts.keys()];
  if (known.length !== 2 || known.every((word) => yes.has(word) || no.has(word)))
    return new Map([
      ...[...yes].map((word) => [word, 1] as const),
      ...[...no].map((word) => [word, 0] as const),
    ]);
  const rarer = known.toSorted((a, b) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1))[0];
  return new Map(known.map((word) => [word, word === rarer ? 1 : 0]));
}

/** `1.0` and `1` are one label. */
function wordOf(text: string | undefined): string {
  const word = (text ?? '').toLowerCase();
  return word !== '' && Number.isFinite(Number(word)) ? String(Number(word)) : word;
}
