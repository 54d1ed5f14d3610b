import type { contract } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import { callerOf, type Call, type Handlers } from '../../../kernel/call.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { registrations } from '../books/invoices.ts';
import * as invoices from '../books/invoice-store.ts';
import * as payments from '../books/payment-store.ts';
import { priceAfter, priceAt, saveAddress } from '../books/price-store.ts';
import { invoicePdf } from '../books/invoice-pdf.ts';
import { actorOf, type Ground } from '../deps.ts';
import { readAddress } from '../rules/addresses.ts';
import { freeFeatures, seatFeatures, trialDays } from '../rules/plans.ts';
import { notRegistered, percentOf, taxesByRegion } from '../rules/tax.ts';
import * as seat from '../seat/seat.ts';
import { subscribe } from '../seat/subscribing.ts';
import { openDispute } from '../till/disputes.ts';
import * as methods from '../till/methods.ts';
import { payInvoice } from '../till/paying.ts';
import { supersede } from '../till/settling.ts';
import * as view from './views.ts';

/** The person's own seat, methods and invoices. */

export function ownRoutes(ground: Ground): Handlers<typeof contract.subscriptions> {
  const { db } = ground.kernel.database;
  /** One step of the seat, answered with how it stands afterwards. */
  const step = (call: Call, take: (tx: Parameters<Parameters<Call['transact']>[0]>[0]) => Promise<unknown>) =>
    call.transact(async (tx) => {
      await take(tx);
      return view.seatView(ground, tx, callerOf(call).userId);
    });
  return {
    plans: () => plans(ground),
    get: (_input, call) => view.seatView(ground, db, callerOf(call).userId),
    startTrial: (_input, call) =>
      step(call, (tx) => seat.startTrial(ground, tx, callerOf(call).userId, actorOf(call))),
    subscribe: (_input, call) =>
      step(call, (tx) => subscribe(ground, tx, callerOf(call).userId, actorOf(call))),
    cancel: (_input, call) =>
      step(call, (tx) => seat.cancel(ground, tx, callerOf(call).userId, actorOf(call))),
    undo: (_input, call) => step(call, (tx) => seat.undo(ground, tx, callerOf(call).userId, actorOf(call))),
    setAddress: ({ body }, call) =>
      call.transact(async (tx) => {
        const { userId } = callerOf(call);
        const read = readAddress(body);
        if ('problem' in read)
          throw new Fail('RULE_VIOLATED', read.problem, {
            fields: [{ path: `body.${read.field}`, message: read.problem }],
          });
        const { postalCode: postal_code, ...rest } = read.address;
        const row = { user_id: userId, ...rest, postal_code, updated_at: ground.kernel.clock.now() };
        const saved = await saveAddress(tx, row);
        await ground.security.audit(tx, {
          actorId: userId,
          action: 'billing-address.set',
          entity: 'subscription',
          entityId: userId,
          after: { country: saved.country, region: saved.region },
          call,
        });
        return view.addressView(saved);
      }),
    methods: async (_input, call) => ({
      items: (await payments.methodsOf(db, callerOf(call).userId)).map(view.methodView),
    }),
    addMethod: ({ body }, call) => addMethod(ground, call, body),
    visit: async ({ params }, call) => {
      const row = await payments.findVisit(db, params.visitId);
      if (row?.user_id !== callerOf(call).userId) throw new Fail('NOT_FOUND');
      return view.visitView(db, row);
    },
    chooseMethod: ({ params }, call) =>
      call.transact(async (tx) =>
        view.methodView(await methods.chooseMethod(ground, tx, actorOf(call), params.methodId)),
      ),
    removeMethod: ({ params }, call) =>
      call.transact(async (tx) => {
        await methods.removeMethod(ground, tx, actorOf(call), params.methodId);
        return {};
      }),
  };
}

export function invoiceRoutes(ground: Ground): Handlers<typeof contract.invoices> {
  const { db } = ground.kernel.database;
  return {
    list: async ({ query }, call) => {
      const { userId } = callerOf(call);
      const { limit, state } = query;
      const before = readIdCursor(query.cursor);
      const rows = await invoices.listInvoices(db, { userId, state, before, limit: limit + 1 });
      const names = await view.namesOf(ground, db, [userId]);
      return toPage(
        rows,
        limit,
        ({ id }) => [id],
        (row) => view.invoiceView(row, names.get(userId) ?? ''),
      );
    },
    get: async ({ params }, call) => {
      const { userId } = callerOf(call);
      return view.invoiceDetail(ground, db, await view.ownInvoice(db, userId, params.invoiceId), userId);
    },
    pdf: async ({ params }, call) =>
      invoicePdf(ground, db, await view.ownInvoice(db, callerOf(call).userId, params.invoiceId)),
    pay: ({ params, body }, call) => pay(ground, call, params.invoiceId, body.way),
    dispute: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const row = await openDispute(ground, tx, actorOf(call), params.invoiceId, body.reason);
        const invoice = found(await invoices.findInvoice(tx, row.invoice_id));
        const names = await view.namesOf(ground, tx, [row.user_id]);
        return view.disputeView(row, invoice.number, names.get(row.user_id) ?? '');
      }),
  };
}

