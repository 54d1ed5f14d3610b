import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of the proof: everything is read from one snapshot, in pages, and in the order of the chain. */

const pageRows = 2_000;

/** Times in whole microseconds, as the database keeps them: a Date would hide the last three digits. */
const micros = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000000)::bigint`);

/** What the work reads is the database as it stood at one moment, however long it takes. */
export function inSnapshot<T>(db: Db, work: (snapshot: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // Sorting the postings of years takes longer than any request may.
      await sql`set local statement_timeout = 0`.execute(tx);
      await sql`set local cursor_tuple_fraction = 1`.execute(tx);
      return work(tx);
    });
}

/** Rows of a cursor, one ahead. */
export interface Rows<T> {
  peek(): Promise<T | undefined>;
  next(): Promise<T | undefined>;
}

async function open<T>(snapshot: Db, name: string, query: RawBuilder<T>): Promise<Rows<T>> {
  await sql`declare ${sql.raw(name)} no scroll cursor for ${query}`.execute(snapshot);
  const fetch = sql<T>`fetch ${sql.raw(String(pageRows))} from ${sql.raw(name)}`;
  let page: T[] = [];
  let index = 0;
  let ended = false;
  async function peek(): Promise<T | undefined> {
    if (index === page.length && !ended) {
      page = (await fetch.execute(snapshot)).rows;
      index = 0;
      ended = page.length < pageRows;
    }
    return page[index];
  }
  return {
    peek,
    async next() {
      const row = await peek();
      if (row) index += 1;
      return row;
    },
  };
}

export interface TransactionRow {
  readonly seq: bigint;
  readonly id: string;
  readonly kind: string;
  readonly at_micros: bigint;
  readonly actor_id: string | null;
  readonly cause_type: string;
  readonly cause_id: string | null;
  readonly command_key: string;
  readonly fingerprint: string;
  readonly owners: readonly string[];
  readonly memo: string | null;
  readonly memo_hash: string | null;
  readonly reason: string | null;
  readonly reverses: string | null;
  readonly hash: string;
}

export function openTransactions(snapshot: Db): Promise<Rows<TransactionRow>> {
  return open(
    snapshot,
    'checked_transactions',
    sql<TransactionRow>`select seq, id, kind, ${micros('at')} as at_micros, actor_id, cause_type, cause_id, command_key, fingerprint,
      owners, memo, memo_hash, reason, reverses, hash from ledger_transactions order by seq`,
  );
}

export interface LineRow {
  readonly seq: bigint;
  readonly no: number;
  readonly owner_id: string;
  readonly account: string;
  readonly kind: string;
  readonly amount_micro: bigint;
  readonly balance_micro: bigint;
}

/** Their key begins with the owner, so PostgreSQL sorts them: on its disk, not in our memory. */
export function openPostings(snapshot: Db): Promise<Rows<LineRow>> {
  return open(
    snapshot,
    'checked_postings',
    sql<LineRow>`select seq, no, owner_id, account, kind, amount_micro, balance_micro from ledger_postings order by seq, no`,
  );
}

export interface HeadRow {
  readonly seq: bigint;
  readonly hash: string;
  readonly key_id: string;
  readonly signature: string;
  readonly at_micros: bigint;
}

export function openHeads(snapshot: Db): Promise<Rows<HeadRow>> {
  return open(
    snapshot,
    'checked_heads',
    sql<HeadRow>`select seq, hash, key_id, signature, ${micros('at')} as at_micros from ledger_heads order by seq`,
  );
}

export interface BalanceRow {
  readonly owner_id: string;
  readonly account: string;
  readonly balance_micro: bigint;
  readonly last_seq: bigint;
}

/** In the order in which the tree over all accounts takes them, too. */
export function openAccounts(snapshot: Db): Promise<Rows<BalanceRow>> {
  return open(
    snapshot,
    'checked_accounts',
    sql<BalanceRow>`select owner_id, account, balance_micro, last_seq from ledger_accounts order by owner_id, account collate "C"`,
  );
}

export interface StateRow {
  readonly genesis_micros: bigint;
  readonly seq: bigint;
  readonly hash: string;
  readonly at_micros: bigint;
}

export async function readPosition(snapshot: Db): Promise<StateRow | undefined> {
  const { rows } = await sql<StateRow>`
    select ${micros('genesis_at')} as genesis_micros, seq, hash, ${micros('at')} as at_micros from ledger_state`.execute(
    snapshot,
  );
  return rows[0];
}

export interface Difference {
  readonly owner: string | null;
  readonly expected: bigint;
  readonly found: bigint;
}

/** The first owner whose open holds do not add up to what HELD says. */
export async function heldDifference(snapshot: Db): Promise<Difference | undefined> {
  const { rows } = await sql<Difference>`
    with open as (select owner_id, sum(amount_micro + fee_micro)::bigint as micro from ledger_holds where state = 'OPEN' group by owner_id),
      held as (select owner_id, balance_micro from ledger_accounts where account = 'HELD')
    select owner_id as owner, coalesce(open.micro, 0) as expected, coalesce(held.balance_micro, 0) as found
    from open full join held using (owner_id)
    where coalesce(open.micro, 0) <> coalesce(held.balance_micro, 0) order by owner_id limit 1`.execute(
    snapshot,
  );
  return rows[0];
}

export async function stakedDifference(snapshot: Db): Promise<Difference | undefined> {
  const { rows } = await sql<Difference>`
    with active as (select user_id as owner_id, sum(amount_micro)::bigint as micro from buz_stakes where state = 'ACTIVE' group by user_id),
      staked as (select owner_id, balance_micro from ledger_accounts where account = 'STAKED')
    select owner_id as owner, coalesce(active.micro, 0) as expected, coalesce(staked.balance_micro, 0) as found
    from active full join staked using (owner_id)
    where coalesce(active.micro, 0) <> coalesce(staked.balance_micro, 0) order by owner_id limit 1`.execute(
    snapshot,
  );
  return rows[0];
}

export async function interestDifference(snapshot: Db): Promise<Difference | undefined> {
  const { rows } = await sql<Difference>`
    with sums as (select
      (select coalesce(sum(interest_micro), 0)::bigint from buz_stakes where state = 'ACTIVE') as expected,
      (select coalesce(sum(balance_micro), 0)::bigint from ledger_accounts where account = 'INTEREST_RESERVED') as found)
    select null as owner, expected, found from sums where expected <> found`.execute(snapshot);
  return rows[0];
}

/** The position in a transaction's id (see chain.ts), in SQL. */
const seqIn = (column: string) =>
  `((('x' || right(replace(${column}::text, '-', ''), 16))::bit(64)::bigint) & 4611686018427387903)`;

/** A row of another table that names a transaction which does not say the same. */
export interface Unproven {
  readonly id: string;
  readonly transaction_id: string | null;
  readonly owner: string;
  readonly micro: bigint;
}

/** Rows whose transaction is not there, or does not move `sign × amount` on that account of their owner. */
async function firstUnproven(
  snapshot: Db,
  rows: {
    readonly table: string;
    readonly owner: string;
    readonly transaction: string;
    readonly micro: string;
    readonly account: string;
    readonly where: string;
  },
): Promise<Unproven | undefined> {
  const { table, owner, transaction, micro, account, where } = rows;
  const found = await sql<Unproven>`
    select r.id, r.${sql.raw(transaction)} as transaction_id, r.${sql.raw(owner)} as owner, (${sql.raw(micro)})::bigint as micro
    from ${sql.raw(table)} r
    left join ledger_transactions t on t.seq = ${sql.raw(seqIn(`r.${transaction}`))} and t.id = r.${sql.raw(transaction)}
    where ${sql.raw(where)} and (t.seq is null or not exists (
      select from ledger_postings p where p.owner_id = r.${sql.raw(owner)} and p.seq = t.seq and p.account = ${account}
      having sum(p.amount_micro) = ${sql.raw(micro)}))
    order by r.id limit 1`.execute(snapshot);
  return found.rows[0];
}

export const unprovenClaim = (snapshot: Db): Promise<Unproven | undefined> =>
  firstUnproven(snapshot, {
    table: 'buz_claims',
    owner: 'user_id',
    transaction: 'transaction_id',
    micro: 'r.amount_micro',
    account: 'AVAILABLE',
    where: `(r.state = 'PAID' or r.transaction_id is not null)`,
  });

export const unprovenCharge = (snapshot: Db): Promise<Unproven | undefined> =>
  firstUnproven(snapshot, {
    table: 'buz_charges',
    owner: 'user_id',
    transaction: 'transaction_id',
    micro: '-r.amount_micro',
    account: 'AVAILABLE',
    where: 'true',
  });

export const unprovenRefund = (snapshot: Db): Promise<Unproven | undefined> =>
  firstUnproven(snapshot, {
    table: 'buz_charges',
    owner: 'user_id',
    transaction: 'refund_id',
    micro: 'r.amount_micro',
    account: 'AVAILABLE',
    where: 'r.refund_id is not null',
  });

/** Every hold was opened by a transaction that moved its amount and fee into HELD. */
export const unprovenHold = (snapshot: Db): Promise<Unproven | undefined> =>
  firstUnproven(snapshot, {
    table: 'ledger_holds',
    owner: 'owner_id',
    transaction: 'opened_by',
    micro: 'r.amount_micro + r.fee_micro',
    account: 'HELD',
    where: 'true',
  });

export interface ReversalRow {
  readonly seq: bigint;
  readonly id: string;
  readonly owners: readonly string[];
  readonly reverses: string;
}

export function openReversals(snapshot: Db): Promise<Rows<ReversalRow>> {
  return open(
    snapshot,
    'checked_reversals',
    sql<ReversalRow>`select seq, id, owners, reverses from ledger_transactions where reverses is not null order by seq`,
  );
}

export interface NamedTransaction {
  readonly seq: bigint;
  readonly id: string;
  readonly owners: readonly string[];
}

export async function transactionAt(snapshot: Db, seq: bigint): Promise<NamedTransaction | undefined> {
  return snapshot
    .selectFrom('ledger_transactions')
    .select(['seq', 'id', 'owners'])
    .where('seq', '=', seq)
    .executeTakeFirst();
}
