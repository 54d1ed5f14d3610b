import { genesisMicro, hubAccounts, hubId, isPool, pools, writeBuz } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Event } from '../../kernel/outbox.ts';
import { together } from '../../kernel/together.ts';
import { decide, fingerprintOf, type Book } from './book.ts';
import { genesisHash, headText, linkHash, transactionId } from './chain.ts';
import { loadKnown, openShelf, prepare, type Shelf } from './shelf.ts';
import * as store from './store.ts';
import { accountKey, type Command, type Decided, type NewHold, type Verdict } from './types.ts';

export type JournalKernel = Pick<Kernel, 'clock' | 'outbox' | 'signingKey' | 'database'>;

/** What was decided, ready to be written in one go. */
export type WriteSet = store.WriteSet & { readonly events: readonly Event[] };

export interface Journal {
  /** Decides the commands under the ledger's lock and writes what was accepted, in the caller's transaction. */
  post(tx: Tx, commands: readonly Command[]): Promise<Verdict[]>;
  /** Posts the supply to the pools, once in the life of an installation. */
  open(): Promise<void>;
  /** Signs the head and lays out the statements. */
  layOut(shelf: Shelf, decided: readonly Decided[]): WriteSet;
  write(tx: Tx, set: WriteSet): Promise<void>;
  /** Locks, writes and commits in one go. Fails, and leaves nothing, when the ledger is not as the batch was decided on. */
  commit(set: WriteSet, decidedOn: store.Position): Promise<void>;
}

export function createJournal({ clock, outbox, signingKey, database }: JournalKernel): Journal {
  async function post(tx: Tx, commands: readonly Command[]): Promise<Verdict[]> {
    const shelf = openShelf(await store.lockState(tx));
    await prepare(tx, shelf, commands, clock.now(), false);
    await loadKnown(tx, shelf.book, commands);
    const { verdicts, decided } = decide(shelf.book, commands);
    if (decided.length) await write(tx, layOut(shelf, decided));
    return [...verdicts];
  }

  function layOut(shelf: Shelf, decided: readonly Decided[]): WriteSet {
    const { seq, hash } = decided.at(-1)!;
    const at = new Date(decided[0]!.receipt.at);
    const signature = signingKey.sign(headText(seq, hash, at));
    const head = { at, seq, hash, keyId: signingKey.id, signature };
    const isNew = (owner: string, account: string) => !shelf.rows.has(`${owner}/${account}`);
    const events = eventsOf(decided, shelf.book);
    return { ...store.toWriteSet(decided, head, isNew), events };
  }

  async function write(tx: Tx, set: WriteSet): Promise<void> {
    await together(tx, [...store.batchStatements(tx, set), ...outbox.appending(tx, set.events)]);
  }

  function commit(set: WriteSet, decidedOn: store.Position): Promise<void> {
    const mark = {};
    const { db } = database;
    const written = [...store.batchStatements(db, set), ...outbox.appending(mark, set.events)];
    return database.transactTogether(mark, [store.lockIfAt(decidedOn), ...written]);
  }

  async function open(): Promise<void> {
    if (await store.readState(database.db)) return;
    await database.transact(async (tx) => {
      if (!(await store.createGenesis(tx, clock.now(), genesisHash))) return;
      const shelf = openShelf(await store.lockState(tx));
      await store.insertHubAccounts(
        tx,
        hubAccounts.map((account) => [account, isPool(account) ? genesisMicro[account] : 0n] as const),
      );
      for (const account of hubAccounts) shelf.rows.add(accountKey(hubId, account));
      await write(tx, layOut(shelf, [genesis(shelf.book)]));
    });
  }

  return { post, open, layOut, write, commit };
}

/** The one transaction that does not sum to zero: it posts the supply. */
function genesis({ now, hash }: Book): Decided {
  const lines = pools.map((account) => ({
    owner: hubId,
    account,
    kind: 'GENESIS' as const,
    amountMicro: genesisMicro[account],
    balanceMicro: genesisMicro[account],
  }));
  const command: Command = {
    key: 'genesis',
    kind: 'GENESIS',
    actorId: null,
    cause: { type: 'genesis', id: null },
    postings: lines,
  };
  const id = transactionId(1n, now);
  const fingerprint = fingerprintOf(command);
  const owners = [hubId];
  const link = {
    seq: 1n,
    id,
    kind: 'GENESIS' as const,
    at: now,
    actorId: null,
    causeType: 'genesis',
    causeId: null,
    key: 'genesis',
    fingerprint,
    owners,
    memoHash: null,
    reason: null,
    reverses: null,
    lines,
  };
  return {
    ...link,
    command,
    receipt: {
      transactionId: id,
      seq: 1,
      at: now.toISOString(),
      state: 'POSTED',
      expiresAt: null,
      balances: new Map(),
    },
    hold: null,
    hash: linkHash(hash, link),
  };
}

/**
 * `buz.moved` tells everybody a batch touches, live, and gives other services the positions to read from: one event a
 * batch, because an event a transfer was a sixth of its cost. It says nothing of any single transaction, for all of them
 * hear it. `buz.large` and `transfer.held` are for one person each.
 */
function eventsOf(decided: readonly Decided[], book: Book): Event[] {
  const last = decided.at(-1)!;
  const { at } = last.receipt;
  const users = new Set(decided.flatMap((one) => one.owners));
  users.delete(hubId);
  const data = { from: Number(decided[0]!.seq), to: Number(last.seq) };
  const topics = [...users].map((userId) => `user:${userId}`);
  const moved: Event = { type: 'buz.moved', actorId: null, at, topics, data };
  return [moved, ...decided.flatMap((one) => ownEvents(one, book))];
}

function ownEvents({ command, kind, id, owners, lines, receipt, hold }: Decided, book: Book): Event[] {
  const { actorId, cause } = command;
  const base = { actorId, at: receipt.at };
  const events: Event[] = hold?.purpose === 'REVIEW' ? [{ ...base, ...heldEvent(hold) }] : [];
  for (const userId of owners) {
    if (userId === actorId || userId === hubId) continue;
    let net = 0n;
    for (const { owner, account, amountMicro } of lines)
      if (owner === userId && account === 'AVAILABLE') net += amountMicro;
    const size = net < 0n ? -net : net;
    const from = book.wallets.get(userId)?.notify_from_micro;
    if (from === undefined || size < from || size === 0n) continue;
    const data = {
      transactionId: id,
      kind,
      causeType: cause.type,
      causeId: cause.id,
      userId,
      net: writeBuz(net),
    };
    events.push({ ...base, type: 'buz.large', topics: [], data });
  }
  return events;
}

/** Only the sender learns that a payment waits for review; what the rules said stays with the hub. */
function heldEvent({ id, payment, expiresAt }: NewHold): Pick<Event, 'type' | 'topics' | 'data'> {
  const { senderId, recipientId, amountMicro } = payment;
  return {
    type: 'transfer.held',
    topics: [`user:${senderId}`],
    data: {
      transferId: id,
      userId: senderId,
      recipientId,
      amount: writeBuz(amountMicro),
      expiresAt: expiresAt.toISOString(),
    },
  };
}
