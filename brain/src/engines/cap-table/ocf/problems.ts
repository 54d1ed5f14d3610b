/** What is wrong with something that was read, and where, in a sentence a person can act on. */

export interface Place {
  /** The name of the file, as in the package. */
  readonly file: string;
  /** Which of the file's items, from 0; null for the file itself. */
  readonly index: number | null;
  /** JSON Pointer (RFC 6901) inside the item, or inside the file where `index` is null; '' is all of it. */
  readonly pointer: string;
}

export type ProblemCode =
  // the package
  | 'PACKAGE_DAMAGED'
  | 'PACKAGE_TOO_LARGE'
  | 'MANIFEST_MISSING'
  | 'MANIFEST_TWICE'
  | 'FILE_MISSING'
  | 'FILE_NOT_LISTED'
  | 'FILE_LISTED_TWICE'
  | 'FILE_CHANGED'
  | 'FILE_UNKNOWN'
  | 'FILE_TOO_LARGE'
  | 'FILE_DAMAGED'
  // the shape of an object
  | 'MISSING'
  | 'UNKNOWN_KEY'
  | 'WRONG_TYPE'
  | 'UNKNOWN_VALUE'
  | 'BAD_VALUE'
  | 'WRONG_FILE'
  | 'KEY_TWICE'
  | 'NUMBER_INEXACT'
  | 'TEXT_DAMAGED'
  // what objects say about each other
  | 'ID_TWICE'
  | 'NOT_FOUND'
  | 'WRONG_KIND'
  | 'WRONG_DATE'
  | 'RESULTS_TWICE'
  | 'CIRCULAR'
  | 'RESTS_ON_ASIDE';

export interface Problem<Code extends string = ProblemCode> {
  readonly code: Code;
  /** A sentence that begins with the place. */
  readonly message: string;
  readonly place: Place;
}

const grouped = new Intl.NumberFormat('en-US');

/** “Transactions.ocf.json, item 4,312, /quantity”: items are counted from 1 for people. */
export function placeInWords({ file, index, pointer }: Place): string {
  const item = index === null ? '' : `, item ${grouped.format(index + 1)}`;
  return `${file}${item}${pointer === '' ? '' : `, ${pointer}`}`;
}

/** @param what the rest of the sentence without its full stop, such as “is missing” */
export function problemAt(code: ProblemCode, place: Place, what: string): Problem {
  return { code, message: `${placeInWords(place)}: ${what}.`, place };
}

/** A JSON Pointer of these keys and positions. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A piece of somebody's text for a sentence: short, on one line, in quotation marks. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}
