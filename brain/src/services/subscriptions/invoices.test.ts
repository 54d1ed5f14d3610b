import { contract, urlOf } from '@smartstart/contract';
import type { Enrolled } from '@smartstart/testkit';
import { dayMs, hourMs, utcDay } from '@smartstart/units';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileDesk } from '../equity/test-files.ts';
import { administrator, code, key, ontario, openOffice, reason, type Office } from './test-seats.ts';

/** Invoices, payments by hand, refunds and disputes (section 20.8), and who may not see or touch them. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.world.close());

const quebec = { ...ontario, city: 'Montréal', region: 'QC', postalCode: 'H2X 1Y4' };
const subscribe = (who: Enrolled) => who.api.subscriptions.subscribe({ body: {} }, key());
const admin = () => office.billing.api.subscriptionAdmin;
const refund = (invoiceId: string, reference?: string) =>
  admin().refund({ params: { invoiceId }, body: { reason, ...(reference ? { reference } : {}) } }, key());
const detailOf = (who: Enrolled, invoiceId: string) => who.api.invoices.get({ params: { invoiceId } });
const told = async (who: Enrolled) =>
  (await who.api.notifications.list({ query: { limit: 100 } })).items.map(
    ({ type, title }) => `${type}: ${title}`,
  );

const today = () => utcDay(office.world.clock.now());
const confirm = (paymentId: string) =>
  admin().confirm({ params: { paymentId }, body: { reference: 'bank 4711', paidOn: today() } }, key());

describe('an invoice', () => {
  test('names each tax by itself, with rate, base and the number it is collected under', async () => {
    const ana = await office.subscriber('Ana Québec', 'works', quebec);
    const [invoice] = await office.invoicesOf(ana);
    const detail = await detailOf(ana, invoice!.id);
    expect(detail).toMatchObject({ state: 'PAID', netMinor: '10000', taxMinor: '1498', totalMinor: '11498' });
    expect(detail.lines).toMatchObject([
      { kind: 'SEAT', amountMinor: '10000', percent: null },
      { kind: 'GST', percent: '5', amountMinor: '500', registration: '123456789 RT0001' },
      {
        kind: 'QST',
        percent: '9.975',
        baseMinor: '10000',
        amountMinor: '998',
        registration: '1234567890 TQ0001',
      },
    ]);
    expect(await told(ana)).toEqual(
      expect.arrayContaining([
        'payment.succeeded: Your payment went through',
        'subscription.started: Your Founder seat has begun',
      ]),
    );
  });

  test('keeps what it said when address changes', async () => {
    const bea = await office.subscriber('Bea Moves');
    const [invoice] = await office.invoicesOf(bea);
    await bea.api.subscriptions.setAddress({ body: quebec });
    expect(await detailOf(bea, invoice!.id)).toMatchObject({ buyer: { region: 'ON' }, totalMinor: '11300' });
    expect((await bea.api.subscriptions.get({})).next).toMatchObject({ totalMinor: '11498' });
  });

  test('gets numbers without a gap, also when ten are issued at once and some are declined', async () => {
    const people = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const who = await office.person(`Ten ${index}`);
        if (index % 3) await who.api.subscriptions.addMethod({ body: { kind: 'TRANSFER' } }, key());
        else await office.storeCard(who, 'no-funds');
        return who;
      }),
    );
    await Promise.all(people.map(subscribe));
    await office.settle();
    const rows = await office.world.brain.kernel.database.db
      .selectFrom('invoices')
      .select(['seq', 'number', 'series'])
      .where('seq', 'is not', null)
      .orderBy('seq')
      .execute();
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(rows[0]!.number).toBe(`${rows[0]!.series}-000001`);
  });

  test('is a tagged PDF with the same figures, for its owner only', async () => {
    const cy = await office.subscriber('Cy Paper', 'works', quebec);
    const [invoice] = await office.invoicesOf(cy);
    const { download } = createFileDesk(office.world);
    const url = urlOf(contract.invoices.pdf, { params: { invoiceId: invoice!.id } });
    const bytes = await download(cy, url);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/StructTreeRoot');
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true });
    for (const part of [invoice!.number!, 'QST', '9.975 %', '9.98 CAD', '114.98 CAD', 'Montréal'])
      expect(text).toContain(part);
    const stranger = await office.person('Dee Stranger');
    for (const who of [stranger, office.billing])
      await expect(download(who, url)).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('a transfer', () => {
  test('waits for a billing administrator, who is not the payer, and opens the seat', async () => {
    const { who, invoiceId, paymentId } = await office.transferrer('Dan Transfers');
    expect(await office.stateOf(who)).toBe('SUBSCRIBING');
    expect(await detailOf(who, invoiceId)).toMatchObject({
      state: 'PENDING',
      transfer: { reference: expect.stringMatching(/^SS-[A-Z2-9]{4}-[A-Z2-9]{4}$/) },
    });
    expect(await told(who)).toContainEqual(expect.stringContaining('waits for your transfer'));
    await expect(
      admin().confirm({ params: { paymentId }, body: { reference: 'x', paidOn: '2099-01-01' } }, key()),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect(await confirm(paymentId)).toMatchObject({ state: 'COMPLETED' });
    expect(await office.stateOf(who)).toBe('ACTIVE');
    await expect(confirm(paymentId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('confirmed and refused at the same moment is one of the two', async () => {
    const { who, paymentId } = await office.transferrer('Eve Both');
    const results = await Promise.allSettled([
      confirm(paymentId),
      admin().refuse({ params: { paymentId }, body: { reason } }, key()),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['ACTIVE', 'INACTIVE']).toContain(await office.stateOf(who));
  });

  test('that does not come leaves nothing owed for a seat that did not begin', async () => {
    const { who, invoiceId } = await office.transferrer('Fay Forgets');
    await office.pass(15);
    expect(await office.stateOf(who)).toBe('INACTIVE');
    expect(await detailOf(who, invoiceId)).toMatchObject({ state: 'CANCELLED' });
    expect(await told(who)).toContain('payment.failed: Your payment did not go through');
  });
});

describe('a refund', () => {
  test('of a card goes back once, within 30 days, and the seat goes on', async () => {
    const gus = await office.subscriber('Gus Refunded');
    const [invoice] = await office.invoicesOf(gus);
    const results = await Promise.allSettled([refund(invoice!.id), refund(invoice!.id)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await office.settle();
    const detail = await detailOf(gus, invoice!.id);
    expect(detail).toMatchObject({
      state: 'REFUNDED',
      refunds: [{ state: 'COMPLETED', amountMinor: '11300' }],
    });
    expect(await office.stateOf(gus)).toBe('ACTIVE');
    expect(await told(gus)).toContainEqual(expect.stringContaining('was refunded'));
    await expect(refund(invoice!.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('after 30 days is refused; of a transfer it needs the reference of the transfer back', async () => {
    const { invoiceId, paymentId } = await office.transferrer('Hal Hands');
    await confirm(paymentId);
    await expect(refund(invoiceId)).rejects.toThrow('send the money back');
    expect(await refund(invoiceId, 'back 815')).toMatchObject({ state: 'REFUNDED' });
    const ivy = await office.subscriber('Ivy Old');
    const [invoice] = await office.invoicesOf(ivy);
    office.world.clock.advance(31 * dayMs);
    await expect(refund(invoice!.id)).rejects.toThrow('within 30 days');
  });
});

describe('a dispute', () => {
  test('is opened within 15 days, once, and answered by the hub', async () => {
    const jo = await office.subscriber('Jo Disputes');
    const [invoice] = await office.invoicesOf(jo);
    const params = { invoiceId: invoice!.id };
    const open = () =>
      jo.api.invoices.dispute({ params, body: { reason: 'I had cancelled before this month.' } }, key());
    const { id: disputeId } = await open();
    await expect(open()).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await office.world.settle();
    expect(await told(office.billing)).toContainEqual(expect.stringContaining('is disputed'));
    const answer = () =>
      admin().answer(
        { params: { disputeId }, body: { outcome: 'UPHELD', answer: 'You are right; it is refunded.' } },
        key(),
      );
    expect(await answer()).toMatchObject({ state: 'UPHELD' });
    await expect(answer()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await office.world.settle();
    expect(await told(jo)).toContain('invoice.changed: Your dispute of an invoice was answered');
    const kit = await office.subscriber('Kit Late');
    const [old] = await office.invoicesOf(kit);
    office.world.clock.advance(16 * dayMs);
    await expect(
      kit.api.invoices.dispute(
        { params: { invoiceId: old!.id }, body: { reason: 'Twenty letters and more.' } },
        key(),
      ),
    ).rejects.toThrow('within 15 days');
  });
});

describe('at the same moment', () => {
  test('a cancelling and the renewal end in one of the two lawful ways', async () => {
    for (let round = 0; round < 3; round++) {
      const who = await office.subscriber(`Lee Race ${round}`);
      const { periodEnd } = await who.api.subscriptions.get({});
      office.world.clock.advance(Date.parse(periodEnd!) - office.world.clock.now().getTime() + hourMs);
      const [cancelled] = await Promise.allSettled([
        who.api.subscriptions.cancel({ body: {} }),
        office.world.brain.kernel.jobs.run('run-seats'),
      ]);
      await office.tick();
      const paid = (await office.invoicesOf(who)).filter(({ state }) => state === 'PAID');
      // Cancelled first: no new month. Renewed first: the month is paid, and cancelling was refused or holds for it.
      const state = await office.stateOf(who);
      if (paid.length === 1) expect([cancelled.status, state]).toEqual(['fulfilled', 'CANCELLED']);
      else expect(['ACTIVE', 'CANCELLING']).toContain(state);
      expect(paid.length).toBeLessThanOrEqual(2);
    }
  }, 120_000);

  test('two choices of a method leave one default', async () => {
    const max = await office.person('Max Methods');
    await office.storeCard(max, 'works');
    await office.storeCard(max, 'confirm');
    await max.api.subscriptions.addMethod({ body: { kind: 'TRANSFER' } }, key());
    const { items } = await max.api.subscriptions.methods({});
    const results = await Promise.allSettled(
      items.map(({ id: methodId }) => max.api.subscriptions.chooseMethod({ params: { methodId }, body: {} })),
    );
    expect(results.map(({ status }) => status)).toEqual(items.map(() => 'fulfilled'));
    const after = (await max.api.subscriptions.methods({})).items;
    expect(after.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test('two ways of paying an invoice take the money once', async () => {
    const nia = await office.subscriber('Nia Twice', 'works-once');
    const { periodEnd } = await nia.api.subscriptions.get({});
    office.world.clock.advance(Date.parse(periodEnd!) - office.world.clock.now().getTime() + hourMs);
    await office.tick();
    const { dueInvoiceId } = await nia.api.subscriptions.get({});
    const params = { invoiceId: dueInvoiceId! };
    const pay = () => nia.api.invoices.pay({ params, body: { way: 'HOSTED' } }, key());
    const visits = (await Promise.allSettled([pay(), pay(), pay()])).flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.visit!.url] : [],
    );
    expect(new Set(visits).size).toBe(1);
    await office.answer(visits[0]!, { act: 'CARD', card: 'works' });
    await office.settle();
    expect(await office.stateOf(nia)).toBe('ACTIVE');
    expect(
      (await detailOf(nia, dueInvoiceId!)).payments.filter(({ state }) => state === 'COMPLETED'),
    ).toHaveLength(1);
  });
});

describe('billing', () => {
  test('decides nothing about its own money', async () => {
    const { billing } = office;
    await billing.api.subscriptions.setAddress({ body: ontario });
    await billing.api.subscriptions.addMethod({ body: { kind: 'TRANSFER' } }, key());
    await subscribe(billing);
    const [invoice] = await office.invoicesOf(billing);
    const { payments } = await detailOf(billing, invoice!.id);
    const params = { invoiceId: invoice!.id };
    for (const attempt of [
      () => confirm(payments[0]!.id),
      () => refund(invoice!.id),
      () => admin().cancel({ params, body: { reason } }, key()),
      () => admin().postpone({ params: { userId: billing.userId }, body: { addDays: 31, reason } }, key()),
    ])
      await expect(attempt()).rejects.toThrow('another administrator');
    const other = await administrator(office.world, 'Olga Other');
    await other.api.subscriptionAdmin.cancel({ params, body: { reason } }, key());
  });

  test('gives days, and sees seats, taxes and what comes in by the month', async () => {
    const rex = await office.subscriber('Rex Extended');
    const before = await rex.api.subscriptions.get({});
    const params = { userId: rex.userId };
    const after = await admin().postpone({ params, body: { addDays: 7, reason } }, key());
    expect(Date.parse(after.periodEnd!) - Date.parse(before.periodEnd!)).toBe(7 * dayMs);
    await office.world.settle();
    expect(await told(rex)).toContain('subscription.changed: The hub gives you 7 days');
    const summary = await admin().summary({});
    const counted = summary.seats.filter(({ state }) =>
      ['ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING'].includes(state),
    );
    expect(summary.paying).toBe(counted.reduce((sum, { count }) => sum + count, 0));
    expect(summary.monthlyMinor).toBe(String(summary.paying * 10_000));
    expect(BigInt(summary.balanceMinor)).toBe(BigInt(summary.paidMinor) - BigInt(summary.refundedMinor));
    expect(summary.taxes.some(({ kind, percent }) => kind === 'QST' && percent === '9.975')).toBe(true);
  });

  test('cancels what is not paid; what a person then pays is not taken', async () => {
    const { who, invoiceId } = await office.transferrer('Sam Stops');
    await admin().cancel({ params: { invoiceId }, body: { reason } }, key());
    expect(await office.stateOf(who)).toBe('INACTIVE');
    const pay = who.api.invoices.pay({ params: { invoiceId }, body: { way: 'TRANSFER' } }, key());
    await expect(pay).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('announces a price 30 days ahead, and everybody with a seat is told once', async () => {
    const tia = await office.subscriber('Tia Told');
    const from = (days: number) => utcDay(new Date(office.world.clock.now().getTime() + days * dayMs));
    const announce = (day: string) =>
      admin().announcePrice({ body: { priceMinor: 12_000, from: day, reason: 'Costs rose.' } }, key());
    await expect(announce(from(29))).rejects.toMatchObject(code('RULE_VIOLATED'));
    const price = await announce(from(32));
    const { jobs } = office.world.brain.kernel;
    for (let run = 0; run < 2; run++) await jobs.run('tell-new-price', { version: price.version, after: '' });
    await office.world.settle();
    const notices = (await told(tia)).filter((one) => one.includes('will cost'));
    expect(notices).toEqual(['subscription.changed: The Founder seat will cost 120.00 CAD a month']);
    expect((await office.world.as(null).subscriptions.plans({})).newPrice).toMatchObject({
      priceMinor: '12000',
    });
  });
});
