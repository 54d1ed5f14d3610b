import { accountOf, hub, writeBuz, type Pool } from '@smartstart/units';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Command, Verdict } from '../ledger/index.ts';
import * as store from './claim-store.ts';
import { claimEvent } from './claim-event.ts';
import type { Ground } from './deps.ts';
import type { Prices } from './prices.ts';

/** Claims paid in one transaction: large enough that a crowd is paid quickly, small enough to keep the ledger's lock short. */
const batchSize = 100;

export interface Payer {
  /** When this transaction commits, what waits is paid at once. */
  after(tx: Tx): void;
  /** Pays what can be paid, and reverses what was undone, until nothing is left. */
  run(): Promise<void>;
  /** Pays one claim, whose row is locked and whose person may use BUZ, or throws the refusal. */
  payNow(tx: Tx, claim: store.ClaimRow): Promise<store.ClaimRow>;
  start(): void;
  stop(): Promise<void>;
}

/** How a claim stands after a try. */
interface Outcome {
  readonly claim: store.ClaimRow;
  readonly transactionId: string | null;
  readonly waitsFor: store.WaitsFor | null;
}

/**
 * Pays claims in transactions of its own: whoever earns, in a reaction or an action, never waits for the ledger and never
 * holds it. `also` is other work of the same kind, such as refunds that could not be paid at once.
 */
export function createPayer(ground: Ground, prices: Prices, also: () => Promise<void>): Payer {
  const { kernel, ledger, wallets, security, tell } = ground;
  const { database, clock, outbox, jobs, log } = kernel;
  const committing = new WeakSet<object>();
  let started = false;
  let running: Promise<void> | undefined;
  let again = false;

  async function run(): Promise<void> {
    await also();
    while ((await database.transact(reverseBatch)) === batchSize);
    const closed = new Set<string>();
    for (;;) {
      const { tried, paused } = await database.transact((tx) => payBatch(tx, closed));
      if (tried < batchSize || paused) return;
    }
  }

  async function payBatch(tx: Tx, closed: Set<string>): Promise<{ tried: number; paused: boolean }> {
    const due = await store.lockDue(tx, [...closed], batchSize);
    const ready = await readyAmong(tx, due);
    await block(
      tx,
      due.filter((claim) => !ready.has(claim.user_id)),
    );
    const payable = due.filter((claim) => ready.has(claim.user_id));
    if (!payable.length) return { tried: due.length, paused: false };
    const verdicts = await ledger.postAll(tx, payable.map(payment));
    const outcomes = payable.map((claim, index) => outcomeOf(claim, verdicts[index]!));
    await settle(tx, outcomes);
    for (const { claim, waitsFor } of outcomes) if (waitsFor === 'POOL') closed.add(claim.pool);
    return { tried: due.length, paused: outcomes.some(({ waitsFor }) => waitsFor === 'PAUSE') };
  }

  /** Whose gate is open; their wallets are opened, in one order, before the ledger is locked. */
  async function readyAmong(tx: Tx, claims: readonly store.ClaimRow[]): Promise<Set<string>> {
    const ready = new Set<string>();
    for (const userId of [...new Set(claims.map((claim) => claim.user_id))].sort()) {
      try {
        await wallets.requireReady(tx, userId);
        ready.add(userId);
      } catch (error) {
        if (!(error instanceof Fail)) throw error;
      }
    }
    return ready;
  }

  /** They wait until an access change wakes them, and are told so the first time. */
  async function block(tx: Tx, claims: readonly store.ClaimRow[]): Promise<void> {
    await store.setWaitsFor(
      tx,
      claims.map(({ id }) => id),
      'PAPERS',
    );
    for (const claim of claims)
      await tell(tx, {
        type: 'claim.changed',
        actorId: null,
        ...claimEvent({ ...claim, waits_for: 'PAPERS' }, prices),
      });
  }

  async function settle(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
    const at = clock.now();
    const paid = outcomes.flatMap(({ claim, transactionId }) =>
      transactionId ? [{ claim, transactionId }] : [],
    );
    await store.markPaid(
      tx,
      paid.map(({ claim, transactionId }) => ({ claimId: claim.id, transactionId })),
      at,
    );
    for (const waitsFor of ['POOL', 'PAUSE'] as const)
      await store.setWaitsFor(
        tx,
        outcomes.filter((one) => one.waitsFor === waitsFor).map(({ claim }) => claim.id),
        waitsFor,
      );
    await publish(
      tx,
      outcomes.flatMap(({ claim, transactionId, waitsFor }) => {
        if (transactionId) return [{ ...claim, state: 'PAID', waits_for: null }];
        return waitsFor === claim.waits_for ? [] : [{ ...claim, waits_for: waitsFor }];
      }),
    );
  }

  /** All at once, into the event log that the ledger has locked anyway. */
  async function publish(tx: Tx, claims: readonly store.ClaimRow[]): Promise<void> {
    if (!claims.length) return;
    const at = clock.now().toISOString();
    const events = claims.map((claim) => {
      const { userIds, data } = claimEvent(claim, prices);
      return {
        type: 'claim.changed',
        actorId: null,
        at,
        topics: userIds.map((userId) => `user:${userId}`),
        data,
      };
    });
    await outbox.append(tx, events);
  }

  async function reverseBatch(tx: Tx): Promise<number> {
    const claims = await store.lockUndone(tx, batchSize);
    if (!claims.length) return 0;
    const verdicts = await ledger.postAll(tx, claims.map(reversal));
    const undone: store.ClaimRow[] = [];
    const short: store.ClaimRow[] = [];
    for (const [index, claim] of claims.entries()) {
      const verdict = verdicts[index]!;
      if ('receipt' in verdict || verdict.refused.code === 'ALREADY_EXISTS') undone.push(claim);
      else if (verdict.refused.code === 'INSUFFICIENT_FUNDS') short.push(claim);
      else throw verdict.refused;
    }
    await store.markReversed(
      tx,
      undone.map(({ id }) => id),
      clock.now(),
    );
    await publish(
      tx,
      undone.map((claim) => ({ ...claim, state: 'REVERSED' })),
    );
    await reportShort(tx, short);
    return claims.length;
  }

  /** It stays paid: an operator decides, and can reverse the transaction later. */
  async function reportShort(tx: Tx, claims: readonly store.ClaimRow[]): Promise<void> {
    await store.markUndo(
      tx,
      claims.map(({ id }) => id),
      null,
    );
    for (const claim of claims) {
      const what = { event: claim.event, amount: writeBuz(claim.amount_micro) };
      log.warn({ claimId: claim.id, ...what }, 'a reward was undone and is spent already');
      await security.audit(tx, {
        actorId: null,
        action: 'buz.reward-undo-short',
        entity: 'claim',
        entityId: claim.id,
        after: { ...what, transactionId: claim.transaction_id },
      });
    }
  }

  async function payNow(tx: Tx, claim: store.ClaimRow): Promise<store.ClaimRow> {
    const { transactionId } = await ledger.post(tx, payment(claim));
    const at = clock.now();
    await store.markPaid(tx, [{ claimId: claim.id, transactionId }], at);
    const paid = { ...claim, state: 'PAID', waits_for: null, ended_at: at, transaction_id: transactionId };
    await publish(tx, [paid]);
    return paid;
  }

  /** One run at a time; a wake-up during a run leads to one more. */
  function wake(): void {
    if (running) {
      again = true;
      return;
    }
    running = run()
      .catch((err: unknown) => log.error({ err }, 'waiting rewards could not be paid'))
      .finally(() => {
        running = undefined;
        if (again && started) {
          again = false;
          wake();
        }
      });
  }

  database.onCommit((tx) => {
    if (started && committing.has(tx)) queueMicrotask(wake);
  });
  jobs.define({ name: 'pay-claims', cron: '* * * * *', run });

  return {
    after: (tx) => void committing.add(tx),
    run,
    payNow,
    start() {
      started = true;
    },
    async stop() {
      started = false;
      again = false;
      await running;
    },
  };
}

