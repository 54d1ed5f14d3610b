import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { RevenueEntriesTable, RevenueReportsTable } from '../../../tables.gen.ts';

export type ReportRow = Selectable<RevenueReportsTable>;
export type EntryRow = Selectable<RevenueEntriesTable>;

export function insertReport(tx: Tx, row: Insertable<RevenueReportsTable>): Promise<ReportRow> {
  return tx.insertInto('revenue_reports').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findReport(db: Db, id: string): Promise<ReportRow | undefined> {
  return db.selectFrom('revenue_reports').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockReport(tx: Tx, id: string): Promise<ReportRow | undefined> {
  return tx.selectFrom('revenue_reports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateReport(
  tx: Tx,
  id: string,
  change: Updateable<RevenueReportsTable>,
): Promise<ReportRow> {
  return tx
    .updateTable('revenue_reports')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The report that waits for a month, and the one that counts. */
export function openReports(db: Db, ventureId: string, month: string): Promise<ReportRow[]> {
  return db
    .selectFrom('revenue_reports')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('month', '=', month)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'REPORTED'),
        eb.and([eb('state', '=', 'RECOGNISED'), eb('corrected_by_id', 'is', null)]),
      ]),
    )
    .execute();
}

/** The newest first; one row more than the limit. */
export function listReports(
  db: Db,
  filter: { ventureId: string; state: string | undefined; before: string | null; limit: number },
): Promise<ReportRow[]> {
  let query = db
    .selectFrom('revenue_reports')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Of all ventures, the oldest first. */
export function reportsIn(
  db: Db,
  filter: { state: string; after: string | null; limit: number },
): Promise<ReportRow[]> {
  let query = db
    .selectFrom('revenue_reports')
    .selectAll()
    .where('state', '=', filter.state)
    .orderBy('id')
    .limit(filter.limit + 1);
  if (filter.after) query = query.where('id', '>', filter.after);
  return query.execute();
}

/** The ventures whose reports rest on the file. */
export async function venturesShowing(db: Db, fileId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('revenue_reports')
    .select('venture_id')
    .distinct()
    .where(sql<boolean>`evidence_file_ids @> array[${fileId}]::uuid[]`)
    .execute();
  return rows.map((row) => row.venture_id);
}

export async function insertEntry(tx: Tx, row: Insertable<RevenueEntriesTable>): Promise<void> {
  await tx.insertInto('revenue_entries').values(row).execute();
}

export function entryOf(
  db: Db,
  reportId: string,
  kind: 'RECOGNISED' | 'REVERSAL',
): Promise<EntryRow | undefined> {
  return db
    .selectFrom('revenue_entries')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}

/**
 * Recognised revenue by month: gross less taxes, for a tax is not revenue, while what third parties cost is a cost. Months
 * without a report are left out.
 */
export async function recognisedByMonth(
  db: Db,
  ventureId: string,
  from: string,
  to: string,
): Promise<Map<string, bigint>> {
  const rows = await db
    .selectFrom('revenue_entries')
    .select(['month', sql<string>`sum(gross_minor - taxes_minor)`.as('revenue')])
    .where('venture_id', '=', ventureId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy('month')
    .execute();
  return new Map(rows.map((row) => [row.month.slice(0, 7), BigInt(row.revenue)]));
}

/** Of all time. */
export async function recognisedRevenue(db: Db, ventureId: string): Promise<bigint> {
  const row = await db
    .selectFrom('revenue_entries')
    .select(sql<string | null>`sum(gross_minor - taxes_minor)`.as('revenue'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirstOrThrow();
  return BigInt(row.revenue ?? 0);
}

/** What is recognised and in no distribution yet, the oldest month first. */
export function unsharedEntries(db: Db, ventureId: string): Promise<EntryRow[]> {
  return db
    .selectFrom('revenue_entries')
    .selectAll('revenue_entries')
    .leftJoin('distribution_entries', 'distribution_entries.entry_id', 'revenue_entries.id')
    .where('revenue_entries.venture_id', '=', ventureId)
    .where('distribution_entries.entry_id', 'is', null)
    .orderBy('revenue_entries.month')
    .orderBy('revenue_entries.id')
    .execute();
}
