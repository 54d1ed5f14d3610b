import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { FinanceLogTable, VentureBooksTable } from '../../../tables.gen.ts';

export type BooksRow = Selectable<VentureBooksTable>;
export type LogRow = Selectable<FinanceLogTable>;

export function findBooks(db: Db, ventureId: string): Promise<BooksRow | undefined> {
  return db.selectFrom('venture_books').selectAll().where('venture_id', '=', ventureId).executeTakeFirst();
}

export async function openBooks(tx: Tx, ventureId: string, now: Date): Promise<void> {
  await tx
    .insertInto('venture_books')
    .values({ venture_id: ventureId, created_at: now })
    .onConflict((conflict) => conflict.column('venture_id').doNothing())
    .execute();
}

export function lockBooks(tx: Tx, ventureId: string): Promise<BooksRow> {
  return tx
    .selectFrom('venture_books')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export function updateBooks(
  tx: Tx,
  ventureId: string,
  change: Updateable<VentureBooksTable>,
): Promise<BooksRow> {
  return tx
    .updateTable('venture_books')
    .set(change)
    .where('venture_id', '=', ventureId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Ventures with books, for what runs by itself; a page in the order of their ids. */
export async function venturesWithBooks(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db.selectFrom('venture_books').select('venture_id').orderBy('venture_id').limit(limit);
  if (after) query = query.where('venture_id', '>', after);
  return (await query.execute()).map((row) => row.venture_id);
}

export async function insertLog(tx: Tx, row: Insertable<FinanceLogTable>): Promise<void> {
  await tx.insertInto('finance_log').values(row).execute();
}

/** The newest first. */
export function logOf(db: Db, entityId: string, limit: number): Promise<LogRow[]> {
  return db
    .selectFrom('finance_log')
    .selectAll()
    .where('entity_id', '=', entityId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
