import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { logEntity, stepInvoice } from '../books/invoices.ts';
import { findInvoice, lockInvoice } from '../books/invoice-store.ts';
import { stepPayment } from '../books/payments.ts';
import * as store from '../books/payment-store.ts';
import { platform, refuseOwn, tell, type Actor, type Ground } from '../deps.ts';
import { invoices as machine, refunds as refundMachine } from '../rules/machines.ts';
import { refundDays } from '../rules/plans.ts';
import { lock } from '../seat/seat-store.ts';
import type { Settled } from './settling.ts';

/** Giving the amount of an invoice back, whole. The seat goes on to the end of its month: a refund is no cancelling. */

const refundsAtOnce = 100;

/** Orders a refund; one of a transfer was made by hand, and is recorded with its reference. */
export async function orderRefund(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  given: { reason: string; reference?: string | undefined },
): Promise<void> {
  const { clock, jobs } = ground.kernel;
  const now = clock.now();
  const { user_id: userId } = found(await findInvoice(tx, invoiceId));
  refuseOwn(actor, userId);
  await lock(tx, userId, now);
  const invoice = found(await lockInvoice(tx, invoiceId));
  if (invoice.state === 'DRAFT') throw new Fail('NOT_FOUND');
  nextState(machine, invoice.state, 'refund');
  if (addDays(invoice.paid_at!, refundDays) < now)
    throw new Fail(
      'RULE_VIOLATED',
      `An invoice is refunded within ${refundDays} days after it was paid. Those are over.`,
    );
  const payment = found((await store.paymentsOf(tx, invoice.id)).find(({ state }) => state === 'COMPLETED'));
  if (await store.openRefundOf(tx, payment.id))
    throw new Fail(
      'ALREADY_EXISTS',
      'A refund of this invoice is under way. Wait until the provider has answered.',
    );
  if (payment.way === 'TRANSFER' && !given.reference)
    throw new Fail(
      'RULE_VIOLATED',
      'It was paid by transfer: send the money back, and enter the reference here.',
    );
  const byHand = payment.way === 'TRANSFER';
  const refund = await store.insertRefund(tx, {
    id: newId(),
    payment_id: payment.id,
    invoice_id: invoice.id,
    state: refundMachine.start,
    amount_minor: payment.amount_minor,
    currency: payment.currency,
    refund_ref: given.reference ?? null,
    reason: given.reason,
    requested_by: actor.userId!,
    created_at: now,
    sent_at: byHand ? now : null,
  });
  await logRefund(ground, tx, invoice.user_id, refund, 'order', null, actor);
  if (byHand) await refundDone(ground, tx, refund.id, actor);
  else await jobs.enqueue(tx, 'send-refunds', {}, null);
}

export function defineRefunds(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({ name: 'send-refunds', cron: '*/5 * * * *', run: () => sendRefunds(ground) });
}

/** Orders and asks: under the same key the provider gives back once, and answers with what became of it. */
async function sendRefunds(ground: Ground): Promise<void> {
  const { database, log, clock } = ground.kernel;
  for (const id of await store.openRefunds(database.db, refundsAtOnce)) {
    try {
      const refund = await database.transact(async (tx) => {
        const row = found(await store.lockRefund(tx, id));
        return row.state === 'PROCESSING'
          ? store.saveRefund(tx, id, { sent_at: row.sent_at ?? clock.now() })
          : null;
      });
      if (!refund) continue;
      const payment = found(await store.findPayment(database.db, refund.payment_id));
      const provider = found(ground.providers.byName(payment.provider));
      const answer = await provider.refund({
        key: `refund:${refund.id}`,
        refundId: refund.id,
        chargeRef: payment.charge_ref ?? '',
        amountMinor: refund.amount_minor,
        currency: refund.currency,
      });
      await database.transact(async (tx) => {
        const { refundRef } = answer;
        if (answer.state === 'PENDING') await store.saveRefund(tx, id, { refund_ref: refundRef });
        else if (answer.state === 'FAILED') await refundSettled(ground, tx, payment.id, answer);
        else await refundSettled(ground, tx, payment.id, { state: 'COMPLETED', refundRef: answer.refundRef });
      });
    } catch (err) {
      log.warn({ err, refundId: id }, 'a refund got no answer and is asked for again');
    }
  }
}

