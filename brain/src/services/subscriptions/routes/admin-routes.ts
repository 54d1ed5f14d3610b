import type { contract } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import { callerOf, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readCursor, readIdCursor, requireId, toPage } from '../../../kernel/paging.ts';
import * as invoices from '../books/invoice-store.ts';
import * as payments from '../books/payment-store.ts';
import { prices, type PriceRow } from '../books/price-store.ts';
import { sums, taxesByMonth } from '../books/summary-store.ts';
import { actorOf, refuseOwn, type Ground } from '../deps.ts';
import { type SeatState } from '../rules/machines.ts';
import { percentOf } from '../rules/tax.ts';
import { stateOf } from '../seat/seat.ts';
import * as seats from '../seat/seat-store.ts';
import { answerDispute } from '../till/disputes.ts';
import { listHooks } from '../till/hook-store.ts';
import { replayHook } from '../till/hooks.ts';
import { cancelInvoice, confirmTransfer, refuseTransfer } from '../till/paying.ts';
import { announcePrice } from '../till/prices.ts';
import { orderRefund } from '../till/refunds.ts';
import * as view from './views.ts';

/** What billing administrators see and decide. */

export function adminRoutes(ground: Ground): Handlers<typeof contract.subscriptionAdmin> {
  const { db } = ground.kernel.database;
  const act = (call: Call, invoiceId: string, take: (tx: Tx) => Promise<void>) =>
    call.transact(async (tx) => {
      await take(tx);
      return view.invoiceDetail(ground, tx, await view.issuedInvoice(tx, invoiceId), callerOf(call).userId);
    });
  const decide = (call: Call, paymentId: string, take: (tx: Tx) => Promise<void>) =>
    call.transact(async (tx) => {
      await take(tx);
      const payment = found(await payments.findPayment(tx, paymentId));
      const invoice = found(await invoices.findInvoice(tx, payment.invoice_id));
      const names = await view.namesOf(ground, tx, [payment.user_id]);
      return view.paymentView(payment, invoice, names.get(payment.user_id) ?? '', false);
    });
  return {
    summary: () => summary(ground),
    list: async ({ query }) => {
      const { limit, state } = query;
      const rows = await seats.listSeats(db, { state, after: readIdCursor(query.cursor), limit: limit + 1 });
      const names = await view.namesOf(
        ground,
        db,
        rows.map(({ user_id }) => user_id),
      );
      return toPage(
        rows,
        limit,
        ({ user_id }) => [user_id],
        (row) => ({
          userId: row.user_id,
          name: names.get(row.user_id) ?? '',
          state: stateOf(row),
          trialEndsAt: row.trial_ends_at?.toISOString() ?? null,
          periodEnd: row.period_end?.toISOString() ?? null,
          changedAt: row.changed_at.toISOString(),
          monthsInARow: row.months_in_a_row,
        }),
      );
    },
    get: async ({ params }) => {
      found(await seats.find(db, params.userId));
      return seatOf(ground, db, params.userId);
    },
    postpone: ({ params, body }, call) =>
      call.transact(async (tx) => {
        await postpone(ground, tx, call, params.userId, body);
        return seatOf(ground, tx, params.userId);
      }),
    invoices: async ({ query }) => {
      const { limit, state, userId } = query;
      const before = readIdCursor(query.cursor);
      const rows = await invoices.listInvoices(db, { userId, state, before, limit: limit + 1 });
      const names = await view.namesOf(
        ground,
        db,
        rows.map(({ user_id }) => user_id),
      );
      return toPage(
        rows,
        limit,
        ({ id }) => [id],
        (row) => view.invoiceView(row, names.get(row.user_id) ?? ''),
      );
    },
    invoice: async ({ params }, call) =>
      view.invoiceDetail(ground, db, await view.issuedInvoice(db, params.invoiceId), callerOf(call).userId),
    refund: ({ params, body }, call) =>
      act(call, params.invoiceId, (tx) => orderRefund(ground, tx, actorOf(call), params.invoiceId, body)),
    cancel: ({ params, body }, call) =>
      act(call, params.invoiceId, (tx) =>
        cancelInvoice(ground, tx, actorOf(call), params.invoiceId, body.reason),
      ),
    payments: async ({ query }) => {
      const { limit, state, way } = query;
      const before = readIdCursor(query.cursor);
      const rows = await payments.listPayments(db, { state, way, before, limit: limit + 1 });
      const names = await view.namesOf(
        ground,
        db,
        rows.map(({ user_id }) => user_id),
      );
      const ofInvoice = await invoices.invoicesById(
        db,
        rows.map(({ invoice_id }) => invoice_id),
      );
      return toPage(
        rows,
        limit,
        ({ id }) => [id],
        (row) => view.paymentView(row, ofInvoice.get(row.invoice_id)!, names.get(row.user_id) ?? '', false),
      );
    },
    confirm: ({ params, body }, call) =>
      decide(call, params.paymentId, (tx) =>
        confirmTransfer(ground, tx, actorOf(call), params.paymentId, body),
      ),
    refuse: ({ params, body }, call) =>
      decide(call, params.paymentId, (tx) =>
        refuseTransfer(ground, tx, actorOf(call), params.paymentId, body.reason),
      ),
    disputes: async ({ query }) => {
      const { limit, state } = query;
      const key = readCursor(query.cursor, 2);
      const after: [string, string] | null = key ? [requireDay(key[0]), requireId(key[1])] : null;
      const rows = await invoices.listDisputes(db, { state, after, limit: limit + 1 });
      const names = await view.namesOf(
        ground,
        db,
        rows.map(({ user_id }) => user_id),
      );
      const ofInvoice = await invoices.invoicesById(
        db,
        rows.map(({ invoice_id }) => invoice_id),
      );
      return toPage(
        rows,
        limit,
        ({ answer_by, id }) => [answer_by, id],
        (row) =>
          view.disputeView(row, ofInvoice.get(row.invoice_id)?.number ?? null, names.get(row.user_id) ?? ''),
      );
    },
    answer: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const row = await answerDispute(ground, tx, actorOf(call), params.disputeId, body);
        const invoice = found(await invoices.findInvoice(tx, row.invoice_id));
        const names = await view.namesOf(ground, tx, [row.user_id]);
        return view.disputeView(row, invoice.number, names.get(row.user_id) ?? '');
      }),
    hooks: async ({ query }) => {
      const { limit, state } = query;
      const before = readIdCursor(query.cursor);
      const rows = await listHooks(db, { state, before, limit: limit + 1 });
      return toPage(rows, limit, ({ id }) => [id], view.hookView);
    },
    replay: ({ params, body }, call) =>
      call.transact(async (tx) =>
        view.hookView(await replayHook(ground, tx, actorOf(call), params.hookId, body.reason)),
      ),
    prices: async () => ({ items: (await prices(db)).map(priceView) }),
    announcePrice: ({ body }, call) =>
      call.transact(async (tx) => priceView(await announcePrice(ground, tx, actorOf(call), body))),
  };
}

