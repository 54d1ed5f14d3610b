import { sql } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DocumentRow } from '../record/store.ts';

/** SQL of what is deleted when its time is over. Lists go by id from the one after `after` on: what is held stays in them. */

/** A row that can go, and the document it belongs to. */
export interface Leftover {
  readonly id: string;
  readonly documentId: string;
}

/** Documents that ended before the day. Whether they can go is decided by `purge_document`. */
export function endedBefore(
  db: Db,
  before: Date,
  after: string | null,
  limit: number,
): Promise<Pick<DocumentRow, 'id' | 'code' | 'version' | 'text_hash' | 'ended_at'>[]> {
  let query = db
    .selectFrom('documents')
    .select(['id', 'code', 'version', 'text_hash', 'ended_at'])
    .where('ended_at', '<=', before);
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

/** Deletes the document with everything that is known of it; false when the database keeps it. */
export async function purge(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ gone: boolean }>`select purge_document(${id}) as gone`.execute(tx);
  return rows[0]!.gone;
}

export function endedGuestSessions(
  db: Db,
  before: Date,
  after: string | null,
  limit: number,
): Promise<Leftover[]> {
  let query = db
    .selectFrom('guest_sessions as session')
    .innerJoin('guest_links as link', 'link.id', 'session.link_id')
    .select(['session.id', 'link.document_id as documentId'])
    .where(sql<boolean>`coalesce(session.ended_at, session.expires_at) <= ${before}`);
  if (after) query = query.where('session.id', '>', after);
  return query.orderBy('session.id').limit(limit).execute();
}

export async function deleteGuestSessions(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('guest_sessions').where('id', 'in', ids).execute();
}

/** Links that work no more, and whose sessions are gone. */
export function endedGuestLinks(
  db: Db,
  before: Date,
  after: string | null,
  limit: number,
): Promise<Leftover[]> {
  let query = db
    .selectFrom('guest_links as link')
    .select(['link.id', 'link.document_id as documentId'])
    .where(sql<boolean>`coalesce(link.revoked_at, link.used_at, link.expires_at) <= ${before}`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('guest_sessions as session')
            .select('session.id')
            .whereRef('session.link_id', '=', 'link.id'),
        ),
      ),
    );
  if (after) query = query.where('link.id', '>', after);
  return query.orderBy('link.id').limit(limit).execute();
}

export async function deleteGuestLinks(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('guest_links').where('id', 'in', ids).execute();
}

export function endedShares(db: Db, before: Date, after: string | null, limit: number): Promise<Leftover[]> {
  let query = db
    .selectFrom('document_shares')
    .select(['id', 'document_id as documentId'])
    .where(sql<boolean>`coalesce(ended_at, expires_at) <= ${before}`);
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

export async function deleteShares(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('document_shares').where('id', 'in', ids).execute();
}

/** Agreements that were given up with a working copy still there. */
export function cancelledDrafts(
  db: Db,
  before: Date,
  after: string | null,
  limit: number,
): Promise<Leftover[]> {
  let query = db
    .selectFrom('documents')
    .select(['id', 'id as documentId'])
    .where('state', '=', 'CANCELLED')
    .where('draft', 'is not', null)
    .where('ended_at', '<=', before);
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

export async function dropDrafts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.updateTable('documents').set({ draft: null }).where('id', 'in', ids).execute();
}