/** What the provider says of a refund, by message or when asked. */
export async function refundSettled(
  ground: Ground,
  tx: Tx,
  paymentId: string,
  outcome:
    | { state: 'COMPLETED'; refundRef: string }
    | { state: 'FAILED'; refundRef: string | null; reason: string },
): Promise<Settled> {
  const unordered = {
    result: 'ATTENTION' as const,
    note: 'The provider gave money back that nobody ordered here. Look at the payment, and refund the invoice.',
  };
  const ordered = await store.refundSpokenOf(tx, paymentId, outcome.refundRef);
  if (!ordered) return outcome.state === 'COMPLETED' ? unordered : ignored('No refund of it is under way.');
  const refund = found(await store.lockRefund(tx, ordered.id));
  if (refund.state === outcome.state) return ignored(`The refund was ${refund.state} before.`);
  if (refund.state !== 'PROCESSING')
    return {
      result: 'ATTENTION',
      note: `The provider says that a refund is ${outcome.state} which is ${refund.state} here. Look at the provider where the money is.`,
    };
  if (outcome.state === 'COMPLETED') {
    await store.saveRefund(tx, refund.id, { refund_ref: outcome.refundRef });
    await refundDone(ground, tx, refund.id, platform);
    return { result: 'DONE', note: null };
  }
  await refundFailed(ground, tx, refund, outcome);
  return { result: 'DONE', note: outcome.reason };
}

const ignored = (note: string): Settled => ({ result: 'IGNORED', note });

async function refundFailed(
  ground: Ground,
  tx: Tx,
  before: store.RefundRow,
  { reason, refundRef }: { reason: string; refundRef: string | null },
): Promise<void> {
  const { user_id: userId } = found(await store.findPayment(tx, before.payment_id));
  const refund = await store.saveRefund(tx, before.id, {
    state: nextState(refundMachine, before.state, 'fail'),
    failure: reason,
    refund_ref: refundRef,
    settled_at: ground.kernel.clock.now(),
  });
  await logRefund(ground, tx, userId, refund, 'fail', before.state, platform, reason);
  await tell(ground, tx, 'refund.failed', userId, {
    invoiceId: refund.invoice_id,
    reason,
    recipientIds: await ground.security.appointed(tx, [9, 12]),
  });
}

async function refundDone(ground: Ground, tx: Tx, refundId: string, actor: Actor): Promise<void> {
  const now = ground.kernel.clock.now();
  const { payment_id: paymentId } = found(await store.lockRefund(tx, refundId));
  const { user_id: userId, invoice_id: invoiceId } = found(await store.findPayment(tx, paymentId));
  await lock(tx, userId, now);
  const invoice = found(await lockInvoice(tx, invoiceId));
  const payment = found(await store.lockPayment(tx, paymentId));
  const before = found(await store.lockRefund(tx, refundId));
  if (before.state !== 'PROCESSING') return;
  const refund = await store.saveRefund(tx, refundId, {
    state: nextState(refundMachine, before.state, 'complete'),
    settled_at: now,
  });
  await logRefund(ground, tx, userId, refund, 'complete', before.state, actor);
  await stepPayment(ground, tx, payment, 'refund', actor);
  await stepInvoice(ground, tx, invoice, 'refund', actor, refund.reason);
  await tell(ground, tx, 'invoice.refunded', userId, { invoiceId, number: invoice.number });
}

async function logRefund(
  ground: Ground,
  tx: Tx,
  userId: string,
  refund: store.RefundRow,
  event: string,
  from: string | null,
  actor: Actor,
  reason: string | null = refund.reason,
): Promise<void> {
  const after = { invoiceId: refund.invoice_id, amountMinor: String(refund.amount_minor) };
  await logEntity(ground, tx, {
    entity: 'refund',
    id: refund.id,
    userId,
    event,
    from,
    to: refund.state,
    actor,
    reason,
    after,
  });
}
