import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import { seqAt } from './history-store.ts';

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
