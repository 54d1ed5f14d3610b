import { createWorld, enrol, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
beforeAll(async () => void (world = await createWorld()));
afterAll(() => world.close());

test('a change of facts counts at the very next request', async () => {
  const { userId, api } = await enrol(world, 'Mona Member', 'MEMBER');
  const { security, kernel } = world.brain;
  await api.users.search({ query: {} });
  await kernel.database.transact((tx) => security.clear(tx, userId, 'PAPER', { value: 'PPA' }));
  await expect(api.users.search({ query: {} })).rejects.toMatchObject({
    problem: { code: 'GATE_BLOCKED', missingPapers: [{ code: 'PPA' }] },
  });
  await kernel.database.transact((tx) => security.record(tx, userId, { kind: 'PAPER', value: 'PPA' }));
  await api.users.search({ query: {} });
});

test('a change that is rolled back changes nothing', async () => {
  const { userId, api } = await enrol(world, 'Rolf Rollback', 'MEMBER');
  const { security, kernel } = world.brain;
  const work = kernel.database.transact(async (tx) => {
    await security.clear(tx, userId, 'PAPER');
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  await api.users.search({ query: {} });
});

test('another Brain’s change arrives by notification', async () => {
  const { userId, api } = await enrol(world, 'Olga Other', 'MEMBER');
  await api.users.search({ query: {} });
  // Past this Brain's own code, as another process would.
  await sql`delete from access_facts where user_id = ${userId} and value = 'MNDA'`.execute(
    world.brain.kernel.database.db,
  );
  await expect
    .poll(() =>
      api.users.search({ query: {} }).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed');
});

test('what runs out by time closes by the clock', async () => {
  const { api } = await enrol(world, 'Tim Time', 'MEMBER');
  await api.users.search({ query: {} });
  world.clock.advance(366 * dayMs);
  await expect(api.users.search({ query: {} })).rejects.toMatchObject({ problem: { code: 'GATE_BLOCKED' } });
});
