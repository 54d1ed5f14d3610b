import { enrol, type Enrolled } from '@smartstart/testkit';
import { dayMs, hourMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, openOffice, ontario, type Office } from './test-seats.ts';

/** The machine of section 20.7, step by step, through the public face. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.world.close());

const subscribe = (who: Enrolled) => who.api.subscriptions.subscribe({ body: {} }, key());
const cancel = (who: Enrolled) => who.api.subscriptions.cancel({ body: {} });
const undo = (who: Enrolled) => who.api.subscriptions.undo({ body: {} });
const trial = (who: Enrolled) => who.api.subscriptions.startTrial({ body: {} }, key());

describe('the trial', () => {
  test('runs fourteen days, opens the seat, and ends in TRIAL_EXPIRED without a method', async () => {
    const ada = await office.person('Ada Trial');
    expect(await trial(ada)).toMatchObject({ state: 'TRIALING', seat: true, steps: ['subscribe', 'cancel'] });
    expect(await office.holdsSeat(ada)).toBe(true);
    await office.pass(13);
    expect(await office.stateOf(ada)).toBe('TRIALING');
    expect(await toldTo(ada)).toContain('trial.ends: Your trial ends soon');
    await office.pass(2);
    expect(await office.stateOf(ada)).toBe('TRIAL_EXPIRED');
    expect(await office.holdsSeat(ada)).toBe(false);
    await expect(trial(ada)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(cancel(ada)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('is for once per person, also after it was cancelled', async () => {
    const ben = await office.person('Ben Twice');
    await trial(ben);
    expect(await cancel(ben)).toMatchObject({ state: 'INACTIVE', seat: false, trialUsed: true });
    await expect(trial(ben)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('with a stored card the seat begins at its end', async () => {
    const cleo = await office.person('Cleo Card');
    await trial(cleo);
    await office.storeCard(cleo, 'works');
    expect(await cleo.api.subscriptions.get({})).toMatchObject({
      state: 'TRIALING',
      next: { totalMinor: '11300', automatic: true },
      method: { label: 'Test Visa •••• 4242' },
    });
    await office.pass(14);
    await office.tick();
    expect(await office.stateOf(cleo)).toBe('ACTIVE');
    expect(await office.invoicesOf(cleo)).toMatchObject([{ state: 'PAID', totalMinor: '11300' }]);
  });

  test('a card that is declined at its end is charged once, and the trial is over', async () => {
    const dora = await office.person('Dora Declined');
    await trial(dora);
    await office.storeCard(dora, 'no-funds');
    await office.pass(14);
    await office.pass(2);
    expect(await office.stateOf(dora)).toBe('TRIAL_EXPIRED');
    expect(await office.invoicesOf(dora)).toEqual([]);
    const { history } = await dora.api.subscriptions.get({});
    expect(history.map(({ event }) => event)).toEqual([
      'start-trial',
      'subscribe',
      'payment-fails',
      'trial-over',
    ]);
  });
});

describe('subscribing', () => {
  test('needs the papers, an address and a method, in words that say what to do', async () => {
    const eve = await enrol(office.world, 'Eve Early', 'MEMBER');
    await expect(subscribe(eve)).rejects.toMatchObject(code('GATE_BLOCKED'));
    const finn = await office.person('Finn Fresh');
    await expect(subscribe(finn)).rejects.toThrow('Store a payment method first');
  });

  test('goes through SUBSCRIBING to ACTIVE when the signed message comes', async () => {
    const gil = await office.person('Gil Goes');
    await office.storeCard(gil, 'works');
    expect(await subscribe(gil)).toMatchObject({ state: 'SUBSCRIBING', seat: false, steps: [] });
    expect(await office.holdsSeat(gil)).toBe(false);
    await expect(subscribe(gil)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await office.settle();
    expect(await gil.api.subscriptions.get({})).toMatchObject({
      state: 'ACTIVE',
      seat: true,
      steps: ['cancel'],
    });
    expect(await office.holdsSeat(gil)).toBe(true);
  });

  test('from a trial the seat stays open while the payment is under way, and a refusal leads back into it', async () => {
    const hal = await office.person('Hal Halfway');
    await trial(hal);
    await office.storeCard(hal, 'no-funds');
    expect(await subscribe(hal)).toMatchObject({ state: 'SUBSCRIBING', seat: true });
    expect(await office.holdsSeat(hal)).toBe(true);
    await office.settle();
    expect(await hal.api.subscriptions.get({})).toMatchObject({ state: 'TRIALING', seat: true });
    expect(await office.invoicesOf(hal)).toEqual([]);
  });

  test('two requests at the same moment make one order and one charge', async () => {
    const ida = await office.person('Ida Impatient');
    await office.storeCard(ida, 'works');
    const results = await Promise.allSettled([subscribe(ida), subscribe(ida), subscribe(ida)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await Promise.all([
      office.world.brain.kernel.jobs.run('send-payments'),
      office.world.brain.kernel.jobs.run('send-payments'),
    ]);
    await office.settle();
    const [invoice, ...others] = await office.invoicesOf(ida);
    expect(others).toEqual([]);
    const detail = await ida.api.invoices.get({ params: { invoiceId: invoice!.id } });
    expect(detail.payments).toMatchObject([{ state: 'COMPLETED', attempt: 1 }]);
    expect(await chargesOf(ida)).toBe(1);
  });

  test('one visit to the bank stores the card and takes the seat', async () => {
    const jon = await office.person('Jon Journey');
    const visitId = await office.storeCard(jon, 'works', true);
    await office.settle();
    expect(await jon.api.subscriptions.visit({ params: { visitId } })).toMatchObject({
      state: 'DONE',
      subscribes: true,
      note: null,
    });
    expect(await office.stateOf(jon)).toBe('ACTIVE');
  });

  test('what stands in the way of the seat after the visit is told', async () => {
    const kim = await office.person('Kim Kept');
    const { visit } = await kim.api.subscriptions.addMethod(
      { body: { kind: 'CARD', subscribe: true } },
      key(),
    );
    await trial(kim);
    await office.storeCard(kim, 'works');
    await subscribe(kim);
    await office.settle();
    await office.answer(visit!.url!, { act: 'CARD', card: 'works' });
    await office.settle();
    const told = await kim.api.subscriptions.visit({ params: { visitId: visit!.id } });
    expect(told.note).toContain('ACTIVE');
    expect(await chargesOf(kim)).toBe(1);
  });

  test('a charge that the person must confirm waits for them', async () => {
    const lea = await office.subscriber('Lea Looks', 'confirm');
    expect(await office.stateOf(lea)).toBe('SUBSCRIBING');
    const url = await actionOf(lea);
    await office.answer(url, { act: 'CONFIRM' });
    await office.settle();
    expect(await office.stateOf(lea)).toBe('ACTIVE');

    const mia = await office.subscriber('Mia Minds', 'confirm');
    await office.answer(await actionOf(mia), { act: 'REFUSE' });
    await office.settle();
    expect(await office.stateOf(mia)).toBe('INACTIVE');

    const ned = await office.subscriber('Ned Naps', 'confirm');
    office.world.clock.advance(2 * hourMs);
    await office.world.brain.kernel.jobs.run('reconcile-payments');
    await office.settle();
    expect(await office.stateOf(ned)).toBe('INACTIVE');
  });
});

describe('months', () => {
  test('are renewed, with consecutive months counted and their BUZ allocated', async () => {
    const ola = await office.subscriber('Ola Ongoing');
    const first = await ola.api.subscriptions.get({});
    await office.pass(64);
    const { state, periodEnd } = await ola.api.subscriptions.get({});
    expect(state).toBe('ACTIVE');
    expect(new Date(periodEnd!).getUTCDate()).toBe(new Date(first.periodEnd!).getUTCDate());
    expect((await office.invoicesOf(ola)).map(({ state: paid }) => paid)).toEqual(['PAID', 'PAID', 'PAID']);
    const { items } = await ola.api.buz.claims({ query: {} });
    expect(items.filter(({ event }) => event === 'monthly-allocation')).toHaveLength(3);
  });

  test('a renewal that fails: grace with retries on days 1, 3 and 5, suspended, and cancelled 30 days later', async () => {
    const pia = await office.subscriber('Pia Pauses', 'works-once');
    await toGrace(pia);
    expect(await office.holdsSeat(pia)).toBe(true);
    await expect(cancel(pia)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const attempts = [];
    for (let day = 1; day <= 5; day++) {
      await office.pass(1);
      attempts.push((await paymentsOf(pia)).length - 1);
    }
    expect(attempts).toEqual([1, 1, 2, 2, 3]);
    await office.tick();
    expect(await office.stateOf(pia)).toBe('SUSPENDED');
    expect(await office.holdsSeat(pia)).toBe(false);
    expect(await office.invoicesOf(pia)).toMatchObject([{ state: 'OVERDUE' }, { state: 'PAID' }]);
    await office.pass(29);
    expect(await office.stateOf(pia)).toBe('SUSPENDED');
    await office.pass(2);
    expect(await office.stateOf(pia)).toBe('CANCELLED');
    expect(await office.holdsSeat(pia)).toBe(false);
    const told = await toldTo(pia);
    for (const one of [
      'subscription.grace: Your seat was not paid: it closes in 5 days',
      'payment.failed: Your payment did not go through',
      'subscription.changed: Your Founder seat is suspended',
      'subscription.cancelled: Your Founder seat has ended',
    ])
      expect(told).toContain(one);
    expect(told.some((one) => one.includes('is overdue'))).toBe(true);
  });

  test('paid in grace, the month stays where it was; paid after the suspension, it begins anew', async () => {
    const quin = await office.subscriber('Quin Quick', 'works-once');
    const before = await quin.api.subscriptions.get({});
    await toGrace(quin);
    await payHosted(quin, 'works');
    expect(await quin.api.subscriptions.get({})).toMatchObject({
      state: 'ACTIVE',
      periodStart: before.periodEnd,
    });

    const ray = await office.subscriber('Ray Returns', 'works-once');
    const old = await ray.api.subscriptions.get({});
    await toGrace(ray);
    await office.pass(9);
    expect(await office.stateOf(ray)).toBe('SUSPENDED');
    const invoice = await payHosted(ray, 'works');
    const anew = await ray.api.subscriptions.get({});
    expect(anew.state).toBe('ACTIVE');
    expect(Date.parse(anew.periodStart!)).toBeGreaterThan(Date.parse(old.periodEnd!) + 8 * dayMs);
    const detail = await ray.api.invoices.get({ params: { invoiceId: invoice } });
    expect(detail.serviceStart).toBe(anew.periodStart);
  });

  test('without a method the renewal fails at once', async () => {
    const sue = await office.subscriber('Sue Sudden');
    const { items } = await sue.api.subscriptions.methods({});
    await sue.api.subscriptions.removeMethod({ params: { methodId: items[0]!.id } });
    await toGrace(sue);
    expect((await paymentsOf(sue)).length).toBe(0);
  });
});

describe('cancelling', () => {
  test('lasts until the end of the month, can be undone until then, and takes nothing before', async () => {
    const tom = await office.subscriber('Tom Turns');
    expect(await cancel(tom)).toMatchObject({ state: 'CANCELLING', seat: true, steps: ['undo'] });
    expect(await undo(tom)).toMatchObject({ state: 'ACTIVE' });
    await expect(undo(tom)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await cancel(tom);
    await office.pass(26);
    expect(await office.stateOf(tom)).toBe('CANCELLING');
    await office.pass(6);
    expect(await office.stateOf(tom)).toBe('CANCELLED');
    expect(await office.invoicesOf(tom)).toHaveLength(1);
    await expect(undo(tom)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await subscribe(tom);
    await office.settle();
    expect(await office.stateOf(tom)).toBe('ACTIVE');
  });

  test('after the end of the month it is not undone, even before the sweep', async () => {
    const uma = await office.subscriber('Uma Undone');
    await cancel(uma);
    office.world.clock.advance(32 * dayMs);
    await expect(undo(uma)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await office.tick();
    expect(await office.stateOf(uma)).toBe('CANCELLED');
  });

  test('somebody who closes the account is not charged again', async () => {
    const vera = await office.subscriber('Vera Vanishes');
    await vera.api.users.erase({ body: { confirmEmail: vera.email } });
    await office.settle();
    const { db } = office.world.brain.kernel.database;
    const row = await db
      .selectFrom('subscriptions')
      .select('state')
      .where('user_id', '=', vera.userId)
      .executeTakeFirst();
    expect(row?.state).toBe('CANCELLING');
  });
});

test('an address is checked where the tax follows from it', async () => {
  const wes = await office.person('Wes Where');
  const set = (change: Partial<typeof ontario>) =>
    wes.api.subscriptions.setAddress({ body: { ...ontario, ...change } });
  await expect(set({ region: 'XX' })).rejects.toThrow('Choose a province');
  await expect(set({ postalCode: 'H2X 1Y4' })).rejects.toThrow('does not belong to Ontario');
  await expect(set({ postalCode: '12345' })).rejects.toThrow('looks like K1A 0B1');
  await expect(set({ country: 'ZZ' })).rejects.toThrow('There is no such country');
  expect(await set({ region: 'on', postalCode: 'k1a0b1' })).toMatchObject({
    region: 'ON',
    postalCode: 'K1A 0B1',
  });
  expect(await set({ country: 'DE', region: 'Berlin', postalCode: '10115' })).toMatchObject({
    country: 'DE',
  });
});

async function toldTo(who: Enrolled): Promise<string[]> {
  const { items } = await who.api.notifications.list({ query: { limit: 100 } });
  return items.map(({ type, title }) => `${type}: ${title}`);
}

async function toGrace(who: Enrolled): Promise<void> {
  const { periodEnd } = await who.api.subscriptions.get({});
  const left = Date.parse(periodEnd!) - office.world.clock.now().getTime();
  office.world.clock.advance(left + hourMs);
  await office.tick();
  expect(await office.stateOf(who)).toBe('GRACE');
}

async function payHosted(who: Enrolled, card: string): Promise<string> {
  const { dueInvoiceId } = await who.api.subscriptions.get({});
  const params = { invoiceId: dueInvoiceId! };
  const { visit } = await who.api.invoices.pay({ params, body: { way: 'HOSTED' } }, key());
  await office.answer(visit!.url!, { act: 'CARD', card });
  await office.settle();
  return params.invoiceId;
}

async function paymentsOf(who: Enrolled) {
  const { dueInvoiceId } = await who.api.subscriptions.get({});
  return (await who.api.invoices.get({ params: { invoiceId: dueInvoiceId! } })).payments;
}

/** Where the person confirms the charge of a month that is no invoice yet. */
async function actionOf(who: Enrolled): Promise<string> {
  const row = await office.world.brain.kernel.database.db
    .selectFrom('payments')
    .select('action_url')
    .where('user_id', '=', who.userId)
    .where('state', '=', 'PROCESSING')
    .executeTakeFirstOrThrow();
  return row.action_url!;
}

/** What the bank really took. */
async function chargesOf(who: Enrolled): Promise<number> {
  const rows = await office.world.brain.kernel.database.db
    .selectFrom('payments')
    .innerJoin('test_bank_objects', 'test_bank_objects.key', 'payments.key')
    .select('payments.id')
    .where('user_id', '=', who.userId)
    .execute();
  return rows.length;
}
