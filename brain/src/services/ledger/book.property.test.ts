import fc from 'fast-check';
import { genesisMicro, hubId, supplyMicro, utcDay } from '@smartstart/units';
import { expect, test } from 'vitest';
import { decide, type Book } from './book.ts';
import { genesisHash, linkHash } from './chain.ts';
import { createPlanner, step, takeTurn, type Plan, type Step } from './test-actions.ts';
import { createModel, type Model, type Person } from './test-model.ts';
import type { Decided, Outflow, Receipt, Verdict } from './types.ts';

/** The rules of the ledger against a model of them, over random histories; a failure shrinks to the shortest one. */
const runs = 60;
const leastCommands = 10_000;
const genesisAt = new Date('2026-01-15T10:00:00.000Z');
const dayMs = 86_400_000;
let commands = 0;
const seen = new Set<string>();

test('accepts what the model accepts, refuses what it refuses, and leaves the balances it leaves', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 60, maxLength: 200, size: 'max' }), (steps) => live(steps)),
    { seed: 20261122, numRuns: runs, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true },
  );
  expect(commands).toBeGreaterThan(leastCommands);
  // A history that never meets a rule proves nothing about it.
  expect([...seen].sort()).toEqual([
    'ALREADY_EXISTS',
    'BUZ_PAUSED',
    'HELD',
    'IDEMPOTENCY_KEY_REUSED',
    'INSUFFICIENT_FUNDS',
    'LIMIT_EXCEEDED',
    'POOL_CLOSED',
    'POSTED',
    'RECIPIENT_UNKNOWN',
    'REPEATED',
    'RESERVED',
    'TRANSFER_SUSPICIOUS',
    'WALLET_FROZEN',
  ]);
}, 120_000);

function live(steps: readonly Step[]): void {
  const model = createModel(genesisAt, people());
  const book = emptyBook();
  let keys = 0;
  const planner = createPlanner(model, () => `key-${(keys += 1)}`);
  const receipts = new Map<string, Receipt>();
  for (const { turn, actions } of steps) {
    if (turn?.do === 'wait') book.now = new Date(book.now.getTime() + turn.ms);
    takeTurn(turn, model);
    const plans = actions.flatMap((action) => planner.plan(action, book.now) ?? []);
    commands += plans.length;
    // What ends a hold gives back what counted against limits; it stands alone, as it does in a transaction.
    const batches = plans.some((plan) => plan.row) ? plans.map((plan) => [plan]) : [plans];
    for (const batch of batches) {
      load(book, model);
      const [seq, hash] = [book.seq, book.hash];
      const { verdicts, decided } = decide(
        book,
        batch.map((plan) => plan.command),
      );
      batch.forEach((plan, index) => compare(plan, verdicts[index]!, model, book.now, receipts));
      checkChain(seq, hash, decided, book);
    }
    checkBook(book, model);
  }
}

/** One verdict against what the model expects; the model moves on with it. */
function compare(
  plan: Plan,
  verdict: Verdict,
  model: Model,
  now: Date,
  receipts: Map<string, Receipt>,
): void {
  const { ask } = plan;
  const expected = model.expect(ask, now);
  seen.add('refused' in verdict ? verdict.refused.code : expected.is);
  if (expected.is === 'REFUSED') {
    if (!('refused' in verdict))
      throw new Error(`accepted, and not refused as ${[...expected.codes].join()}`);
    expect(expected.codes).toContain(verdict.refused.code);
    return;
  }
  if ('refused' in verdict) throw new Error(`${verdict.refused.code}, and not ${expected.is}`);
  const { receipt, replayed } = verdict;
  expect(replayed).toBe(expected.is === 'REPEATED');
  if (expected.is === 'REPEATED') {
    expect(receipt).toEqual(receipts.get(ask.key));
    return;
  }
  expect(receipt.state).toBe(expected.is === 'HELD' ? 'HELD' : 'POSTED');
  expect(receipt.expiresAt !== null).toBe(expected.is !== 'POSTED');
  receipts.set(ask.key, receipt);
  model.apply(ask, expected.is, receipt.transactionId, now);
  for (const [account, micro] of receipt.balances)
    expect(`${account} ${micro}`).toBe(`${account} ${model.balances.get(account)}`);
  if (plan.row?.table === 'hold')
    model.giveBack(plan.row.end.ownerId, plan.row.end.id, plan.row.end.backMicro);
  plan.leaves(receipt);
}

