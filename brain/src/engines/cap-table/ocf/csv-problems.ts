import type { Problem, ProblemCode } from './problems.ts';

/** Where in a CSV file something is wrong: people look for lines and columns there. */

export interface CsvPlace {
  readonly file: string;
  /** From 1, the header included; null for the file itself. */
  readonly line: number | null;
  /** The name of the column; null for the whole line. */
  readonly column: string | null;
}

export type CsvProblemCode = ProblemCode | 'AMBIGUOUS' | 'NEEDS_TERMS' | 'NOT_TAKEN';

export interface CsvProblem extends Omit<Problem<CsvProblemCode>, 'place'> {
  readonly place: CsvPlace;
}

const grouped = new Intl.NumberFormat('en-US');

/** “Holdings.csv, line 4,312, column quantity: is missing.” @param what the rest of the sentence without its full stop */
export function csvProblemAt(code: CsvProblemCode, place: CsvPlace, what: string): CsvProblem {
  const line = place.line === null ? '' : `, line ${grouped.format(place.line)}`;
  const column = place.column === null ? '' : `, column ${place.column}`;
  return { code, message: `${place.file}${line}${column}: ${what}.`, place };
}
