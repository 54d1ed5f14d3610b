import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ApiError } from '@smartstart/contract';
import { dayMs } from '@smartstart/units';
import { createWorld, platformPapers, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enter } from '../../services/buz/test-people.ts';
import { insertSeats } from './test-seats.ts';

const params = { name: 'subscription-churn' };
let world: World;
let [chief, guard, member]: Enrolled[] = [];

beforeAll(async () => {
  world = await createWorld();
  chief = await enter(world, 'Clara Chief', 12);
  guard = await enter(world, 'Gil Guard', 10);
  member = await enter(world, 'Mia Member', 1);
}, 240_000);
afterAll(() => world.close());

/** A slow machine that has just written a world may ask for a moment; that is no answer yet. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++)
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError && error.problem.code === 'OVERLOADED') || attempt === 100) throw error;
      await setTimeout(300);
    }
}
const train = () => world.brain.kernel.jobs.run('train-subscription-churn');
const newest = async () =>
  (await patiently(() => chief!.api.models.trainings({ params, query: {} }))).items[0]!;
const seats = () => patiently(() => chief!.api.insights.seatsAtRisk({ query: { limit: 100 } }));

describe('paid seats that may end', () => {
  test('are for super administrators alone', async () => {
    for (const who of [guard!, member!])
      await expect(who.api.insights.seatsAtRisk({ query: {} })).rejects.toMatchObject({
        problem: { status: 403 },
      });
  });

  test('with too few seats nothing is learnt and nothing is shown, with the reason', async () => {
    await insertSeats(world, 30, 3);
    await train();
    const training = await newest();
    expect(training).toMatchObject({ outcome: 'NOT_ENOUGH', version: null });
    expect(training.why).toMatch(/30 of 300 different ones \(seat\)/);
    await world.brain.kernel.jobs.run('work-out-insights', { brief: true });
    const shown = await seats();
    expect(shown).toMatchObject({ state: 'NOT_ENOUGH_DATA', items: [], seats: 0, provenance: null });
    expect(shown.why).toContain('No chance is shown');
    const kept = world.brain.kernel.database.db.selectFrom('behavior_standings').select('user_id');
    expect(await kept.where('seat_rank', 'is not', null).execute()).toEqual([]);
  }, 240_000);

  test('with enough of them a version passes its gate, is promoted, and each chance has its reasons', async () => {
    await insertSeats(world, 600, 5);
    await train();
    const { outcome, why } = await newest();
    expect(outcome, why ?? '').toBe('PASSED');
    const [version] = (await patiently(() => chief!.api.models.versions({ params }))).items;
    expect(version).toMatchObject({ state: 'EVALUATED', passed: true });
    // Nothing is shown before a person let it serve.
    expect(await seats()).toMatchObject({ state: 'NOT_ENOUGH_DATA', items: [] });
    const body = { version: version!.version, reason: 'Better than recency alone on later months.' };
    await chief!.api.models.promote({ params, body }, { idempotencyKey: randomUUID() });
    await world.brain.kernel.jobs.run('work-out-insights', { brief: true });
    const shown = await seats();
    expect(shown).toMatchObject({ state: 'SHOWN', provenance: { model: 'subscription-churn' } });
    const chances = shown.items.map(({ probability }) => probability);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(chances[0]).toBeGreaterThan(0.5);
    expect(shown.items[0]!.reasons).toHaveLength(3);
    expect(shown.seats).toBeGreaterThan(300);
    const card = await chief!.api.models.card({ params: { ...params, version: version!.version } });
    expect(JSON.stringify(card)).toContain('the paid seat ends within 60 days');
  }, 400_000);

  test('the person sees the same chance, can contest it, and ends it with the switch', async () => {
    const [first] = (await seats()).items;
    await world.brain.kernel.database.transact(async (tx) => {
      for (const value of platformPapers)
        await world.brain.security.record(tx, first!.userId, { kind: 'PAPER', value, ref: 'hub', tier: 0 });
    });
    const own = world.as(first!.userId);
    const { seat } = (await own.insights.mine({})).profile!;
    expect(seat).toMatchObject({ state: 'SHOWN', probability: first!.probability });
    await own.insights.contest(
      { body: { statement: 'SEAT', words: 'I have paid by bank transfer today.' } },
      { idempotencyKey: randomUUID() },
    );
    expect((await seats()).items[0]).toMatchObject({ userId: first!.userId, contested: true });
    await own.insights.setPredictions({ body: { on: false } }, { idempotencyKey: randomUUID() });
    expect((await seats()).items.map(({ userId }) => userId)).not.toContain(first!.userId);
    expect((await own.insights.mine({})).profile!.seat).toMatchObject({
      state: 'SWITCHED_OFF',
      probability: null,
    });
  }, 120_000);

  test('what was said is compared with what became of the seats', async () => {
    const { models } = world.brain.services;
    world.clock.advance(61 * dayMs);
    const { settled } = await models.statements.settleDue();
    expect(settled).toBeGreaterThan(300);
    expect((await seats()).past).toMatchObject({ due: settled });
  }, 240_000);
});
