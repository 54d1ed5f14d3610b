import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { MatchesTable } from '../../../tables.gen.ts';
import type { MatchState } from './rules.ts';

export type MatchRow = Selectable<MatchesTable>;

export function matchesFor(db: Db, userId: string, opportunityIds: readonly string[]): Promise<MatchRow[]> {
  if (!opportunityIds.length) return Promise.resolve([]);
  return db
    .selectFrom('matches')
    .selectAll()
    .where('user_id', '=', userId)
    .where('opportunity_id', 'in', opportunityIds)
    .execute();
}

/** Whoever was suggested the same at the same moment wrote it already; answers with those written here. */
export async function insertMatches(tx: Tx, rows: readonly Insertable<MatchesTable>[]): Promise<MatchRow[]> {
  if (!rows.length) return [];
  return tx
    .insertInto('matches')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('matches_once').doNothing())
    .returningAll()
    .execute();
}

/** What is not to be suggested again: hidden, applied for, answered. */
export async function settled(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('matches')
    .select('opportunity_id')
    .where('user_id', '=', userId)
    .where('state', 'not in', ['SUGGESTED', 'VIEWED'])
    .execute();
  return rows.map((row) => row.opportunity_id);
}

export async function liked(db: Db, userId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('matches')
    .select('opportunity_id')
    .where('user_id', '=', userId)
    .where('liked', '=', true)
    .where('state', '<>', 'IGNORED')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.opportunity_id);
}

/** People who have hidden the opportunity: they do not want it. */
export async function hiddenBy(db: Db, opportunityId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('matches')
    .select('user_id')
    .where('opportunity_id', '=', opportunityId)
    .where('state', '=', 'IGNORED')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Another person's match is not there. */
export function lockMatch(tx: Tx, userId: string, id: string): Promise<MatchRow | undefined> {
  return tx
    .selectFrom('matches')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

export function lockMatchOf(tx: Tx, userId: string, opportunityId: string): Promise<MatchRow | undefined> {
  return tx
    .selectFrom('matches')
    .selectAll()
    .where('user_id', '=', userId)
    .where('opportunity_id', '=', opportunityId)
    .forUpdate()
    .executeTakeFirst();
}

export function updateMatch(tx: Tx, id: string, change: Updateable<MatchesTable>): Promise<MatchRow> {
  return tx.updateTable('matches').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Newest first; one more than the limit. */
export function listMatches(
  db: Db,
  filter: { userId: string; state: MatchState | undefined; before: string | null; limit: number },
): Promise<MatchRow[]> {
  let query = db
    .selectFrom('matches')
    .selectAll()
    .where('user_id', '=', filter.userId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Suggestions that stand: not hidden, not answered, and still open. */
export async function countStanding(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('matches')
    .innerJoin('opportunities', 'opportunities.id', 'matches.opportunity_id')
    .select((all) => all.fn.countAll<bigint>().as('count'))
    .where('matches.user_id', '=', userId)
    .where('matches.state', 'in', ['SUGGESTED', 'VIEWED'])
    .where('opportunities.state', '=', 'ACTIVE')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export function allOf(db: Db, userId: string): Promise<MatchRow[]> {
  return db.selectFrom('matches').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

/** Suggestions that led to nothing; what was applied for stays as an outcome. */
export async function forgetSuggestions(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom('matches')
    .where('user_id', '=', userId)
    .where('state', 'in', ['SUGGESTED', 'VIEWED'])
    .execute();
}

export async function eraseMatches(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('matches').where('user_id', '=', userId).execute();
}
