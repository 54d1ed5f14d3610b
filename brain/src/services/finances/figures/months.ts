import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readCursor, toPage } from '../../../kernel/paging.ts';
import { findBooks, updateBooks, type BooksRow } from '../books/books-store.ts';
import {
  booksIn,
  lastMonthOver,
  lockBooks,
  record,
  requireCurrency,
  standingFor,
  writerIn,
  type Ground,
} from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { firstDay, monthOf } from '../rules/calendar.ts';
import { readMonths, type CsvMonth, type CsvReading } from '../rules/months-csv.ts';
import { watchRunway } from './runway.ts';
import * as store from './figures-store.ts';
import { monthView, previewView, type Effect } from './figures-views.ts';

/** Actual figures by month: cash at its end, money in and money out, as the owner enters them. */

interface MonthInput {
  readonly month: string;
  readonly currency: string;
  readonly cashMinor: string;
  readonly incomeMinor: string;
  readonly costsMinor: string;
  readonly note: string;
}
type MonthChange = { readonly [K in keyof Omit<MonthInput, 'month'>]?: MonthInput[K] | undefined };

export async function listMonths(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  await standingFor(ground, db, ventureId, actor, 'see-money');
  const before = monthCursor(query.cursor);
  const rows = await store.listMonths(db, { ventureId, before, limit: query.limit });
  const books = await findBooks(db, ventureId);
  const shown = toPage(
    rows,
    query.limit,
    (row) => [monthOf(row.month)],
    (row) => monthView(row, books?.currency ?? ''),
  );
  return { ...shown, currency: books?.currency ?? null, version: books?.months_version ?? 0 };
}

export async function recordMonth(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: MonthInput,
) {
  const standing = await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await booksIn(ground, tx, ventureId, input.currency);
  requireOver(ground, input.month);
  if (await store.lockMonth(tx, ventureId, firstDay(input.month)))
    throw new Fail('ALREADY_EXISTS', `${input.month} is entered already. Edit it instead.`);
  await store.writeMonths(tx, [rowOf(ground, actor, ventureId, figuresFrom(input), 'FORM')]);
  const row = found(await store.lockMonth(tx, ventureId, firstDay(input.month)));
  await raised(tx, books);
  await record(ground, tx, {
    ventureId,
    entity: 'month',
    id: input.month,
    event: 'entered',
    actor,
    after: figuresOf(row),
  });
  await watchRunway(ground, tx, standing);
  return monthView(row, books.currency);
}

export async function editMonth(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { ventureId, month }: { ventureId: string; month: string },
  change: MonthChange,
  requireVersion: (version: number) => void,
) {
  const standing = await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await lockBooks(ground, tx, ventureId);
  const row = found(await store.lockMonth(tx, ventureId, firstDay(month)));
  requireVersion(row.version);
  requireCurrency(books, change.currency);
  const saved = await store.updateMonth(tx, ventureId, row.month, {
    cash_minor: change.cashMinor === undefined ? row.cash_minor : BigInt(change.cashMinor),
    income_minor: change.incomeMinor === undefined ? row.income_minor : BigInt(change.incomeMinor),
    costs_minor: change.costsMinor === undefined ? row.costs_minor : BigInt(change.costsMinor),
    note: change.note ?? row.note,
    source: 'FORM',
    updated_by: actor.userId,
    updated_at: ground.kernel.clock.now(),
  });
  await raised(tx, books);
  await record(ground, tx, {
    ventureId,
    entity: 'month',
    id: month,
    event: 'edited',
    actor,
    before: figuresOf(row),
    after: figuresOf(saved),
  });
  await watchRunway(ground, tx, standing);
  return monthView(saved, books.currency ?? '');
}

/** What the file would write; nothing is written. */
export async function previewMonths(ground: Ground, db: Db, actor: Actor, ventureId: string, csv: string) {
  await writerIn(ground, db, ventureId, actor, 'keep-books');
  const books = await findBooks(db, ventureId);
  const reading = read(ground, books, csv);
  return previewView(reading, await effectsOf(db, ventureId, reading), books?.months_version ?? 0);
}

