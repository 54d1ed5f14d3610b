import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { PlaceMetricsTable, PlaceMetricValuesTable } from '../../../tables.gen.ts';

export type MetricRow = Selectable<PlaceMetricsTable>;
export type PlaceRef = { readonly teamId: string } | { readonly companyId: string };

const columnOf = (place: PlaceRef) => ('teamId' in place ? 'team_id' : 'company_id');
const idOf = (place: PlaceRef) => ('teamId' in place ? place.teamId : place.companyId);

export function insertMetric(tx: Tx, row: Insertable<PlaceMetricsTable>): Promise<MetricRow> {
  return tx.insertInto('place_metrics').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockMetric(tx: Tx, place: PlaceRef, id: string): Promise<MetricRow | undefined> {
  return tx
    .selectFrom('place_metrics')
    .selectAll()
    .where('id', '=', id)
    .where(columnOf(place), '=', idOf(place))
    .forUpdate()
    .executeTakeFirst();
}

export function metricsOf(db: Db, place: PlaceRef): Promise<MetricRow[]> {
  return db
    .selectFrom('place_metrics')
    .selectAll()
    .where(columnOf(place), '=', idOf(place))
    .orderBy('id')
    .execute();
}

export async function deleteMetric(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('place_metrics').where('id', '=', id).execute();
}

/** One value a day; a second one corrects the first. */
export async function noteValue(tx: Tx, row: Insertable<PlaceMetricValuesTable>): Promise<void> {
  const { value, noted_by, noted_at } = row;
  await tx
    .insertInto('place_metric_values')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['metric_id', 'day']).doUpdateSet({ value, noted_by, noted_at }),
    )
    .execute();
}

/** The last values of each, the oldest first. */
export async function valuesOf(
  db: Db,
  metricIds: readonly string[],
  limit: number,
): Promise<Map<string, { day: string; value: number }[]>> {
  const values = new Map<string, { day: string; value: number }[]>(metricIds.map((id) => [id, []]));
  if (!metricIds.length) return values;
  const { rows } = await sql<{ metric_id: string; day: string; value: number }>`
    select metric_id, day, value from (
      select metric_id, day, value, row_number() over (partition by metric_id order by day desc) as nr
      from place_metric_values where metric_id = any(${[...metricIds]}::uuid[])) latest
    where nr <= ${limit} order by day`.execute(db);
  for (const { metric_id, day, value } of rows) values.get(metric_id)!.push({ day, value });
  return values;
}
