import { hubId } from '@smartstart/units';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics reads of the ledger, also as it was. */

/**
 * The last transaction before the moment. Moments grow with the position, so halving finds it in some thirty reads of the
 * primary key; an index by time would cost every posting.
 */
export async function seqBefore(db: Db, at: Date): Promise<bigint> {
  const { rows } = await sql<{ seq: bigint }>`
    with recursive halves (low, high) as (
      select 0::bigint, coalesce((select max(seq) from ledger_transactions), 0)
      union all
      select case when probe.at < ${at} then greatest(middle, least(probe.seq, high)) else low end,
        case when probe.at < ${at} then high else middle - 1 end
      from (select low, high, (low + high + 1) / 2 as middle from halves where low < high) halved, lateral (
        select t.seq, t.at from ledger_transactions t where t.seq >= middle order by t.seq limit 1
      ) probe
    ) select low as seq from halves where low >= high limit 1`.execute(db);
  return rows[0]?.seq ?? 0n;
}

/** Balances of the hub's accounts after a position, in micro-BUZ. */
export async function hubBalances(db: Db, seq: bigint): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ account: string; micro: number }>`
    select a.account, coalesce((
      select p.balance_micro from ledger_postings p
      where p.owner_id = ${hubId} and p.account = a.account and p.seq <= ${seq}
      order by p.seq desc, p.no desc limit 1), 0)::float8 as micro
    from ledger_accounts a where a.owner_id = ${hubId} order by a.account`.execute(db);
  return new Map(rows.map((row) => [row.account, row.micro]));
}

/** What people sent each other and were charged between two positions, in micro-BUZ, each amount once. */
export async function volumeBetween(db: Db, after: bigint, upTo: bigint): Promise<number> {
  const { rows } = await sql<{ micro: number }>`
    select coalesce(sum(amount_micro), 0)::float8 as micro from ledger_postings
    where seq > ${after} and seq <= ${upTo} and kind in ('TRANSFER', 'CHARGE') and amount_micro > 0`.execute(
    db,
  );
  return rows[0]!.micro;
}

/** What each person received and spent in the span, in micro-BUZ. */
export async function spentAndReceived(
  db: Db,
  after: bigint,
  upTo: bigint,
): Promise<{ userId: string; received: number; spent: number }[]> {
  const { rows } = await sql<{ userId: string; received: number; spent: number }>`
    select p.owner_id as "userId",
      coalesce(sum(p.amount_micro) filter (where p.amount_micro > 0), 0)::float8 as received,
      coalesce(-sum(p.amount_micro) filter (where p.amount_micro < 0), 0)::float8 as spent
    from ledger_postings p where p.seq > ${after} and p.seq <= ${upTo} and p.owner_id <> ${hubId}
      and p.kind not in ('HOLD', 'RELEASE', 'STAKE', 'UNSTAKE', 'GENESIS')
    group by p.owner_id`.execute(db);
  return rows;
}

/** People with more than nothing, now. */
export async function countHolders(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct owner_id)::int as count from ledger_accounts
    where balance_micro > 0 and owner_id <> ${hubId}`.execute(db);
  return rows[0]!.count;
}

/** What moved in a person's accounts, by month and kind, in micro-BUZ. */
export async function ownByMonth(
  db: Db,
  userId: string,
  from: Date,
  to: Date,
): Promise<{ month: string; kind: string; micro: number }[]> {
  const { rows } = await sql<{ month: string; kind: string; micro: number }>`
    select to_char(t.at at time zone 'UTC', 'YYYY-MM') as month, p.kind, sum(p.amount_micro)::float8 as micro
    from ledger_postings p join ledger_transactions t on t.seq = p.seq
    where p.owner_id = ${userId} and t.at >= ${from} and t.at < ${to}
    group by 1, 2 having sum(p.amount_micro) <> 0 order by 1, 2`.execute(db);
  return rows;
}
