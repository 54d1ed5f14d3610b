import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type {
  DocumentCommentsTable,
  DocumentReviewsTable,
  DocumentSharesTable,
  DocumentsTable,
} from '../../../tables.gen.ts';
import type { DocumentRow } from '../record/store.ts';

/** SQL of agreements in the making: drafts, reviews, shares and comments. */

export type ReviewRow = Selectable<DocumentReviewsTable>;
export type ShareRow = Selectable<DocumentSharesTable>;
export type CommentRow = Selectable<DocumentCommentsTable>;

const makingLock = 7_102_034;

/** One new draft of a person at a time, so that their number has a limit. */
export async function lockMaking(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${makingLock}::int, hashtext(${userId}))`.execute(tx);
}

export async function insertDraft(tx: Tx, row: Insertable<DocumentsTable>): Promise<DocumentRow> {
  return tx.insertInto('documents').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function countDrafts(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('creator_id', '=', userId)
    .where('kind', '=', 'CUSTOM')
    .where('state', '=', 'DRAFT')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export interface DraftChange {
  readonly state?: string;
  readonly draft?: string | null;
  readonly title?: string;
  readonly message?: string | null;
  readonly validity_days?: number | null;
  readonly notice_days?: number;
  readonly html?: string;
  readonly canonical_text?: string;
  readonly text_hash?: string;
  readonly fill?: string;
  readonly standard?: boolean;
  readonly appealed?: boolean;
  readonly state_since?: Date;
  readonly end_reason?: string | null;
}

export async function changeDraft(tx: Tx, id: string, change: DraftChange): Promise<DocumentRow> {
  return tx
    .updateTable('documents')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function lastEventType(db: Db, documentId: string): Promise<string | null> {
  const row = await db
    .selectFrom('document_events')
    .select('type')
    .where('document_id', '=', documentId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.type ?? null;
}

export interface MadeRow extends DocumentRow {
  readonly signed: number;
  readonly to_sign: number;
}

/** The agreements a person made, newest first, with the signatures of the running round. */
export async function madeBy(
  db: Db,
  userId: string,
  before: string | null,
  limit: number,
): Promise<MadeRow[]> {
  const signers = (states: readonly string[] | null) => {
    let query = db
      .selectFrom('document_signers as signer')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .whereRef('signer.document_id', '=', sql.ref('document.id'))
      .whereRef('signer.round', '=', sql.ref('document.round'))
      .where('signer.kind', '=', 'SIGNER')
      .where('signer.state', 'not in', ['REPLACED', 'DELEGATED', 'RELEASED']);
    if (states) query = query.where('signer.state', 'in', states);
    return query;
  };
  let query = db
    .selectFrom('documents as document')
    .selectAll('document')
    .select([signers(['SIGNED']).as('signed'), signers(null).as('to_sign')])
    .where('document.creator_id', '=', userId)
    .where('document.kind', '=', 'CUSTOM');
  if (before) query = query.where('document.id', '<', before);
  const rows = await query.orderBy('document.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({ ...row, signed: Number(row.signed ?? 0), to_sign: Number(row.to_sign ?? 0) }));
}

export async function insertReview(tx: Tx, row: Insertable<DocumentReviewsTable>): Promise<void> {
  await tx.insertInto('document_reviews').values(row).execute();
}

export function reviewById(db: Db, id: string): Promise<ReviewRow | undefined> {
  return db.selectFrom('document_reviews').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The latest review of a document. */
export function lastReview(db: Db, documentId: string): Promise<ReviewRow | undefined> {
  return db
    .selectFrom('document_reviews')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Who rejected the text last. */
export async function lastRejecter(db: Db, documentId: string): Promise<string | null> {
  const row = await db
    .selectFrom('document_reviews')
    .select('decided_by as userId')
    .where('document_id', '=', documentId)
    .where('state', '=', 'REJECTED')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.userId ?? null;
}

export function lockReview(tx: Tx, id: string): Promise<ReviewRow | undefined> {
  return tx.selectFrom('document_reviews').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function decideReview(
  tx: Tx,
  id: string,
  change: Pick<ReviewRow, 'state' | 'decided_by' | 'decided_at' | 'reason'>,
): Promise<ReviewRow> {
  return tx
    .updateTable('document_reviews')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export type ReviewLine = ReviewRow & { readonly title: string | null; readonly creator_id: string };

/** Open reviews oldest first, decided ones newest first. One whose document was withdrawn meanwhile waits for nobody. */
export function listReviews(
  db: Db,
  open: boolean,
  from: string | null,
  limit: number,
): Promise<ReviewLine[]> {
  let query = db
    .selectFrom('document_reviews as review')
    .innerJoin('documents as document', 'document.id', 'review.document_id')
    .selectAll('review')
    .select(['document.title', 'document.creator_id'])
    .where('review.state', open ? '=' : '<>', 'OPEN');
  if (open) query = query.where('document.state', 'in', ['UNDER_REVIEW', 'AMENDMENT_REVIEW']);
  if (from) query = query.where('review.id', open ? '>' : '<', from);
  return query
    .orderBy('review.id', open ? 'asc' : 'desc')
    .limit(limit)
    .execute();
}

export async function insertShare(tx: Tx, row: Insertable<DocumentSharesTable>): Promise<ShareRow> {
  return tx.insertInto('document_shares').values(row).returningAll().executeTakeFirstOrThrow();
}

export function liveShares(db: Db, documentId: string, now: Date): Promise<ShareRow[]> {
  return db
    .selectFrom('document_shares')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id')
    .execute();
}

/** Ends what runs, and what is over but was never ended. */
export async function endSharesWith(tx: Tx, documentId: string, userId: string, now: Date): Promise<void> {
  await tx
    .updateTable('document_shares')
    .set({ ended_at: now })
    .where('document_id', '=', documentId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
}

/** False when there is no such share that has not ended. */
export async function endShare(tx: Tx, documentId: string, shareId: string, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('document_shares')
    .set({ ended_at: now })
    .where('document_id', '=', documentId)
    .where('id', '=', shareId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function insertComment(tx: Tx, row: Insertable<DocumentCommentsTable>): Promise<CommentRow> {
  return tx.insertInto('document_comments').values(row).returningAll().executeTakeFirstOrThrow();
}

export function commentsOf(db: Db, documentId: string): Promise<CommentRow[]> {
  return db
    .selectFrom('document_comments')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('id')
    .execute();
}
