import { addMs, dayMs, hubId, utcDay, type Account } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import { noOutflow, type Book, type Known } from './book.ts';
import * as store from './store.ts';
import { accountKey, type Command, type Receipt } from './types.ts';

const monthMs = 30 * dayMs;
const meanMs = 90 * dayMs;
/** Owners remembered before everything is forgotten; about 1 kB each. */
const maxOwners = 100_000;
const maxKeys = 50_000;

/** The book of one writer, with what it has loaded. */
export interface Shelf {
  readonly book: Book;
  /** Owners whose accounts, wallet and outflow are in the book. */
  readonly loaded: Set<string>;
  /** Accounts that have a row. */
  readonly rows: Set<string>;
  walletsVersion: bigint;
}

export function openShelf(state: store.State): Shelf {
  return {
    book: {
      genesisAt: state.genesis_at,
      paused: state.paused_at !== null,
      now: state.at,
      seq: state.seq,
      hash: state.hash,
      balances: new Map(),
      wallets: new Map(),
      outflows: new Map(),
      known: new Map(),
      reversed: new Set(),
    },
    loaded: new Set(),
    rows: new Set(),
    walletsVersion: state.wallets_version,
  };
}

/**
 * Moves the ledger's time on, and loads what the commands touch and the shelf does not hold yet. `ahead`: the shelf holds
 * what a batch that is still being written will leave; what it knows must then not be read again from the tables, which
 * do not know it yet. False when that would be needed: the commands must be decided under the lock.
 */
export async function prepare(
  db: Db,
  shelf: Shelf,
  commands: readonly Command[],
  wallClock: Date,
  ahead: boolean,
): Promise<boolean> {
  const { book } = shelf;
  // Clocks of several Brains differ a little; the ledger's own time never goes back.
  if (wallClock > book.now) book.now = wallClock;
  if (ahead && (shelf.loaded.size > maxOwners || book.known.size > maxKeys)) return false;
  const today = utcDay(book.now);
  const missing = new Set<string>();
  for (const { postings, payment } of commands) {
    for (const { owner } of postings) if (!shelf.loaded.has(owner)) missing.add(owner);
    const sent = payment && book.outflows.get(payment.senderId);
    if (sent && sent.day !== today) {
      if (ahead) return false;
      missing.add(payment.senderId);
    }
  }
  if (missing.size) await load(db, shelf, [...missing]);
  const near = nearLimit(book, commands);
  if (near.length && ahead) return false;
  const undone = commands.flatMap((command) => (command.reverses ? [command.reverses] : []));
  if (undone.length) for (const id of await store.reversedAmong(db, undone)) book.reversed.add(id);
  if (near.length) await readEdges(db, book, near);
  return true;
}

async function load(db: Db, shelf: Shelf, owners: readonly string[]): Promise<void> {
  const { book } = shelf;
  const users = owners.filter((owner) => owner !== hubId);
  for (const row of await store.accountsOf(db, owners)) {
    const key = accountKey(row.owner_id, row.account as Account);
    book.balances.set(key, row.balance_micro);
    shelf.rows.add(key);
  }
  if (users.length) {
    for (const wallet of await store.walletsOf(db, users)) book.wallets.set(wallet.user_id, wallet);
    await loadOutflows(db, book, users);
  }
  // Somebody without a wallet may open one at any moment.
  for (const owner of owners) if (owner === hubId || book.wallets.has(owner)) shelf.loaded.add(owner);
}

async function loadOutflows(db: Db, book: Book, users: readonly string[]): Promise<void> {
  const { now } = book;
  const rows = await store.outflowsOf(db, users, {
    today: utcDay(now),
    yesterday: utcDay(addMs(now, -dayMs)),
    monthFrom: utcDay(addMs(now, -monthMs)),
    meanFrom: utcDay(addMs(now, -meanMs)),
  });
  for (const userId of users) book.outflows.set(userId, noOutflow(now));
  for (const row of rows)
    book.outflows.set(row.user_id, {
      day: utcDay(now),
      todayMicro: row.today_micro,
      monthMicro: row.month_micro,
      count: row.count,
      sumMicro: row.sum_micro,
      recent: [...(row.yesterday ?? []), ...(row.today ?? [])].slice(-5),
    });
}

/** Senders for whom the day on which the 30 × 24 h begin matters: it was counted whole. */
function nearLimit(book: Book, commands: readonly Command[]): string[] {
  const asked = new Map<string, bigint>();
  for (const { payment } of commands)
    if (payment) asked.set(payment.senderId, (asked.get(payment.senderId) ?? 0n) + payment.amountMicro);
  return [...asked].flatMap(([userId, micro]) => {
    const limit = book.wallets.get(userId)?.per_30_days_micro;
    const sent = book.outflows.get(userId);
    return limit !== undefined && sent && sent.monthMicro + micro > limit ? [userId] : [];
  });
}

/** Takes off what these senders paid on that day before the 30 × 24 h began. */
async function readEdges(db: Db, book: Book, senders: readonly string[]): Promise<void> {
  const windowBegin = addMs(book.now, -monthMs);
  const dayBegin = new Date(`${utcDay(windowBegin)}T00:00:00.000Z`);
  for (const { user_id, micro } of await store.sentBefore(db, senders, dayBegin, windowBegin)) {
    const sent = book.outflows.get(user_id)!;
    book.outflows.set(user_id, { ...sent, monthMicro: sent.monthMicro - micro });
  }
}

/** Keys that are not in memory, for deciding under the lock. */
export async function loadKnown(db: Db, book: Book, commands: readonly Command[]): Promise<void> {
  for (const [key, known] of await readKnown(db, commands)) book.known.set(key, known);
}

/** Those of the keys that were used before, with the receipts their transactions give. */
export async function readKnown(db: Db, commands: readonly Command[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const rows = await store.knownCommands(
    db,
    commands.map((command) => command.key),
  );
  if (!rows.length) return known;
  const postings = await store.postingsOf(db, rows);
  for (const row of rows) {
    const balances = new Map<string, bigint>();
    for (const posting of postings)
      if (posting.seq === row.seq)
        balances.set(accountKey(posting.owner_id, posting.account as Account), posting.balance_micro);
    const receipt: Receipt = {
      transactionId: row.id,
      seq: Number(row.seq),
      at: row.at.toISOString(),
      state: row.purpose === 'REVIEW' ? 'HELD' : 'POSTED',
      expiresAt: row.expires_at?.toISOString() ?? null,
      balances,
    };
    known.set(row.command_key, { fingerprint: row.fingerprint, receipt });
  }
  return known;
}
