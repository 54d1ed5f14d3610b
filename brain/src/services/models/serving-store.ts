import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { ModelAlarmsTable, ModelChecksTable, ModelServingsTable } from '../../tables.gen.ts';

export type ServingRow = Selectable<ModelServingsTable>;
export type AlarmRow = Selectable<ModelAlarmsTable>;
export type CheckRow = Selectable<ModelChecksTable>;
export type AlarmKind = 'DRIFT' | 'CALIBRATION' | 'ARTEFACT' | 'FEATURES' | 'PARITY';

/** The first of a day stands. */
export async function insertServings(db: Db, rows: Insertable<ModelServingsTable>[]): Promise<void> {
  if (!rows.length) return;
  await db
    .insertInto('model_servings')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The newest ones, or with `share` a part of them that a draw of the day decides. */
export function servingsSince(
  db: Db,
  name: string,
  version: string,
  since: Date,
  limit: number,
): Promise<ServingRow[]> {
  return db
    .selectFrom('model_servings')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .where('served_at', '>=', since)
    .orderBy('served_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function deleteServingsBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('model_servings').where('served_at', '<', before).execute();
}

export async function forgetSubject(tx: Tx, subject: string): Promise<void> {
  await tx.deleteFrom('model_servings').where('subject', '=', subject).execute();
}

/** How a shadow's chances lie beside those that were served. */
export function shadowFigures(db: Db, name: string, version: string, shadow: string, since: Date) {
  const gap = sql`abs(probability - shadow_probability)`;
  return db
    .selectFrom('model_servings')
    .where('name', '=', name)
    .where('version', '=', version)
    .where('shadow_version', '=', shadow)
    .where('served_at', '>=', since)
    .select([
      sql<number>`count(*)::int`.as('rows'),
      sql<number | null>`avg(probability)`.as('served'),
      sql<number | null>`avg(shadow_probability)`.as('shadow'),
      sql<number | null>`avg(${gap})`.as('gap'),
      sql<number | null>`avg((${gap} > 0.1)::int::float8)`.as('far'),
    ])
    .executeTakeFirstOrThrow();
}

export function openAlarms(db: Db, name: string): Promise<AlarmRow[]> {
  return db
    .selectFrom('model_alarms')
    .selectAll()
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .orderBy('raised_at')
    .execute();
}

export function alarmsOf(db: Db, name: string, limit: number): Promise<AlarmRow[]> {
  return db
    .selectFrom('model_alarms')
    .selectAll()
    .where('name', '=', name)
    .orderBy('raised_at', 'desc')
    .limit(limit)
    .execute();
}

/** False when the same one stands already. */
export async function raise(tx: Tx, row: Insertable<ModelAlarmsTable>): Promise<boolean> {
  const made = await tx
    .insertInto('model_alarms')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export interface AlarmEnd {
  readonly at: Date;
  readonly by: string | null;
  readonly why: string;
}

export async function endAlarm(
  tx: Tx,
  which: { name: string; version: string; kind: AlarmKind } | { name: string; id: string },
  { at, by, why }: AlarmEnd,
): Promise<boolean> {
  let query = tx
    .updateTable('model_alarms')
    .set({ ended_at: at, ended_by: by, ended_why: why })
    .where('name', '=', which.name)
    .where('ended_at', 'is', null);
  query =
    'id' in which
      ? query.where('id', '=', which.id)
      : query.where('version', '=', which.version).where('kind', '=', which.kind);
  const row = await query.executeTakeFirst();
  return row.numUpdatedRows > 0n;
}

export async function insertCheck(tx: Tx, row: Insertable<ModelChecksTable>): Promise<void> {
  await tx.insertInto('model_checks').values(row).execute();
}

/** The newest of each kind, for the version that serves. */
export function newestChecks(db: Db, name: string, version: string): Promise<CheckRow[]> {
  return db
    .selectFrom('model_checks')
    .distinctOn('kind')
    .selectAll()
    .where('name', '=', name)
    .where('version', '=', version)
    .orderBy('kind')
    .orderBy('checked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function deleteChecksBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('model_checks').where('checked_at', '<', before).execute();
}
