import { randomUUID } from 'node:crypto';
import type { Enrolled } from '@smartstart/testkit';
import { minuteMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, key, type Office } from './test-seats.ts';
import { startStripe, stripeMessage } from './test-stripe.ts';

/** Stripe’s own library against a server that speaks its endpoints, and messages signed with its own signer. */

let stripe: Awaited<ReturnType<typeof startStripe>>;
let office: Office;
beforeAll(async () => {
  stripe = await startStripe();
  office = await openOffice(stripe.env);
});
afterAll(async () => {
  await office.world.close();
  await stripe.close();
});

const target = '/api/v1/webhooks/payments/stripe';
const newEventId = () => `evt_${randomUUID().replaceAll('-', '')}`;

/** Sends a message as Stripe does, and lets what follows from it happen. */
async function hear(
  type: string,
  object: unknown,
  options: { id?: string; sentAt?: Date; secret?: string } = {},
) {
  const at = options.sentAt ?? office.world.clock.now();
  const message = stripeMessage(at, { id: options.id ?? newEventId(), type, object }, options.secret);
  const answer = await office.world.post(target, message.body, message.headers);
  await office.world.settle();
  return answer;
}

async function withCard(name: string, method: string): Promise<Enrolled> {
  const who = await office.person(name);
  const { visit } = await who.api.subscriptions.addMethod({ body: { kind: 'CARD' } }, key());
  expect(visit!.url).toContain('https://checkout.stripe.test/');
  await hear('setup_intent.succeeded', {
    id: 'seti',
    payment_method: `${method}_${randomUUID()}`,
    metadata: { visit_id: visit!.id },
  });
  return who;
}

const subscribe = (who: Enrolled) => who.api.subscriptions.subscribe({ body: {} }, key());
const send = () => office.world.brain.kernel.jobs.run('send-payments');
const intentOf = (who: Enrolled) => stripe.intents().find((one) => one['customer'] === customerOf(who))!;
const customerOf = (who: Enrolled) =>
  [...stripe.objects.values()].find((one) => one['object'] === 'customer' && one['email'] === who.email)![
    'id'
  ];
const replies = async (eventId: string) =>
  (await office.billing.api.subscriptionAdmin.hooks({ query: { limit: 100 } })).items.find(
    (hook) => hook.eventId === eventId,
  );

