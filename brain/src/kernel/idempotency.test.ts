import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Replayed, transactOnce } from './idempotency.ts';
import { newId } from './ids.ts';

let world: World;
beforeAll(async () => void (world = await createWorld()));
afterAll(() => world.close());

const call = (key: string, body = 'hash') => ({
  scope: 'person',
  key,
  operation: 'test.write',
  bodyHash: body,
});

test('of twenty simultaneous requests with one key, one acts and all get its answer', async () => {
  const { database } = world.brain.kernel;
  const key = newId();
  let acted = 0;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      transactOnce(database, call(key), () => Promise.resolve({ number: ++acted })).catch(
        (error: unknown) => {
          if (error instanceof Replayed) return error.answer;
          throw error;
        },
      ),
    ),
  );
  expect(acted).toBe(1);
  expect(answers).toEqual(Array.from({ length: 20 }, () => ({ number: 1 })));
});

test('a request that failed can be made again with its key', async () => {
  const { database } = world.brain.kernel;
  const key = newId();
  await expect(transactOnce(database, call(key), () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  expect(await transactOnce(database, call(key), () => Promise.resolve('yes'))).toBe('yes');
});

test('the same key with another body is refused', async () => {
  const { database } = world.brain.kernel;
  const key = newId();
  await transactOnce(database, call(key), () => Promise.resolve(1));
  await expect(transactOnce(database, call(key, 'other'), () => Promise.resolve(2))).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
});
