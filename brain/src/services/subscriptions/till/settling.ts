import type { Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { lockInvoice } from '../books/invoice-store.ts';
import { stepPayment } from '../books/payments.ts';
import * as store from '../books/payment-store.ts';
import { platform, type Actor, type Ground } from '../deps.ts';
import { lock } from '../seat/seat-store.ts';
import { notPaid, paid } from '../seat/subscribing.ts';

/** What became of a payment. Whoever hears of it comes here, and a payment is settled once. */

export type Outcome =
  | {
      readonly state: 'COMPLETED';
      readonly chargeRef?: string | null;
      /** Of the transfer, when somebody recorded it. */
      readonly reference?: string;
      readonly amountMinor?: bigint;
      readonly currency?: string;
    }
  | { readonly state: 'FAILED'; readonly chargeRef?: string | null; readonly reason: string };

/** `ATTENTION`: somebody must look, because what was said cannot be booked. */
export interface Settled {
  readonly result: 'DONE' | 'IGNORED' | 'ATTENTION';
  readonly note: string | null;
}

const done: Settled = { result: 'DONE', note: null };

export async function settlePayment(
  ground: Ground,
  tx: Tx,
  paymentId: string,
  outcome: Outcome,
  actor: Actor = platform,
): Promise<Settled> {
  const now = ground.kernel.clock.now();
  const { user_id: userId, invoice_id: invoiceId } = found(await store.findPayment(tx, paymentId));
  // Locks in one order for everybody: the seat, the invoice, the payment.
  const seat = await lock(tx, userId, now);
  const invoice = found(await lockInvoice(tx, invoiceId));
  const payment = found(await store.lockPayment(tx, paymentId));
  const before = alreadySettled(payment, outcome);
  if (before) return before;
  if (outcome.state === 'COMPLETED' && outcome.amountMinor !== undefined) {
    const same = outcome.amountMinor === payment.amount_minor && outcome.currency === payment.currency;
    if (!same)
      return {
        result: 'ATTENTION',
        note: `The provider took ${outcome.amountMinor} ${outcome.currency}, the invoice asks for ${payment.amount_minor} ${payment.currency}.`,
      };
  }
  const sent =
    payment.state === 'PENDING'
      ? await stepPayment(ground, tx, payment, 'send', actor, { sent_at: now })
      : payment;
  const settled = {
    charge_ref: outcome.chargeRef ?? sent.charge_ref,
    settled_at: now,
    settled_by: actor.userId,
    answered_at: sent.answered_at ?? now,
    action_url: null,
  };
  await endVisit(ground, tx, sent, outcome.state === 'COMPLETED' ? 'DONE' : 'EXPIRED');
  if (outcome.state === 'COMPLETED') {
    const { reference = null } = outcome;
    await stepPayment(ground, tx, sent, 'confirm', actor, { ...settled, reference, failure: null });
    const { opens } = await paid(ground, tx, seat, invoice.id, actor);
    return opens
      ? done
      : { result: 'DONE', note: 'The invoice is paid. It opened no month: the seat had ended before.' };
  }
  await stepPayment(ground, tx, sent, 'refuse', actor, { ...settled, failure: outcome.reason });
  await notPaid(ground, tx, seat, invoice, outcome.reason);
  return done;
}

/** Ends a payment without consequence for the seat, because another one takes its place. */
export async function supersede(
  ground: Ground,
  tx: Tx,
  payment: store.PaymentRow,
  why: string,
): Promise<void> {
  const now = ground.kernel.clock.now();
  await stepPayment(ground, tx, payment, 'refuse', platform, { failure: why, settled_at: now });
  await endVisit(ground, tx, payment, 'EXPIRED');
}

function alreadySettled(payment: store.PaymentRow, outcome: Outcome): Settled | null {
  const { state } = payment;
  if (state === 'PENDING' || state === 'PROCESSING') return null;
  const paidBefore = state === 'COMPLETED' || state === 'REFUNDED';
  if (outcome.state === 'FAILED' || paidBefore)
    return { result: 'IGNORED', note: `The payment was ${state} before; a later state is not undone.` };
  return {
    result: 'ATTENTION',
    note: `The provider took the money after the payment was ${state} here. Look whether the invoice was paid otherwise, and give it back at the provider.`,
  };
}

async function endVisit(
  { kernel }: Ground,
  tx: Tx,
  payment: store.PaymentRow,
  state: 'DONE' | 'EXPIRED',
): Promise<void> {
  if (payment.way !== 'HOSTED') return;
  const visit = await store.visitOfPayment(tx, payment.id);
  if (visit?.state === 'OPEN') await store.saveVisit(tx, visit.id, { state, ended_at: kernel.clock.now() });
}
