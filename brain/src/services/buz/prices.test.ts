import { contract } from '@smartstart/contract';
import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { buz } from '@smartstart/units';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newestPriceList, type PriceList } from './price-list.ts';
import { createPrices } from './prices.ts';
import { code, enter } from './test-people.ts';

let world: World;
let reader: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  reader = await enter(world, 'Rita Reader', 1);
});
afterAll(() => world.close());

const dearer: PriceList = {
  ...newestPriceList,
  costs: newestPriceList.costs.map((line) =>
    line.action === 'apply' ? { ...line, amountMicro: Number(buz(4)) } : line,
  ),
};

test('the list says what the product specification says', async () => {
  const { costs, rewards, version, sharedDailyCap } = await reader.api.buz.prices({ query: {} });
  expect({ version, sharedDailyCap, costs: costs.length, rewards: rewards.length }).toEqual({
    version: 1,
    sharedDailyCap: '50.000000',
    costs: 20,
    rewards: 26,
  });
  const priceOf = Object.fromEntries(costs.map(({ action, amount }) => [action, Number(amount)]));
  expect(priceOf).toEqual({
    'venture-submit': 50,
    'venture-card-change': 10,
    'venture-close': 25,
    'venture-publish': 30,
    'member-invite': 5,
    'member-remove': 3,
    'post-opportunity': 10,
    apply: 3,
    'publish-service-offer': 5,
    'apply-priced-bid': 8,
    'accept-offer': 2,
    'sign-custom-document': 2,
    'generate-contract': 15,
    'legal-review': 25,
    'open-dispute': 50,
    'priority-support': 25,
    'advanced-analytics': 50,
    'api-access': 75,
    'custom-branding': 100,
    'white-label': 250,
  });
  const earned = Object.fromEntries(
    rewards.map(({ event, amount, cap, sharedDailyCap: shared }) => [
      event,
      `${Number(amount)}${shared ? '°' : ''} ${cap}`,
    ]),
  );
  expect(earned).toEqual({
    welcome: '100 once',
    'monthly-allocation': '100 every paid month',
    'profile-completed': '10 once',
    'identity-verified': '20 once',
    'skill-added': '2° 3 a day, 20 in all',
    'journey-finished': '25 once',
    'rung-2-papers': '15 once',
    'review-written': '3° 3 a day',
    'first-venture-activated': '15 once',
    'high-quality': '30 once per venture',
    'first-team-member': '10 once per venture, 3 ventures a year',
    'five-members': '20 once per venture, 3 ventures a year',
    referral: '100 5 in 30 days',
    'twelve-paid-months': '500 yearly',
    'venture-launch': '25 once per venture',
    'venture-growth': '100 once per venture',
    'first-revenue': '50 once per venture',
    'hundred-users': '5 monthly per venture',
    'active-month': '10 monthly',
    'helpful-answer': '5° 2 a day',
    'content-accepted': '8° 1 a day',
    'bug-accepted': '3° 2 a day',
    'feature-accepted': '5° 1 a day',
    'board-top': '50 monthly',
    'community-leader': '75 quarterly',
    innovation: '200 yearly',
  });
  expect(rewards.filter(({ pool }) => pool === 'COMMUNITY').map(({ event }) => event)).toEqual([
    'referral',
    'community-leader',
    'innovation',
  ]);
  expect(contract.buz.prices.output.safeParse(await reader.api.buz.prices({ query: {} })).success).toBe(true);
});

test('a published list is never changed: other figures under its number stop the start', async () => {
  const { kernel } = world.brain;
  await expect(createPrices(kernel).publish(dearer)).rejects.toThrow('Version 1 of the BUZ price list');
  await createPrices(kernel).publish();
  await expect(
    kernel.database.db
      .updateTable('buz_price_lists')
      .set({ list: JSON.stringify(dearer) })
      .execute(),
  ).rejects.toThrow();
  await expect(kernel.database.db.deleteFrom('buz_price_lists').execute()).rejects.toThrow();
});

test('a new version counts from its publication on; older ones stay to be read', async () => {
  const { kernel } = world.brain;
  const prices = createPrices(kernel);
  await Promise.all([1, 2, 3].map(() => createPrices(kernel).publish({ ...dearer, version: 2 })));
  await prices.publish({ ...dearer, version: 2 });
  expect(prices.costOf('apply').amountMicro).toBe(Number(buz(4)));
  expect(prices.show(1).costs.find(({ action }) => action === 'apply')!.amount).toBe('3.000000');
  // A Brain with older code goes on, under the newest list there is.
  const older = createPrices(kernel);
  await older.publish();
  expect(older.current().version).toBe(2);
  await expect(reader.api.buz.prices({ query: { version: 9 } })).rejects.toMatchObject(code('NOT_FOUND'));
});