async function plans(ground: Ground) {
  const { database, clock } = ground.kernel;
  const now = clock.now();
  const price = await priceAt(database.db, now);
  const coming = await priceAfter(database.db, now);
  const hub = registrations(ground);
  const common = { currency: price.currency };
  return {
    items: [
      {
        code: 'FREE' as const,
        name: 'Free',
        priceMinor: 0,
        interval: null,
        features: freeFeatures,
        ...common,
      },
      {
        code: 'FOUNDER_SEAT' as const,
        name: 'Founder seat',
        priceMinor: Number(price.price_minor),
        interval: 'month' as const,
        features: seatFeatures,
        ...common,
      },
    ],
    trialDays,
    newPrice: coming
      ? {
          priceMinor: String(coming.price_minor),
          currency: coming.currency,
          from: coming.from_at.toISOString(),
        }
      : null,
    taxes: hub.gstNumber
      ? taxesByRegion(price.price_minor, utcDay(now), hub).map(({ region, name, lines }) => ({
          region,
          name,
          rates: lines.map(({ kind, rateMilli }) => ({ kind, percent: percentOf(rateMilli) })),
          totalMinor: String(lines.reduce((sum, { amountMinor }) => sum + amountMinor, price.price_minor)),
        }))
      : [],
    taxNote: hub.gstNumber ? 'Outside Canada no GST, HST or QST is added.' : notRegistered,
  };
}

async function addMethod(
  ground: Ground,
  call: Call,
  body: { kind: 'CARD' | 'TRANSFER'; subscribe: boolean },
) {
  const { userId } = callerOf(call);
  const { database } = ground.kernel;
  if (body.kind === 'TRANSFER')
    return call.transact(async (tx) => {
      const method = await methods.storeTransfer(ground, tx, actorOf(call));
      if (body.subscribe) await subscribe(ground, tx, userId, actorOf(call));
      return { method: view.methodView(method), visit: null };
    });
  const provider = methods.requireCards(ground);
  // What would stand in the way of the seat is said before the person is sent to the provider.
  if (body.subscribe) await ground.security.require(database.db, userId, 'SUBSCRIBE');
  const visit = await database.transact((tx) =>
    methods.beginVisit(ground, tx, {
      userId,
      provider: provider.name,
      requestKey: call.idempotency!.key,
      subscribes: body.subscribe,
      paymentId: null,
    }),
  );
  const page = visit.url ? null : await openPage(ground, call, visit, null);
  return call.transact(async (tx) => {
    const row = page
      ? await payments.saveVisit(tx, visit.id, {
          session_ref: page.ref,
          url: page.url,
          expires_at: page.expiresAt,
        })
      : visit;
    return { method: null, visit: await view.visitView(tx, row) };
  });
}

async function pay(ground: Ground, call: Call, invoiceId: string, way: 'STORED' | 'HOSTED' | 'TRANSFER') {
  const actor = actorOf(call);
  const { database } = ground.kernel;
  const answer = async (
    tx: Parameters<Parameters<Call['transact']>[0]>[0],
    visit: payments.VisitRow | null,
  ) => ({
    invoice: await view.invoiceDetail(
      ground,
      tx,
      await view.ownInvoice(tx, actor.userId, invoiceId),
      actor.userId,
    ),
    visit: visit && (await view.visitView(tx, visit)),
  });
  if (way !== 'HOSTED')
    return call.transact(async (tx) => {
      await payInvoice(ground, tx, actor, invoiceId, way, call.idempotency!.key);
      return answer(tx, null);
    });
  const { visit, payment } = found(
    await database.transact((tx) => payInvoice(ground, tx, actor, invoiceId, way, call.idempotency!.key)),
  );
  const page = visit.url ? null : await openPage(ground, call, visit, payment);
  return call.transact(async (tx) =>
    answer(
      tx,
      page
        ? await payments.saveVisit(tx, visit.id, {
            session_ref: page.ref,
            url: page.url,
            expires_at: page.expiresAt,
          })
        : visit,
    ),
  );
}

/** A provider that does not answer leaves nothing half begun. */
async function openPage(
  ground: Ground,
  call: Call,
  visit: payments.VisitRow,
  payment: payments.PaymentRow | null,
) {
  const provider = found(ground.providers.byName(visit.provider));
  try {
    return await methods.openPage(ground, provider, visit, payment);
  } catch (err) {
    call.log.warn({ err, visitId: visit.id }, 'a payment provider opened no page');
    await ground.kernel.database.transact(async (tx) => {
      const row = payment && (await payments.lockPayment(tx, payment.id));
      if (row?.state === 'PROCESSING')
        await supersede(ground, tx, row, 'The page of the provider could not be opened.');
    });
    throw new Fail(
      'UPSTREAM_UNAVAILABLE',
      'The payment provider does not answer at the moment. Try again in a minute.',
    );
  }
}