/** The sum never changes, nothing is negative, and every balance is the model's. */
function checkBook(book: Book, model: Model): void {
  let sum = 0n;
  for (const [account, micro] of book.balances) {
    if (micro < 0n) throw new Error(`${account} is negative`);
    if (micro !== (model.balances.get(account) ?? 0n)) throw new Error(`${account} differs from the model`);
    sum += micro;
  }
  expect(sum).toBe(supplyMicro);
  expect(model.sum()).toBe(supplyMicro);
}

/** Each transaction continues the chain from the one before; what was refused left no trace. */
function checkChain(seq: bigint, hash: string, decided: readonly Decided[], book: Book): void {
  let [last, previous] = [seq, hash];
  for (const one of decided) {
    expect(one.seq).toBe((last += 1n));
    const { command } = one;
    previous = linkHash(previous, {
      ...one,
      at: book.now,
      actorId: command.actorId,
      causeType: command.cause.type,
      causeId: command.cause.id,
      key: command.key,
      reason: command.reason ?? null,
      reverses: command.reverses ?? null,
    });
    expect(one.hash).toBe(previous);
    expect(one.lines.reduce((sum, line) => sum + line.amountMicro, 0n)).toBe(0n);
  }
  expect([book.seq, book.hash]).toEqual([last, previous]);
}

function people(): Person[] {
  return Array.from({ length: 6 }, (_, index) => ({
    id: `00000000-0000-7000-8000-00000000000${index + 1}`,
    // The first two accounts are young.
    memberSince: new Date(genesisAt.getTime() - (index < 2 ? 0 : 100 * dayMs)),
    frozen: false,
    perTransferMicro: supplyMicro,
    perDayMicro: supplyMicro,
    per30DaysMicro: supplyMicro,
  }));
}

function emptyBook(): Book {
  return {
    genesisAt,
    paused: false,
    now: genesisAt,
    seq: 1n,
    hash: genesisHash,
    balances: new Map(Object.entries(genesisMicro).map(([pool, micro]) => [`${hubId}/${pool}`, micro])),
    wallets: new Map(),
    outflows: new Map(),
    known: new Map(),
    reversed: new Set(),
  };
}

/** What a writer reads from the tables before it decides. */
function load(book: Book, model: Model): void {
  book.paused = model.isPaused();
  for (const person of model.people) {
    book.wallets.set(person.id, {
      user_id: person.id,
      member_since: person.memberSince,
      frozen_at: person.frozen ? genesisAt : null,
      per_transfer_micro: person.perTransferMicro,
      per_day_micro: person.perDayMicro,
      per_30_days_micro: person.per30DaysMicro,
      notify_from_micro: 0n,
    });
    book.outflows.set(person.id, outflowOf(model, person.id, book.now));
  }
}

function outflowOf(model: Model, userId: string, now: Date): Outflow {
  const payments = model.sentBy(userId);
  const sum = (from: number, by: (at: Date) => number) =>
    payments.reduce((all, payment) => (by(payment.at) >= from ? all + payment.micro : all), 0n);
  const day = (at: Date) => Date.parse(utcDay(at));
  const since = day(new Date(now.getTime() - 90 * dayMs));
  return {
    day: utcDay(now),
    todayMicro: sum(day(now), day),
    monthMicro: sum(now.getTime() - 30 * dayMs, (at) => at.getTime()),
    count: payments.filter((payment) => !payment.void && day(payment.at) >= since).length,
    sumMicro: sum(since, day),
    recent: payments.slice(-5).map((payment) => payment.at),
  };
}
