import { sql } from 'kysely';
import { plainArray } from '../../kernel/arrays.ts';
import type { Db } from '../../kernel/db.ts';

/** A stretch of the ledger: positions above `after`, up to `until`. */
export interface Stretch {
  readonly after: bigint;
  readonly until: bigint;
}

/**
 * The last position at or before a moment, or strictly before it; 0 before genesis. A batch has one time, and the ledger's
 * time never goes back, so the index on that time leads there in one step.
 */
export async function seqAt(db: Db, at: Date, bound: 'at or before' | 'before'): Promise<bigint> {
  const row = await db
    .selectFrom('ledger_heads')
    .select('seq')
    .where('at', bound === 'before' ? '<' : '<=', at)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0n;
}

/** The last position before each of these moments. */
export async function seqsBefore(db: Db, moments: readonly Date[]): Promise<bigint[]> {
  const { rows } = await sql<{ seq: bigint }>`
    select coalesce((select seq from ledger_heads where at < moment order by at desc, seq desc limit 1), 0) as seq
    from unnest(${plainArray(moments.map((moment) => moment.toISOString()))}::timestamptz[]) with ordinality as asked (moment, no)
    order by no`.execute(db);
  return rows.map((row) => row.seq);
}

export interface OwnPosting {
  readonly seq: bigint;
  readonly no: number;
  readonly account: string;
  readonly kind: string;
  readonly amount_micro: bigint;
  readonly balance_micro: bigint;
  readonly id: string;
  readonly at: Date;
  readonly cause_type: string;
  readonly cause_id: string | null;
  readonly memo: string | null;
  readonly reverses: string | null;
  readonly owners: string[];
}

export interface PostingFilter {
  readonly stretch: Stretch;
  readonly kind?: string | undefined;
  readonly before?: readonly [seq: bigint, no: number] | null;
  readonly limit: number;
  readonly oldestFirst?: boolean;
}

/** What moved on the accounts of one owner: a range of the primary key. */
export function ownPostings(db: Db, owner: string, filter: PostingFilter): Promise<OwnPosting[]> {
  const order = filter.oldestFirst ? 'asc' : 'desc';
  let query = db
    .selectFrom('ledger_postings as p')
    .innerJoin('ledger_transactions as t', 't.seq', 'p.seq')
    .select(['p.seq', 'p.no', 'p.account', 'p.kind', 'p.amount_micro', 'p.balance_micro'])
    .select(['t.id', 't.at', 't.cause_type', 't.cause_id', 't.memo', 't.reverses', 't.owners'])
    .where('p.owner_id', '=', owner)
    .where('p.seq', '>', filter.stretch.after)
    .where('p.seq', '<=', filter.stretch.until)
    .orderBy('p.seq', order)
    .orderBy('p.no', order)
    .limit(filter.limit);
  if (filter.kind) query = query.where('p.kind', '=', filter.kind);
  if (filter.before) {
    const [seq, no] = filter.before;
    query = query.where(sql<boolean>`(p.seq, p.no) < (${seq}, ${no})`);
  }
  return query.execute();
}

export interface LineRow {
  readonly owner_id: string;
  readonly seq: bigint;
  readonly no: number;
  readonly account: string;
  readonly kind: string;
  readonly amount_micro: bigint;
  readonly balance_micro: bigint;
}

/** All lines of transactions, found by whom they touch; in their order. */
export async function linesOf(
  db: Db,
  transactions: readonly { readonly seq: bigint; readonly owners: readonly string[] }[],
): Promise<Map<bigint, LineRow[]>> {
  const pairs = transactions.flatMap(({ seq, owners }) => owners.map((owner) => [seq, owner] as const));
  const { rows } = await sql<LineRow>`
    select p.owner_id, p.seq, p.no, p.account, p.kind, p.amount_micro, p.balance_micro
    from unnest(${plainArray(pairs.map(([, owner]) => owner))}::uuid[], ${plainArray(pairs.map(([seq]) => seq))}::bigint[]) as wanted (owner_id, seq)
    join ledger_postings p on p.owner_id = wanted.owner_id and p.seq = wanted.seq order by p.seq, p.no`.execute(
    db,
  );
  return Map.groupBy(rows, (row) => row.seq);
}

export interface TransactionRow {
  readonly seq: bigint;
  readonly id: string;
  readonly kind: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly cause_type: string;
  readonly cause_id: string | null;
  readonly owners: string[];
  readonly memo: string | null;
  readonly reason: string | null;
  readonly reverses: string | null;
  readonly hash: string;
}

const columns = [
  'seq', 'id', 'kind', 'at', 'actor_id', 'cause_type', 'cause_id', 'owners', 'memo', 'reason', 'reverses', 'hash',
] as const; // prettier-ignore

