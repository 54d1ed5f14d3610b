import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DocumentEventsTable } from '../../../tables.gen.ts';

export type EventRow = Selectable<DocumentEventsTable>;

export function lastEvent(db: Db, documentId: string): Promise<{ seq: number; hash: string } | undefined> {
  return db
    .selectFrom('document_events')
    .select(['seq', 'hash'])
    .where('document_id', '=', documentId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertEvent(tx: Tx, row: Insertable<DocumentEventsTable>): Promise<void> {
  await tx.insertInto('document_events').values(row).execute();
}

export function eventsOf(db: Db, documentId: string): Promise<EventRow[]> {
  return db
    .selectFrom('document_events')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('seq')
    .execute();
}

/** The signatures a document had before its history began, in the order of their places. */
export async function recordHashesOf(db: Db, documentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('document_signatures')
    .select('record_hash')
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.record_hash);
}

export async function hasEvent(db: Db, documentId: string, type: string, position: number): Promise<boolean> {
  const row = await db
    .selectFrom('document_events')
    .select('seq')
    .where('document_id', '=', documentId)
    .where('type', '=', type)
    .where('position', '=', position)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
