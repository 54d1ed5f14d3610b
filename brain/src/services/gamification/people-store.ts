import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { XpBadgesTable, XpPeopleTable } from '../../tables.gen.ts';

/** SQL of the figures of people and the badges they hold. */

export type PersonRow = Selectable<XpPeopleTable>;

export async function begin(tx: Tx, row: Insertable<XpPeopleTable>): Promise<void> {
  await tx
    .insertInto('xp_people')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
}

export function lock(tx: Tx, userId: string): Promise<PersonRow | undefined> {
  return tx.selectFrom('xp_people').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst();
}

export function find(db: Db, userId: string): Promise<PersonRow | undefined> {
  return db.selectFrom('xp_people').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export function findMany(db: Db, userIds: readonly string[]): Promise<PersonRow[]> {
  if (!userIds.length) return Promise.resolve([]);
  return db
    .selectFrom('xp_people')
    .selectAll()
    .where('user_id', 'in', [...userIds])
    .execute();
}

export async function update(tx: Tx, userId: string, change: Updateable<XpPeopleTable>): Promise<void> {
  await tx.updateTable('xp_people').set(change).where('user_id', '=', userId).execute();
}

/** Ids in their order, the next ones after this; with a version, of those judged under another one. */
export async function idsAfter(
  db: Db,
  after: string | null,
  limit: number,
  notUnder: number | null = null,
): Promise<string[]> {
  let query = db.selectFrom('xp_people').select('user_id').orderBy('user_id').limit(limit);
  if (after) query = query.where('user_id', '>', after);
  if (notUnder !== null) query = query.where('rules_version', '<>', notUnder);
  return (await query.execute()).map((row) => row.user_id);
}

/** Those with a second factor and a verified identity. */
export async function provenAfter(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db
    .selectFrom('xp_people')
    .select('user_id')
    .where(sql<boolean>`facts @> '{"secondFactorOn": 1, "identityVerified": 1}'`)
    .orderBy('user_id')
    .limit(limit);
  if (after) query = query.where('user_id', '>', after);
  return (await query.execute()).map((row) => row.user_id);
}

export async function count(db: Db, notUnder: number | null = null): Promise<number> {
  let query = db.selectFrom('xp_people').select((eb) => eb.fn.countAll<bigint>().as('count'));
  if (notUnder !== null) query = query.where('rules_version', '<>', notUnder);
  return Number((await query.executeTakeFirstOrThrow()).count);
}

export function badgesOf(db: Db, userId: string): Promise<{ code: string; earned_at: Date }[]> {
  return db
    .selectFrom('xp_badges')
    .select(['code', 'earned_at'])
    .where('user_id', '=', userId)
    .orderBy('earned_at', 'desc')
    .orderBy('code')
    .execute();
}

export async function insertBadge(tx: Tx, row: Insertable<XpBadgesTable>): Promise<void> {
  await tx.insertInto('xp_badges').values(row).execute();
}

/** Everything of a person goes; the guard of the ledger lets it, because the transaction names them. */
export async function eraseAllOf(tx: Tx, userId: string): Promise<void> {
  const tables = [
    'xp_postings',
    'xp_occurrences',
    'xp_acts',
    'xp_stays',
    'xp_badges',
    'xp_previews',
    'xp_people',
    'personal_goals',
    'personal_goal_steps',
    'portfolio_items',
    'skill_checks',
  ] as const;
  for (const table of tables) await tx.deleteFrom(table).where('user_id', '=', userId).execute();
  await tx.deleteFrom('xp_reviews').where('reviewer_id', '=', userId).execute();
}
