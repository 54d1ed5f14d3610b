import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** A wallet with its balances as one statement sees them, so that they hold for one position of the ledger. */
export interface Overview {
  readonly seq: bigint;
  readonly paused: boolean;
  /** Account → micro-BUZ as text; null for somebody who never had any. */
  readonly balances: Record<string, string> | null;
  readonly waiting_micro: bigint;
  readonly frozen: boolean;
  /** Null as long as the person has no wallet. */
  readonly notify_from_micro: bigint | null;
}

export async function readOverview(db: Db, userId: string): Promise<Overview> {
  const { rows } = await sql<Overview>`
    select s.seq, s.paused_at is not null as paused,
      (select jsonb_object_agg(account, balance_micro::text) from ledger_accounts where owner_id = ${userId}) as balances,
      (select coalesce(sum(amount_micro), 0)::bigint from buz_claims where user_id = ${userId} and state = 'WAITING') as waiting_micro,
      w.frozen_at is not null as frozen, w.notify_from_micro
    from ledger_state s left join buz_wallets w on w.user_id = ${userId}`.execute(db);
  return rows[0]!;
}

/** Above which amount this person wants to be asked; undefined without a wallet. */
export async function stepUpAboveOf(db: Db, userId: string): Promise<bigint | undefined> {
  const row = await db
    .selectFrom('buz_wallets')
    .select('step_up_above_micro')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.step_up_above_micro;
}
