import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Column, Table } from '../engines/ml/tabular/index.ts';

export interface LabelledTable {
  readonly table: Table;
  /** 1 where the label column says yes, 0 where it says no; of two words of neither kind the rarer one is 1. */
  readonly labels: Float64Array;
}

const yes = new Set(['1', 'true', 'yes', 'y', 't']);
const no = new Set(['0', 'false', 'no', 'n', 'f', '-1']);
/** More different words than this share of the rows name each row, and tell nothing of another. */
const namesRows = 0.5;

/**
 * A CSV file with a header as a table: columns in which every value is a number are numbers, others are categories;
 * columns that name each row (as customer numbers do) are left out. Empty fields are missing.
 */
export function readTable(file: string, label: string): LabelledTable {
  const [header = [], ...lines] = parse(readFileSync(file), {
    bom: true,
    skip_empty_lines: true,
  }) as string[][];
  const at = header.indexOf(label);
  if (at < 0) throw new Error(`There is no column “${label}” in ${file}: it has ${header.join(', ')}.`);
  const meaning = meaningOf(lines.map((line) => line[at] ?? ''));
  const labels = Float64Array.from(lines, (line, row) => {
    const says = meaning.get(wordOf(line[at]));
    if (says === undefined)
      throw new Error(`The label of row ${row + 1} is “${line[at] ?? ''}”, neither yes nor no.`);
    return says;
  });
  const columns = header.flatMap((name, column): Column[] => {
    if (column === at) return [];
    const words = lines.map((line) => line[column]?.trim() ?? '');
    const known = words.filter((word) => word !== '');
    if (known.every((word) => Number.isFinite(Number(word))))
      return [
        {
          kind: 'number',
          name,
          values: Float64Array.from(words, (word) => (word === '' ? Number.NaN : Number(word))),
        },
      ];
    if (new Set(known).size > namesRows * lines.length) return [];
    return [{ kind: 'category', name, values: words.map((word) => (word === '' ? null : word)) }];
  });
  return { table: { rows: lines.length, columns }, labels };
}

function meaningOf(words: readonly string[]): Map<string, 0 | 1> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(wordOf(word), (counts.get(wordOf(word)) ?? 0) + 1);
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
  const word = (text ?? '').trim().toLowerCase();
  return word !== '' && Number.isFinite(Number(word)) ? String(Number(word)) : word;
}
