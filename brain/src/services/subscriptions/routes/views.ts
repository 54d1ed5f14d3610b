import { addDays } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import { billFor, buyerOf, type Bill } from '../books/invoices.ts';
import * as invoices from '../books/invoice-store.ts';
import * as payments from '../books/payment-store.ts';
import { addressOf, priceAfter, type AddressRow } from '../books/price-store.ts';
import type { Ground } from '../deps.ts';
import type { ProviderName } from '../providers/provider.ts';
import {
  hasSeat,
  seats,
  type DisputeState,
  type InvoiceState,
  type PaymentState,
  type RefundState,
} from '../rules/machines.ts';
import { graceDays, suspensionDays } from '../rules/plans.ts';
import { percentOf } from '../rules/tax.ts';
import { cameFrom, stateOf } from '../seat/seat.ts';
import { find, historyOf, type SeatRow } from '../seat/seat-store.ts';
import { disputableUntil } from '../till/disputes.ts';
import type { HookRow } from '../till/hook-store.ts';
import { waysFor } from '../till/paying.ts';

/** Rows as they go over the wire. */

const shownHistory = 30;
const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

export async function seatView(ground: Ground, db: Db, userId: string) {
  const now = ground.kernel.clock.now();
  const row = await find(db, userId);
  const state = stateOf(row);
  const address = await addressOf(db, userId);
  const method = await payments.defaultMethod(db, userId);
  const history = row ? await historyOf(db, userId) : [];
  const seat = hasSeat(state, cameFrom(row));
  const coming = await priceAfter(db, now);
  return {
    state,
    plan: seat ? ('FOUNDER_SEAT' as const) : ('FREE' as const),
    seat,
    trialUsed: Boolean(row?.trial_started_at),
    trialEndsAt: iso(row?.trial_ends_at),
    changedAt: iso(row?.changed_at),
    periodStart: iso(row?.period_start),
    periodEnd: iso(row?.period_end),
    closesAt: iso(closesAt(row)),
    next: address ? await nextOf(ground, db, row, address, method) : null,
    newPrice: coming
      ? {
          priceMinor: String(coming.price_minor),
          currency: coming.currency,
          from: coming.from_at.toISOString(),
        }
      : null,
    address: address ? addressView(address) : null,
    method: method ? methodView(method) : null,
    ways: ground.providers.card ? (['CARD', 'TRANSFER'] as const).slice() : (['TRANSFER'] as const).slice(),
    testBank: ground.providers.card?.name === 'test',
    confirmUrl: row?.invoice_id
      ? ((await payments.openPaymentOf(db, row.invoice_id))?.action_url ?? null)
      : null,
    dueInvoiceId: await dueInvoice(db, row),
    steps: stepsOf(row),
    history: history.slice(-shownHistory).map(({ event, from_state, to_state, at }) => ({
      event,
      from: from_state,
      to: to_state,
      at: at.toISOString(),
    })),
  };
}

export function addressView(row: AddressRow) {
  return { ...buyerOf(row), version: row.version };
}

export function methodView(row: payments.MethodRow) {
  return {
    id: row.id,
    provider: row.provider as ProviderName,
    label: row.label,
    expires: row.expires,
    isDefault: row.is_default,
    createdAt: row.created_at.toISOString(),
  };
}

export async function visitView(db: Db, row: payments.VisitRow) {
  const payment = row.payment_id ? await payments.findPayment(db, row.payment_id) : undefined;
  return {
    id: row.id,
    purpose: row.purpose as 'METHOD' | 'PAYMENT',
    state: row.state as 'OPEN' | 'DONE' | 'EXPIRED',
    url: row.state === 'OPEN' ? row.url : null,
    subscribes: row.subscribes,
    invoiceId: payment?.invoice_id ?? null,
    note: row.note,
  };
}

