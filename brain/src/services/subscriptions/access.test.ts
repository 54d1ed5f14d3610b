import { dayMs, utcDay } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { code, key, openOffice, reason, type Office } from './test-seats.ts';

/** Who may not see or touch seats, invoices and payments, and which messages nobody believes. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.world.close());

const today = () => utcDay(office.world.clock.now());

describe('strangers', () => {
  test('find nothing of somebody else', async () => {
    const { who, invoiceId } = await office.transferrer('Oda Own');
    const { visit } = await who.api.subscriptions.addMethod({ body: { kind: 'CARD' } }, key());
    const { items } = await who.api.subscriptions.methods({});
    const stranger = await office.person('Pam Pries');
    const params = { invoiceId };
    const methodParams = { methodId: items[0]!.id };
    for (const attempt of [
      () => stranger.api.invoices.get({ params }),
      () => stranger.api.invoices.pay({ params, body: { way: 'TRANSFER' } }, key()),
      () =>
        stranger.api.invoices.dispute({ params, body: { reason: 'This is not even mine, is it?' } }, key()),
      () => stranger.api.subscriptions.visit({ params: { visitId: visit!.id } }),
      () => stranger.api.subscriptions.chooseMethod({ params: methodParams, body: {} }),
      () => stranger.api.subscriptions.removeMethod({ params: methodParams }),
    ])
      await expect(attempt()).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await stranger.api.invoices.list({ query: {} })).items).toEqual([]);
  });

  test('have no way into billing, and billing has none to what is not there', async () => {
    const { who, invoiceId, paymentId } = await office.transferrer('Quinn Quiet');
    const { subscriptionAdmin: door } = who.api;
    const byInvoice = { invoiceId };
    const refused = [
      () => door.summary({}),
      () => door.list({ query: {} }),
      () => door.get({ params: { userId: who.userId } }),
      () => door.postpone({ params: { userId: who.userId }, body: { addDays: 31, reason } }, key()),
      () => door.invoices({ query: {} }),
      () => door.invoice({ params: byInvoice }),
      () => door.refund({ params: byInvoice, body: { reason } }, key()),
      () => door.cancel({ params: byInvoice, body: { reason } }, key()),
      () => door.payments({ query: {} }),
      () => door.confirm({ params: { paymentId }, body: { reference: 'mine', paidOn: today() } }, key()),
      () => door.refuse({ params: { paymentId }, body: { reason } }, key()),
      () => door.disputes({ query: {} }),
      () =>
        door.answer(
          { params: { disputeId: newId() }, body: { outcome: 'UPHELD', answer: 'For myself.' } },
          key(),
        ),
      () => door.hooks({ query: {} }),
      () => door.replay({ params: { hookId: newId() }, body: { reason } }, key()),
      () => door.prices({}),
      () => door.announcePrice({ body: { priceMinor: 100, from: '2099-01-01', reason } }, key()),
    ];
    for (const attempt of refused) await expect(attempt()).rejects.toMatchObject(code('FORBIDDEN'));
    const nowhere = { invoiceId: newId() };
    for (const attempt of [
      () => office.billing.api.subscriptionAdmin.invoice({ params: nowhere }),
      () => office.billing.api.subscriptionAdmin.cancel({ params: nowhere, body: { reason } }, key()),
      () => office.billing.api.subscriptionAdmin.refund({ params: nowhere, body: { reason } }, key()),
      () =>
        office.billing.api.subscriptionAdmin.confirm(
          { params: { paymentId: newId() }, body: { reference: 'x', paidOn: today() } },
          key(),
        ),
      () => office.billing.api.subscriptionAdmin.get({ params: { userId: newId() } }),
    ])
      await expect(attempt()).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('messages of the test bank', () => {
  const target = '/api/v1/webhooks/payments/test';

  test('that are forged, without a signature, or for another provider are refused', async () => {
    const body = Buffer.from(
      JSON.stringify({ id: 'tb_event_x', type: 'charge.succeeded', created: new Date(), news: {} }),
    );
    const seconds = Math.floor(office.world.clock.now().getTime() / 1000);
    const forged = { 'x-payment-signature': `t=${seconds},v1=${'0'.repeat(64)}` };
    expect((await office.world.post(target, body, forged)).status).toBe(400);
    expect((await office.world.post(target, body)).status).toBe(400);
    expect((await office.world.post('/api/v1/webhooks/payments/manual', body, forged)).status).toBe(404);
  });

  test('that tell of a card days later store it, and order no seat', async () => {
    const uri = await office.person('Uri Unhurried');
    const { visit } = await uri.api.subscriptions.addMethod(
      { body: { kind: 'CARD', subscribe: true } },
      key(),
    );
    await office.answer(visit!.url!, { act: 'CARD', card: 'works' });
    office.world.clock.advance(3 * dayMs);
    await office.settle();
    expect((await uri.api.subscriptions.methods({})).items).toHaveLength(1);
    expect(await office.stateOf(uri)).toBe('INACTIVE');
    const { note } = await uri.api.subscriptions.visit({ params: { visitId: visit!.id } });
    expect(note).toContain('told of the card late');
  });
});
