import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { minorOf } from '../../finances/rules/amounts.ts';
import type { BusinessFigures } from '../deps.ts';
import type { Ground } from '../ground.ts';
import type { Guard } from '../rules/phase-table.ts';
import { missingFor } from './phase-guards.ts';
import { forgetAgreement, rememberAgreement } from './phase-store.ts';

let world: World;
let ground: Ground;
beforeAll(async () => {
  world = await createWorld();
  ground = world.brain.services.work.ground;
});
afterAll(() => world.close());

const ventureId = newId();
const months = (...of: [revenue: number, costs: number][]) =>
  of.map(([revenue, costs]) => ({ revenueMinor: BigInt(revenue), costsMinor: BigInt(costs) }));
const figures = (more: Partial<BusinessFigures>): BusinessFigures => ({
  roundIsActive: () => Promise.resolve(false),
  roundIsCompleted: () => Promise.resolve(false),
  months: () => Promise.resolve([]),
  minorOf: () => Promise.resolve(null),
  revenueMinor: () => Promise.resolve(0n),
  ...more,
});
const holds = async (guard: Guard, business: BusinessFigures, documentIds: string[] = []) => {
  const facts = { ventureId, ownerId: newId(), link: null, documentIds };
  const missing = await missingFor({ ...ground, business }, world.brain.kernel.database.db, [guard], facts);
  return missing.length === 0;
};

test('what is not known of money holds nothing open', async () => {
  for (const guard of ['round-active', 'round-completed', 'revenue', 'revenue-of-scale', 'margin'] as const)
    expect(await holds(guard, figures({}))).toBe(false);
});

test('rounds and revenue open their ways', async () => {
  expect(await holds('round-active', figures({ roundIsActive: () => Promise.resolve(true) }))).toBe(true);
  expect(await holds('round-completed', figures({ roundIsCompleted: () => Promise.resolve(true) }))).toBe(
    true,
  );
  expect(await holds('revenue', figures({ revenueMinor: () => Promise.resolve(1n) }))).toBe(true);
});

test('scaling needs more than 10,000 in the last full month', async () => {
  const last = (revenue: number, currency: string) =>
    figures({
      months: () => Promise.resolve(months([revenue, 0])),
      minorOf: (_db, _ventureId, units) => Promise.resolve(minorOf(units, currency)),
    });
  for (const [currency, bound] of [
    ['CAD', 1_000_000],
    ['JPY', 10_000],
    ['KWD', 10_000_000],
  ] as const) {
    expect(await holds('revenue-of-scale', last(bound, currency))).toBe(false);
    expect(await holds('revenue-of-scale', last(bound + 1, currency))).toBe(true);
  }
});

test('maturity needs a positive margin in each of three months', async () => {
  const of = (...list: [number, number][]) => figures({ months: () => Promise.resolve(months(...list)) });
  expect(await holds('margin', of([5, 4], [5, 4], [5, 4]))).toBe(true);
  expect(await holds('margin', of([5, 4], [5, 5], [5, 4]))).toBe(false);
  expect(await holds('margin', of([5, 4], [5, 4]))).toBe(false);
});

test('an exit is concluded by agreements of the venture that are in force', async () => {
  const { database } = world.brain.kernel;
  const [sale, other] = [newId(), newId()];
  const check = (...ids: string[]) => holds('exit-concluded', figures({}), ids);
  expect([await check(), await check(sale)]).toEqual([false, false]);
  await database.transact((tx) => rememberAgreement(tx, ventureId, sale));
  await database.transact((tx) => rememberAgreement(tx, newId(), other));
  expect([await check(sale), await check(sale, sale), await check(sale, other)]).toEqual([true, true, false]);
  await database.transact((tx) => forgetAgreement(tx, ventureId, sale));
  expect(await check(sale)).toBe(false);
});