async function seatOf(ground: Ground, db: Tx | Ground['kernel']['database']['db'], userId: string) {
  const names = await view.namesOf(ground, db, [userId]);
  return { ...(await view.seatView(ground, db, userId)), userId, name: names.get(userId) ?? '' };
}

/** Days that the hub gives: the trial, or the month that runs, ends later. */
async function postpone(
  { kernel, security }: Ground,
  tx: Tx,
  call: Call,
  userId: string,
  { addDays: days, reason }: { addDays: number; reason: string },
): Promise<void> {
  found(await seats.find(tx, userId));
  refuseOwn(actorOf(call), userId);
  const row = await seats.lock(tx, userId, kernel.clock.now());
  const field = row.state === 'TRIALING' ? 'trial_ends_at' : 'period_end';
  if (!['TRIALING', 'ACTIVE', 'CANCELLING'].includes(row.state))
    throw new Fail(
      'ILLEGAL_TRANSITION',
      `A subscription in the state ${row.state} has no end that could be moved.`,
    );
  const end = addDays(row[field]!, days);
  // Following months are counted from the new day.
  const anchor = field === 'period_end' ? { anchor_day: end.getUTCDate() } : { reminded: false };
  await seats.save(tx, userId, { [field]: end, ...anchor });
  await security.audit(tx, {
    actorId: callerOf(call).userId,
    action: 'subscription.postponed',
    entity: 'subscription',
    entityId: userId,
    before: { until: row[field]!.toISOString() },
    after: { until: end.toISOString() },
    reason,
    call,
  });
  await kernel.outbox.publish(tx, {
    type: 'subscription.postponed',
    actorId: callerOf(call).userId,
    at: kernel.clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: { userId, until: end.toISOString(), days },
  });
}

async function summary(ground: Ground) {
  const { db } = ground.kernel.database;
  const all = await sums(db);
  const taxes = await taxesByMonth(db);
  const byState = await seats.countByState(db);
  const monthly = await seats.monthly(db);
  return {
    currency: 'CAD',
    seats: byState.map(({ state, count }) => ({ state: state as SeatState, count })),
    paying: monthly.paying,
    monthlyMinor: String(monthly.minor),
    openMinor: String(all.open),
    paidMinor: String(all.paid),
    refundedMinor: String(all.refunded),
    balanceMinor: String(all.paid - all.refunded),
    taxes: taxes.map(({ month, kind, rate_milli, base, tax }) => ({
      month,
      kind,
      percent: percentOf(rate_milli),
      baseMinor: String(base),
      taxMinor: String(tax),
    })),
    manualWaiting: all.manual,
    disputesOpen: all.disputes,
    hooksWaiting: all.hooks,
  };
}

function priceView(row: PriceRow) {
  return {
    version: row.version,
    priceMinor: String(row.price_minor),
    currency: row.currency,
    from: row.from_at.toISOString(),
    announcedAt: row.announced_at.toISOString(),
    reason: row.reason,
  };
}

function requireDay(part: string | number | undefined): string {
  if (typeof part === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(part)) return part;
  throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
}