describe('Stripe', () => {
  test('a card is stored on its page, described, and charged under one key; the signed message opens the seat', async () => {
    const ada = await withCard('Ada Stripe', 'pm_works');
    await office.world.brain.kernel.jobs.run('describe-payment-methods', { methodId: await methodOf(ada) });
    expect((await ada.api.subscriptions.methods({})).items).toMatchObject([
      { provider: 'stripe', label: 'Visa •••• 4242', expires: '2031-04', isDefault: true },
    ]);
    await subscribe(ada);
    await send();
    expect(await office.stateOf(ada)).toBe('SUBSCRIBING');
    const intent = intentOf(ada);
    expect(intent).toMatchObject({ amount: 11300, currency: 'cad' });
    expect((await hear('payment_intent.succeeded', intent)).status).toBe(200);
    expect(await office.stateOf(ada)).toBe('ACTIVE');
  });

  test('a card that is declined says why, and leaves no invoice', async () => {
    const ben = await withCard('Ben Stripe', 'pm_declined');
    await subscribe(ben);
    await send();
    expect(await office.stateOf(ben)).toBe('INACTIVE');
    expect(await office.invoicesOf(ben)).toEqual([]);
  });

  test('a crash after the charge and before it is written down: the charge is found, not made again', async () => {
    const cara = await withCard('Cara Crash', 'pm_works');
    await subscribe(cara);
    stripe.meet('lose-answer');
    await send();
    stripe.meet(null);
    const before = stripe.intents().filter((one) => one['customer'] === customerOf(cara));
    expect(before).toHaveLength(1);
    expect(await office.stateOf(cara)).toBe('SUBSCRIBING');
    await send();
    office.world.clock.advance(11 * minuteMs);
    await office.world.brain.kernel.jobs.run('reconcile-payments');
    expect(await office.stateOf(cara)).toBe('ACTIVE');
    expect(stripe.intents().filter((one) => one['customer'] === customerOf(cara))).toHaveLength(1);
    // The message that comes late changes nothing.
    const id = newEventId();
    await hear('payment_intent.succeeded', before[0], { id });
    expect(await replies(id)).toMatchObject({ state: 'IGNORED' });
    expect(await office.invoicesOf(cara)).toHaveLength(1);
  });

  test('a crash before the charge arrived: it is ordered under the same key', async () => {
    const dan = await withCard('Dan Dropped', 'pm_works');
    await subscribe(dan);
    stripe.meet('refuse-connection');
    await send();
    stripe.meet(null);
    expect(stripe.intents().filter((one) => one['customer'] === customerOf(dan))).toHaveLength(0);
    office.world.clock.advance(11 * minuteMs);
    await office.world.brain.kernel.jobs.run('reconcile-payments');
    await office.world.brain.kernel.jobs.run('reconcile-payments');
    expect(await office.stateOf(dan)).toBe('ACTIVE');
    expect(stripe.intents().filter((one) => one['customer'] === customerOf(dan))).toHaveLength(1);
    const keys = stripe.calls.filter(
      ({ path, key: used }) => path === '/v1/payment_intents' && used?.includes(dan.userId),
    );
    expect(new Set(keys.map(({ key: used }) => used)).size).toBe(1);
  });

  test('a refund is ordered once and ends with its message', async () => {
    const eli = await withCard('Eli Refund', 'pm_works');
    await subscribe(eli);
    await send();
    await hear('payment_intent.succeeded', intentOf(eli));
    const [invoice] = await office.invoicesOf(eli);
    await office.billing.api.subscriptionAdmin.refund(
      { params: { invoiceId: invoice!.id }, body: { reason: 'Asked for within a day.' } },
      key(),
    );
    await office.world.brain.kernel.jobs.run('send-refunds');
    await office.world.brain.kernel.jobs.run('send-refunds');
    expect((await office.invoicesOf(eli))[0]).toMatchObject({ state: 'REFUNDED' });
    expect(
      stripe.calls.filter(
        ({ path, body }) => path === '/v1/refunds' && body['payment_intent'] === intentOf(eli)['id'],
      ),
    ).toHaveLength(1);
  });

  test('a provider that does not answer leaves nothing half begun', async () => {
    const fay = await office.person('Fay Fails');
    stripe.meet('refuse-connection');
    const call = fay.api.subscriptions.addMethod({ body: { kind: 'CARD' } }, key());
    await expect(call).rejects.toMatchObject({ problem: { code: 'UPSTREAM_UNAVAILABLE' } });
    stripe.meet(null);
    expect(
      (await fay.api.subscriptions.addMethod({ body: { kind: 'CARD' } }, key())).visit!.url,
    ).toBeTruthy();
  });
});