export function lineView(line: Omit<invoices.LineRow, 'invoice_id'>) {
  return {
    kind: line.kind as 'SEAT' | 'GST' | 'HST' | 'QST',
    text: line.text,
    percent: line.rate_milli === null ? null : percentOf(line.rate_milli),
    baseMinor: String(line.base_minor),
    amountMinor: String(line.amount_minor),
    registration: line.registration,
  };
}

export function quoteView(bill: Bill) {
  return {
    currency: bill.price.currency,
    lines: bill.lines.map(lineView),
    netMinor: String(bill.netMinor),
    taxMinor: String(bill.taxMinor),
    totalMinor: String(bill.totalMinor),
    taxNote: bill.taxNote,
  };
}

export function invoiceView(row: invoices.InvoiceRow, personName: string) {
  return {
    id: row.id,
    userId: row.user_id,
    personName,
    number: row.number,
    state: row.state as InvoiceState,
    currency: row.currency,
    netMinor: String(row.net_minor),
    taxMinor: String(row.tax_minor),
    totalMinor: String(row.total_minor),
    periodStart: row.period_start.toISOString(),
    periodEnd: row.period_end.toISOString(),
    issuedAt: iso(row.issued_at),
    dueAt: iso(row.due_at),
    paidAt: iso(row.paid_at),
    createdAt: row.created_at.toISOString(),
  };
}

/** The invoice for its owner, or for billing, who see no links that are the person's own. */
export async function invoiceDetail(ground: Ground, db: Db, row: invoices.InvoiceRow, readerId: string) {
  const mine = row.user_id === readerId;
  const names = await namesOf(ground, db, [row.user_id]);
  const attempts = await payments.paymentsOf(db, row.id);
  const refunds = await payments.refundsOf(db, row.id);
  const dispute = await invoices.disputeOf(db, row.id);
  const open = attempts.find(({ state }) => state === 'PENDING' || state === 'PROCESSING');
  const method = mine ? await payments.defaultMethod(db, row.user_id) : undefined;
  const ids = [row.id, ...attempts.map(({ id }) => id), ...refunds.map(({ id }) => id)];
  const log = await invoices.logOf(db, dispute ? [...ids, dispute.id] : ids);
  const until = disputableUntil(row);
  const owed = row.state === 'PENDING' || row.state === 'OVERDUE';
  const closed = ['CANCELLED', 'REFUNDED'].includes(row.state);
  return {
    ...invoiceView(row, names.get(row.user_id) ?? ''),
    lines: (await invoices.linesOf(db, row.id)).map(lineView),
    taxNote: row.tax_note,
    buyer: row.buyer as unknown as ReturnType<typeof buyerOf>,
    seller: row.seller as unknown as { name: string; gstNumber: string | null; qstNumber: string | null },
    serviceStart: iso(row.service_start),
    serviceEnd: iso(row.service_end),
    endedAt: iso(row.ended_at),
    reason: row.reason,
    transfer: owed
      ? { reference: row.reference, details: ground.kernel.config.payments.transferDetails }
      : null,
    payments: attempts.map((one) => paymentView(one, row, names.get(row.user_id) ?? '', mine)),
    refunds: refunds.map(refundView),
    dispute: dispute ? disputeView(dispute, row.number, names.get(row.user_id) ?? '') : null,
    payable: mine ? waysFor(ground, row, open, method) : [],
    disputableUntil:
      mine && !dispute && !closed && until && until > ground.kernel.clock.now() ? iso(until) : null,
    history: log.map((one) => ({
      entity: one.entity,
      event: one.event,
      from: one.from_state,
      to: one.to_state,
      at: one.at.toISOString(),
      reason: one.reason,
    })),
    version: row.version,
  };
}

