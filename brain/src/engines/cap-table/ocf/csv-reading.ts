import { CsvError, parse, type Info } from 'csv-parse/sync';
import { csvColumns, textOfCell, type CsvColumn, type CsvHolding } from './csv.ts';
import { checkLine } from './csv-lines.ts';
import { csvProblemAt, type CsvPlace, type CsvProblem } from './csv-problems.ts';
import { quoted } from './problems.ts';

/** Reads a cap table from CSV: comma, semicolon or tab, with a header, UTF-8. */

export const csvLimits = {
  /** Bytes of the file. */
  file: 64 * 1024 * 1024,
  /** Lines under the header. */
  lines: 500_000,
  /** Signs of one line. */
  line: 100_000,
} as const;

export interface PlacedHolding {
  /** The line in the file, from 1, on which it begins. */
  readonly line: number;
  readonly holding: CsvHolding;
}

export interface CsvReading {
  /** The lines without a problem. */
  readonly holdings: readonly PlacedHolding[];
  readonly problems: readonly CsvProblem[];
}

const required: readonly CsvColumn[] = [
  'holder',
  'kind',
  'class_or_plan',
  'security_id',
  'quantity',
  'issue_date',
];

/** Reads all lines, and says of each that cannot be taken why. @param file the name for the problems */
export function readCsv(bytes: Uint8Array, file: string): CsvReading {
  const fault = (code: CsvProblem['code'], what: string, line: number | null = null): CsvReading => ({
    holdings: [],
    problems: [csvProblemAt(code, { file, line, column: null }, what)],
  });
  if (bytes.length > csvLimits.file)
    return fault('FILE_TOO_LARGE', `is larger than ${csvLimits.file / 1024 / 1024} MB`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fault('FILE_DAMAGED', 'is not text in UTF-8 (spreadsheets offer “CSV UTF-8” when saving)');
  }
  let records: Line[];
  try {
    records = linesOf(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return fault('FILE_DAMAGED', faults[error.code] ?? 'is not CSV', line);
  }
  const [header, ...lines] = records;
  if (!header) return fault('FILE_DAMAGED', 'is empty');
  if (lines.length > csvLimits.lines)
    return fault('FILE_TOO_LARGE', `has more than ${csvLimits.lines.toLocaleString('en-US')} lines`);
  return new LineReader(file, header).read(lines);
}

const faults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark and never closes it',
  CSV_INVALID_CLOSING_QUOTE: 'goes on after the closing quotation mark of a cell',
  INVALID_OPENING_QUOTE: 'has a quotation mark inside a cell that does not begin with one',
  CSV_MAX_RECORD_SIZE: `has more than ${csvLimits.line.toLocaleString('en-US')} signs`,
};

interface Line {
  readonly at: number;
  readonly cells: readonly string[];
}

/** Spreadsheets separate by what their country does not use inside of numbers. */
function delimiterOf(text: string): string {
  const end = text.indexOf('\n');
  const header = end < 0 ? text : text.slice(0, end);
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
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

class LineReader {
  readonly #file: string;
  readonly #problems: CsvProblem[] = [];
  readonly #columns: (CsvColumn | null)[];
  readonly #securities = new Map<string, number>();
  readonly #sound: boolean;

  constructor(file: string, header: Line) {
    this.#file = file;
    this.#columns = header.cells.map((cell) => this.#columnOf(cell, header.at));
    for (const column of csvColumns) {
      const times = this.#columns.filter((known) => known === column).length;
      const place = { file, line: header.at, column };
      if (times > 1) this.#report('KEY_TWICE', place, 'is in the header twice');
      if (times === 0 && required.includes(column))
        this.#report('MISSING', place, 'is missing from the header');
    }
    this.#sound = this.#problems.length === 0;
  }

  read(lines: readonly Line[]): CsvReading {
    // Under a header that cannot be read every line would be wrong.
    const holdings = this.#sound ? lines.flatMap((line) => this.#readLine(line)) : [];
    return { holdings, problems: this.#problems };
  }

  #report(code: CsvProblem['code'], place: CsvPlace, what: string): void {
    this.#problems.push(csvProblemAt(code, place, what));
  }

  #columnOf(cell: string, line: number): CsvColumn | null {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    const column = csvColumns.find((known) => known === name);
    const place = { file: this.#file, line, column: cell.trim() };
    if (!column && name !== '')
      this.#report('UNKNOWN_KEY', place, `is no column of a cap table (${csvColumns.join(', ')})`);
    return column ?? null;
  }

  #readLine({ at: line, cells }: Line): PlacedHolding[] {
    const place = (column: CsvColumn | null): CsvPlace => ({ file: this.#file, line, column });
    if (cells.length !== this.#columns.length) {
      const what = `has ${cells.length} cells, and the header ${this.#columns.length}`;
      this.#report('WRONG_TYPE', place(null), what);
      return [];
    }
    const texts = Object.fromEntries(csvColumns.map((column) => [column, ''])) as Record<CsvColumn, string>;
    for (const [index, cell] of cells.entries()) {
      const column = this.#columns[index];
      if (column) texts[column] = textOfCell(cell.trim());
    }
    const { holding, faults } = checkLine(texts);
    for (const { code, column, what } of faults) this.#report(code, place(column), what);
    const first = this.#securities.get(texts.security_id);
    if (first !== undefined) {
      this.#report('ID_TWICE', place('security_id'), `is ${quoted(texts.security_id)}, as on line ${first}`);
      return [];
    }
    if (texts.security_id !== '') this.#securities.set(texts.security_id, line);
    return holding ? [{ line, holding }] : [];
  }
}
