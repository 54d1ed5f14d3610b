import { sql, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

/** SQL of payments that are not through at once: holds, and the transactions of transfers. */

export type HoldRow = Selectable<DB['ledger_holds']>;
export type Purpose = 'REVIEW' | 'RESERVED';
export type HoldState = 'OPEN' | 'POSTED' | 'VOIDED' | 'EXPIRED';

interface PageOf {
  readonly limit: number;
  readonly before: string | null;
  readonly states?: readonly HoldState[] | undefined;
}

export async function findHold(db: Db, id: string): Promise<HoldRow | undefined> {
  return db.selectFrom('ledger_holds').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Who ends a hold takes its row first, and the ledger after it. */
export async function lockHold(tx: Tx, id: string): Promise<HoldRow | undefined> {
  return tx.selectFrom('ledger_holds').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** All of a payer that are open, taken in one order. */
export async function lockOpenHoldsOf(tx: Tx, userId: string): Promise<HoldRow[]> {
  return tx
    .selectFrom('ledger_holds')
    .selectAll()
    .where('owner_id', '=', userId)
    .where('state', '=', 'OPEN')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Only an open hold ends, and only once. */
export async function endHold(tx: Tx, id: string, change: Updateable<DB['ledger_holds']>): Promise<HoldRow> {
  return tx
    .updateTable('ledger_holds')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'OPEN')
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Transfers of this sender that were held, newest first. */
export async function heldTransfersOf(db: Db, senderId: string, page: PageOf): Promise<HoldRow[]> {
  return paged(db, page).where('owner_id', '=', senderId).where('purpose', '=', 'REVIEW').execute();
}

/** What this person reserved for others, and others for them, newest first. */
export async function holdsOf(db: Db, userId: string, page: PageOf): Promise<HoldRow[]> {
  return paged(db, page)
    .where((eb) => eb.or([eb('owner_id', '=', userId), eb('recipient_id', '=', userId)]))
    .where('purpose', '=', 'RESERVED')
    .execute();
}

function paged(db: Db, { limit, before, states }: PageOf) {
  let query = db
    .selectFrom('ledger_holds')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) query = query.where('id', '<', before);
  if (states) query = query.where('state', 'in', states);
  return query;
}

/** What waits for review, oldest first. */
export async function openReviews(db: Db, limit: number, after: string | null): Promise<HoldRow[]> {
  let query = db
    .selectFrom('ledger_holds')
    .selectAll()
    .where('state', '=', 'OPEN')
    .where('purpose', '=', 'REVIEW')
    .orderBy('id')
    .limit(limit + 1);
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

export interface DueHold {
  readonly id: string;
  readonly expires_at: Date;
}

/** Open holds whose time is over, in the order of their ends, after the one given. */
export async function dueHolds(db: Db, now: Date, after: DueHold | null, limit: number): Promise<DueHold[]> {
  let query = db
    .selectFrom('ledger_holds')
    .select(['id', 'expires_at'])
    .where('state', '=', 'OPEN')
    .where('expires_at', '<=', now);
  if (after) query = query.where(sql<boolean>`(expires_at, id) > (${after.expires_at}, ${after.id})`);
  return query.orderBy('expires_at').orderBy('id').limit(limit).execute();
}

/** Takes the ledger until the end of the transaction, so that a wallet read after it stays as it is. */
export async function lockLedger(tx: Tx): Promise<void> {
  await sql`select seq from ledger_state for update`.execute(tx);
}

/**
 * Takes what came back off the day on which it was reserved. Under the ledger's lock, and every writer is told to look
 * again: each remembers what a sender has sent.
 */
export async function giveBack(
  tx: Tx,
  userId: string,
  back: { readonly day: string; readonly micro: bigint; readonly count: number },
): Promise<void> {
  await sql`update ledger_state set wallets_version = wallets_version + 1`.execute(tx);
  await sql`update buz_outflows set amount_micro = amount_micro - ${back.micro}, transfer_count = transfer_count - ${back.count}
    where user_id = ${userId} and day = ${back.day}::date`.execute(tx);
}

export interface PaymentLine {
  readonly at: Date;
  readonly memo: string | null;
  readonly owner_id: string;
  readonly account: string;
  readonly kind: string;
  readonly amount_micro: bigint;
  readonly balance_micro: bigint;
}

/** The lines of a transfer that went through; none when the id is that of something else. */
export async function transferLines(db: Db, id: string, seq: bigint): Promise<PaymentLine[]> {
  const { rows } = await sql<PaymentLine>`
    select t.at, t.memo, p.owner_id, p.account, p.kind, p.amount_micro, p.balance_micro
    from ledger_transactions t join ledger_postings p on p.owner_id = any (t.owners) and p.seq = t.seq
    where t.seq = ${seq} and t.id = ${id} and t.kind = 'TRANSFER' order by p.no`.execute(db);
  return rows;
}

/** What was available to somebody right after each of these transactions, where they touched it. */
export async function availableAfter(
  db: Db,
  userId: string,
  seqs: readonly bigint[],
): Promise<Map<bigint, bigint>> {
  if (!seqs.length) return new Map();
  const rows = await db
    .selectFrom('ledger_postings')
    .select(['seq', 'balance_micro'])
    .where('owner_id', '=', userId)
    .where('seq', 'in', seqs)
    .where('account', '=', 'AVAILABLE')
    .orderBy('seq')
    .orderBy('no')
    .execute();
  return new Map(rows.map((row) => [row.seq, row.balance_micro]));
}
