import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { findBooks } from '../books/books-store.ts';
import { record, tell, type Ground } from '../books/ground.ts';
import type { Actor, PayoutAnswer } from '../deps.ts';
import { nextState } from '../../../kernel/machine.ts';
import { distributions as machine, lines as lineMachine } from '../rules/machines.ts';
import { payerOf } from './access.ts';
import * as distributions from './distribution-store.ts';
import { manualPayouts } from './manual-payouts.ts';
import * as store from './payout-store.ts';

/** Paying the lines of an approved distribution. A line is under way or paid at most once; the database says so, too. */

type Outcome = Exclude<PayoutAnswer, { state: 'PROCESSING' }>;
type Order = Awaited<ReturnType<typeof store.unsentPayouts>>[number];

const sentAtOnce = 100;

/** Starts every line that is not paid; after a failure only those that failed. */
export async function pay(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  distributionId: string,
): Promise<distributions.DistributionRow> {
  await payerOf(ground, tx, actor, distributionId);
  const row = found(await distributions.lockDistribution(tx, distributionId));
  const event = row.state === 'PARTIALLY_FAILED' ? 'retry' : 'pay';
  const to = nextState(machine, row.state, event);
  const saved = await distributions.updateDistribution(tx, row.id, { state: to });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'distribution',
    id: row.id,
    event,
    actor,
    from: row.state,
    to,
  });
  const lines = await store.lockLines(tx, row.id);
  const due = lines.filter(({ state }) => state === 'PENDING' || state === 'FAILED');
  const started = [];
  for (const line of due) started.push(await start(ground, tx, row.venture_id, line));
  if (!ground.payouts.manual && started.some(needsPayment))
    await ground.kernel.jobs.enqueue(tx, 'send-payouts', {}, null);
  return (await finish(ground, tx, saved)) ?? saved;
}

/** Somebody paid by hand, or could not, and says so. */
export async function settleByHand(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  place: { distributionId: string; lineId: string },
  said:
    | { outcome: 'PAID'; reference: string; paidOn?: string | undefined }
    | { outcome: 'FAILED'; reason: string },
): Promise<distributions.DistributionRow> {
  const { row } = await payerOf(ground, tx, actor, place.distributionId);
  await distributions.lockDistribution(tx, row.id);
  const line = (await store.lockLines(tx, row.id)).find(({ id }) => id === place.lineId);
  const present = found(line);
  nextState(lineMachine, present.state, said.outcome === 'PAID' ? 'confirm' : 'refuse');
  const payout = found(await store.lockPayout(tx, present.id, present.attempts));
  if (payout.provider !== manualPayouts.name)
    throw new Fail(
      'RULE_VIOLATED',
      `This payment is made by ${payout.provider}. What became of it comes from there.`,
    );
  const now = ground.kernel.clock.now();
  const paidAt = said.outcome === 'PAID' && said.paidOn ? new Date(said.paidOn) : now;
  if (paidAt > now) throw new Fail('RULE_VIOLATED', 'The day of the payment lies ahead.');
  const outcome: Outcome =
    said.outcome === 'PAID'
      ? { state: 'COMPLETED', reference: said.reference }
      : { state: 'FAILED', reason: said.reason };
  return settle(ground, tx, payout, outcome, { actor, paidAt });
}

/** Asks the provider about everything it was not asked yet. */
export function definePayouts(ground: Ground): void {
  ground.kernel.jobs.define({
    name: 'send-payouts',
    cron: '*/5 * * * *',
    run: () => sendPayouts(ground),
  });
}

/** One call for each payout, outside of transactions; one that gave no answer is asked again under the same key. */
export async function sendPayouts(ground: Ground): Promise<void> {
  for (let after: string | null = null; ;) {
    const page: Order[] = await store.unsentPayouts(ground.kernel.database.db, after, sentAtOnce);
    for (const order of page) if (order.provider === ground.payouts.name) await send(ground, order);
    if (page.length < sentAtOnce) return;
    after = page.at(-1)!.line_id;
  }
}

async function send(ground: Ground, order: Order): Promise<void> {
  const { database, log } = ground.kernel;
  const { line_id: lineId, attempt } = order;
  try {
    const answer = await ground.payouts.pay({
      key: `${lineId}:${attempt}`,
      payeeId: order.user_id,
      amountMinor: order.amount_minor,
      currency: order.currency,
      ventureId: order.venture_id,
      distributionId: order.distribution_id,
    });
    await database.transact((tx) => heard(ground, tx, lineId, attempt, answer));
  } catch (err) {
    log.warn({ err, lineId, attempt }, 'a payout could not be sent and is tried again');
  }
}

/** What the provider answered, now or later. An answer that came before changes nothing. */
export async function heard(
  ground: Ground,
  tx: Tx,
  lineId: string,
  attempt: number,
  answer: PayoutAnswer,
): Promise<void> {
  const line = found(await store.findLine(tx, lineId));
  await distributions.lockDistribution(tx, line.distribution_id);
  const payout = found(await store.lockPayout(tx, lineId, attempt));
  if (payout.state !== 'PROCESSING') return;
  const now = ground.kernel.clock.now();
  if (answer.state === 'PROCESSING')
    await store.updatePayout(tx, payout, { sent_at: now, reference: answer.reference ?? null });
  else await settle(ground, tx, payout, answer, { actor: null, paidAt: now });
}