function payment({ id, user_id, kind, pool, amount_micro }: store.ClaimRow): Command {
  const line = kind as 'ALLOCATION' | 'REWARD' | 'AWARD';
  return {
    key: `claim:${id}`,
    kind: line,
    actorId: null,
    cause: { type: 'claim', id },
    postings: [
      { ...hub(pool as Pool), kind: line, amountMicro: -amount_micro },
      { ...accountOf(user_id, 'AVAILABLE'), kind: line, amountMicro: amount_micro },
    ],
  };
}

function reversal({ id, user_id, pool, amount_micro, transaction_id }: store.ClaimRow): Command {
  return {
    key: `claim:${id}:undo`,
    kind: 'REVERSAL',
    actorId: null,
    cause: { type: 'claim', id },
    reverses: transaction_id!,
    reason: 'What was rewarded was undone.',
    postings: [
      { ...accountOf(user_id, 'AVAILABLE'), kind: 'REVERSAL', amountMicro: -amount_micro },
      { ...hub(pool as Pool), kind: 'REVERSAL', amountMicro: amount_micro },
    ],
  };
}

function outcomeOf(claim: store.ClaimRow, verdict: Verdict): Outcome {
  if ('receipt' in verdict) return { claim, transactionId: verdict.receipt.transactionId, waitsFor: null };
  const { code } = verdict.refused;
  if (code === 'POOL_CLOSED') return { claim, transactionId: null, waitsFor: 'POOL' };
  if (code === 'BUZ_PAUSED') return { claim, transactionId: null, waitsFor: 'PAUSE' };
  throw verdict.refused;
}
