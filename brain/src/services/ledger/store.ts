import { hubId, type Account } from '@smartstart/units';
import { sql } from 'kysely';
import { copyRow, copyText, plainArray, textArray } from '../../kernel/arrays.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Statement } from '../../kernel/together.ts';
import type { Decided, WalletRow } from './types.ts';

/** SQL of the ledger's hot path: read what a batch touches, write what was decided. Arrays, so that a batch costs one statement. */

export interface State {
  readonly genesis_at: Date;
  readonly seq: bigint;
  readonly hash: string;
  readonly at: Date;
  readonly paused_at: Date | null;
  readonly paused_reason: string | null;
  readonly wallets_version: bigint;
}

/** Takes the ledger's lock until the end of the transaction: from here on this is the one writer. */
export async function lockState(tx: Tx): Promise<State> {
  const { rows } = await sql<State>`
    select genesis_at, seq, hash, at, paused_at, paused_reason, wallets_version from ledger_state for update`.execute(
    tx,
  );
  return rows[0]!;
}

export async function readState(db: Db): Promise<State | undefined> {
  return db.selectFrom('ledger_state').selectAll().executeTakeFirst();
}

export interface AccountRow {
  readonly owner_id: string;
  readonly account: string;
  readonly balance_micro: bigint;
}

/** The accounts of these owners. */
export async function accountsOf(db: Db, owners: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select owner_id, account, balance_micro from ledger_accounts where owner_id = any(${plainArray(owners)}::uuid[])`.execute(
    db,
  );
  return rows;
}

export async function walletsOf(db: Db, userIds: readonly string[]): Promise<WalletRow[]> {
  const { rows } = await sql<WalletRow>`
    select user_id, member_since, frozen_at, per_transfer_micro, per_day_micro, per_30_days_micro, notify_from_micro
    from buz_wallets where user_id = any(${plainArray(userIds)}::uuid[])`.execute(db);
  return rows;
}

export interface OutflowRow {
  readonly user_id: string;
  readonly today_micro: bigint;
  /** With the whole of the day on which the 30 days begin. */
  readonly month_micro: bigint;
  readonly count: number;
  readonly sum_micro: bigint;
  readonly today: readonly Date[] | null;
  readonly yesterday: readonly Date[] | null;
}

export async function outflowsOf(
  db: Db,
  userIds: readonly string[],
  days: { today: string; yesterday: string; monthFrom: string; meanFrom: string },
): Promise<OutflowRow[]> {
  const { rows } = await sql<OutflowRow>`
    select user_id,
      coalesce(sum(amount_micro) filter (where day = ${days.today}::date), 0)::bigint as today_micro,
      coalesce(sum(amount_micro) filter (where day >= ${days.monthFrom}::date), 0)::bigint as month_micro,
      sum(transfer_count)::int as count, sum(amount_micro)::bigint as sum_micro,
      (select recent from buz_outflows r where r.user_id = o.user_id and r.day = ${days.today}::date) as today,
      (select recent from buz_outflows r where r.user_id = o.user_id and r.day = ${days.yesterday}::date) as yesterday
    from buz_outflows o
    where user_id = any(${plainArray(userIds)}::uuid[]) and day >= ${days.meanFrom}::date
    group by user_id`.execute(db);
  return rows;
}

/**
 * What left in the part of a day that lies before the 30 days began: it no longer counts. What holds of that time gave
 * back was taken off the day already.
 */
export async function sentBefore(
  db: Db,
  userIds: readonly string[],
  dayBegin: Date,
  windowBegin: Date,
): Promise<{ user_id: string; micro: bigint }[]> {
  const { rows } = await sql<{ user_id: string; micro: bigint }>`
    select owner_id as user_id, (-sum(amount_micro))::bigint - coalesce((
        select sum(h.amount_micro - coalesce(h.posted_micro, 0)) from ledger_holds h
        where h.owner_id = ledger_postings.owner_id and h.state <> 'OPEN'
          and h.created_at >= ${dayBegin} and h.created_at < ${windowBegin}
      ), 0)::bigint as micro
    from ledger_postings
    where owner_id = any(${plainArray(userIds)}::uuid[]) and account = 'AVAILABLE' and kind in ('TRANSFER', 'HOLD')
      and amount_micro < 0
      and seq > coalesce((select max(seq) from ledger_heads where at < ${dayBegin}), 0)
      and seq <= coalesce((select max(seq) from ledger_heads where at < ${windowBegin}), 0)
    group by owner_id`.execute(db);
  return rows;
}

export interface KnownRow {
  readonly command_key: string;
  readonly fingerprint: string;
  readonly id: string;
  readonly seq: bigint;
  readonly at: Date;
  readonly owners: string[];
  readonly purpose: string | null;
  readonly expires_at: Date | null;
}

/** Accepted commands with the hold they opened. */
export async function knownCommands(db: Db, keys: readonly string[]): Promise<KnownRow[]> {
  const { rows } = await sql<KnownRow>`
    select t.command_key, t.fingerprint, t.id, t.seq, t.at, t.owners, h.purpose, h.expires_at
    from ledger_transactions t left join ledger_holds h on t.kind = 'HOLD' and h.id = t.id
    where t.command_key = any(${textArray(keys)}::text[])`.execute(db);
  return rows;
}

export interface PostingRow {
  readonly owner_id: string;
  readonly seq: bigint;
  readonly no: number;
  readonly account: string;
  readonly kind: string;
  readonly amount_micro: bigint;
  readonly balance_micro: bigint;
}

/** The postings of transactions, found by their owners. */
export async function postingsOf(
  db: Db,
  transactions: readonly { seq: bigint; owners: readonly string[] }[],
): Promise<PostingRow[]> {
  const pairs = transactions.flatMap(({ seq, owners }) => owners.map((owner) => ({ seq, owner })));
  const { rows } = await sql<PostingRow>`
    select p.owner_id, p.seq, p.no, p.account, p.kind, p.amount_micro, p.balance_micro
    from unnest(${plainArray(pairs.map((pair) => pair.owner))}::uuid[], ${plainArray(pairs.map((pair) => pair.seq))}::bigint[])
      as wanted (owner_id, seq)
    join ledger_postings p on p.owner_id = wanted.owner_id and p.seq = wanted.seq
    order by p.seq, p.no`.execute(db);
  return rows;
}

export async function reversedAmong(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ reverses: string }>`
    select reverses from ledger_transactions where reverses = any(${plainArray(ids)}::uuid[])`.execute(db);
  return rows.map((row) => row.reverses);
}

/** Whose accounts moved after a position, or null when that is more than `limit` transactions. */
export async function ownersSince(
  db: Db,
  seq: bigint,
  until: bigint,
  limit: number,
): Promise<string[] | null> {
  if (until - seq > BigInt(limit)) return null;
  const { rows } = await sql<{ owner: string }>`
    select distinct unnest(owners) as owner from ledger_transactions where seq > ${seq}`.execute(db);
  return rows.map((row) => row.owner);
}

export interface Head {
  readonly at: Date;
  readonly seq: bigint;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
}

/** A batch laid out for the database while the batch before it is still being written. */
export interface WriteSet {
  readonly decided: readonly Decided[];
  readonly head: Head;
  /** Rows for `copy`, which writes them four times as fast as an insert over arrays. */
  readonly transactions: string;
  readonly postings: string;
  readonly opened: readonly Change[];
  readonly changes: readonly unknown[];
}

interface Change {
  readonly owner: string;
  readonly account: Account;
  readonly balanceMicro: bigint;
  readonly seq: bigint;
}

const copyTransactions =
  'copy ledger_transactions (seq, id, kind, at, actor_id, cause_type, cause_id, command_key, fingerprint, owners, memo, memo_hash, reason, reverses, hash) from stdin';
const copyPostings =
  'copy ledger_postings (owner_id, seq, no, account, kind, amount_micro, balance_micro) from stdin';

const writeChanges = `
  with balances as (
    update ledger_accounts a set balance_micro = new.balance_micro, last_seq = new.seq
    from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[]) as new (owner_id, account, balance_micro, seq)
    where a.owner_id = new.owner_id and a.account = new.account
  ), outflows as (
    insert into buz_outflows (user_id, day, transfer_count, amount_micro, recent)
    select user_id, $5::date, count, micro, array_fill($6::timestamptz, array[least(count, 5)])
    from unnest($7::uuid[], $8::int[], $9::bigint[]) as new (user_id, count, micro)
    on conflict (user_id, day) do update set
      transfer_count = buz_outflows.transfer_count + excluded.transfer_count,
      amount_micro = buz_outflows.amount_micro + excluded.amount_micro,
      recent = (buz_outflows.recent || excluded.recent)[greatest(1, cardinality(buz_outflows.recent || excluded.recent) - 4):]
  ), head as (
    insert into ledger_heads (seq, hash, key_id, signature, at) values ($10, $11, $12, $13, $6)
  )
  update ledger_state set seq = $10, hash = $11, at = $6`;

/** `isNew` names accounts that have no row yet. */
export function toWriteSet(
  decided: readonly Decided[],
  head: Head,
  isNew: (owner: string, account: string) => boolean,
): WriteSet {
  const at = head.at.toISOString();
  const last = new Map<string, Change>();
  let transactions = '';
  let postings = '';
  for (const one of decided) {
    const { command, seq } = one;
    transactions += copyRow([
      seq,
      one.id,
      one.kind,
      at,
      command.actorId,
      copyText(command.cause.type),
      copyText(command.cause.id),
      copyText(command.key),
      one.fingerprint,
      `{${one.owners.join(',')}}`,
      copyText(command.memo ?? null),
      one.memoHash,
      copyText(command.reason ?? null),
      command.reverses ?? null,
      one.hash,
    ]);
    const { lines } = one;
    for (let no = 0; no < lines.length; no++) {
      const { owner, account, kind, amountMicro, balanceMicro } = lines[no]!;
      // Plain values, written out: this line runs four times a transfer.
      postings += `${owner}\t${seq}\t${no}\t${account}\t${kind}\t${amountMicro}\t${balanceMicro}\n`;
      last.set(`${owner}/${account}`, { owner, account, balanceMicro, seq });
    }
  }
  // In the order of their key, as every writer takes them.
  const changed = [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
  const sent = sums(decided);
  return {
    decided,
    head,
    transactions,
    postings,
    opened: changed.filter((change) => isNew(change.owner, change.account)),
    changes: [
      plainArray(changed.map((change) => change.owner)),
      plainArray(changed.map((change) => change.account)),
      plainArray(changed.map((change) => change.balanceMicro)),
      plainArray(changed.map((change) => change.seq)),
      at.slice(0, 10),
      head.at,
      plainArray(sent.map((one) => one.userId)),
      plainArray(sent.map((one) => one.count)),
      plainArray(sent.map((one) => one.micro)),
      head.seq,
      head.hash,
      head.keyId,
      head.signature,
    ],
  };
}

/** Where the ledger stood when a batch was decided. */
export interface Position {
  readonly seq: bigint;
  readonly walletsVersion: bigint;
  readonly paused: boolean;
}

/** The lock, for a batch that was decided before it was held; fails when the ledger has moved since. */
export function lockIfAt({ seq, walletsVersion, paused }: Position): Statement {
  return { sql: 'select lock_ledger($1, $2, $3)', parameters: [seq, walletsVersion, paused] };
}

const openAccountsSql = `
  insert into ledger_accounts (owner_id, account, balance_micro, last_seq)
  select owner_id, account, 0, 0 from unnest($1::uuid[], $2::text[]) as new (owner_id, account)
  on conflict do nothing`;

/** A batch as statements; how many does not depend on its size. */
export function batchStatements(db: Db, set: WriteSet): Statement[] {
  const { opened, decided, head } = set;
  const owners = plainArray(opened.map((one) => one.owner));
  const accounts = plainArray(opened.map((one) => one.account));
  return [
    ...(opened.length ? [{ sql: openAccountsSql, parameters: [owners, accounts] }] : []),
    { sql: copyTransactions, parameters: [set.transactions] },
    { sql: copyPostings, parameters: [set.postings] },
    { sql: writeChanges, parameters: set.changes },
    ...newHolds(db, decided, head.at),
  ];
}

function sums(decided: readonly Decided[]) {
  const senders = new Map<string, { userId: string; count: number; micro: bigint }>();
  for (const { command } of decided) {
    if (!command.payment) continue;
    const { senderId, amountMicro } = command.payment;
    const sum = senders.get(senderId);
    if (sum) {
      sum.count += 1;
      sum.micro += amountMicro;
    } else senders.set(senderId, { userId: senderId, count: 1, micro: amountMicro });
  }
  return [...senders.values()];
}

function newHolds(db: Db, decided: readonly Decided[], at: Date): Statement[] {
  const holds = decided.flatMap((one) => (one.hold ? [one.hold] : []));
  if (!holds.length) return [];
  const insert = db
    .insertInto('ledger_holds')
    .values(
      holds.map((hold) => ({
        id: hold.id,
        owner_id: hold.payment.senderId,
        recipient_id: hold.payment.recipientId,
        amount_micro: hold.payment.amountMicro,
        fee_micro: hold.payment.feeMicro,
        purpose: hold.purpose,
        state: 'OPEN',
        memo: hold.memo,
        opened_by: hold.id,
        created_at: at,
        expires_at: hold.expiresAt,
        score: hold.score,
        signals: JSON.stringify(hold.signals),
      })),
    )
    .compile();
  return [insert];
}

/** Genesis: the whole supply, posted to the seven pools. False when it was done before. */
export async function createGenesis(tx: Tx, at: Date, hash: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('ledger_state')
    .values({ genesis_at: at, seq: 0n, hash, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function insertHubAccounts(
  tx: Tx,
  balances: readonly (readonly [string, bigint])[],
): Promise<void> {
  await tx
    .insertInto('ledger_accounts')
    .values(
      balances.map(([account, balance_micro]) => ({ owner_id: hubId, account, balance_micro, last_seq: 1n })),
    )
    .execute();
}
