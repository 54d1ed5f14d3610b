import {
  addMs,
  genesisMicro,
  hourMs,
  hubId,
  isPool,
  releaseCapMicro,
  supplyMicro,
  utcDay,
  showBuz,
  type Account,
} from '@smartstart/units';
import { Fail } from '../../kernel/errors.ts';
import { linkHash, memoHash, sha256, transactionId } from './chain.ts';
import { reviewAbove, signalsOf } from './fraud.ts';
import {
  accountKey,
  MalformedCommand,
  type Command,
  type Decided,
  type Line,
  type NewHold,
  type Outflow,
  type Payment,
  type Posting,
  type Receipt,
  type Verdict,
  type WalletRow,
} from './types.ts';

/** Undecided after this, a held transfer goes back to its sender. */
const reviewMs = 24 * hourMs;
const recentKept = 5;
/** Half of SHA-256 is far more than enough to tell requests apart. */
const fingerprintLength = 32;

/** What the rules look at. Deciding moves it on: each command sees what those before it did. */
export interface Book {
  readonly genesisAt: Date;
  paused: boolean;
  /** The ledger's time; it never goes back. */
  now: Date;
  /** The last transaction, and its hash. */
  seq: bigint;
  hash: string;
  /** `owner/account` → balance in micro-BUZ. An account that is not in it holds nothing. */
  readonly balances: Map<string, bigint>;
  /** Of every person whose accounts are touched. */
  readonly wallets: Map<string, WalletRow>;
  readonly outflows: Map<string, Outflow>;
  /** Commands that were accepted before, by key. */
  readonly known: Map<string, Known>;
  /** Transactions that were undone before. */
  readonly reversed: Set<string>;
}

export interface Known {
  readonly fingerprint: string;
  readonly receipt: Receipt;
}

export interface Decision {
  readonly verdicts: readonly Verdict[];
  readonly decided: readonly Decided[];
}

/** Decides commands one after the other by the rules of section 5. Pure but for the book, which is memory. */
export function decide(book: Book, commands: readonly Command[]): Decision {
  const decided: Decided[] = [];
  const verdicts = commands.map((command): Verdict => {
    const fingerprint = fingerprintOf(command);
    const known = book.known.get(command.key);
    if (known) return repeat(command, known, fingerprint);
    try {
      const accepted = accept(book, command, fingerprint);
      decided.push(accepted);
      book.known.set(command.key, { fingerprint, receipt: accepted.receipt });
      return { receipt: accepted.receipt, replayed: false };
    } catch (error) {
      if (error instanceof Fail) return { refused: error };
      throw new MalformedCommand(command, error);
    }
  });
  return { verdicts, decided };
}

/** A key stands for one command: the same one gets the answer of the first time, another is refused. */
export function repeat(command: Command, known: Known, fingerprint = fingerprintOf(command)): Verdict {
  if (known.fingerprint !== fingerprint) return { refused: new Fail('IDEMPOTENCY_KEY_REUSED') };
  return { receipt: known.receipt, replayed: true };
}

/** What a key stands for: another request under the same key is another fingerprint. */
export function fingerprintOf({ kind, actorId, cause, postings, memo, reverses, payment }: Command): string {
  let text = `${kind}\n${actorId}\n${cause.type}\n${cause.id}\n${reverses}\n${payment?.reserveUntil ? 'reserve' : ''}`;
  for (const { owner, account, kind: line, amountMicro } of postings)
    text += `\n${owner} ${account} ${line} ${amountMicro}`;
  return sha256(memo ? `${text}\n${memo}` : text).slice(0, fingerprintLength);
}

function accept(book: Book, command: Command, fingerprint: string): Decided {
  if (command.reverses && book.reversed.has(command.reverses))
    throw new Fail('ALREADY_EXISTS', 'This transaction was undone before.');
  requireOpen(book, command);
  requireFloors(book, command.postings);
  requireCaps(book, command.postings);
  const hold = command.payment ? weigh(book, command, command.payment) : null;
  if (command.reverses) book.reversed.add(command.reverses);
  return chain(book, command, fingerprint, hold);
}

/** Limits and fraud score of a payment; answers with a hold when it does not go through at once. */
function weigh(book: Book, command: Command, payment: Payment): Omit<NewHold, 'id'> | null {
  const wallet = book.wallets.get(payment.senderId)!;
  const sent = book.outflows.get(payment.senderId) ?? noOutflow(book.now);
  requireLimits(payment, wallet, sent);
  const { score, signals } = signalsOf(payment.amountMicro, sent, wallet.member_since, book.now);
  const suspicious = score > reviewAbove;
  if (suspicious && payment.reserveUntil) throw new Fail('TRANSFER_SUSPICIOUS');
  book.outflows.set(payment.senderId, afterPayment(sent, payment.amountMicro, book.now));
  if (!suspicious && !payment.reserveUntil) return null;
  return {
    payment,
    purpose: suspicious ? 'REVIEW' : 'RESERVED',
    memo: command.memo ?? null,
    expiresAt: payment.reserveUntil ?? addMs(book.now, reviewMs),
    score: suspicious ? score : null,
    signals: suspicious ? signals : [],
  };
}

