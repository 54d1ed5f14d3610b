import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import { seqAt } from './history-store.ts';

export interface Flow {
  readonly receivedMicro: bigint;
  readonly spentMicro: bigint;
}

/** What came in and went out of the wallets of many people since then; what moves between own accounts is neither. */
export async function flowsOfMany(
  db: Db,
  userIds: readonly string[],
  since: Date,
): Promise<Map<string, Flow>> {
  if (!userIds.length) return new Map();
  const seq = await seqAt(db, since, 'before');
  const { rows } = await sql<{ owner_id: string; incoming: bigint; outgoing: bigint }>`
    select owner_id, coalesce(sum(net) filter (where net > 0), 0)::bigint as incoming,
      coalesce(-sum(net) filter (where net < 0), 0)::bigint as outgoing
    from (
      select owner_id, seq, sum(amount_micro) as net from ledger_postings
      where owner_id = any(${[...userIds]}::uuid[]) and seq > ${seq} group by owner_id, seq
    ) nets group by owner_id`.execute(db);
  return new Map(
    rows.map((row) => [row.owner_id, { receivedMicro: row.incoming, spentMicro: row.outgoing }]),
  );
}

export interface SentTransfer {
  readonly id: string;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly micro: bigint;
}

/** Transfers from one person to another since then, the oldest first. */
export async function transfersSince(db: Db, since: Date, limit: number): Promise<SentTransfer[]> {
  const seq = await seqAt(db, since, 'before');
  const { rows } = await sql<{ id: string; at: Date; sender: string; recipient: string; micro: bigint }>`
    select done.id, done.at, sent.owner_id as sender, received.owner_id as recipient, received.amount_micro as micro
    from ledger_transactions done
    join ledger_postings sent on sent.owner_id = any(done.owners) and sent.seq = done.seq
      and sent.kind = 'TRANSFER' and sent.amount_micro < 0
    join ledger_postings received on received.owner_id = any(done.owners) and received.seq = done.seq
      and received.kind = 'TRANSFER' and received.amount_micro > 0 and received.owner_id <> sent.owner_id
    where done.seq > ${seq} and done.kind = 'TRANSFER' order by done.seq limit ${limit}`.execute(db);
  return rows.map(({ id, at, sender, recipient, micro }) => ({ id, at, from: sender, to: recipient, micro }));
}
