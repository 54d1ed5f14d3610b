import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DocumentsTable, DocumentSignaturesTable, DocumentSignersTable } from '../../../tables.gen.ts';
import { inForceStates } from './policy.ts';

/** SQL of documents, signers and signatures. Published texts and venture data are in `publication-store.ts`. */

export type DocumentRow = Selectable<DocumentsTable>;
export type SignerRow = Selectable<DocumentSignersTable>;
export type SignatureRow = Selectable<DocumentSignaturesTable>;

const openingLock = 7_102_031;
const standingLock = 7_102_032;

/** One opening of copies at a time for a person. */
export async function lockOpening(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${openingLock}::int, hashtext(${userId}))`.execute(tx);
}

/** One recomputation of a person's paper facts at a time. */
export async function lockStanding(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${standingLock}::int, hashtext(${userId}))`.execute(tx);
}

export async function insertDocument(
  tx: Tx,
  row: Insertable<DocumentsTable>,
  signers: readonly Insertable<DocumentSignersTable>[],
): Promise<void> {
  await tx.insertInto('documents').values(row).execute();
  await tx
    .insertInto('document_signers')
    .values([...signers])
    .execute();
}

export function documentById(db: Db, id: string): Promise<DocumentRow | undefined> {
  return db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockDocument(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  return tx.selectFrom('documents').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateDocument(
  tx: Tx,
  id: string,
  change: Updateable<
    Pick<
      DocumentsTable,
      | 'state'
      | 'state_since'
      | 'effective_at'
      | 'valid_until'
      | 'notice_at'
      | 'ended_at'
      | 'end_reason'
      | 'deadline'
      | 'draft'
      | 'round'
      | 'html'
      | 'canonical_text'
      | 'text_hash'
      | 'fill'
      | 'standard'
    >
  >,
): Promise<DocumentRow> {
  return tx
    .updateTable('documents')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function signersOf(db: Db, documentId: string): Promise<SignerRow[]> {
  return db
    .selectFrom('document_signers')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
}

export async function signersOfMany(db: Db, documentIds: readonly string[]): Promise<SignerRow[]> {
  if (!documentIds.length) return [];
  return db
    .selectFrom('document_signers')
    .selectAll()
    .where('document_id', 'in', documentIds)
    .orderBy('position')
    .execute();
}

export async function updateSigner(
  tx: Tx,
  documentId: string,
  position: number,
  change: Partial<
    Pick<SignerRow, 'state' | 'signed_at' | 'user_id' | 'name' | 'email' | 'reason' | 'asked_at' | 'reminded'>
  >,
): Promise<void> {
  await tx
    .updateTable('document_signers')
    .set(change)
    .where('document_id', '=', documentId)
    .where('position', '=', position)
    .execute();
}

export function signaturesOf(db: Db, documentId: string): Promise<SignatureRow[]> {
  return db
    .selectFrom('document_signatures')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
}

export async function insertSignature(tx: Tx, row: Insertable<DocumentSignaturesTable>): Promise<void> {
  await tx.insertInto('document_signatures').values(row).execute();
}

/** Copies a person opened that nobody has brought to an end. */
export function openCopies(db: Db, userId: string): Promise<DocumentRow[]> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('creator_id', '=', userId)
    .where('kind', '=', 'PAPER')
    .where('state', '=', 'SIGNING')
    .orderBy('id')
    .execute();
}

/** Copies a person opened that have been in force, newest first. */
export function copiesOpenedBy(db: Db, userId: string, code: string): Promise<DocumentRow[]> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('creator_id', '=', userId)
    .where('kind', '=', 'PAPER')
    .where('code', '=', code)
    .where('effective_at', 'is not', null)
    .orderBy('effective_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** A copy that counts, or counted, for the access of a person. */
export interface Copy {
  readonly userId: string;
  readonly documentId: string;
  readonly code: string;
  readonly version: string;
  readonly ref: string;
  readonly ventureId: string | null;
  readonly tier: number | null;
  readonly state: string;
  readonly signedAt: Date | null;
  readonly effectiveAt: Date;
  readonly validUntil: Date | null;
  readonly endedAt: Date | null;
}

export async function copiesOf(
  db: Db,
  userIds: readonly string[],
  narrow: { code?: string; ref?: string } = {},
): Promise<Copy[]> {
  if (!userIds.length) return [];
  let query = db
    .selectFrom('document_signers as signer')
    .innerJoin('documents as document', 'document.id', 'signer.document_id')
    .select([
      'signer.user_id as userId',
      'document.id as documentId',
      'document.code',
      'document.version',
      'document.ref',
      'document.venture_id as ventureId',
      'document.tier',
      'document.state',
      'signer.signed_at as signedAt',
      'document.effective_at as effectiveAt',
      'document.valid_until as validUntil',
      'document.ended_at as endedAt',
    ])
    .where('signer.user_id', 'in', userIds)
    .where('signer.bears_fact', '=', true)
    // Whoever signed the text in force: a place may have been left, and a round may have come to nothing.
    .where('signer.state', '=', 'SIGNED')
    .whereRef('signer.round', '=', 'document.round')
    .where('document.effective_at', 'is not', null)
    .orderBy('document.effective_at')
    .orderBy('document.id')
    .$narrowType<{ userId: string; effectiveAt: Date }>();
  if (narrow.code !== undefined) query = query.where('document.code', '=', narrow.code);
  if (narrow.ref !== undefined) query = query.where('document.ref', '=', narrow.ref);
  return query.execute();
}

/** Copies of one person for one venture, locked, that are open or in force. */
export function lockVentureCopies(tx: Tx, userId: string, ventureId: string): Promise<DocumentRow[]> {
  return tx
    .selectFrom('documents')
    .selectAll()
    .where('creator_id', '=', userId)
    .where('kind', '=', 'PAPER')
    .where('venture_id', '=', ventureId)
    .where('state', 'in', ['SIGNING', 'EFFECTIVE'])
    .orderBy('id')
    .forUpdate()
    .execute();
}

export function awaitingSignature(
  db: Db,
  ownerId: string,
  ventureId: string,
): Promise<{ documentId: string; signerId: string; code: string }[]> {
  return db
    .selectFrom('document_signers as signer')
    .innerJoin('documents as document', 'document.id', 'signer.document_id')
    .select(['document.id as documentId', 'document.creator_id as signerId', 'document.code'])
    .where('signer.user_id', '=', ownerId)
    .where('signer.mode', '=', 'PERSON')
    .where('signer.state', '=', 'DUE')
    .where('document.venture_id', '=', ventureId)
    .where('document.kind', '=', 'PAPER')
    .where('document.state', '=', 'SIGNING')
    .orderBy('document.id')
    .execute();
}

/** The next copies past their end, locked; those another worker has are left out. */
export function lockEnded(tx: Tx, now: Date, limit: number): Promise<DocumentRow[]> {
  return tx
    .selectFrom('documents')
    .selectAll()
    .where('state', '=', 'EFFECTIVE')
    .where('valid_until', '<=', now)
    .orderBy('valid_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Agreements past their end whose amendment somebody is still writing. */
export function lockEndedInDraft(tx: Tx, now: Date, limit: number): Promise<DocumentRow[]> {
  return tx
    .selectFrom('documents')
    .selectAll()
    .where('state', '=', 'AMENDMENT_DRAFT')
    .where('valid_until', '<=', now)
    .orderBy('valid_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export function lockOverdue(tx: Tx, now: Date, limit: number): Promise<DocumentRow[]> {
  return tx
    .selectFrom('documents')
    .selectAll()
    .where('state', 'in', ['SIGNING', 'AMENDMENT_SIGNING'])
    .where('deadline', '<=', now)
    .orderBy('deadline')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Copies in force of versions that a material version has overtaken, whose end is later than the day it counts from. */
export async function lockOvertaken(tx: Tx, limit: number): Promise<{ id: string; countsFrom: Date }[]> {
  return (
    tx
      .selectFrom('documents as document')
      .innerJoin('paper_versions as own', (join) =>
        join.onRef('own.code', '=', 'document.code').onRef('own.version', '=', 'document.version'),
      )
      .innerJoin('paper_versions as newer', (join) =>
        join.onRef('newer.code', '=', 'document.code').onRef('newer.rank', '>', 'own.rank'),
      )
      .select(['document.id', 'newer.counts_from as countsFrom'])
      .where('document.state', 'in', inForceStates)
      .where('document.kind', '=', 'PAPER')
      .where('newer.kind', '=', 'MATERIAL')
      .where((eb) =>
        eb.or([
          eb('document.valid_until', 'is', null),
          eb('document.valid_until', '>', eb.ref('newer.counts_from')),
        ]),
      )
      // The earliest day is written last.
      .orderBy('newer.counts_from', 'desc')
      .limit(limit)
      .forUpdate('document')
      .skipLocked()
      .execute()
  );
}

/** Copies whose end is `days` away or less, counted from a moment at which they were in force, and not announced yet. */
export function dueNotices(tx: Tx, now: Date, days: number, limit: number): Promise<DocumentRow[]> {
  const from = sql<Date>`document.valid_until - ${days} * interval '1 day'`;
  return tx
    .selectFrom('documents as document')
    .selectAll('document')
    .where('document.state', '=', 'EFFECTIVE')
    .where('document.notice_at', 'is', null)
    .where('document.valid_until', '>', now)
    .where('document.valid_until', '<=', sql<Date>`${now}::timestamptz + ${days} * interval '1 day'`)
    .where(sql<boolean>`${from} > document.effective_at`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('renewal_notices as notice')
            .select('notice.days')
            .whereRef('notice.document_id', '=', 'document.id')
            .where('notice.days', '<=', days),
        ),
      ),
    )
    .orderBy('document.valid_until')
    .limit(limit)
    .forUpdate('document')
    .skipLocked()
    .execute();
}

export async function markNoticed(tx: Tx, documentId: string, days: number, at: Date): Promise<void> {
  await tx.insertInto('renewal_notices').values({ document_id: documentId, days, sent_at: at }).execute();
}

/** People whose papers are counted in the report, in batches. */
export async function peopleWithPapers(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db
    .selectFrom('document_signers')
    .select('user_id')
    .distinct()
    .where('bears_fact', '=', true)
    .where('user_id', 'is not', null);
  if (after) query = query.where('user_id', '>', after);
  const rows = await query.orderBy('user_id').limit(limit).execute();
  return rows.flatMap((row) => row.user_id ?? []);
}

export async function inForceByVersion(
  db: Db,
  now: Date,
): Promise<{ code: string; version: string; inForce: number }[]> {
  const rows = await db
    .selectFrom('documents')
    .select(['code', 'version', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('kind', '=', 'PAPER')
    .where('state', '=', 'EFFECTIVE')
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', now)]))
    .groupBy(['code', 'version'])
    .orderBy('code')
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ code: row.code, version: row.version, inForce: Number(row.count) }));
}

export async function endingBetween(db: Db, from: Date, to: Date): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('kind', '=', 'PAPER')
    .where('state', '=', 'EFFECTIVE')
    .where('valid_until', '>', from)
    .where('valid_until', '<=', to)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
