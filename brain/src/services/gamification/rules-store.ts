import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { BadgeDefinitionsTable, XpRuleVersionsTable } from '../../tables.gen.ts';
import type { BadgeDefinition, BadgeRule, Rarity } from './rules/badge-table.ts';
import type { XpRules } from './rules/xp-table.ts';

/** SQL of what is rewarded, and how: versions of XP rules, and badges. */

export type VersionRow = Selectable<XpRuleVersionsTable>;
export type DefinitionRow = Selectable<BadgeDefinitionsTable>;

export async function current(db: Db): Promise<VersionRow> {
  return db
    .selectFrom('xp_rule_versions')
    .selectAll()
    .where('state', '=', 'CURRENT')
    .executeTakeFirstOrThrow();
}

/** As the rules read it. */
export function rulesOf({ version, rules }: Pick<VersionRow, 'version' | 'rules'>): XpRules {
  return { ...(rules as Omit<XpRules, 'version'>), version: String(version) };
}

export function find(db: Db, version: number): Promise<VersionRow | undefined> {
  return db.selectFrom('xp_rule_versions').selectAll().where('version', '=', version).executeTakeFirst();
}

/** Writers of versions wait for each other here. */
export async function lockVersions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('xp_rule_versions'))`.execute(tx);
}

export function lockVersion(tx: Tx, version: number): Promise<VersionRow | undefined> {
  return tx
    .selectFrom('xp_rule_versions')
    .selectAll()
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst();
}

export async function newestVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom('xp_rule_versions')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

export function list(db: Db, before: number | null, limit: number): Promise<VersionRow[]> {
  let query = db
    .selectFrom('xp_rule_versions')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(limit + 1);
  if (before !== null) query = query.where('version', '<', before);
  return query.execute();
}

export async function countDrafts(db: Db): Promise<number> {
  const row = await db
    .selectFrom('xp_rule_versions')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('state', '=', 'DRAFT')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export function insert(tx: Tx, row: Insertable<XpRuleVersionsTable>): Promise<VersionRow> {
  return tx.insertInto('xp_rule_versions').values(row).returningAll().executeTakeFirstOrThrow();
}

export function update(
  tx: Tx,
  version: number,
  change: Updateable<XpRuleVersionsTable>,
): Promise<VersionRow> {
  return tx
    .updateTable('xp_rule_versions')
    .set(change)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirstOrThrow();
}

// --- Previews --------------------------------------------------------------------------------------

export async function savePreview(
  tx: Tx,
  row: { version: number; user_id: string; before: number; after: number },
): Promise<void> {
  await tx
    .insertInto('xp_previews')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['version', 'user_id']).doUpdateSet({ before: row.before, after: row.after }),
    )
    .execute();
}

export async function lastPreviewed(db: Db, version: number): Promise<string | null> {
  const row = await db
    .selectFrom('xp_previews')
    .select('user_id')
    .where('version', '=', version)
    .orderBy('user_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

export async function countPreviewed(db: Db, version: number): Promise<number> {
  const row = await db
    .selectFrom('xp_previews')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function jobsOf(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { state: string; done: number; total: number; finishedAt: Date | null }>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('jobs')
    .select(['id', 'state', 'done', 'total', 'finished_at'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, finished_at, ...job }) => [id, { ...job, finishedAt: finished_at }]));
}

export async function clearPreview(tx: Tx, version: number): Promise<void> {
  await tx.deleteFrom('xp_previews').where('version', '=', version).execute();
}

/** Those for whom something changes, the largest difference first. */
export function previewRows(
  db: Db,
  version: number,
  after: { size: number; userId: string } | null,
  limit: number,
): Promise<{ user_id: string; before: number; after: number }[]> {
  let query = db
    .selectFrom('xp_previews')
    .select(['user_id', 'before', 'after'])
    .where('version', '=', version)
    .whereRef('after', '<>', 'before')
    .orderBy(sql`abs(after - before)`, 'desc')
    .orderBy('user_id')
    .limit(limit + 1);
  if (after)
    query = query.where(
      sql<boolean>`(-abs(after - before), user_id) > (${-after.size}::int, ${after.userId}::uuid)`,
    );
  return query.execute();
}

export async function previewSums(
  db: Db,
  version: number,
  levels: readonly number[],
): Promise<{
  people: number;
  changed: number;
  gaining: number;
  losing: number;
  levelsUp: number;
  levelsDown: number;
  difference: number;
}> {
  const steps = sql`array[${sql.join(levels)}]::int[]`;
  const before = sql`width_bucket(before, ${steps})`;
  const after = sql`width_bucket(after, ${steps})`;
  return db
    .selectFrom('xp_previews')
    .select([
      sql<number>`count(*)::int`.as('people'),
      sql<number>`(count(*) filter (where after <> before))::int`.as('changed'),
      sql<number>`(count(*) filter (where after > before))::int`.as('gaining'),
      sql<number>`(count(*) filter (where after < before))::int`.as('losing'),
      sql<number>`(count(*) filter (where ${after} > ${before}))::int`.as('levelsUp'),
      sql<number>`(count(*) filter (where ${after} < ${before}))::int`.as('levelsDown'),
      sql<number>`coalesce(sum(after - before), 0)::int`.as('difference'),
    ])
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
}

// --- Badges ----------------------------------------------------------------------------------------

export function definitions(db: Db): Promise<DefinitionRow[]> {
  return db.selectFrom('badge_definitions').selectAll().orderBy('position').orderBy('code').execute();
}

export async function offered(db: Db): Promise<BadgeDefinition[]> {
  const rows = await db
    .selectFrom('badge_definitions')
    .selectAll()
    .where('state', '=', 'OFFERED')
    .orderBy('position')
    .orderBy('code')
    .execute();
  return rows.map(definitionOf);
}

export function definitionOf({ code, name, rarity, rule }: DefinitionRow): BadgeDefinition {
  return { code, name, rarity: rarity as Rarity, rule: rule as BadgeRule };
}

/** Those of the platform follow its release, unless one was withdrawn here. */
export async function saveDefinition(tx: Tx, row: Insertable<BadgeDefinitionsTable>): Promise<void> {
  const { name, rarity, rule, position } = row;
  await tx
    .insertInto('badge_definitions')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ name, rarity, rule, position }))
    .execute();
}

export function insertDefinition(tx: Tx, row: Insertable<BadgeDefinitionsTable>): Promise<DefinitionRow> {
  return tx.insertInto('badge_definitions').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockDefinition(tx: Tx, code: string): Promise<DefinitionRow | undefined> {
  return tx
    .selectFrom('badge_definitions')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst();
}

export function setDefinitionState(tx: Tx, code: string, state: string): Promise<DefinitionRow> {
  return tx
    .updateTable('badge_definitions')
    .set({ state })
    .where('code', '=', code)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function holdersByCode(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('xp_badges')
    .select(['code', sql<number>`count(*)::int`.as('count')])
    .groupBy('code')
    .execute();
  return new Map(rows.map((row) => [row.code, row.count]));
}
