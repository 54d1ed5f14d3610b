import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { AbuseReportsTable, ModerationCasesTable } from '../../../tables.gen.ts';

export type CaseRow = Selectable<ModerationCasesTable>;
export type ReportRow = Selectable<AbuseReportsTable>;

/** The open case of a subject. Reported by two at once it is one: the second waits, and finds it. */
export async function openCase(tx: Tx, row: Insertable<ModerationCasesTable>): Promise<CaseRow> {
  await tx
    .insertInto('moderation_cases')
    .values(row)
    // Written out: with a parameter a kept plan cannot tell which index is meant.
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject_id']).where('state', '=', sql.lit('OPEN')).doNothing(),
    )
    .execute();
  return tx
    .selectFrom('moderation_cases')
    .selectAll()
    .where('kind', '=', row.kind)
    .where('subject_id', '=', row.subject_id)
    .where('state', '=', 'OPEN')
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** @returns false when the person has reported it already */
export async function insertReport(tx: Tx, row: Insertable<AbuseReportsTable>): Promise<boolean> {
  const result = await tx
    .insertInto('abuse_reports')
    .values(row)
    .onConflict((conflict) => conflict.columns(['case_id', 'reporter_id']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function lockCase(tx: Tx, id: string): Promise<CaseRow | undefined> {
  return tx.selectFrom('moderation_cases').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function findCases(db: Db, ids: readonly string[]): Promise<CaseRow[]> {
  if (!ids.length) return Promise.resolve([]);
  return db
    .selectFrom('moderation_cases')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

export function updateCase(tx: Tx, id: string, change: Updateable<ModerationCasesTable>): Promise<CaseRow> {
  return tx
    .updateTable('moderation_cases')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The oldest first; one row more than the limit. */
export function casesIn(
  db: Db,
  filter: { state: string; after: string | null; limit: number },
): Promise<CaseRow[]> {
  let query = db
    .selectFrom('moderation_cases')
    .selectAll()
    .where('state', '=', filter.state)
    .orderBy('id')
    .limit(filter.limit + 1);
  if (filter.after) query = query.where('id', '>', filter.after);
  return query.execute();
}

/** Measures against somebody, the latest first; one row more than the limit. */
export function measuresAgainst(
  db: Db,
  filter: { userId: string; before: string | null; limit: number },
): Promise<CaseRow[]> {
  let query = db
    .selectFrom('moderation_cases')
    .selectAll()
    .where('author_id', '=', filter.userId)
    .where('measure', 'in', ['HIDE', 'WARN', 'SUSPEND'])
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export function reportsOn(db: Db, caseIds: readonly string[]): Promise<ReportRow[]> {
  if (!caseIds.length) return Promise.resolve([]);
  return db
    .selectFrom('abuse_reports')
    .selectAll()
    .where('case_id', 'in', [...caseIds])
    .orderBy('id')
    .execute();
}

export function reportsBy(
  db: Db,
  filter: { userId: string; before: string | null; limit: number },
): Promise<ReportRow[]> {
  let query = db
    .selectFrom('abuse_reports')
    .selectAll()
    .where('reporter_id', '=', filter.userId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}
