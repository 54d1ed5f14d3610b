import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { stringify } from 'csv-stringify/sync';
import { plainCell } from '../../../kernel/plain-cell.ts';
import { writeSheet, type Part } from '../../../kernel/pdf-sheet.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Result, Table } from './running.ts';

export interface ReportFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly extension: string;
}

export interface Heading {
  readonly title: string;
  readonly description: string;
  readonly hubName: string;
  readonly at: Date;
}

/** With a byte order mark, by which spreadsheets know the encoding; tables follow each other under their titles. */
export function csvOf(heading: Heading, result: Result): ReportFile {
  const lines: (string | number)[][] = [
    [plainCell(heading.title)],
    ['from', result.range.from, 'to', result.range.to, 'computed', result.computedAt],
    ...result.notes.map((note) => ['note', plainCell(note)]),
  ];
  for (const { title, columns, rows } of result.tables)
    lines.push(
      [],
      [plainCell(title)],
      columns.map((column) => plainCell(column.title)),
      ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? plainCell(cell) : (cell ?? '')))),
    );
  const text = stringify(lines, { bom: true, record_delimiter: 'windows' });
  return { bytes: Buffer.from(text), mediaType: 'text/csv', extension: 'csv' };
}

export function jsonOf({ title, description }: Heading, result: Result): ReportFile {
  const text = JSON.stringify({ title, description, ...result }, null, 2);
  return { bytes: Buffer.from(text), mediaType: 'application/json', extension: 'json' };
}

/** The first table, which is the report itself; numbers are doubles, everything else is text. */
export async function parquetOf(warehouse: Warehouse, result: Result): Promise<ReportFile> {
  const table = result.tables[0]!;
  const parameters: (string | number | null)[] = [];
  const cell = (value: string | number | null, numeric: boolean) => {
    parameters.push(value);
    return `$${parameters.length}::${numeric ? 'double' : 'varchar'}`;
  };
  const names = table.columns.map(({ key }, at) => `c${at} as "${key.replaceAll('"', '')}"`);
  const empty = table.columns.map(({ numeric }) => `null::${numeric ? 'double' : 'varchar'}`);
  const rows = table.rows.length ? table.rows : [];
  const values = rows.map(
    (row) => `(${row.map((value, at) => cell(value, table.columns[at]!.numeric)).join(', ')})`,
  );
  const columns = table.columns.map((_, at) => `c${at}`).join(', ');
  const text = `select ${names.join(', ')} from (values ${values.length ? values.join(', ') : `(${empty.join(', ')})`}) t(${columns})${
    values.length ? '' : ' where false'
  }`;
  const bytes = await buffer(await warehouse.exportTo('PARQUET', text, parameters));
  return { bytes, mediaType: 'application/vnd.apache.parquet', extension: 'parquet' };
}

const pageWidth = 515;
/** More columns than fit a page in readable letters stand below each other. */
const columnsAPage = 7;

export async function pdfOf(heading: Heading, result: Result): Promise<ReportFile> {
  const { title, description, hubName, at } = heading;
  const parts: Part[] = [
    { kind: 'heading', level: 1, text: title },
    {
      kind: 'paragraph',
      text: [
        ...(description ? [description] : []),
        `From ${instant(result.range.from)} to ${instant(result.range.to)}. Computed ${instant(result.computedAt)}.`,
        ...result.notes,
      ].join('\n'),
    },
    ...result.tables.flatMap(partsOfTable),
  ];
  const sheet = writeSheet({ title, author: hubName, at }, parts) as unknown as Readable;
  return { bytes: await buffer(sheet), mediaType: 'application/pdf', extension: 'pdf' };
}

function partsOfTable(table: Table): Part[] {
  const parts: Part[] = [{ kind: 'heading', level: 2, text: table.title }];
  if (!table.rows.length) return [...parts, { kind: 'paragraph', text: 'No rows.' }];
  const rest = table.columns.length - 1;
  for (let from = 1; from <= Math.max(1, rest); from += columnsAPage - 1) {
    const chosen = [
      0,
      ...Array.from({ length: Math.min(columnsAPage - 1, rest - from + 1) }, (_, i) => from + i),
    ];
    const width = pageWidth / chosen.length;
    parts.push({
      kind: 'table',
      columns: chosen.map((at) => ({
        title: table.columns[at]!.title,
        width,
        ...(table.columns[at]!.numeric ? { right: true as const } : {}),
      })),
      rows: table.rows.map((row) => chosen.map((at) => written(row[at] ?? null, table.columns[at]!.unit))),
    });
  }
  return parts;
}

/** Shares in percent, whole numbers in full, others with four digits that count; nothing reads “no data”. */
export function written(value: string | number | null, unit: string | null = null): string {
  if (value === null) return 'no data';
  if (typeof value === 'string') return value;
  if (unit === 'RATIO') return `${Number((value * 100).toPrecision(3))} %`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

const instant = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
