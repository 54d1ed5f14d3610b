import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';

export interface Pause {
  readonly paused_at: Date | null;
  readonly paused_reason: string | null;
}

/** Takes the ledger's lock until the end of the transaction: what is decided next, nobody changes meanwhile. */
export async function lockLedger(tx: Tx): Promise<Pause> {
  const { rows } = await sql<Pause>`select paused_at, paused_reason from ledger_state for update`.execute(tx);
  return rows[0]!;
}

export async function readPause(db: Db): Promise<Pause> {
  return db.selectFrom('ledger_state').select(['paused_at', 'paused_reason']).executeTakeFirstOrThrow();
}

export async function setPause(tx: Tx, pause: Pause): Promise<void> {
  await tx.updateTable('ledger_state').set(pause).execute();
}

/** Transfers that wait for review, and frozen wallets; both are few and have an index of their own. */
export async function countCases(db: Db): Promise<{ held: number; frozen: number }> {
  const { rows } = await sql<{ held: number; frozen: number }>`
    select (select count(*) from ledger_holds where state = 'OPEN' and purpose = 'REVIEW')::int as held,
      (select count(*) from buz_wallets where frozen_at is not null)::int as frozen`.execute(db);
  return rows[0]!;
}

export interface Flow {
  readonly day: string;
  readonly kind: string;
  readonly count: number;
  readonly volume_micro: bigint;
}

/** What moved a UTC day, by kind of posting: transactions, and what they credited. Genesis moved nothing. */
export async function flowsAfter(db: Db, seq: bigint): Promise<Flow[]> {
  const { rows } = await sql<Flow>`
    select (t.at at time zone 'UTC')::date as day, p.kind, count(distinct p.seq)::int as count,
      coalesce(sum(p.amount_micro) filter (where p.amount_micro > 0), 0)::bigint as volume_micro
    from ledger_postings p join ledger_transactions t on t.seq = p.seq
    where p.seq > ${seq} and p.kind <> 'GENESIS' group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

export interface Check {
  readonly checked_at: Date;
  readonly valid: boolean;
  readonly transactions: bigint;
  readonly fault: unknown;
}

export async function insertCheck(
  db: Db,
  check: Omit<Check, 'fault'> & { fault: object | null },
): Promise<void> {
  const fault = check.fault && JSON.stringify(check.fault);
  await db
    .insertInto('ledger_checks')
    .values({ id: newId(), ...check, fault })
    .execute();
}

export function lastCheck(db: Db): Promise<Check | undefined> {
  return db
    .selectFrom('ledger_checks')
    .select(['checked_at', 'valid', 'transactions', 'fault'])
    .orderBy('checked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