async function start(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  given: distributions.LineRow,
): Promise<distributions.LineRow> {
  const line = given.attempts ? given : await lessWithheld(ground, tx, ventureId, given);
  const now = ground.kernel.clock.now();
  // What the venture retains, shares too small for a cent, and those withheld whole need no transfer.
  if (!needsPayment(line)) {
    await store.updateLine(tx, line.id, { state: 'COMPLETED', paid_at: now });
    return line;
  }
  const attempt = line.attempts + 1;
  await store.updateLine(tx, line.id, {
    state: nextState(lineMachine, line.state, 'send'),
    attempts: attempt,
    failure: null,
  });
  await store.insertPayouts(tx, [
    {
      line_id: line.id,
      attempt,
      provider: ground.payouts.name,
      state: 'PROCESSING',
      started_at: now,
      sent_at: ground.payouts.manual ? now : null,
    },
  ]);
  return line;
}

/** The part of the recipient’s sponsor is taken off this line and no other; a line that is tried again keeps it. */
async function lessWithheld(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  line: distributions.LineRow,
): Promise<distributions.LineRow> {
  if (!needsPayment(line)) return line;
  const { currency } = found(await findBooks(tx, ventureId));
  const withheld_minor = await ground.withhold(tx, {
    lineId: line.id,
    userId: line.user_id!,
    currency: currency!,
    amountMinor: line.amount_minor,
  });
  if (!withheld_minor) return line;
  await store.updateLine(tx, line.id, { withheld_minor });
  return { ...line, withheld_minor };
}

async function settle(
  ground: Ground,
  tx: Tx,
  payout: store.PayoutRow,
  outcome: Outcome,
  { actor, paidAt }: { actor: Actor | null; paidAt: Date },
): Promise<distributions.DistributionRow> {
  const now = ground.kernel.clock.now();
  const line = found(await store.findLine(tx, payout.line_id));
  const row = found(await distributions.findDistribution(tx, line.distribution_id));
  const event = outcome.state === 'COMPLETED' ? 'confirm' : 'refuse';
  const to = nextState(lineMachine, line.state, event);
  const said =
    outcome.state === 'COMPLETED'
      ? { reference: outcome.reference, failure: null }
      : { reference: null, failure: outcome.reason };
  await store.updatePayout(tx, payout, {
    state: outcome.state,
    ...said,
    sent_at: payout.sent_at ?? now,
    ended_at: now,
    settled_by: actor?.userId ?? null,
  });
  await store.updateLine(tx, line.id, {
    state: to,
    ...said,
    paid_at: outcome.state === 'COMPLETED' ? paidAt : null,
  });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'line',
    id: line.id,
    event,
    actor,
    from: line.state,
    to,
    reason: said.failure,
    after: {
      distributionId: row.id,
      attempt: payout.attempt,
      amountMinor: line.amount_minor,
      withheldMinor: line.withheld_minor,
      ...said,
    },
  });
  await tellOfLine(ground, tx, row, line, said.failure, actor);
  return (await finish(ground, tx, row)) ?? row;
}

/** Nothing is under way any longer: everything is paid, or some of it failed. */
async function finish(
  ground: Ground,
  tx: Tx,
  row: distributions.DistributionRow,
): Promise<distributions.DistributionRow | null> {
  const states = new Set((await store.lockLines(tx, row.id)).map(({ state }) => state));
  if (states.has('PENDING') || states.has('PROCESSING')) return null;
  const event = states.has('FAILED') ? 'some-failed' : 'all-paid';
  const to = nextState(machine, row.state, event);
  const saved = await distributions.updateDistribution(tx, row.id, {
    state: to,
    ...(event === 'all-paid' ? { completed_at: ground.kernel.clock.now() } : {}),
  });
  await record(ground, tx, {
    ventureId: row.venture_id,
    entity: 'distribution',
    id: row.id,
    event,
    actor: null,
    from: row.state,
    to,
  });
  return saved;
}

async function tellOfLine(
  ground: Ground,
  tx: Tx,
  row: distributions.DistributionRow,
  line: distributions.LineRow,
  failure: string | null,
  actor: Actor | null,
): Promise<void> {
  const venture = await ground.ventures.teamOf(tx, row.venture_id);
  await tell(
    ground,
    tx,
    {
      type: 'revenue.distribution',
      code: failure ? 'failed' : 'paid',
      ventureId: row.venture_id,
      ventureName: venture?.name ?? '',
      subjectId: row.id,
      recipientIds: [failure ? (venture?.ownerId ?? null) : line.user_id],
      key: `payout:${line.id}:${line.attempts}`,
      ...(failure ? { reason: failure } : {}),
    },
    actor?.userId ?? null,
  );
}

function needsPayment({ user_id, amount_minor, withheld_minor }: distributions.LineRow): boolean {
  return user_id !== null && amount_minor > withheld_minor;
}
