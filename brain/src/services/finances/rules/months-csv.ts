import { CsvError, parse, type Info } from 'csv-parse/sync';
import { isCurrency, readAmount } from './amounts.ts';

/** Reads monthly figures from CSV: comma, semicolon or tab, with a header. Pure; every problem is told with its place. */

export interface CsvMonth {
  readonly line: number;
  readonly month: string;
  readonly cashMinor: bigint;
  readonly incomeMinor: bigint;
  readonly costsMinor: bigint;
  readonly note: string;
}

export interface CsvProblem {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

export interface CsvReading {
  readonly lines: number;
  readonly months: readonly CsvMonth[];
  readonly problems: readonly CsvProblem[];
  /** The one all lines are in. */
  readonly currency: string;
}

const columns = ['month', 'cash', 'income', 'costs', 'currency', 'note'] as const;
type Column = (typeof columns)[number];
const required: readonly Column[] = ['month', 'cash', 'income', 'costs'];
const amountColumns = ['cash', 'income', 'costs'] as const;

export const csvLimits = { lines: 5_000, note: 500, line: 2_000 } as const;

interface Given {
  /** Of the books; null before the first amount. */
  readonly currency: string | null;
  /** The last month that is over. */
  readonly lastOver: string;
}

interface Line {
  readonly at: number;
  readonly cells: readonly string[];
}

export function readMonths(text: string, given: Given): CsvReading {
  const currency = given.currency ?? 'CAD';
  const nothing = (line: number, message: string): CsvReading => ({
    lines: 0,
    months: [],
    problems: [{ line, column: null, message }],
    currency,
  });
  let records: Line[];
  try {
    records = linesOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return nothing(line, `This is not CSV from here on: ${error.message}`);
  }
  const [header, ...lines] = records;
  if (!header) return nothing(1, 'The file is empty. It begins with a header: month,cash,income,costs.');
  if (lines.length > csvLimits.lines) return nothing(1, `The file has more than ${csvLimits.lines} lines.`);
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const problems = headerProblems(names, header.at);
  if (!lines.length)
    problems.push({ line: header.at, column: null, message: 'There is no line below the header.' });
  if (problems.length) return { lines: lines.length, months: [], problems, currency };
  return readLines(lines, names, given);
}

function headerProblems(names: readonly string[], line: number): CsvProblem[] {
  const twice = names.filter((name, index) => name && names.indexOf(name) !== index);
  return [
    ...required
      .filter((column) => !names.includes(column))
      .map((column) => ({ line, column, message: `The header has no column “${column}”.` })),
    ...names
      .filter((name) => !columns.some((column) => column === name))
      .map((name) => ({
        line,
        column: name || null,
        message: `“${name}” is no column known here. Known are ${columns.join(', ')}.`,
      })),
    ...twice.map((column) => ({ line, column, message: `The header names “${column}” twice.` })),
  ];
}

function readLines(lines: readonly Line[], names: readonly string[], given: Given): CsvReading {
  const problems: CsvProblem[] = [];
  const months: CsvMonth[] = [];
  const seen = new Map<string, number>();
  let currency = given.currency;
  for (const { at, cells } of lines) {
    const report = (column: Column | null, message: string) => problems.push({ line: at, column, message });
    if (cells.length !== names.length) {
      report(null, `The line has ${cells.length} cells, the header ${names.length}.`);
      continue;
    }
    const before = problems.length;
    const cell = (column: Column) => (names.includes(column) ? cells[names.indexOf(column)]!.trim() : '');
    const own = cell('currency').toUpperCase();
    if (own && !isCurrency(own)) report('currency', `“${own}” is no currency.`);
    else if (own) {
      currency ??= own;
      if (own !== currency)
        report('currency', `${own} is mixed with ${currency}. All amounts of a venture are in one currency.`);
    }
    currency ??= 'CAD';
    const month = cell('month');
    const problem = monthProblem(month, given.lastOver, seen);
    if (problem) report('month', problem);
    else seen.set(month, at);
    const amounts = amountColumns.map((column) => {
      const read = readAmount(cell(column), currency!);
      if (typeof read === 'string') report(column, `“${cell(column).slice(0, 40)}” ${read}.`);
      return typeof read === 'string' ? 0n : read;
    });
    if (cell('note').length > csvLimits.note) report('note', `A note has at most ${csvLimits.note} signs.`);
    if (problems.length > before) continue;
    const [cashMinor = 0n, incomeMinor = 0n, costsMinor = 0n] = amounts;
    months.push({ line: at, month, cashMinor, incomeMinor, costsMinor, note: cell('note') });
  }
  return { lines: lines.length, months, problems, currency: currency ?? 'CAD' };
}

function monthProblem(month: string, lastOver: string, seen: ReadonlyMap<string, number>): string | null {
  if (!/^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(month))
    return `“${month.slice(0, 40)}” is not a month such as 2026-10.`;
  if (month > lastOver) return `${month} is not over yet. Actual figures are of months that are over.`;
  const other = seen.get(month);
  return other === undefined ? null : `${month} stands in line ${other} already.`;
}

function linesOf(text: string): Line[] {
  const records = parse(text, {
    delimiter: delimiterOf(text),
    bom: true,
    info: true,
    relax_column_count: true,
    max_record_size: csvLimits.line,
  }) as unknown as { info: Info; record: string[] }[];
  // The parser tells the line a record ends on; a cell may hold line breaks, so each begins after the one before.
  let end = 0;
  const lines: Line[] = [];
  for (const { info, record } of records) {
    const at = end + 1;
    end = info.lines;
    if (record.some((cell) => cell.trim() !== '')) lines.push({ at, cells: record });
  }
  return lines;
}

/** Spreadsheets separate by what their country does not use inside of numbers. */
function delimiterOf(text: string): string {
  const header = text.slice(0, `${text}\n`.indexOf('\n'));
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
