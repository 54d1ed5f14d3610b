import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import * as invoices from '../books/invoices.ts';
import { findInvoice, lockInvoice, saveInvoice, type InvoiceRow } from '../books/invoice-store.ts';
import { beginPayment } from '../books/payments.ts';
import { defaultMethod } from '../books/payment-store.ts';
import { platform, tell, type Actor, type Ground } from '../deps.ts';
import { nextSeat, type Origin } from '../rules/machines.ts';
import { firstMonth, monthFrom } from '../rules/periods.ts';
import { graceDays, suspensionDays } from '../rules/plans.ts';
import { cameFrom, stateOf, step, type SeatChange } from './seat.ts';
import * as store from './seat-store.ts';

/** Months that are paid for: the first, the following, and what becomes of the seat when one is paid or is not. */

/** Orders the first month. The row is locked from here on, so that two requests make one order. */
export async function subscribe(
  ground: Ground,
  tx: Tx,
  userId: string,
  actor: Actor,
  change: SeatChange = {},
): Promise<store.SeatRow> {
  const now = ground.kernel.clock.now();
  await ground.security.require(tx, userId, 'SUBSCRIBE');
  const row = await store.lock(tx, userId, now);
  nextSeat(stateOf(row), 'subscribe', null);
  const method = await defaultMethod(tx, userId);
  if (!method) throw new Fail('RULE_VIOLATED', 'Store a payment method first, or choose to pay by transfer.');
  await invoices.requireAddress(tx, userId);
  const written = await invoices.draft(ground, tx, userId, firstMonth(now));
  // A transfer needs a number to name; a card that is declined leaves no invoice behind.
  const invoice =
    method.provider === 'manual' ? await invoices.issue(ground, tx, written, 'transfer') : written;
  const saved = await step(ground, tx, row, 'subscribe', actor, {
    ...change,
    came_from: row.state,
    invoice_id: invoice.id,
  });
  await beginPayment(ground, tx, invoice, method, actor);
  return saved;
}

/** The next month is due: it is billed and charged. Nothing happens to somebody who cancelled in the meantime. */
export async function renew(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const now = ground.kernel.clock.now();
  const row = await store.lock(tx, userId, now);
  if (row.state !== 'ACTIVE' || row.period_end! > now) return;
  const method = await defaultMethod(tx, userId);
  const period = monthFrom(row.period_end!, row.anchor_day!);
  const written = await invoices.draft(ground, tx, userId, period);
  const way = method?.provider === 'manual' ? 'transfer' : 'card';
  const invoice = await invoices.issue(ground, tx, written, way);
  const due = await step(ground, tx, row, 'renewal-due', platform, { invoice_id: invoice.id, retries: 0 });
  if (method) await beginPayment(ground, tx, invoice, method, platform);
  else await notPaid(ground, tx, due, invoice, 'There is no payment method to charge.');
}

/** A payment of the invoice went through. The seat row is locked. */
export async function paid(
  ground: Ground,
  tx: Tx,
  row: store.SeatRow,
  invoiceId: string,
  actor: Actor,
): Promise<{ invoice: InvoiceRow; opens: boolean }> {
  const now = ground.kernel.clock.now();
  const invoice = found(await lockInvoice(tx, invoiceId));
  const awaited = row.invoice_id === invoice.id && awaits.has(stateOf(row));
  // A first month, and one after a suspension, begin when they are paid.
  const anew = row.state === 'SUBSCRIBING' || row.state === 'SUSPENDED';
  const fresh = firstMonth(now);
  const period = anew
    ? { start: fresh.start, end: fresh.end }
    : { start: invoice.period_start, end: invoice.period_end };
  const numbered =
    invoice.state === 'DRAFT'
      ? await invoices.issue(
          ground,
          tx,
          await saveInvoice(tx, invoice.id, { period_start: period.start, period_end: period.end }),
          'card',
        )
      : invoice;
  const settled = await invoices.stepInvoice(ground, tx, numbered, 'pay', actor);
  if (!awaited) {
    await tell(ground, tx, 'invoice.paid-late', invoice.user_id, {
      invoiceId,
      number: settled.number,
      recipientIds: await ground.security.appointed(tx, [9, 12]),
    });
    return { invoice: settled, opens: false };
  }
  const inARow = row.state === 'SUBSCRIBING' || row.state === 'SUSPENDED' ? 1 : row.months_in_a_row + 1;
  await saveInvoice(tx, invoiceId, { service_start: period.start, service_end: period.end });
  await step(ground, tx, row, 'payment-succeeds', actor, {
    period_start: period.start,
    period_end: period.end,
    anchor_day: anew ? fresh.anchorDay : row.anchor_day,
    invoice_id: null,
    retries: 0,
    months_in_a_row: inARow,
  });
  await tell(ground, tx, 'invoice.paid', invoice.user_id, {
    invoiceId,
    periodMonths: 1,
    paidInARow: inARow,
    number: settled.number,
    from: period.start.toISOString(),
    until: period.end.toISOString(),
  });
  return { invoice: settled, opens: true };
}

/** A payment of the invoice failed. The seat row is locked. */
export async function notPaid(
  ground: Ground,
  tx: Tx,
  row: store.SeatRow,
  invoice: InvoiceRow,
  reason: string,
): Promise<void> {
  const now = ground.kernel.clock.now();
  const userId = row.user_id;
  const say = (type: string, data: Record<string, unknown>) =>
    tell(ground, tx, type, userId, { invoiceId: invoice.id, reason, ...data });
  if (row.invoice_id !== invoice.id) return say('payment.failed', { seat: row.state });
  if (row.state === 'SUBSCRIBING') {
    const back = cameFrom(row);
    await step(ground, tx, row, 'payment-fails', platform, { invoice_id: null });
    const written = found(await lockInvoice(tx, invoice.id));
    // The seat it was for did not begin, so nothing is owed.
    if (written.state === 'PENDING' || written.state === 'OVERDUE')
      await invoices.stepInvoice(
        ground,
        tx,
        written,
        'cancel',
        platform,
        'The seat it was for did not begin.',
      );
    return say('payment.failed', { seat: back satisfies Origin | null });
  }
  if (row.state === 'PAYMENT_PENDING') {
    await step(ground, tx, row, 'payment-fails', platform, { grace_since: now, retries: 0 });
    return say('payment.grace', { until: addDays(now, graceDays).toISOString() });
  }
  const until = row.grace_since
    ? addDays(row.grace_since, graceDays)
    : row.suspended_at && addDays(row.suspended_at, suspensionDays);
  await say('payment.failed', { seat: row.state, until: until?.toISOString() });
}

/** The invoice that the present state waits for. */
export async function awaitedInvoice(tx: Tx, row: store.SeatRow): Promise<InvoiceRow | null> {
  if (!row.invoice_id || !awaits.has(stateOf(row))) return null;
  return (await findInvoice(tx, row.invoice_id)) ?? null;
}

const awaits = new Set(['SUBSCRIBING', 'PAYMENT_PENDING', 'GRACE', 'SUSPENDED']);
