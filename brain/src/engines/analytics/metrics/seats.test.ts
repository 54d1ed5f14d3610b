import { addDays, addMs, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { key, openOffice, reason, type Office } from '../../../services/subscriptions/test-seats.ts';
import type { Span } from './range.ts';

/** Seats that are paid, refunded, declined and owed, through the test bank: every figure is worked out by hand. */
let office: Office;
let begun: Date;
let invoiced: Date;

const figure = (name: string, span: Span) =>
  office.world.brain.services.analyticsDesk.figures.valueOf(name, span);
const value = async (name: string, span: Span) => (await figure(name, span)).value;
const now = () => office.world.clock.now();
const since = (from: Date): Span => ({ from, to: addMs(now(), 1) });

beforeAll(async () => {
  office = await openOffice();
  begun = now();
  // Two pay 100.00 and 13 % of tax in Ontario; one is declined; one owes a transfer.
  const refunded = await office.subscriber('Ann Refunded');
  await office.subscriber('Ben Pays');
  await office.subscriber('Cat Declined', 'no-funds');
  await office.transferrer('Dan Owes');
  await office.settle();
  invoiced = now();
  office.world.clock.advance(dayMs);
  const [invoice] = await office.invoicesOf(refunded);
  await office.billing.api.subscriptionAdmin.refund(
    { params: { invoiceId: invoice!.id }, body: { reason } },
    key(),
  );
  await office.settle();
  office.world.clock.advance(dayMs);
}, 240_000);
afterAll(() => office?.world.close());

describe('payments', () => {
  test('platform revenue: two payments of 113.00, less one refund', async () => {
    expect(await value('platform-revenue', { from: begun, to: addMs(invoiced, 1) })).toBe(2 * 11_300);
    expect(await value('platform-revenue', since(invoiced))).toBe(-11_300);
    expect(await value('platform-revenue', since(begun))).toBe(2 * 11_300 - 11_300);
    expect(await value('platform-revenue', { from: addDays(begun, -30), to: begun })).toBe(0);
  });

  test('one of three answered payments failed; a transfer that is not there was not answered', async () => {
    expect(await value('payment-failures', { from: begun, to: addMs(invoiced, 1) })).toBeCloseTo(1 / 3, 12);
    expect(await value('payment-failures', { from: addDays(begun, -30), to: begun })).toBeNull();
  });

  test('open invoices: the transfer that is owed, and nothing before', async () => {
    expect(await value('open-invoices', { from: begun, to: addMs(invoiced, 1) })).toBe(1);
    expect(await value('open-invoices', { from: addDays(begun, -30), to: begun })).toBe(0);
  });
});

describe('recurring revenue', () => {
  test('counts the price without tax of those who pay, as it was', async () => {
    // Ann and Ben on the first day.
    const first = { from: begun, to: addMs(invoiced, 1) };
    expect(await value('mrr', first)).toBe(2 * 10_000);
    expect(await value('paying-seats', first)).toBe(2);
    expect(await value('arpu', first)).toBe(10_000);
    expect(await value('mrr', { from: addDays(begun, -30), to: begun })).toBe(0);
    expect(await value('arpu', { from: addDays(begun, -30), to: begun })).toBeNull();
  });

  test('of two prices is their sum, and the mean a seat', async () => {
    const { db } = office.world.brain.kernel.database;
    const from_at = addDays(now(), 31);
    await db
      .insertInto('seat_prices')
      .values({ version: 2, price_minor: 12_000n, currency: 'CAD', from_at, announced_at: now(), reason })
      .execute();
    const paying = (await value('paying-seats', since(begun)))!;
    office.world.clock.advance(32 * dayMs);
    await office.subscriber('Eve Later');
    // Nobody renewed meanwhile, so the others still pay the first price; Eve pays the second.
    const range = since(addDays(now(), -1));
    expect(await value('mrr', range)).toBe(paying * 10_000 + 12_000);
    expect(await value('arpu', range)).toBeCloseTo((paying * 10_000 + 12_000) / (paying + 1), 9);
  });
});

test('growth weighs newcomers and revenue: a fifth of the people, a tenth of the money', async () => {
  const middle = addMs(invoiced, 1);
  const range = { from: middle, to: addDays(middle, 40) };
  // Bill, Ann, Ben, Cat and Dan joined before, Eve after: 1 ÷ 5 − 1. Then 226.00 came in, now Eve's 135.60 less the refund
  // of 113.00: 22.60 ÷ 226.00 − 1.
  expect(await value('new-users', range)).toBe(1);
  expect(await value('platform-revenue', range)).toBe(13_560 - 11_300);
  expect(await value('growth-rate', range)).toBeCloseTo(0.6 * (1 / 5 - 1) + 0.4 * (2_260 / 22_600 - 1), 12);
  // Nobody joined before those five.
  expect(await value('growth-rate', { from: addDays(middle, -40), to: middle })).toBeNull();
});
