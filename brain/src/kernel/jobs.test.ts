import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
let steps = 0;
let release: () => void = () => undefined;
const stepped: (() => void)[] = [];

beforeAll(async () => {
  world = await createWorld();
  world.brain.kernel.jobs.define({
    name: 'test-counting',
    retryLimit: 0,
    async run({ progress }) {
      for (let step = 1; step <= 5; step += 1) {
        await progress(step, 5);
        steps = step;
        for (const tell of stepped.splice(0)) tell();
        await new Promise<void>((go) => (release = go));
      }
    },
  });
  await world.brain.kernel.jobs.start();
});
afterAll(async () => {
  await world.brain.kernel.jobs.stop();
  await world.close();
});

const stateOf = async (id: string) => {
  const { db } = world.brain.kernel.database;
  return db.selectFrom('jobs').select(['state', 'done']).where('id', '=', id).executeTakeFirst();
};
const enqueue = () =>
  world.brain.kernel.database.transact((tx) =>
    world.brain.kernel.jobs.enqueue(tx, 'test-counting', {}, null),
  );
const cancel = (id: string) =>
  world.brain.kernel.database.transact((tx) => world.brain.kernel.jobs.cancel(tx, id));

test('a job that was cancelled stops the next time it reports, and stays cancelled', async () => {
  const begun = new Promise<void>((tell) => stepped.push(tell));
  const id = await enqueue();
  await begun;
  expect(await stateOf(id)).toEqual({ state: 'RUNNING', done: 1 });
  expect(await Promise.all([cancel(id), cancel(id)])).toEqual(expect.arrayContaining([true, false]));
  release();
  // Another one is served after it: by then the cancelled one has ended.
  const next = new Promise<void>((tell) => stepped.push(tell));
  const other = await enqueue();
  await next;
  expect(steps).toBe(1);
  expect(await stateOf(id)).toEqual({ state: 'CANCELLED', done: 1 });
  for (let left = 4; left >= 0; left -= 1) {
    const more = new Promise<void>((tell) => stepped.push(tell));
    release();
    if (left > 0) await more;
  }
  await expect.poll(() => stateOf(other), { timeout: 5_000 }).toEqual({ state: 'DONE', done: 5 });
  expect(await cancel(other)).toBe(false);
}, 60_000);

test('a job that waits is never begun once it was cancelled', async () => {
  steps = 0;
  const id = await world.brain.kernel.database.transact(async (tx) => {
    const { jobs } = world.brain.kernel;
    const waiting = await jobs.enqueue(tx, 'test-counting', {}, null);
    expect(await jobs.cancel(tx, waiting)).toBe(true);
    return waiting;
  });
  const next = new Promise<void>((tell) => stepped.push(tell));
  const other = await enqueue();
  await next;
  expect((await stateOf(id))?.state).toBe('CANCELLED');
  await cancel(other);
  release();
}, 60_000);
