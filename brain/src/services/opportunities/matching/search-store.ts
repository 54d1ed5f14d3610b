import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { SavedSearchesTable } from '../../../tables.gen.ts';

export type SearchRow = Selectable<SavedSearchesTable>;

export function searchesOf(db: Db, userId: string): Promise<SearchRow[]> {
  return db.selectFrom('saved_searches').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

/** All of a person's, so that their number and what they tell are decided by one at a time. */
export async function lockPerson(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('saved searches ' || ${userId}, 0))`.execute(tx);
}

export function findSearch(db: Db, userId: string, id: string): Promise<SearchRow | undefined> {
  return db
    .selectFrom('saved_searches')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function insertSearch(tx: Tx, row: Insertable<SavedSearchesTable>): Promise<SearchRow> {
  return tx.insertInto('saved_searches').values(row).returningAll().executeTakeFirstOrThrow();
}

export function updateSearch(
  tx: Tx,
  userId: string,
  id: string,
  change: Updateable<SavedSearchesTable>,
): Promise<SearchRow> {
  return tx
    .updateTable('saved_searches')
    .set(change)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteSearch(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('saved_searches')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** How many opportunities each told of. */
export async function toldBy(db: Db, userId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('search_alerts')
    .select(['search_id', sql<number>`count(*)::int`.as('count')])
    .where('user_id', '=', userId)
    .where('search_id', 'is not', null)
    .groupBy('search_id')
    .execute();
  return new Map(rows.map((row) => [row.search_id!, row.count]));
}

/** When the newest opportunity was published; nothing is new before that. */
export async function newestPublished(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('opportunities')
    .select('published_at')
    .where('kind', '=', 'OPPORTUNITY')
    .where('state', '=', 'ACTIVE')
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.published_at ?? null;
}

/** People with a search of the frequency that was last looked through before then; a batch in the order of ids. */
export async function duePeople(
  db: Db,
  filter: { frequency: 'INSTANT' | 'DAILY'; checkedBefore: Date; after: string | null; limit: number },
): Promise<string[]> {
  let query = db
    .selectFrom('saved_searches')
    .select('user_id')
    .distinct()
    .where('frequency', '=', filter.frequency)
    .where('checked_at', '<', filter.checkedBefore)
    .orderBy('user_id')
    .limit(filter.limit);
  if (filter.after) query = query.where('user_id', '>', filter.after);
  return (await query.execute()).map((row) => row.user_id);
}

/** Those of these people with a search of the frequency that was last looked through before then. */
export async function searchingAmong(
  db: Db,
  userIds: readonly string[],
  due: { frequency: 'INSTANT' | 'DAILY'; checkedBefore: Date },
): Promise<string[]> {
  if (!userIds.length) return [];
  const rows = await db
    .selectFrom('saved_searches')
    .select('user_id')
    .distinct()
    .where('user_id', 'in', userIds)
    .where('frequency', '=', due.frequency)
    .where('checked_at', '<', due.checkedBefore)
    .execute();
  return rows.map((row) => row.user_id);
}

/** When each had the last daily bundle. */
export async function bundlesOf(db: Db, userIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await db.selectFrom('match_bundles').selectAll().where('user_id', 'in', userIds).execute();
  return new Map(rows.map((row) => [row.user_id, row.told_through]));
}

export async function bundledAt(db: Db, userId: string): Promise<Date | null> {
  return (await bundlesOf(db, [userId])).get(userId) ?? null;
}

export async function bundled(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx
    .insertInto('match_bundles')
    .values({ user_id: userId, told_through: at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ told_through: at }))
    .execute();
}

/** Claims these for the person; answers with those they had not been told of. */
export async function claimAlerts(
  tx: Tx,
  rows: readonly { user_id: string; opportunity_id: string; search_id: string | null; told_at: Date }[],
): Promise<string[]> {
  if (!rows.length) return [];
  const inserted = await tx
    .insertInto('search_alerts')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['user_id', 'opportunity_id']).doNothing())
    .returning('opportunity_id')
    .execute();
  return inserted.map((row) => row.opportunity_id);
}

export async function checked(
  tx: Tx,
  userId: string,
  ids: readonly string[],
  at: Date,
  told: readonly string[],
): Promise<void> {
  if (!ids.length) return;
  await tx
    .updateTable('saved_searches')
    .set((row) => ({
      checked_at: at,
      last_told_at: sql<Date | null>`case when ${row.ref('id')} = any(${sql.val(`{${told.join(',')}}`)}::uuid[]) then ${at}::timestamptz else last_told_at end`,
    }))
    .where('user_id', '=', userId)
    .where('id', 'in', ids)
    .execute();
}

export async function eraseSearches(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('saved_searches').where('user_id', '=', userId).execute();
  await tx.deleteFrom('search_alerts').where('user_id', '=', userId).execute();
  await tx.deleteFrom('match_bundles').where('user_id', '=', userId).execute();
}
