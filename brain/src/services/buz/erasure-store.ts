import { sql } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';

/** The words a person wrote on payments of their own; the chain goes on with their hashes. */
export async function eraseMemos(tx: Tx, userId: string): Promise<void> {
  await sql`update ledger_transactions set memo = null where memo is not null
    and seq in (select seq from ledger_postings where owner_id = ${userId} and amount_micro < 0)`.execute(tx);
  await tx
    .updateTable('ledger_holds')
    .set({ memo: null })
    .where('owner_id', '=', userId)
    .where('memo', 'is not', null)
    .execute();
}

export interface PostingRecord {
  readonly transaction_id: string;
  readonly at: Date;
  readonly kind: string;
  readonly account: string;
  readonly amount_micro: bigint;
  readonly balance_micro: bigint;
  readonly cause_type: string;
  readonly cause_id: string | null;
  readonly memo: string | null;
}

/** The newest postings on a person's accounts. */
export async function lastPostings(db: Db, userId: string, limit: number): Promise<PostingRecord[]> {
  return db
    .selectFrom('ledger_postings as p')
    .innerJoin('ledger_transactions as t', 't.seq', 'p.seq')
    .select([
      't.id as transaction_id',
      't.at',
      'p.kind',
      'p.account',
      'p.amount_micro',
      'p.balance_micro',
      't.cause_type',
      't.cause_id',
      't.memo',
    ])
    .where('p.owner_id', '=', userId)
    .orderBy('p.seq', 'desc')
    .orderBy('p.no', 'desc')
    .limit(limit)
    .execute();
}