export function paymentView(
  row: payments.PaymentRow,
  invoice: Pick<invoices.InvoiceRow, 'number' | 'reference'>,
  personName: string,
  mine: boolean,
) {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    invoiceNumber: invoice.number,
    userId: row.user_id,
    personName,
    attempt: row.attempt,
    provider: row.provider as ProviderName,
    way: row.way as 'STORED' | 'HOSTED' | 'TRANSFER',
    state: row.state as PaymentState,
    amountMinor: String(row.amount_minor),
    currency: row.currency,
    transferReference: invoice.reference,
    reference: row.reference,
    failure: row.failure,
    actionUrl: mine ? row.action_url : null,
    createdAt: row.created_at.toISOString(),
    settledAt: iso(row.settled_at),
  };
}

function refundView(row: payments.RefundRow) {
  return {
    id: row.id,
    state: row.state as RefundState,
    amountMinor: String(row.amount_minor),
    currency: row.currency,
    reason: row.reason,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    settledAt: iso(row.settled_at),
  };
}

export function disputeView(row: invoices.DisputeRow, number: string | null, personName: string) {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    invoiceNumber: number ?? '',
    userId: row.user_id,
    personName,
    state: row.state as DisputeState,
    reason: row.reason,
    openedAt: row.opened_at.toISOString(),
    answerBy: row.answer_by,
    answer: row.answer,
    answeredAt: iso(row.answered_at),
  };
}

export function hookView(row: HookRow) {
  return {
    id: row.id,
    provider: row.provider as ProviderName,
    eventId: row.event_id,
    type: row.type,
    state: row.state as 'RECEIVED' | 'DONE' | 'IGNORED' | 'WAITING' | 'ATTENTION',
    chargeRef: row.charge_ref,
    note: row.note,
    happenedAt: row.happened_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    handledAt: iso(row.handled_at),
    replays: row.replays,
  };
}

export async function namesOf(
  { people }: Ground,
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await people.byIds(db, [...new Set(ids)]);
  return new Map([...rows].map(([id, { name }]) => [id, name]));
}

/** An invoice that is one's own and was issued; everything else is not there. */
export async function ownInvoice(db: Db, userId: string, invoiceId: string): Promise<invoices.InvoiceRow> {
  const row = await invoices.findInvoice(db, invoiceId);
  if (row?.user_id !== userId || row.state === 'DRAFT') throw new Fail('NOT_FOUND');
  return row;
}

export async function issuedInvoice(db: Db, invoiceId: string): Promise<invoices.InvoiceRow> {
  const row = found(await invoices.findInvoice(db, invoiceId));
  if (row.state === 'DRAFT') throw new Fail('NOT_FOUND');
  return row;
}

async function nextOf(
  ground: Ground,
  db: Db,
  row: SeatRow | undefined,
  address: AddressRow,
  method: payments.MethodRow | undefined,
) {
  const state = stateOf(row);
  const now = ground.kernel.clock.now();
  const at = state === 'ACTIVE' ? row!.period_end! : state === 'TRIALING' ? row!.trial_ends_at! : null;
  const bill = await billFor(ground, db, address, at ?? now);
  const automatic = at !== null && method !== undefined && method.provider !== 'manual';
  return { ...quoteView(bill), at: iso(at), automatic };
}

function closesAt(row: SeatRow | undefined): Date | null {
  if (row?.grace_since) return addDays(row.grace_since, graceDays);
  return row?.suspended_at ? addDays(row.suspended_at, suspensionDays) : null;
}

async function dueInvoice(db: Db, row: SeatRow | undefined): Promise<string | null> {
  if (!row?.invoice_id) return null;
  const invoice = await invoices.findInvoice(db, row.invoice_id);
  return invoice?.state === 'PENDING' || invoice?.state === 'OVERDUE' ? invoice.id : null;
}

const byPerson = ['start-trial', 'subscribe', 'cancel', 'undo'] as const;
function stepsOf(row: SeatRow | undefined): (typeof byPerson)[number][] {
  const possible = eventsFrom(seats, stateOf(row));
  return byPerson.filter(
    (step) => possible.includes(step) && !(step === 'start-trial' && row?.trial_started_at),
  );
}
