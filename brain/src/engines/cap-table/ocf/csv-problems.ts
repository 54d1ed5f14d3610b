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

/** “Holdings.csv, line 4,312, column quantity”. */
export function csvPlaceInWords({ file, line, column }: CsvPlace): string {
  const ofLine = line === null ? '' : `, line ${grouped.format(line)}`;
  const ofColumn = column === null ? '' : `, column ${column}`;
  return `${file}${ofLine}${ofColumn}`;
}

/** @param what the rest of the sentence without its full stop, such as “is missing” */
export function csvProblemAt(code: CsvProblemCode, place: CsvPlace, what: string): CsvProblem {
  return { code, message: `${csvPlaceInWords(place)}: ${what}.`, place };
}
