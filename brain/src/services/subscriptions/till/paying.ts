import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { stepInvoice } from '../books/invoices.ts';
import { dueInvoices, findInvoice, lockInvoice, type InvoiceRow } from '../books/invoice-store.ts';
import { beginPayment, openPayment, stepPayment } from '../books/payments.ts';
import * as store from '../books/payment-store.ts';
import { platform, refuseOwn, tell, type Actor, type Ground } from '../deps.ts';
import { dueDays } from '../rules/plans.ts';
import { lock } from '../seat/seat-store.ts';
import { notPaid } from '../seat/subscribing.ts';
import { beginVisit, requireCards } from './methods.ts';
import { settlePayment, supersede } from './settling.ts';

/** Paying an invoice that is there, and what the hub does with payments and invoices by hand. */

export type Way = 'STORED' | 'HOSTED' | 'TRANSFER';

const payable = new Set(['PENDING', 'OVERDUE']);
const sweepSize = 200;

/** The ways open for an invoice now. */
export function waysFor(
  ground: Ground,
  invoice: InvoiceRow,
  open: store.PaymentRow | undefined,
  method: store.MethodRow | undefined,
): Way[] {
  if (!payable.has(invoice.state)) return [];
  if (open && open.way !== 'TRANSFER') return open.way === 'HOSTED' ? ['HOSTED'] : [];
  const ways: Way[] = [];
  if (method && method.provider !== 'manual') ways.push('STORED');
  if (ground.providers.card) ways.push('HOSTED');
  if (!open) ways.push('TRANSFER');
  return ways;
}

/** Begins a payment of one’s own invoice. With a page of the provider, the visit to it is answered with. */
export async function payInvoice(
  ground: Ground,
  tx: Tx,
  actor: Actor & { readonly userId: string },
  invoiceId: string,
  way: Way,
  requestKey: string,
): Promise<{ visit: store.VisitRow; payment: store.PaymentRow } | null> {
  const { userId } = actor;
  await lock(tx, userId, ground.kernel.clock.now());
  const invoice = await lockInvoice(tx, invoiceId);
  if (!invoice || invoice.user_id !== userId || invoice.state === 'DRAFT') throw new Fail('NOT_FOUND');
  if (!payable.has(invoice.state))
    throw new Fail(
      'ILLEGAL_TRANSITION',
      `This invoice is ${invoice.state.toLowerCase()}; it cannot be paid.`,
    );
  const open = await store.openPaymentOf(tx, invoice.id);
  // A visit that is under way goes on: one charge, however often the button is pressed.
  if (open?.way === 'HOSTED' && way === 'HOSTED') {
    const visit = found(await store.visitOfPayment(tx, open.id));
    return { visit, payment: open };
  }
  if (open?.way === 'TRANSFER' && way !== 'TRANSFER')
    await supersede(ground, tx, open, 'The person chose another way to pay.');
  if (way === 'TRANSFER') {
    await openPayment(ground, tx, invoice, way, { id: null, provider: 'manual' }, actor);
    return null;
  }
  if (way === 'STORED') {
    const method = await store.defaultMethod(tx, userId);
    if (!method || method.provider === 'manual')
      throw new Fail('RULE_VIOLATED', 'There is no stored card to charge. Pay on the page of the provider.');
    await beginPayment(ground, tx, invoice, method, actor);
    return null;
  }
  const provider = requireCards(ground).name;
  const payment = await openPayment(ground, tx, invoice, way, { id: null, provider }, actor);
  const visit = await beginVisit(ground, tx, {
    userId,
    provider,
    // A payment has one visit; a request that comes again after it is over begins another.
    requestKey: `${requestKey}:${payment.id}`,
    subscribes: false,
    paymentId: payment.id,
  });
  return { visit, payment };
}

