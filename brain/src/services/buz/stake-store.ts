import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

export type StakeRow = Selectable<DB['buz_stakes']>;

/** One at a time for a person, until the end of the transaction: the maximum of a tier is over rows that may not exist yet. */
export async function lockStakesOf(tx: Tx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stakes of ${userId}`}, 0))`.execute(tx);
}

/** What runs in a tier, without the stake that is about to end. */
export async function runningMicro(db: Db, userId: string, tier: string, endingId?: string): Promise<bigint> {
  let query = db
    .selectFrom('buz_stakes')
    .select(sql<bigint>`coalesce(sum(amount_micro), 0)::bigint`.as('micro'))
    .where('user_id', '=', userId)
    .where('tier', '=', tier)
    .where('state', '=', 'ACTIVE');
  if (endingId) query = query.where('id', '<>', endingId);
  return (await query.executeTakeFirstOrThrow()).micro;
}

export async function insertStake(tx: Tx, row: Insertable<DB['buz_stakes']>): Promise<StakeRow> {
  return tx.insertInto('buz_stakes').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function lockStake(tx: Tx, id: string): Promise<StakeRow | undefined> {
  return tx.selectFrom('buz_stakes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateStake(
  tx: Tx,
  id: string,
  change: Updateable<DB['buz_stakes']>,
): Promise<StakeRow> {
  return tx
    .updateTable('buz_stakes')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Running stakes first, then the newest of those that ended. */
export async function stakesOf(db: Db, userId: string, limit: number): Promise<StakeRow[]> {
  return db
    .selectFrom('buz_stakes')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy(sql`state = 'ACTIVE'`, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function runningStakes(db: Db, userId: string): Promise<StakeRow[]> {
  return db
    .selectFrom('buz_stakes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'ACTIVE')
    .execute();
}

export interface DueStake {
  readonly id: string;
  readonly user_id: string;
  readonly matures_at: Date;
}

/** Stakes whose term is over, in the order of their ends, after the one given. */
export async function dueStakes(
  db: Db,
  now: Date,
  after: DueStake | null,
  limit: number,
): Promise<DueStake[]> {
  let query = db
    .selectFrom('buz_stakes')
    .select(['id', 'user_id', 'matures_at'])
    .where('state', '=', 'ACTIVE')
    .where('matures_at', '<=', now);
  if (after) query = query.where(sql<boolean>`(matures_at, id) > (${after.matures_at}, ${after.id})`);
  return query.orderBy('matures_at').orderBy('id').limit(limit).execute();
}
