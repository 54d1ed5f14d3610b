import type { Kernel } from '../../kernel/kernel.ts';
import { sqlStateOf, violatedUnique, type Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { decide, repeat } from './book.ts';
import type { Journal, WriteSet } from './journal.ts';
import { loadKnown, openShelf, prepare, readKnown, type Shelf } from './shelf.ts';
import * as store from './store.ts';
import {
  accountKey,
  MalformedCommand,
  type Command,
  type Decided,
  type Receipt,
  type Verdict,
} from './types.ts';

/** Larger batches win little more throughput and cost those who wait (docs/decisions/0010). */
const maxBatch = 512;
/**
 * After a batch its callers come back all at once. Half of them go first, so that the other half is decided while those
 * are written; from then on the two halves take turns, and neither processor waits for the other. So few are not split.
 */
const leastSplit = 8;
/** More than this in line is seconds of work: better to say so at once. */
const maxQueue = 20_000;
const keyConstraint = 'ledger_transactions_command_key_key';
/** SQLSTATE classes of values that do not fit, constraints, and what triggers refuse. */
const dataFault = /^(22|23|P0)/;

interface Waiting {
  readonly command: Command;
  readonly resolve: (accepted: Accepted) => void;
  readonly reject: (error: unknown) => void;
}

export interface Accepted {
  readonly receipt: Receipt;
  readonly replayed: boolean;
}

export interface Writer {
  /** Waits its turn, and settles after the commit: with the receipt, or with the refusal of this one command. */
  submit(command: Command): Promise<Accepted>;
  depth(): number;
}

/** Commands decided on a shelf, from its position `base` on. */
interface Batch {
  readonly shelf: Shelf | null;
  readonly base: bigint;
  readonly waiting: Waiting[];
  verdicts: Verdict[];
  decided: Decided[];
  /** Laid out while the batch before was being written; null when more came in after that. */
  set: WriteSet | null;
}

/**
 * Group commit: callers queue, one writer decides all that wait and writes them in one transaction, so a hot account
 * costs no more than a cold one. Balances are remembered between batches, and while one batch is written the next is
 * decided on what that one leaves behind. Under the lock the position is compared: when another writer came in between,
 * or a batch failed, what was remembered is dropped and the batch is decided anew from the tables.
 */
export function createWriter(
  { database, clock }: Pick<Kernel, 'database' | 'clock'>,
  journal: Journal,
): Writer {
  let queue: Waiting[] = [];
  let running = false;
  let shelf: Shelf | null = null;
  let arrived: () => void = () => undefined;

  async function run(): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    let underWay = 0;
    for (;;) {
      let next = begin([]);
      await gather(next, writing, underWay);
      if (!next.waiting.length) {
        if (queue.length) continue;
        break;
      }
      // The batch before was decided anew: this one has to be, too, on what it left.
      if (shelf && next.shelf !== shelf) next = await redecide(next.waiting);
      underWay = next.waiting.length;
      writing = settle(next);
    }
    running = false;
  }

  /** Takes in and decides whoever comes, until the batch before is through. */
  async function gather(next: Batch, writing: Promise<void>, underWay: number): Promise<void> {
    let through = false;
    const ended = writing.then(() => void (through = true));
    await takeShare(next, underWay);
    while (!through) {
      const arrival = new Promise<void>((resolve) => (arrived = resolve));
      await Promise.race([ended, arrival]);
      if (through && next.waiting.length) return;
      // Callers of one moment come in one after the other; a turn of the loop lets all of them come.
      await new Promise((resolve) => setImmediate(resolve));
      await takeShare(next, through ? 0 : underWay);
      // Most who will be in this batch are in it: what can be prepared is, while the database is busy.
      if (!through && next.decided.length >= leastSplit && next.shelf && next.shelf === shelf)
        next.set ??= journal.layOut(next.shelf, next.decided);
    }
  }

  /** Half of all who are about goes into this batch, so that it and the one under way take turns. */
  async function takeShare(next: Batch, underWay: number): Promise<void> {
    const about = underWay + next.waiting.length + queue.length;
    await absorb(next, half(about) - next.waiting.length);
  }

  function begin(waiting: Waiting[]): Batch {
    return { shelf, base: shelf?.book.seq ?? 0n, waiting, verdicts: [], decided: [], set: null };
  }

  async function redecide(waiting: Waiting[]): Promise<Batch> {
    const batch = begin(waiting);
    await decideHere(batch, waiting);
    return batch;
  }

  /** Takes in who waits, up to a batch. Without a shelf they are decided under the lock. */
  async function absorb(batch: Batch, atMost: number): Promise<void> {
    const room = Math.min(atMost, maxBatch - batch.waiting.length);
    if (!queue.length || room <= 0) return;
    const taken = queue.slice(0, room);
    queue = queue.slice(room);
    batch.waiting.push(...taken);
    await decideHere(batch, taken);
  }

  async function decideHere(batch: Batch, taken: readonly Waiting[]): Promise<void> {
    if (!batch.shelf || batch.shelf !== shelf) return;
    // What goes wrong shows again under the lock, where it can be told to the callers.
    const done = await decideMore(database.db, batch.shelf, batch, taken, true).catch(() => false);
    if (!done) shelf = null;
  }

  async function decideMore(
    db: Db,
    on: Shelf,
    batch: Batch,
    taken: readonly Waiting[],
    ahead: boolean,
  ): Promise<boolean> {
    const commands = taken.map((one) => one.command);
    // A batch has one time.
    const at = batch.decided[0] ? on.book.now : clock.now();
    if (!(await prepare(db, on, commands, at, ahead))) return false;
    const { verdicts, decided } = decide(on.book, commands);
    batch.verdicts.push(...verdicts);
    batch.decided.push(...decided);
    batch.set = null;
    return true;
  }

  /** Writes the batch and answers its callers. Never throws. */
  async function settle(batch: Batch): Promise<void> {
    try {
      if (!(await writeAhead(batch))) await commit(batch, false);
      await recall(batch);
    } catch (error) {
      shelf = null;
      await settleAgain(batch, error);
    }
    // The next batch goes to the database first; then its callers hear, and ask again while it is busy.
    setImmediate(() => answer(batch));
  }

  function answer({ waiting, verdicts }: Batch): void {
    for (const [index, one] of waiting.entries()) {
      const verdict = verdicts[index];
      if (!verdict) continue;
      if ('refused' in verdict) one.reject(verdict.refused);
      else one.resolve(verdict);
    }
  }

  /**
   * Keys are not looked up before deciding: a key that was used before this Brain can remember fails the batch. But what
   * is refused never gets that far, and may repeat a command that went through; it gets the answer of then.
   */
  async function recall({ waiting, verdicts }: Batch): Promise<void> {
    const refused = waiting.filter((_, index) => 'refused' in verdicts[index]!);
    if (!refused.length) return;
    const known = await readKnown(
      database.db,
      refused.map((one) => one.command),
    );
    if (!known.size) return;
    for (const [index, { command }] of waiting.entries()) {
      const before = 'refused' in verdicts[index]! ? known.get(command.key) : undefined;
      if (before) verdicts[index] = repeat(command, before);
    }
  }

  /** Sends lock, batch and commit in one go, on the bet that nobody wrote in between. False when the bet is lost. */
  async function writeAhead(batch: Batch): Promise<boolean> {
    if (!batch.shelf || batch.shelf !== shelf || !batch.decided.length) return false;
    if (batch.verdicts.length !== batch.waiting.length) return false;
    const { book, walletsVersion } = batch.shelf;
    const set = batch.set ?? journal.layOut(batch.shelf, batch.decided);
    try {
      await journal.commit(set, { seq: batch.base, walletsVersion, paused: book.paused });
      for (const { owner, account } of set.opened) batch.shelf.rows.add(accountKey(owner, account));
      return true;
    } catch (error) {
      // A position that is taken shows as a broken key, too; only a used command key is the caller's.
      if (violatedUnique(error) === keyConstraint) throw error;
      shelf = null;
      return false;
    }
  }

  /** Decides under the lock what could not be decided before it, and writes. */
  async function commit(batch: Batch, checkKeys: boolean): Promise<void> {
    await database.transact(async (tx) => {
      const state = await store.lockState(tx);
      // Nothing but refusals, and they hold.
      if (!checkKeys && !batch.decided.length && fits(batch, state)) return;
      const fresh = openShelf(state);
      const commands = batch.waiting.map((one) => one.command);
      batch.verdicts = [];
      batch.decided = [];
      if (checkKeys) await loadKnown(tx, fresh.book, commands);
      await decideMore(tx, fresh, batch, batch.waiting, false);
      shelf = fresh;
      if (batch.decided.length) await journal.write(tx, journal.layOut(fresh, batch.decided));
    });
  }

  /** Is what the batch was decided on still how things stand. */
  function fits(batch: Batch, state: store.State): boolean {
    return (
      batch.shelf !== null &&
      batch.shelf === shelf &&
      batch.verdicts.length === batch.waiting.length &&
      state.seq === batch.base &&
      state.wallets_version === shelf.walletsVersion &&
      (state.paused_at !== null) === shelf.book.paused
    );
  }

  /**
   * With the keys looked up, trying again is safe whatever became of the first try. A command that cannot be written is
   * found by writing each alone, and takes no other with it; when the database is at fault, all hear of it.
   */
  async function settleAgain(batch: Batch, error: unknown): Promise<void> {
    let failure = isOfOne(error) ? error : await attempt(batch);
    if (failure === null) return;
    batch.verdicts = [];
    for (const one of batch.waiting) {
      if (batch.waiting.length === 1 || !isOfOne(failure)) {
        one.reject(failure);
        continue;
      }
      const alone: Batch = { shelf: null, base: 0n, waiting: [one], verdicts: [], decided: [], set: null };
      const fault = await attempt(alone);
      if (fault === null) answer(alone);
      else one.reject(fault);
      if (fault !== null && !isOfOne(fault)) failure = fault;
    }
  }

  /** Decides and writes a batch under the lock; answers with what went wrong, or null. */
  async function attempt(batch: Batch): Promise<unknown> {
    try {
      await commit(batch, true);
      return null;
    } catch (error) {
      shelf = null;
      return error;
    }
  }

  return {
    submit(command) {
      if (queue.length >= maxQueue)
        return Promise.reject(new Fail('OVERLOADED', undefined, { retryAfterSeconds: 2 }));
      return new Promise((resolve, reject) => {
        queue.push({ command, resolve, reject });
        if (running) return arrived();
        running = true;
        // In a microtask, so that callers of the same moment share the first batch.
        queueMicrotask(() => void run());
      });
    },
    depth: () => queue.length,
  };
}

function half(count: number): number {
  return Math.max(leastSplit, Math.ceil(count / 2));
}

/** Is it one command that cannot be written, rather than the database that fails. */
function isOfOne(error: unknown): boolean {
  if (error instanceof MalformedCommand) return true;
  return violatedUnique(error) !== keyConstraint && dataFault.test(sqlStateOf(error) ?? '');
}
