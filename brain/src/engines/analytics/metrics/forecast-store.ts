import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { MetricBacktestsTable, MetricForecastsTable } from '../../../tables.gen.ts';

/** SQL of forecasts as they were made, and of how they came out. */

export type ForecastRow = Selectable<MetricForecastsTable>;
export type BacktestRow = Selectable<MetricBacktestsTable>;

export async function addForecasts(tx: Tx, rows: readonly Insertable<MetricForecastsTable>[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('metric_forecasts')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['metric', 'made_on', 'due_on']).doNothing())
    .execute();
}

export function dueForecasts(db: Db, metric: string, day: string): Promise<ForecastRow[]> {
  return db
    .selectFrom('metric_forecasts')
    .selectAll()
    .where('metric', '=', metric)
    .where('scored_at', 'is', null)
    .where('due_on', '<=', day)
    .orderBy('due_on')
    .execute();
}

export async function score(tx: Tx, metric: string, dueOn: string, outcome: number, at: Date): Promise<void> {
  await tx
    .updateTable('metric_forecasts')
    .set({ outcome, scored_at: at })
    .where('metric', '=', metric)
    .where('due_on', '=', dueOn)
    .where('scored_at', 'is', null)
    .execute();
}

export async function latest(db: Db, metric: string): Promise<ForecastRow[]> {
  const { rows } = await sql<ForecastRow>`
    select * from metric_forecasts where metric = ${metric}
      and made_on = (select max(made_on) from metric_forecasts where metric = ${metric}) order by due_on`.execute(
    db,
  );
  return rows;
}

export async function recordOf(
  db: Db,
  metric: string,
): Promise<{ due: number; open: number; coverage: number | null }> {
  const { rows } = await sql<{ due: number; open: number; coverage: number | null }>`
    select count(*) filter (where outcome is not null)::int as due,
      count(*) filter (where outcome is null)::int as open,
      (avg((outcome between low and high)::int) filter (where outcome is not null))::float8 as coverage
    from metric_forecasts where metric = ${metric}`.execute(db);
  return rows[0]!;
}

export async function saveBacktest(tx: Tx, row: Insertable<MetricBacktestsTable>): Promise<void> {
  const { metric: _, ...rest } = row;
  await tx
    .insertInto('metric_backtests')
    .values(row)
    .onConflict((conflict) => conflict.column('metric').doUpdateSet(rest))
    .execute();
}

export function backtestOf(db: Db, metric: string): Promise<BacktestRow | undefined> {
  return db.selectFrom('metric_backtests').selectAll().where('metric', '=', metric).executeTakeFirst();
}