/** From here on nothing is refused: balances move, and the transaction takes its place in the chain. */
function chain(book: Book, command: Command, fingerprint: string, held: Omit<NewHold, 'id'> | null): Decided {
  const kind = held ? 'HOLD' : command.kind;
  const lines = apply(book, held ? holdPostings(held.payment) : command.postings);
  const owners = [...new Set(lines.map((line) => line.owner))];
  const seq = (book.seq += 1n);
  const id = transactionId(seq, book.now);
  const memo = command.memo ? memoHash(id, command.memo) : null;
  book.hash = linkHash(book.hash, {
    seq,
    id,
    kind,
    at: book.now,
    actorId: command.actorId,
    causeType: command.cause.type,
    causeId: command.cause.id,
    key: command.key,
    fingerprint,
    owners,
    memoHash: memo,
    reason: command.reason ?? null,
    reverses: command.reverses ?? null,
    lines,
  });
  const balances = new Map<string, bigint>();
  for (const line of lines) balances.set(accountKey(line.owner, line.account), line.balanceMicro);
  const receipt: Receipt = {
    transactionId: id,
    seq: Number(seq),
    at: book.now.toISOString(),
    state: held?.purpose === 'REVIEW' ? 'HELD' : 'POSTED',
    expiresAt: held?.expiresAt.toISOString() ?? null,
    balances,
  };
  const hold = held && { id, ...held };
  return {
    command,
    seq,
    id,
    kind,
    fingerprint,
    memoHash: memo,
    owners,
    lines,
    receipt,
    hold,
    hash: book.hash,
  };
}

/** Amount and fee leave AVAILABLE for HELD as lines of their own, so that either can be told apart later. */
function holdPostings({ senderId, amountMicro, feeMicro }: Payment): Posting[] {
  const move = (kind: 'HOLD' | 'FEE', micro: bigint): Posting[] => [
    { owner: senderId, account: 'AVAILABLE', kind, amountMicro: -micro },
    { owner: senderId, account: 'HELD', kind, amountMicro: micro },
  ];
  return [...move('HOLD', amountMicro), ...move('FEE', feeMicro)];
}

/** A pause and a freeze stop debits; giving back what was reserved, and undoing, go on. */
function requireOpen(book: Book, { key, kind, postings }: Command): void {
  let sum = 0n;
  for (const { amountMicro, owner, account } of postings) {
    if (amountMicro === 0n) throw new Error(`A posting of ${key} is zero.`);
    sum += amountMicro;
    if (owner !== hubId && !book.wallets.has(owner)) throw new Fail('RECIPIENT_UNKNOWN');
    if (amountMicro > 0n || kind === 'REVERSAL' || kind === 'RELEASE') continue;
    if (book.paused) throw new Fail('BUZ_PAUSED');
    if (account === 'AVAILABLE' && book.wallets.get(owner)?.frozen_at) throw new Fail('WALLET_FROZEN');
  }
  if (sum !== 0n) throw new Error(`The postings of ${key} sum to ${sum}.`);
}

function requireLimits({ amountMicro }: Payment, wallet: WalletRow, sent: Outflow): void {
  const over = (limit: bigint, what: string) =>
    new Fail('LIMIT_EXCEEDED', `Your limit is ${showBuz(limit)} BUZ ${what}.`);
  if (amountMicro > wallet.per_transfer_micro) throw over(wallet.per_transfer_micro, 'in one transfer');
  if (sent.todayMicro + amountMicro > wallet.per_day_micro) throw over(wallet.per_day_micro, 'a day');
  if (sent.monthMicro + amountMicro > wallet.per_30_days_micro)
    throw over(wallet.per_30_days_micro, 'in 30 days');
}

/** No account falls below nothing. */
function requireFloors(book: Book, postings: readonly Posting[]): void {
  for (const { owner, account, amountMicro } of postings) {
    if (amountMicro > 0n) continue;
    const after = balanceAfter(book, postings, owner, account);
    if (after >= 0n) continue;
    if (isPool(account)) throw new Fail('POOL_CLOSED', 'The pool that pays for this is empty.');
    const has = balanceOf(book, owner, account);
    throw new Fail(
      'INSUFFICIENT_FUNDS',
      `This needs ${showBuz(has - after)} BUZ; ${showBuz(has)} BUZ are there.`,
    );
  }
}

/** The net release of a pool stays within what its year allows (section 5.1). */
function requireCaps(book: Book, postings: readonly Posting[]): void {
  for (const { owner, account, amountMicro } of postings) {
    if (amountMicro > 0n || !isPool(account)) continue;
    const released = genesisMicro[account] - balanceAfter(book, postings, owner, account);
    if (released > releaseCapMicro(account, book.genesisAt, book.now))
      throw new Fail('POOL_CLOSED', 'The pool that pays for this is at its release cap for now.');
  }
}

function apply(book: Book, postings: readonly Posting[]): Line[] {
  return postings.map(({ owner, account, kind, amountMicro }) => {
    const key = accountKey(owner, account);
    const balanceMicro = (book.balances.get(key) ?? 0n) + amountMicro;
    if (balanceMicro > supplyMicro) throw new Error('An account would hold more than there is.');
    book.balances.set(key, balanceMicro);
    return { owner, account, kind, amountMicro, balanceMicro };
  });
}

/** The lines of one account are taken together. */
function balanceAfter(book: Book, postings: readonly Posting[], owner: string, account: Account): bigint {
  let after = balanceOf(book, owner, account);
  for (const other of postings)
    if (other.owner === owner && other.account === account) after += other.amountMicro;
  return after;
}

function balanceOf(book: Book, owner: string, account: Account): bigint {
  return book.balances.get(accountKey(owner, account)) ?? 0n;
}

export function noOutflow(now: Date): Outflow {
  return { day: utcDay(now), todayMicro: 0n, monthMicro: 0n, count: 0, sumMicro: 0n, recent: [] };
}

function afterPayment(sent: Outflow, amountMicro: bigint, now: Date): Outflow {
  return {
    day: sent.day,
    todayMicro: sent.todayMicro + amountMicro,
    monthMicro: sent.monthMicro + amountMicro,
    count: sent.count + 1,
    sumMicro: sent.sumMicro + amountMicro,
    recent: [...sent.recent, now].slice(-recentKept),
  };
}
