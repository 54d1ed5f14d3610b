import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { StoredReport } from './report.ts';
import type { ModelPromotionsTable, ModelTrainingsTable, ModelVersionsTable } from '../../tables.gen.ts';

export type ModelVersionRow = Selectable<ModelVersionsTable>;

export function versions(db: Db): Promise<ModelVersionRow[]> {
  return db.selectFrom('model_versions').selectAll().orderBy('name').orderBy('registered_at').execute();
}

export async function insertVersion(tx: Tx, row: Insertable<ModelVersionsTable>): Promise<void> {
  await tx.insertInto('model_versions').values(row).execute();
}

export function champion(db: Db, name: string): Promise<ModelVersionRow | undefined> {
  return db
    .selectFrom('model_versions as model')
    .innerJoin('model_aliases as alias', (join) =>
      join.onRef('alias.name', '=', 'model.name').onRef('alias.version', '=', 'model.version'),
    )
    .selectAll('model')
    .where('alias.alias', '=', 'champion')
    .where('model.name', '=', name)
    .executeTakeFirst();
}

export type Alias = 'champion' | 'challenger' | 'shadow';

export async function setAlias(
  tx: Tx,
  name: string,
  alias: Alias,
  version: string,
  since: Date,
): Promise<void> {
  await tx
    .insertInto('model_aliases')
    .values({ name, alias, version, since })
    .onConflict((conflict) => conflict.columns(['name', 'alias']).doUpdateSet({ version, since }))
    .execute();
}

export type TrainingRow = Selectable<ModelTrainingsTable>;
export type PromotionRow = Selectable<ModelPromotionsTable>;

/** One act on the versions of a name at a time. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('model ' || ${name}, 0))`.execute(tx);
}

export async function insertTraining(tx: Tx, row: Insertable<ModelTrainingsTable>): Promise<void> {
  await tx.insertInto('model_trainings').values(row).execute();
}

export async function artefactOf(db: Db, name: string, version: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('model_trainings')
    .select('artefact')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.artefact ?? null;
}

/** The newest first, with what became of them; without the bytes. */
export function versionsOf(db: Db, name: string, limit: number, version?: string) {
  let query = db
    .selectFrom('model_versions as model')
    .leftJoin('model_trainings as training', (join) =>
      join.onRef('training.name', '=', 'model.name').onRef('training.version', '=', 'model.version'),
    )
    .leftJoin('model_aliases as alias', (join) =>
      join
        .onRef('alias.name', '=', 'model.name')
        .onRef('alias.version', '=', 'model.version')
        .on('alias.alias', '=', 'champion'),
    )
    .selectAll('model')
    .select(['training.passed', 'training.verdict', 'alias.since'])
    .where('model.name', '=', name);
  if (version !== undefined) query = query.where('model.version', '=', version);
  return query
    .orderBy('model.registered_at', 'desc')
    .orderBy(sql`string_to_array(model.version, '.')::int[]`, 'desc')
    .limit(limit)
    .execute();
}
export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number];

export async function countVersions(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('model_versions')
    .select(['name', sql<number>`count(*)::int`.as('count')])
    .groupBy('name')
    .orderBy('name')
    .execute();
  return new Map(rows.map((row) => [row.name, row.count]));
}

/** The newest first. */
export function promotionsOf(db: Db, name: string): Promise<PromotionRow[]> {
  return db
    .selectFrom('model_promotions')
    .selectAll()
    .where('name', '=', name)
    .orderBy('promoted_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function insertPromotion(tx: Tx, row: Insertable<ModelPromotionsTable>): Promise<void> {
  await tx.insertInto('model_promotions').values(row).execute();
}

export async function endPromotion(
  tx: Tx,
  name: string,
  how: 'REPLACED' | 'ROLLED_BACK',
  at: Date,
): Promise<void> {
  await tx
    .updateTable('model_promotions')
    .set({ ended_at: at, ended_how: how })
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .execute();
}

/** With a version: only when it is that one. */
export async function removeAlias(tx: Tx, name: string, alias: Alias, version?: string): Promise<void> {
  let query = tx.deleteFrom('model_aliases').where('name', '=', name).where('alias', '=', alias);
  if (version !== undefined) query = query.where('version', '=', version);
  await query.execute();
}

export async function aliasesOf(db: Db, name: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('model_aliases')
    .select(['alias', 'version'])
    .where('name', '=', name)
    .execute();
  return new Map(rows.map(({ alias, version }) => [alias, version]));
}

export async function insertReport(
  tx: Tx,
  name: string,
  version: string,
  report: StoredReport,
): Promise<void> {
  await tx
    .insertInto('model_evaluations')
    .values({ name, version, report: JSON.stringify(report) })
    .execute();
}

export async function reportOf(db: Db, name: string, version: string): Promise<StoredReport | null> {
  const row = await db
    .selectFrom('model_evaluations')
    .select('report')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  return (row?.report as StoredReport | undefined) ?? null;
}
