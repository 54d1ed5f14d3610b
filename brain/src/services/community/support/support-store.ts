import { type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { SupportMessagesTable, SupportRequestsTable } from '../../../tables.gen.ts';

export type RequestRow = Selectable<SupportRequestsTable>;
export type WordsRow = Selectable<SupportMessagesTable>;

export function insertRequest(tx: Tx, row: Insertable<SupportRequestsTable>): Promise<RequestRow> {
  return tx.insertInto('support_requests').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findRequest(db: Db, id: string): Promise<RequestRow | undefined> {
  return db.selectFrom('support_requests').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockRequest(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return tx.selectFrom('support_requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateRequest(
  tx: Tx,
  id: string,
  change: Updateable<SupportRequestsTable>,
): Promise<RequestRow> {
  return tx
    .updateTable('support_requests')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Newest first; one row more than the limit. */
export function requestsOf(
  db: Db,
  filter: { userId: string; state?: string | undefined; before: string | null; limit: number },
): Promise<RequestRow[]> {
  let query = db
    .selectFrom('support_requests')
    .selectAll()
    .where('user_id', '=', filter.userId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Open ones by when an answer is due, others newest first; one row more than the limit. */
export function queue(
  db: Db,
  filter: { state: string; after: { due: Date; id: string } | null; limit: number },
): Promise<RequestRow[]> {
  const { state, after, limit } = filter;
  let query = db
    .selectFrom('support_requests')
    .selectAll()
    .where('state', '=', state)
    .limit(limit + 1);
  if (state !== 'OPEN') {
    if (after) query = query.where('id', '<', after.id);
    return query.orderBy('id', 'desc').execute();
  }
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('answer_due_at', '>', after.due),
        eb.and([eb('answer_due_at', '=', after.due), eb('id', '>', after.id)]),
      ]),
    );
  return query.orderBy('answer_due_at').orderBy('id').execute();
}

export async function countOpen(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('support_requests')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('user_id', '=', userId)
    .where('state', '=', 'OPEN')
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertWords(tx: Tx, row: Insertable<SupportMessagesTable>): Promise<void> {
  await tx.insertInto('support_messages').values(row).execute();
}

export function wordsOf(db: Db, requestId: string): Promise<WordsRow[]> {
  return db
    .selectFrom('support_messages')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
}
