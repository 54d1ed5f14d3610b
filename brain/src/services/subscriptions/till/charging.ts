import { addMs, hourMs, minuteMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { findInvoice } from '../books/invoice-store.ts';
import { sendJob, stepPayment } from '../books/payments.ts';
import * as store from '../books/payment-store.ts';
import { platform, tell, type Ground } from '../deps.ts';
import type { ChargeAnswer, ChargeOrder, PaymentProvider } from '../providers/provider.ts';
import { matchWaiting } from './hooks.ts';
import { settlePayment } from './settling.ts';

/**
 * Charging stored methods. The provider is asked outside of transactions, under a key that stands for the attempt. That
 * it went through is believed from a signed message, or when the provider is asked: after a crash in between it is.
 */

const sentAtOnce = 100;
/** A provider that has not said anything for so long is asked. */
const silenceMs = 10 * minuteMs;
/** How long a charge waits for the person to confirm it. */
const confirmMs = hourMs;

export function defineCharging(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({ name: sendJob, cron: '* * * * *', run: () => sendPayments(ground) });
  jobs.define({ name: 'reconcile-payments', cron: '*/5 * * * *', run: () => reconcile(ground) });
}

export async function sendPayments(ground: Ground): Promise<void> {
  const { database } = ground.kernel;
  for (const id of await store.unsentPayments(database.db, sentAtOnce)) {
    const payment = await database.transact((tx) => take(ground, tx, id));
    if (payment) await ask(ground, payment, (provider, order) => provider.charge(order), false);
  }
}

/** Marks it as sent before it is: from here on it is looked for, and never simply ordered again. */
async function take(ground: Ground, tx: Tx, id: string): Promise<store.PaymentRow | null> {
  const payment = found(await store.lockPayment(tx, id));
  if (payment.state !== 'PENDING') return null;
  const invoice = found(await findInvoice(tx, payment.invoice_id));
  if (!['DRAFT', 'PENDING', 'OVERDUE'].includes(invoice.state)) {
    await stepPayment(ground, tx, payment, 'cancel', platform);
    return null;
  }
  return stepPayment(ground, tx, payment, 'send', platform, { sent_at: ground.kernel.clock.now() });
}

export async function reconcile(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  const before = addMs(clock.now(), -silenceMs);
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const ids = await store.silentPayments(database.db, before, after, sentAtOnce);
    for (const id of ids) await askAgain(ground, found(await store.findPayment(database.db, id)));
    if (ids.length < sentAtOnce) return;
    after = ids.at(-1)!;
  }
}

async function askAgain(ground: Ground, payment: store.PaymentRow): Promise<void> {
  const { clock, database } = ground.kernel;
  const visit = await store.visitOfPayment(database.db, payment.id);
  await ask(
    ground,
    payment,
    async (provider, order) => {
      const known = await provider.findCharge({
        paymentId: payment.id,
        customerRef: order.customerRef,
        chargeRef: payment.charge_ref,
        visitRef: visit?.session_ref ?? null,
        since: payment.created_at,
      });
      const waited = clock.now().getTime() - payment.sent_at!.getTime();
      if (known?.state === 'PERSON' && known.chargeRef && waited > confirmMs) {
        await provider.abandon(known.chargeRef);
        return {
          state: 'FAILED',
          chargeRef: known.chargeRef,
          reason: 'The payment was not confirmed in time.',
        };
      }
      if (known) return known;
      // The order never arrived. Under the same key it counts once, even if it is still on its way.
      if (payment.way === 'STORED') return provider.charge(order);
      return { state: 'FAILED', chargeRef: null, reason: 'The page of the provider was never opened.' };
    },
    true,
  );
}

async function ask(
  ground: Ground,
  payment: store.PaymentRow,
  question: (provider: PaymentProvider, order: ChargeOrder) => Promise<ChargeAnswer>,
  asked: boolean,
): Promise<void> {
  const { log, database } = ground.kernel;
  try {
    const provider = ground.providers.byName(payment.provider);
    if (!provider) throw new Error(`The payment provider ${payment.provider} is not set up.`);
    const answer = await question(provider, await orderOf(ground, payment));
    await database.transact((tx) => heard(ground, tx, payment.id, answer, asked));
  } catch (err) {
    log.warn({ err, paymentId: payment.id }, 'a payment provider gave no answer and is asked again');
  }
}

/** Writes the answer down. A success that was not asked for waits for the signed message. */
export async function heard(
  ground: Ground,
  tx: Tx,
  paymentId: string,
  answer: ChargeAnswer,
  asked: boolean,
): Promise<void> {
  if (answer.state === 'FAILED') await settlePayment(ground, tx, paymentId, answer);
  else if (answer.state === 'COMPLETED' && asked)
    await settlePayment(ground, tx, paymentId, { state: 'COMPLETED', chargeRef: answer.chargeRef });
  else {
    const payment = found(await store.lockPayment(tx, paymentId));
    if (payment.state !== 'PROCESSING') return;
    const action_url = answer.state === 'PERSON' ? answer.actionUrl : null;
    await store.savePayment(tx, paymentId, {
      charge_ref: answer.chargeRef ?? payment.charge_ref,
      answered_at: ground.kernel.clock.now(),
      action_url,
    });
    if (action_url && action_url !== payment.action_url)
      await tell(ground, tx, 'payment.needs-person', payment.user_id, {
        paymentId,
        invoiceId: payment.invoice_id,
      });
  }
  // Messages of this charge may have come before it was known here.
  const { provider, charge_ref } = found(await store.findPayment(tx, paymentId));
  if (charge_ref) await matchWaiting(ground, tx, provider, charge_ref);
}

async function orderOf(ground: Ground, payment: store.PaymentRow): Promise<ChargeOrder> {
  const { db } = ground.kernel.database;
  const method = payment.method_id ? await store.findMethod(db, payment.method_id) : undefined;
  const { publicOrigin } = ground.kernel.config;
  return {
    key: payment.key,
    paymentId: payment.id,
    customerRef: (await store.customerOf(db, payment.provider, payment.user_id)) ?? '',
    methodRef: method?.method_ref ?? '',
    amountMinor: payment.amount_minor,
    currency: payment.currency,
    text: 'SmartStart Founder seat, one month',
    present: payment.present,
    returnUrl: `${publicOrigin}/subscription`,
  };
}
