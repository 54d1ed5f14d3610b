import { addDays, addMs, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOffice, key, type Office } from '../../../services/umbrella/test-umbrella.ts';
import type { Span } from './range.ts';

/**
 * Three months of one venture that earns, shares, and whose contributor has a sponsor: what analytics says of it is worked
 * out by hand. Olga owns 60 %, Fred 40 %; Sam brought Fred for 1 % of what Fred makes.
 */
let o: Office;
let begun: Date;
let active: Date;
let suspended: Date;
let reinstated: Date;
let shared: Date;
/** The months in which the two payments fall due. */
let [firstDue, secondDue]: Date[] = [];

const figure = (name: string, span: Span) => o.services.analyticsDesk.figures.valueOf(name, span);
const value = async (name: string, span: Span) => (await figure(name, span)).value;
const since = (from: Date): Span => ({ from, to: addMs(o.world.clock.now(), 1) });
const at = (moment: Date): Span => ({ from: addDays(moment, -1), to: moment });
const now = () => o.world.clock.now();
/** An hour on, so that moments can be told apart. */
const pause = () => o.world.clock.advance(3_600_000);
/** The end of the 15th of the running month. */
const fifteenth = () => new Date(Date.UTC(now().getUTCFullYear(), now().getUTCMonth(), 16));

beforeAll(async () => {
  o = await createOffice();
  await o.shares(40_000_000);
  begun = now();
  pause();
  const { id: relationshipId } = await o.active(o.sponsor, o.friend, '1.0');
  pause();
  active = now();
  const params = { relationshipId };
  const body = { reason: 'To be looked at.' };
  pause();
  await o.billing.api.umbrellaAdmin.suspend({ params, body }, key());
  pause();
  suspended = now();
  pause();
  await o.billing.api.umbrellaAdmin.reinstate({ params, body }, key());
  pause();
  reinstated = now();

  o.nextMonth();
  await o.revenue(o.thisMonth(), '1000001');
  o.nextMonth();
  await o.run();
  firstDue = fifteenth();
  const [first] = await o.paymentsOf(relationshipId);
  await o.approve(first!.id);
  const { paid } = await o.distribute();
  await o.verified(o.sponsor);
  await o.pay(first!.id);
  pause();
  for (const line of paid.lines)
    await o.owner.api.finances.settleLine(
      {
        params: { distributionId: paid.id, lineId: line.id },
        body: { outcome: 'PAID', reference: 'TX-2' },
      },
      key(),
    );
  shared = now();
  pause();
  await o.revenue(o.thisMonth(), '500000');
  o.nextMonth();
  await o.run();
  secondDue = fifteenth();
  // Nobody pays the second one: the 15th goes by.
  o.world.clock.advance(20 * dayMs);
}, 240_000);
afterAll(() => o?.world.close());

describe('the umbrella', () => {
  test('active relationships as they were: none, one, none while suspended, one', async () => {
    expect(await value('umbrella-active', at(begun))).toBe(0);
    expect(await value('umbrella-active', at(active))).toBe(1);
    expect(await value('umbrella-active', at(suspended))).toBe(0);
    expect(await value('umbrella-active', at(reinstated))).toBe(1);
  });

  test('a referral is counted when it begins, and not when it goes on after a suspension', async () => {
    expect(await value('referrals', { from: begun, to: active })).toBe(1);
    expect(await value('referrals', { from: active, to: reinstated })).toBe(0);
  });

  test('base and amount of what was calculated', async () => {
    // (10,000.01 − 500.00) × 40 % = 3,800.00; (5,000.00 − 250.00) × 40 % = 1,900.00. 1 % of each: 38.00 and 19.00.
    expect(await value('umbrella-base', since(begun))).toBe(380_000 + 190_000);
    expect(await value('umbrella-amount', since(begun))).toBe(3_800 + 1_900);
    expect(await value('umbrella-amount', { from: begun, to: shared })).toBe(3_800);
    expect((await figure('umbrella-amount', since(begun))).split).toEqual([
      { key: 'CAD', label: 'CAD', value: 5_700 },
    ]);
    expect(await value('umbrella-base', at(begun))).toBe(0);
  });

  test('paid on time: the first by the 15th, the second not', async () => {
    const due = (moment: Date): Span => ({ from: addDays(moment, -1), to: addDays(moment, 1) });
    expect(await value('umbrella-on-time', due(firstDue!))).toBe(1);
    expect(await value('umbrella-on-time', due(secondDue!))).toBe(0);
    expect(await value('umbrella-on-time', { from: begun, to: addDays(secondDue!, 1) })).toBe(1 / 2);
    expect(await value('umbrella-on-time', at(begun))).toBeNull();
  });

  test('payable: what was calculated and not paid, 19.00', async () => {
    expect(await value('umbrella-payable', since(begun))).toBe(1_900);
  });
});

describe('fees', () => {
  test('five per cent of what was distributed, when the last line was paid', async () => {
    // 5 % of 10,000.01 is 500.0005, so 500.00; the second revenue was not distributed yet.
    expect(await value('revenue-fees', since(begun))).toBe(50_000);
    expect(await value('revenue-fees', { from: begun, to: shared })).toBe(0);
    expect(await value('revenue-fees', { from: shared, to: addMs(shared, 1) })).toBe(50_000);
  });

  test('are platform revenue, by currency', async () => {
    expect(await value('platform-revenue', since(shared))).toBe(50_000);
    expect((await figure('platform-revenue', since(shared))).split).toEqual([
      { key: 'CAD', label: 'CAD', value: 50_000 },
    ]);
  });
});
