import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DocumentBreachesTable } from '../../../tables.gen.ts';

/** SQL of breach cases. */

export type BreachRow = Selectable<DocumentBreachesTable>;

const openStates = ['INVESTIGATING', 'REMEDIATION'];

export async function insertBreach(tx: Tx, row: Insertable<DocumentBreachesTable>): Promise<void> {
  await tx.insertInto('document_breaches').values(row).execute();
}

export function breachById(db: Db, id: string): Promise<BreachRow | undefined> {
  return db.selectFrom('document_breaches').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockBreach(tx: Tx, id: string): Promise<BreachRow | undefined> {
  return tx.selectFrom('document_breaches').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateBreach(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<BreachRow, 'state' | 'plan' | 'deadline' | 'decided_by' | 'decided_at' | 'reason' | 'reminded_at'>
  >,
): Promise<BreachRow> {
  return tx
    .updateTable('document_breaches')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Open cases first, each part with the newest first. */
export function listBreaches(
  db: Db,
  after: { readonly open: boolean; readonly id: string } | null,
  limit: number,
): Promise<(BreachRow & { title: string | null; code: string })[]> {
  const isOpen = sql<boolean>`(breach.state in ('INVESTIGATING', 'REMEDIATION'))`;
  let query = db
    .selectFrom('document_breaches as breach')
    .innerJoin('documents as document', 'document.id', 'breach.document_id')
    .selectAll('breach')
    .select(['document.title', 'document.code']);
  if (after) query = query.where(sql<boolean>`(${isOpen}, breach.id) < (${after.open}, ${after.id}::uuid)`);
  return query.orderBy(isOpen, 'desc').orderBy('breach.id', 'desc').limit(limit).execute();
}

export function isOpen(row: Pick<BreachRow, 'state'>): boolean {
  return openStates.includes(row.state);
}

/** Cases whose deadline is near and not announced, or over and not announced since, locked. */
export function lockDue(tx: Tx, now: Date, soon: Date, limit: number): Promise<BreachRow[]> {
  return tx
    .selectFrom('document_breaches')
    .selectAll()
    .where('state', '=', 'REMEDIATION')
    .where((eb) =>
      eb.or([
        eb.and([eb('deadline', '<=', soon), eb('reminded_at', 'is', null)]),
        eb.and([eb('deadline', '<=', now), eb('reminded_at', '<', eb.ref('deadline'))]),
      ]),
    )
    .orderBy('deadline')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The cases that name this file as evidence. */
export function casesCiting(db: Db, fileId: string): Promise<Pick<BreachRow, 'document_id' | 'state'>[]> {
  return db
    .selectFrom('document_breaches')
    .select(['document_id', 'state'])
    .where(sql<boolean>`file_ids @> array[${fileId}]::uuid[]`)
    .execute();
}
