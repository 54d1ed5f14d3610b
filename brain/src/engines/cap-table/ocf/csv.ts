import { stringify } from 'csv-stringify/sync';
import { plainCell } from '../../../kernel/plain-cell.ts';

/** A cap table as CSV: one line for each security that is held, for people and their spreadsheets. */

/** The columns in their order. The header names them; reading takes them in any order. */
export const csvColumns = [
  'holder',
  'email',
  'holder_type',
  'kind',
  'class_or_plan',
  'security_id',
  'quantity',
  'price',
  'currency',
  'issue_date',
  'vesting_terms',
  'vesting_start',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** What a line can be about, in the words of Open Cap Format. */
export const compensationKinds = ['OPTION', 'OPTION_ISO', 'OPTION_NSO', 'RSU', 'CSAR', 'SSAR'] as const;
export const holdingKinds = [
  'STOCK',
  ...compensationKinds,
  'WARRANT',
  'NOTE',
  'SAFE',
  'CONVERTIBLE_SECURITY',
] as const;
export type HoldingKind = (typeof holdingKinds)[number];

/** The kinds that are held by amount, and have no number of shares yet. */
export const convertibleKinds: ReadonlySet<HoldingKind> = new Set(['NOTE', 'SAFE', 'CONVERTIBLE_SECURITY']);

/** One line. Texts without spaces around them; '' where there is nothing. Numbers as OCF writes them. */
export interface CsvHolding {
  readonly holder: string;
  readonly email: string;
  readonly holder_type: 'INDIVIDUAL' | 'INSTITUTION';
  readonly kind: HoldingKind;
  /** Names of a stock class or a stock plan; '' for convertibles, and for warrants that name no class. */
  readonly class_or_plan: string;
  readonly security_id: string;
  /** Shares; '' for convertibles. */
  readonly quantity: string;
  /** Of a share, of exercise, or the base price; of a convertible the whole amount invested. */
  readonly price: string;
  readonly currency: string;
  /** YYYY-MM-DD. */
  readonly issue_date: string;
  readonly vesting_terms: string;
  /** YYYY-MM-DD, where vesting has started. */
  readonly vesting_start: string;
}

/** With a byte order mark, by which spreadsheets know the encoding. */
export function writeCsv(holdings: Iterable<CsvHolding>): string {
  const rows = Array.from(holdings, (holding) => csvColumns.map((column) => cellOf(holding[column])));
  return stringify(rows, { header: true, columns: [...csvColumns], bom: true, record_delimiter: 'windows' });
}

/** A text no spreadsheet takes for a formula. An apostrophe before such a text is kept by one more. */
export function cellOf(text: string): string {
  const bare = text.replace(/^'+/, '');
  return bare !== text && plainCell(bare) !== bare ? `'${text}` : plainCell(text);
}

/** What `cellOf` was given. */
export function textOfCell(cell: string): string {
  const bare = cell.replace(/^'+/, '');
  return bare !== cell && plainCell(bare) !== bare ? cell.slice(1) : cell;
}
