import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkEvidenceTable } from '../../../tables.gen.ts';

export type EvidenceRow = Selectable<WorkEvidenceTable>;

export function insertEvidence(tx: Tx, row: Insertable<WorkEvidenceTable>): Promise<EvidenceRow> {
  return tx.insertInto('work_evidence').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockEvidence(tx: Tx, ventureId: string, id: string): Promise<EvidenceRow | undefined> {
  return tx
    .selectFrom('work_evidence')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function deleteEvidence(tx: Tx, ventureId: string, id: string): Promise<void> {
  await tx.deleteFrom('work_evidence').where('venture_id', '=', ventureId).where('id', '=', id).execute();
}

/** The newest first; one row more than the limit. */
export function listEvidence(
  db: Db,
  ventureId: string,
  before: string | null,
  limit: number,
): Promise<EvidenceRow[]> {
  let query = db
    .selectFrom('work_evidence')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}

export async function countEvidence(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('work_evidence')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Workspaces that were in their phase before a moment and in which nobody has checked in or done a task since. */
export async function silentSince(
  db: Db,
  since: Date,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ venture_id: string }>`
    select venture_id from work_ventures space
    where phase_since < ${since} and venture_id > ${after ?? '00000000-0000-0000-0000-000000000000'}
      and not exists (select from work_checkins where venture_id = space.venture_id and created_at >= ${since})
      and not exists (select from work_tasks where venture_id = space.venture_id and done_at >= ${since})
    order by venture_id limit ${limit}`.execute(db);
  return rows.map((row) => row.venture_id);
}

/** An agreement of the venture took effect; said again when it is amended. */
export async function rememberAgreement(tx: Tx, ventureId: string, documentId: string): Promise<void> {
  await tx
    .insertInto('work_agreements')
    .values({ venture_id: ventureId, document_id: documentId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function forgetAgreement(tx: Tx, ventureId: string, documentId: string): Promise<void> {
  await tx
    .deleteFrom('work_agreements')
    .where('venture_id', '=', ventureId)
    .where('document_id', '=', documentId)
    .execute();
}

/** How many of these are agreements of the venture that are in force. */
export async function countInForce(
  db: Db,
  ventureId: string,
  documentIds: readonly string[],
): Promise<number> {
  const { count } = await db
    .selectFrom('work_agreements')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('venture_id', '=', ventureId)
    .where('document_id', 'in', [...documentIds])
    .executeTakeFirstOrThrow();
  return Number(count);
}