/** A billing administrator says that a transfer came. */
export async function confirmTransfer(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  given: { reference: string; paidOn: string },
): Promise<void> {
  await transferOf(tx, actor, paymentId);
  if (new Date(given.paidOn) > ground.kernel.clock.now())
    throw new Fail('RULE_VIOLATED', 'The day of the transfer lies ahead.');
  const reference = `${given.reference}, ${given.paidOn}`;
  await decide(ground, tx, paymentId, { state: 'COMPLETED', reference }, actor);
}

export async function refuseTransfer(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  paymentId: string,
  reason: string,
): Promise<void> {
  await transferOf(tx, actor, paymentId);
  await decide(ground, tx, paymentId, { state: 'FAILED', reason }, actor);
}

async function decide(
  ground: Ground,
  tx: Tx,
  paymentId: string,
  outcome: Parameters<typeof settlePayment>[3],
  actor: Actor,
): Promise<void> {
  const { result } = await settlePayment(ground, tx, paymentId, outcome, actor);
  if (result === 'DONE') return;
  const { state } = found(await store.findPayment(tx, paymentId));
  throw new Fail('ILLEGAL_TRANSITION', `A payment in the state ${state} does not allow this.`);
}

async function transferOf(tx: Tx, actor: Actor, paymentId: string): Promise<void> {
  const payment = found(await store.findPayment(tx, paymentId));
  if (payment.way !== 'TRANSFER')
    throw new Fail(
      'RULE_VIOLATED',
      `This payment is made by ${payment.provider}. What became of it comes from there.`,
    );
  refuseOwn(actor, payment.user_id);
}

/** An invoice that is not paid is given up. One with a payment under way waits for its answer. */
export async function cancelInvoice(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invoiceId: string,
  reason: string,
): Promise<void> {
  const now = ground.kernel.clock.now();
  const { user_id: userId } = found(await findInvoice(tx, invoiceId));
  refuseOwn(actor, userId);
  const seat = await lock(tx, userId, now);
  const owner = found(await lockInvoice(tx, invoiceId));
  if (owner.state === 'DRAFT') throw new Fail('NOT_FOUND');
  const open = await store.openPaymentOf(tx, invoiceId);
  if (open?.state === 'PROCESSING' && open.way !== 'TRANSFER')
    throw new Fail(
      'CONFLICT',
      'A payment of this invoice is under way. Wait until the provider has answered.',
    );
  const row = await stepInvoice(ground, tx, owner, 'cancel', actor, reason);
  if (open?.state === 'PENDING') await stepPayment(ground, tx, open, 'cancel', actor, { settled_at: now });
  else if (open) await supersede(ground, tx, open, `The invoice was cancelled: ${reason}`);
  // Nothing will be paid any more for what the seat waits for.
  if (seat.invoice_id === invoiceId && (seat.state === 'SUBSCRIBING' || seat.state === 'PAYMENT_PENDING'))
    await notPaid(ground, tx, seat, row, `The invoice was cancelled: ${reason}`);
  await tell(ground, tx, 'invoice.cancelled', row.user_id, { invoiceId, number: row.number }, actor.userId);
}

/** Invoices beyond their day, and transfers that did not come. */
export async function watchDueDates(ground: Ground): Promise<void> {
  const { database, clock, log } = ground.kernel;
  for (;;) {
    const due = await dueInvoices(database.db, clock.now(), sweepSize);
    for (const id of due)
      await database.transact(async (tx) => {
        const invoice = found(await lockInvoice(tx, id));
        if (invoice.state !== 'PENDING') return;
        await stepInvoice(ground, tx, invoice, 'due-date-passes', platform);
        await tell(ground, tx, 'invoice.overdue', invoice.user_id, { invoiceId: id, number: invoice.number });
      });
    if (due.length < sweepSize) break;
  }
  for (const id of await store.lapsedTransfers(
    database.db,
    addDays(clock.now(), -dueDays.transfer),
    sweepSize,
  )) {
    const reason = 'No transfer came by the day the invoice was due.';
    await database
      .transact((tx) => settlePayment(ground, tx, id, { state: 'FAILED', reason }))
      .catch((err: unknown) => log.error({ err, paymentId: id }, 'a transfer could not be given up'));
  }
}
