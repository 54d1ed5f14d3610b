import { hubId } from '@smartstart/units';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

export interface Totals {
  readonly genesis_at: Date;
  readonly seq: bigint;
  readonly at: Date;
  readonly hash: string;
  readonly key_id: string | null;
  readonly signature: string | null;
  readonly holders: number;
  /** Account → micro-BUZ as text: of the hub's accounts, and of all users together. */
  readonly accounts: Record<string, string>;
}

/** Every BUZ there is by account, with the signed head they rest on: one statement, so that all of it is of one moment. */
export async function readTotals(db: Db): Promise<Totals> {
  const { rows } = await sql<Totals>`
    with totals as (
      select account, sum(balance_micro) as micro from ledger_accounts group by account
    )
    select s.genesis_at, s.seq, s.at, s.hash, h.key_id, h.signature,
      (select count(distinct owner_id)::int from ledger_accounts where balance_micro > 0 and owner_id <> ${hubId}) as holders,
      (select jsonb_object_agg(account, micro::text) from totals) as accounts
    from ledger_state s left join ledger_heads h on h.seq = s.seq`.execute(db);
  return rows[0]!;
}

/** The sum of all balances, as the database adds them up. */
export async function sumOfAccounts(db: Db): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    select coalesce(sum(balance_micro), 0)::bigint as sum from ledger_accounts`.execute(db);
  return rows[0]!.sum;
}