describe('messages', () => {
  test('that are forged, changed or too old are refused with 400, and the audit chain knows', async () => {
    const intent = { id: 'pi_forged', amount_received: 1, currency: 'cad', metadata: {} };
    expect(await hear('payment_intent.succeeded', intent, { secret: 'whsec_other' })).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED' },
    });
    const now = office.world.clock.now();
    const { body, headers } = stripeMessage(now, {
      id: newEventId(),
      type: 'payment_intent.succeeded',
      object: intent,
    });
    const changed = Buffer.from(body.toString().replace('pi_forged', 'pi_others'));
    expect((await office.world.post(target, changed, headers)).status).toBe(400);
    expect((await office.world.post(target, body, {})).status).toBe(400);
    expect((await office.world.post(target, Buffer.from('not json'), headers)).status).toBe(400);
    const old = new Date(now.getTime() - 10 * minuteMs);
    expect((await hear('payment_intent.succeeded', intent, { sentAt: old })).status).toBe(400);
    const entries = await office.world.brain.kernel.database.db
      .selectFrom('audit_entries')
      .select('id')
      .where('action', '=', 'payment-webhook.refused')
      .execute();
    expect(entries).toHaveLength(1);
  });

  test('that come twice count once', async () => {
    const gus = await withCard('Gus Twice', 'pm_works');
    await subscribe(gus);
    await send();
    const id = newEventId();
    const intent = intentOf(gus);
    const answers = await Promise.all([
      hear('payment_intent.succeeded', intent, { id }),
      hear('payment_intent.succeeded', intent, { id }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await hear('payment_intent.succeeded', intent);
    expect(await office.invoicesOf(gus)).toHaveLength(1);
    expect(
      (await gus.api.subscriptions.get({})).history.filter(({ event }) => event === 'payment-succeeds'),
    ).toHaveLength(1);
  });

  test('an earlier refusal that arrives after the success undoes nothing', async () => {
    const hana = await withCard('Hana Order', 'pm_works');
    await subscribe(hana);
    await send();
    const intent = intentOf(hana);
    await hear('payment_intent.succeeded', intent);
    const id = newEventId();
    await hear(
      'payment_intent.payment_failed',
      { ...intent, last_payment_error: { message: 'First try.' } },
      { id },
    );
    expect(await office.stateOf(hana)).toBe('ACTIVE');
    expect(await replies(id)).toMatchObject({ state: 'IGNORED' });
  });

  test('a success after a refusal was booked is not lost: somebody must look', async () => {
    const ivo = await withCard('Ivo Late', 'pm_declined');
    await subscribe(ivo);
    await send();
    const id = newEventId();
    await hear('payment_intent.succeeded', { ...intentOf(ivo), amount_received: 11300 }, { id });
    expect(await office.stateOf(ivo)).toBe('INACTIVE');
    expect(await replies(id)).toMatchObject({ state: 'ATTENTION' });
  });

  test('of a charge that is not written down yet wait, and are matched when it is', async () => {
    const joy = await withCard('Joy Early', 'pm_works');
    await subscribe(joy);
    stripe.meet('lose-answer');
    await send();
    stripe.meet(null);
    const intent = intentOf(joy);
    const id = newEventId();
    await hear('payment_intent.succeeded', { ...intent, metadata: {} }, { id });
    expect(await replies(id)).toMatchObject({ state: 'WAITING', chargeRef: intent['id'] });
    office.world.clock.advance(11 * minuteMs);
    await office.world.brain.kernel.jobs.run('reconcile-payments');
    await office.world.settle();
    expect(await office.stateOf(joy)).toBe('ACTIVE');
    expect((await replies(id))!.state).not.toBe('WAITING');
  });

  test('over another amount than the invoice asks for are not booked', async () => {
    const kai = await withCard('Kai Amount', 'pm_works');
    await subscribe(kai);
    await send();
    const id = newEventId();
    await hear('payment_intent.succeeded', { ...intentOf(kai), amount_received: 100 }, { id });
    expect(await office.stateOf(kai)).toBe('SUBSCRIBING');
    expect(await replies(id)).toMatchObject({ state: 'ATTENTION' });
  });

  test('are worked through again by an operator, with no second effect', async () => {
    const lou = await withCard('Lou Again', 'pm_works');
    await subscribe(lou);
    await send();
    const id = newEventId();
    await hear('payment_intent.succeeded', intentOf(lou), { id });
    const hook = (await replies(id))!;
    const params = { hookId: hook.id };
    const again = await office.billing.api.subscriptionAdmin.replay(
      { params, body: { reason: 'To be sure.' } },
      key(),
    );
    expect(again.replays).toBe(1);
    await office.world.settle();
    expect(await replies(id)).toMatchObject({ state: 'IGNORED' });
    expect(await office.invoicesOf(lou)).toHaveLength(1);
  });

  test('of kinds nobody waits for are kept and nothing follows', async () => {
    const id = newEventId();
    expect((await hear('customer.updated', { id: 'cus_x' }, { id })).status).toBe(200);
    expect(await replies(id)).toMatchObject({ state: 'IGNORED' });
    expect((await office.world.post('/api/v1/webhooks/payments/manual', Buffer.from('{}'))).status).toBe(404);
  });
});

async function methodOf(who: Enrolled): Promise<string> {
  return (await who.api.subscriptions.methods({})).items[0]!.id;
}