export function findTransaction(db: Db, seq: bigint, id: string): Promise<TransactionRow | undefined> {
  return db
    .selectFrom('ledger_transactions')
    .select(columns)
    .where('seq', '=', seq)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Transactions of the whole ledger, newest first; of one person through their postings. */
export function findTransactions(
  db: Db,
  filter: { userId?: string | undefined; kind?: string | undefined; before: bigint | null; limit: number },
): Promise<TransactionRow[]> {
  let query = db.selectFrom('ledger_transactions').select(columns).orderBy('seq', 'desc').limit(filter.limit);
  if (filter.before !== null) query = query.where('seq', '<', filter.before);
  // As a word of the statement: only then the planner sees that the small index of rare kinds will do.
  if (filter.kind) query = query.where('kind', '=', sql.lit(filter.kind));
  const { userId } = filter;
  if (userId)
    query = query.where('seq', 'in', (own) =>
      own.selectFrom('ledger_postings').select('seq').where('owner_id', '=', userId),
    );
  return query.execute();
}

/** Which transactions undid these. */
export async function reversalsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; reverses: string }>`
    select id, reverses from ledger_transactions where reverses = any(${plainArray(ids)}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.reverses, row.id]));
}

export interface BalanceRow {
  readonly account: string;
  readonly balance_micro: bigint;
}

/** Balances right after a position: of each account the last posting up to there. */
export async function balancesAt(db: Db, owner: string, seq: bigint): Promise<Map<string, bigint>> {
  const { rows } = await sql<BalanceRow>`
    select a.account, p.balance_micro from ledger_accounts a, lateral (
      select balance_micro from ledger_postings
      where owner_id = a.owner_id and seq <= ${seq} and account = a.account order by seq desc, no desc limit 1
    ) p where a.owner_id = ${owner}`.execute(db);
  return new Map(rows.map((row) => [row.account, row.balance_micro]));
}

export interface Movement {
  /** Index of the stretch between two bounds. */
  readonly bucket: number;
  readonly incoming_micro: bigint;
  readonly outgoing_micro: bigint;
}

/** What came in and went out between each two positions; what moves between own accounts is neither. */
export async function movements(db: Db, owner: string, bounds: readonly bigint[]): Promise<Movement[]> {
  const { rows } = await sql<Movement>`
    select bucket, coalesce(sum(net) filter (where net > 0), 0)::bigint as incoming_micro,
      coalesce(-sum(net) filter (where net < 0), 0)::bigint as outgoing_micro
    from (
      select width_bucket(seq - 1, ${plainArray(bounds)}::bigint[]) as bucket, seq, sum(amount_micro) as net from ledger_postings
      where owner_id = ${owner} and seq > ${bounds[0]} and seq <= ${bounds.at(-1)} group by seq
    ) nets group by bucket`.execute(db);
  return rows;
}

export interface Closing {
  readonly bucket: number;
  readonly account: string;
  readonly balance_micro: bigint;
}

/** The last balance of each account between each two positions, where it moved. */
export async function closings(db: Db, owner: string, bounds: readonly bigint[]): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select distinct on (bucket, account) bucket, account, balance_micro from (
      select width_bucket(seq - 1, ${plainArray(bounds)}::bigint[]) as bucket, account, balance_micro, seq, no from ledger_postings
      where owner_id = ${owner} and seq > ${bounds[0]} and seq <= ${bounds.at(-1)}
    ) moved order by bucket, account, seq desc, no desc`.execute(db);
  return rows;
}

export interface Head {
  readonly seq: bigint;
  readonly hash: string;
  readonly key_id: string;
  readonly signature: string;
  readonly at: Date;
}

/** The signed head that ends the batch at or before a position. */
export function headAt(db: Db, seq: bigint): Promise<Head | undefined> {
  return db
    .selectFrom('ledger_heads')
    .selectAll()
    .where('seq', '<=', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface LabelKey {
  readonly id: string;
  readonly price_version: number;
  readonly key: string;
}

/** Which reward a claim is for, and which action a charge. */
export async function labelKeys(
  db: Db,
  claims: readonly string[],
  charges: readonly string[],
): Promise<LabelKey[]> {
  const { rows } = await sql<LabelKey>`
    select id, price_version, event as key from buz_claims where id = any(${plainArray(claims.filter(isUuid))}::uuid[])
    union all
    select id, price_version, action from buz_charges where id = any(${plainArray(charges.filter(isUuid))}::uuid[])`.execute(
    db,
  );
  return rows;
}

/** For whom something was reserved, by the id of the hold, which is that of the transaction that opened it. */
export async function holdRecipients(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; recipient_id: string }>`
    select id, recipient_id from ledger_holds where id = any(${plainArray(ids.filter(isUuid))}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.recipient_id]));
}

/** Cause ids are text: other services may name theirs as they like. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