/** Writes the whole file, or with a single problem nothing of it. */
export async function importMonths(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  csv: string,
  requireVersion: (version: number) => void,
) {
  const standing = await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await lockBooks(ground, tx, ventureId);
  requireVersion(books.months_version);
  const reading = read(ground, books, csv);
  requireSound(reading);
  if (books.currency === null) await updateBooks(tx, ventureId, { currency: reading.currency });
  const effects = await effectsOf(tx, ventureId, reading);
  const written = reading.months.filter(({ month }) => effects.get(month) !== 'UNCHANGED');
  await store.writeMonths(
    tx,
    written.map((month) => rowOf(ground, actor, ventureId, month, 'CSV')),
  );
  const version = written.length ? await raised(tx, books) : books.months_version;
  const preview = previewView(reading, effects, version);
  const { lines, added, changed, unchanged } = preview;
  await record(ground, tx, {
    ventureId,
    entity: 'month',
    id: ventureId,
    event: 'imported',
    actor,
    after: { lines, added, changed, unchanged },
  });
  await watchRunway(ground, tx, standing);
  return preview;
}

function read(ground: Ground, books: BooksRow | undefined, csv: string): CsvReading {
  return readMonths(csv, { currency: books?.currency ?? null, lastOver: lastMonthOver(ground) });
}

/** The first of the problems, with their places, as fields of the answer. */
function requireSound({ problems }: CsvReading): void {
  if (!problems.length) return;
  const shown = problems.slice(0, 20).map(({ line, column, message }) => ({
    path: `csv:${line}${column ? `:${column}` : ''}`,
    message,
  }));
  const [first] = problems;
  const place = `line ${first!.line}${first!.column ? `, column ${first!.column}` : ''}`;
  throw new Fail(
    'INVALID_INPUT',
    `Nothing was imported. ${problems.length === 1 ? 'One problem' : `${problems.length} problems, the first`} in ${place}: ${first!.message}`,
    { fields: shown },
  );
}

async function effectsOf(db: Db, ventureId: string, { months }: CsvReading): Promise<Map<string, Effect>> {
  const rows = new Map((await store.allMonths(db, ventureId)).map((row) => [monthOf(row.month), row]));
  return new Map(
    months.map((month): [string, Effect] => {
      const row = rows.get(month.month);
      if (!row) return [month.month, 'ADDED'];
      const same =
        row.cash_minor === month.cashMinor &&
        row.income_minor === month.incomeMinor &&
        row.costs_minor === month.costsMinor &&
        row.note === month.note;
      return [month.month, same ? 'UNCHANGED' : 'CHANGED'];
    }),
  );
}

async function raised(tx: Tx, books: BooksRow): Promise<number> {
  const version = books.months_version + 1;
  await updateBooks(tx, books.venture_id, { months_version: version });
  return version;
}

function requireOver(ground: Ground, month: string): void {
  if (month > lastMonthOver(ground))
    throw new Fail('RULE_VIOLATED', `${month} is not over yet. Actual figures are of months that are over.`);
}

function figuresFrom(input: MonthInput): Omit<CsvMonth, 'line'> {
  return {
    month: input.month,
    cashMinor: BigInt(input.cashMinor),
    incomeMinor: BigInt(input.incomeMinor),
    costsMinor: BigInt(input.costsMinor),
    note: input.note,
  };
}

function rowOf(
  { kernel }: Ground,
  actor: Actor,
  ventureId: string,
  month: Omit<CsvMonth, 'line'>,
  source: 'FORM' | 'CSV',
) {
  return {
    venture_id: ventureId,
    month: firstDay(month.month),
    cash_minor: month.cashMinor,
    income_minor: month.incomeMinor,
    costs_minor: month.costsMinor,
    note: month.note,
    source,
    updated_by: actor.userId,
    updated_at: kernel.clock.now(),
  };
}

function figuresOf({ cash_minor, income_minor, costs_minor }: store.MonthRow) {
  return { cash_minor, income_minor, costs_minor };
}

function monthCursor(cursor: string | undefined): string | null {
  const key = readCursor(cursor, 1)?.[0];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(key)) return firstDay(key);
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}
