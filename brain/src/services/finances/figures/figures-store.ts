import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { FinanceMonthsTable, KpiSnapshotsTable, KpiTargetsTable } from '../../../tables.gen.ts';

export type MonthRow = Selectable<FinanceMonthsTable>;
export type TargetRow = Selectable<KpiTargetsTable>;
export type SnapshotRow = Selectable<KpiSnapshotsTable>;

/** Rows of one insert: PostgreSQL takes 65,535 parameters, and a row has nine. */
const rowsPerInsert = 2_000;

/** The newest first; one row more than the limit. */
export function listMonths(
  db: Db,
  filter: { ventureId: string; before: string | null; limit: number },
): Promise<MonthRow[]> {
  let query = db
    .selectFrom('finance_months')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('month', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query = query.where('month', '<', filter.before);
  return query.execute();
}

/** The months from one to another, both counted. */
export function monthsBetween(db: Db, ventureId: string, from: string, to: string): Promise<MonthRow[]> {
  return db
    .selectFrom('finance_months')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .orderBy('month', 'desc')
    .execute();
}

export function lockMonth(tx: Tx, ventureId: string, month: string): Promise<MonthRow | undefined> {
  return tx
    .selectFrom('finance_months')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('month', '=', month)
    .forUpdate()
    .executeTakeFirst();
}

export function allMonths(db: Db, ventureId: string): Promise<MonthRow[]> {
  return db.selectFrom('finance_months').selectAll().where('venture_id', '=', ventureId).execute();
}

/** Adds months and writes over those that are there, counting their versions up. */
export async function writeMonths(tx: Tx, rows: readonly Insertable<FinanceMonthsTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await tx
      .insertInto('finance_months')
      .values(rows.slice(start, start + rowsPerInsert))
      .onConflict((conflict) =>
        conflict.columns(['venture_id', 'month']).doUpdateSet((eb) => ({
          cash_minor: eb.ref('excluded.cash_minor'),
          income_minor: eb.ref('excluded.income_minor'),
          costs_minor: eb.ref('excluded.costs_minor'),
          note: eb.ref('excluded.note'),
          source: eb.ref('excluded.source'),
          updated_by: eb.ref('excluded.updated_by'),
          updated_at: eb.ref('excluded.updated_at'),
          version: sql<number>`finance_months.version + 1`,
        })),
      )
      .execute();
}

export function updateMonth(
  tx: Tx,
  ventureId: string,
  month: string,
  change: Updateable<FinanceMonthsTable>,
): Promise<MonthRow> {
  return tx
    .updateTable('finance_months')
    .set({ ...change, version: sql`version + 1` })
    .where('venture_id', '=', ventureId)
    .where('month', '=', month)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function targetsOf(db: Db, ventureId: string): Promise<TargetRow[]> {
  return db.selectFrom('kpi_targets').selectAll().where('venture_id', '=', ventureId).execute();
}

export async function setTarget(tx: Tx, row: Insertable<KpiTargetsTable>): Promise<void> {
  const { target, set_by, set_at } = row;
  await tx
    .insertInto('kpi_targets')
    .values(row)
    .onConflict((conflict) => conflict.columns(['venture_id', 'kpi']).doUpdateSet({ target, set_by, set_at }))
    .execute();
}

export async function removeTarget(tx: Tx, ventureId: string, kpi: string): Promise<void> {
  await tx.deleteFrom('kpi_targets').where('venture_id', '=', ventureId).where('kpi', '=', kpi).execute();
}

export function snapshotsSince(db: Db, ventureId: string, from: string): Promise<SnapshotRow[]> {
  return db
    .selectFrom('kpi_snapshots')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('month', '>=', from)
    .execute();
}

/** The newest of each KPI since a month, of many ventures. */
export function newestSnapshots(
  db: Db,
  ventureIds: readonly string[],
  from: string,
): Promise<Pick<SnapshotRow, 'venture_id' | 'kpi' | 'value'>[]> {
  if (!ventureIds.length) return Promise.resolve([]);
  return db
    .selectFrom('kpi_snapshots')
    .distinctOn(['venture_id', 'kpi'])
    .select(['venture_id', 'kpi', 'value'])
    .where('venture_id', 'in', [...ventureIds])
    .where('month', '>=', from)
    .orderBy('venture_id')
    .orderBy('kpi')
    .orderBy('month', 'desc')
    .execute();
}

export async function keepSnapshots(tx: Tx, rows: readonly Insertable<KpiSnapshotsTable>[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('kpi_snapshots')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['venture_id', 'kpi', 'month']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        taken_at: eb.ref('excluded.taken_at'),
      })),
    )
    .execute();
}
