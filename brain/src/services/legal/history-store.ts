import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DocumentEventsTable } from '../../tables.gen.ts';

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
