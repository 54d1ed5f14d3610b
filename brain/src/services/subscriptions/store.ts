import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { SubscriptionsTable } from '../../tables.gen.ts';

export type SubscriptionRow = Selectable<SubscriptionsTable>;

export function find(db: Db, userId: string): Promise<SubscriptionRow | undefined> {
  return db.selectFrom('subscriptions').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** The person's row, made when missing, locked. */
export async function lock(tx: Tx, userId: string, now: Date): Promise<SubscriptionRow> {
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

export async function save(
  tx: Tx,
  userId: string,
  change: { state: string; changed_at: Date; trial_started_at?: Date; trial_ends_at?: Date | null },
): Promise<SubscriptionRow> {
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
