import { sql, type Selectable } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import type { DocumentBreachesTable, DocumentReviewsTable, DocumentsTable } from '../../../tables.gen.ts';
import { inForceStates } from '../record/policy.ts';

/** SQL of what the legal office reads across all documents. */

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

export type ActiveDocument = Pick<
  Selectable<DocumentsTable>,
  | 'id'
  | 'kind'
  | 'code'
  | 'version'
  | 'state'
  | 'text_hash'
  | 'created_at'
  | 'effective_at'
  | 'ended_at'
  | 'end_reason'
> & { readonly signatures: number };

/** Documents that were made, signed, put into force or ended in the span, oldest first. */
export function documentsIn(db: Db, { from, to }: Span, limit: number): Promise<ActiveDocument[]> {
  const signed = db
    .selectFrom('document_signatures')
    .select('document_id')
    .where('signed_at', '>=', from)
    .where('signed_at', '<', to);
  return db
    .selectFrom('documents as document')
    .select([
      'document.id',
      'document.kind',
      'document.code',
      'document.version',
      'document.state',
      'document.text_hash',
      'document.created_at',
      'document.effective_at',
      'document.ended_at',
      'document.end_reason',
      sql<number>`(select count(*)::int from document_signatures s
        where s.document_id = document.id and s.signed_at >= ${from} and s.signed_at < ${to})`.as(
        'signatures',
      ),
    ])
    .where((eb) =>
      eb.or([
        eb.and([eb('document.created_at', '>=', from), eb('document.created_at', '<', to)]),
        eb.and([eb('document.effective_at', '>=', from), eb('document.effective_at', '<', to)]),
        eb.and([eb('document.ended_at', '>=', from), eb('document.ended_at', '<', to)]),
        eb('document.id', 'in', signed),
      ]),
    )
    .orderBy('document.created_at')
    .orderBy('document.id')
    .limit(limit)
    .execute();
}

export function versionsIn(db: Db, { from, to }: Span) {
  return db
    .selectFrom('paper_versions')
    .select(['code', 'version', 'kind', 'text_hash', 'published_at', 'counts_from'])
    .where('published_at', '>=', from)
    .where('published_at', '<', to)
    .orderBy('published_at')
    .orderBy('code')
    .orderBy('rank')
    .execute();
}

export function reviewsIn(
  db: Db,
  { from, to }: Span,
  limit: number,
): Promise<Selectable<DocumentReviewsTable>[]> {
  return db
    .selectFrom('document_reviews')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('requested_at', '>=', from), eb('requested_at', '<', to)]),
        eb.and([eb('decided_at', '>=', from), eb('decided_at', '<', to)]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
}

export function breachesIn(
  db: Db,
  { from, to }: Span,
  limit: number,
): Promise<Selectable<DocumentBreachesTable>[]> {
  return db
    .selectFrom('document_breaches')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('reported_at', '>=', from), eb('reported_at', '<', to)]),
        eb.and([eb('decided_at', '>=', from), eb('decided_at', '<', to)]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function countOpen(db: Db): Promise<{ reviews: number; breaches: number }> {
  const { rows } = await sql<{ reviews: number; breaches: number }>`
    select (select count(*) from document_reviews where state = 'OPEN')::int as reviews,
      (select count(*) from document_breaches where state in ('INVESTIGATING', 'REMEDIATION'))::int as breaches`.execute(
    db,
  );
  return rows[0]!;
}

/** Copies in force that end within the days. */
export async function countEnding(db: Db, now: Date, days: number): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('state', 'in', inForceStates)
    .where('valid_until', '>', now)
    .where('valid_until', '<=', sql<Date>`${now}::timestamptz + ${days} * interval '1 day'`)
    .executeTakeFirstOrThrow();
  return row.count;
}

export interface Party {
  readonly documentId: string;
  readonly code: string;
  readonly title: string | null;
  readonly ventureId: string | null;
  readonly creatorId: string;
  readonly userIds: string[];
}

/** Whom and what documents concern. */
export async function partiesOf(db: Db, documentIds: readonly string[]): Promise<Party[]> {
  if (!documentIds.length) return [];
  return db
    .selectFrom('documents as document')
    .select([
      'document.id as documentId',
      'document.code',
      'document.title',
      'document.venture_id as ventureId',
      'document.creator_id as creatorId',
      sql<
        string[]
      >`array(select user_id::text from document_signers where document_id = document.id and user_id is not null)`.as(
        'userIds',
      ),
    ])
    .where('document.id', 'in', documentIds)
    .execute();
}
