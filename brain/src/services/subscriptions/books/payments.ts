import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { tell, type Actor, type Ground } from '../deps.ts';
import { payments as machine } from '../rules/machines.ts';
import { logEntity } from './invoices.ts';
import type { InvoiceRow } from './invoice-store.ts';
import * as store from './payment-store.ts';

/** Attempts to pay an invoice. One is under way at a time; the database says so, too. */

export const sendJob = 'send-payments';

/** Begins to charge a stored method, or to wait for a transfer. */
export async function beginPayment(
  ground: Ground,
  tx: Tx,
  invoice: InvoiceRow,
  method: store.MethodRow,
  actor: Actor,
): Promise<store.PaymentRow> {
  if (method.provider === 'manual') return openPayment(ground, tx, invoice, 'TRANSFER', method, actor);
  const row = await openPayment(ground, tx, invoice, 'STORED', method, actor);
  await ground.kernel.jobs.enqueue(tx, sendJob, {}, null);
  return row;
}

export async function openPayment(
  ground: Ground,
  tx: Tx,
  invoice: InvoiceRow,
  way: 'STORED' | 'HOSTED' | 'TRANSFER',
  method: { id: string | null; provider: string },
  actor: Actor,
): Promise<store.PaymentRow> {
  const now = ground.kernel.clock.now();
  const open = await store.openPaymentOf(tx, invoice.id);
  if (open)
    throw new Fail(
      'CONFLICT',
      'A payment of this invoice is under way. Wait until it is answered, then look again.',
    );
  const attempt = (await store.attemptsOf(tx, invoice.id)) + 1;
  const sent = way !== 'STORED';
  const row = await store.insertPayment(tx, {
    id: newId(),
    invoice_id: invoice.id,
    user_id: invoice.user_id,
    attempt,
    provider: method.provider,
    way,
    state: sent ? nextState(machine, machine.start, 'send') : machine.start,
    method_id: method.id,
    // Of the person, the month and the attempt: the same charge is never ordered under two keys.
    key: `seat:${invoice.user_id}:${invoice.id}:${attempt}`,
    present: actor.userId !== null,
    amount_minor: invoice.total_minor,
    currency: invoice.currency,
    created_at: now,
    sent_at: sent ? now : null,
  });
  const event = sent ? 'send' : 'open';
  await logPayment(ground, tx, row, { event, from: null, actor });
  await tell(ground, tx, 'payment.begun', row.user_id, { invoiceId: invoice.id, paymentId: row.id });
  return row;
}

/** One step of a payment with its history. */
export async function stepPayment(
  ground: Ground,
  tx: Tx,
  payment: store.PaymentRow,
  event: 'send' | 'cancel' | 'confirm' | 'refuse' | 'refund',
  actor: Actor,
  change: Parameters<typeof store.savePayment>[2] = {},
): Promise<store.PaymentRow> {
  const to = nextState(machine, payment.state, event);
  const row = await store.savePayment(tx, payment.id, { ...change, state: to });
  const reason = typeof change.failure === 'string' ? change.failure : null;
  await logPayment(ground, tx, row, { event, from: payment.state, actor, reason });
  return row;
}

async function logPayment(
  ground: Ground,
  tx: Tx,
  row: store.PaymentRow,
  step: { event: string; from: string | null; actor: Actor; reason?: string | null },
): Promise<void> {
  await logEntity(ground, tx, {
    entity: 'payment',
    id: row.id,
    userId: row.user_id,
    to: row.state,
    ...step,
    after: { invoiceId: row.invoice_id, attempt: row.attempt, provider: row.provider, way: row.way },
  });
}
