import { sql, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import { paidStates } from '../rules/machines.ts';
import type { SubscriptionHistoryTable, SubscriptionsTable } from '../../../tables.gen.ts';

export type SeatRow = Selectable<SubscriptionsTable>;
export type SeatHistoryRow = Selectable<SubscriptionHistoryTable>;

export function find(db: Db, userId: string): Promise<SeatRow | undefined> {
  return db.selectFrom('subscriptions').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** The state of many seats at once; who never had one is left out. */
export async function statesOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, string>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('subscriptions')
    .select(['user_id', 'state'])
    .where('user_id', 'in', [...userIds])
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.state]));
}

/** The person's row, made when missing, locked. */
export async function lock(tx: Tx, userId: string, now: Date): Promise<SeatRow> {
  await tx
    .insertInto('subscriptions')
    .values({ user_id: userId, state: 'INACTIVE', changed_at: now })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  return tx
    .selectFrom('subscriptions')
    .selectAll()
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export function save(tx: Tx, userId: string, change: Updateable<SubscriptionsTable>): Promise<SeatRow> {
  return tx
    .updateTable('subscriptions')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function addHistory(
  tx: Tx,
  row: {
    id: string;
    user_id: string;
    from_state: string;
    to_state: string;
    event: string;
    actor_id: string | null;
    at: Date;
  },
): Promise<void> {
  await tx.insertInto('subscription_history').values(row).execute();
}

/** Trials that have ended by `now`. */
export async function trialsOver(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select('user_id')
    .where('state', '=', 'TRIALING')
    .where('trial_ends_at', '<=', now)
    .orderBy('trial_ends_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.user_id);
}

/** Marks trials that end before `until` as reminded and tells whose they are. */
export async function takeReminders(
  tx: Tx,
  until: Date,
): Promise<{ user_id: string; trial_ends_at: Date | null }[]> {
  return tx
    .updateTable('subscriptions')
    .set({ reminded: true })
    .where('state', '=', 'TRIALING')
    .where('reminded', '=', false)
    .where('trial_ends_at', '<=', until)
    .returning(['user_id', 'trial_ends_at'])
    .execute();
}

export function historyOf(db: Db, userId: string) {
  return db
    .selectFrom('subscription_history')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute();
}

/** Whose paid month is over in one of these states. */
export async function periodsOver(
  db: Db,
  state: 'ACTIVE' | 'CANCELLING',
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select('user_id')
    .where('state', '=', state)
    .where('period_end', '<=', now)
    .orderBy('period_end')
    .limit(limit)
    .execute();
  return rows.map((row) => row.user_id);
}

/** People after an id, in the order of ids, in this state. */
export function inState(
  db: Db,
  states: readonly string[],
  after: string | null,
  limit: number,
): Promise<SeatRow[]> {
  let query = db.selectFrom('subscriptions').selectAll().where('state', 'in', states);
  if (after) query = query.where('user_id', '>', after);
  return query.orderBy('user_id').limit(limit).execute();
}

export function listSeats(
  db: Db,
  filter: { state?: string | undefined; after: string | null; limit: number },
): Promise<SeatRow[]> {
  let query = db.selectFrom('subscriptions').selectAll();
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.after) query = query.where('user_id', '<', filter.after);
  return query.orderBy('user_id', 'desc').limit(filter.limit).execute();
}

/** Whoever pays by the month, and what their months cost without tax: each at the price of the month that runs. */
export async function monthly(db: Db): Promise<{ paying: number; minor: bigint }> {
  const { rows } = await sql<{ paying: number; minor: bigint }>`
    select count(*)::int as paying, coalesce(sum(price.price_minor), 0)::bigint as minor
    from subscriptions cross join lateral (
      select price_minor from seat_prices where from_at <= subscriptions.period_start order by from_at desc limit 1
    ) as price
    where state in (${sql.join([...paidStates])})`.execute(db);
  return rows[0]!;
}

export async function countByState(db: Db): Promise<{ state: string; count: number }[]> {
  return db
    .selectFrom('subscriptions')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
}
