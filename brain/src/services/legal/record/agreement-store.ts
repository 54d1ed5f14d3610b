import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DocumentSignersTable, DocumentTextsTable } from '../../../tables.gen.ts';
import type { StepRule } from './recipients.ts';
import type { DocumentRow } from './store.ts';

/** SQL of what agreements have besides a document and its signers: texts by round, step rules, added recipients. */

export type TextRow = Selectable<DocumentTextsTable>;

export async function insertText(tx: Tx, row: Insertable<DocumentTextsTable>): Promise<void> {
  await tx.insertInto('document_texts').values(row).execute();
}

/** Every text a document has had, oldest first. */
export function textsOf(db: Db, documentId: string): Promise<TextRow[]> {
  return db
    .selectFrom('document_texts')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('round')
    .orderBy('revision')
    .execute();
}

/** The last revision of a round: the one that is signed. */
export function textOfRound(db: Db, documentId: string, round: number): Promise<TextRow | undefined> {
  return db
    .selectFrom('document_texts')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('round', '=', round)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The last round that has a text; null before anything was handed in. An amendment takes the number after it. */
export async function lastRound(db: Db, documentId: string): Promise<number | null> {
  const row = await db
    .selectFrom('document_texts')
    .select((eb) => eb.fn.max('round').as('round'))
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  return row?.round ?? null;
}

export async function insertSigners(
  tx: Tx,
  rows: readonly Insertable<DocumentSignersTable>[],
): Promise<void> {
  await tx
    .insertInto('document_signers')
    .values([...rows])
    .execute();
}

export async function insertSteps(
  tx: Tx,
  documentId: string,
  round: number,
  rules: readonly StepRule[],
): Promise<void> {
  if (!rules.length) return;
  await tx
    .insertInto('document_steps')
    .values(rules.map(({ step, needed }) => ({ document_id: documentId, round, step, needed })))
    .execute();
}

export function stepsOf(db: Db, documentId: string): Promise<(StepRule & { readonly round: number })[]> {
  return db
    .selectFrom('document_steps')
    .select(['round', 'step', 'needed'])
    .where('document_id', '=', documentId)
    .orderBy('round')
    .orderBy('step')
    .execute();
}

/** The share by which somebody who is no party reads a document. */
export function liveShare(
  db: Db,
  documentId: string,
  userId: string,
  now: Date,
): Promise<{ canComment: boolean } | undefined> {
  return db
    .selectFrom('document_shares')
    .select('can_comment as canComment')
    .where('document_id', '=', documentId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .limit(1)
    .executeTakeFirst();
}

/** Approved texts that nobody sent for so long, locked. */
export function lockUnused(tx: Tx, before: Date, limit: number): Promise<DocumentRow[]> {
  return tx
    .selectFrom('documents')
    .selectAll()
    .where('state', '=', 'APPROVED')
    .where('kind', '=', 'CUSTOM')
    .where((eb) => eb(eb.fn.coalesce('state_since', 'created_at'), '<=', before))
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}
