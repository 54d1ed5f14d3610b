import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { createMemoryCache, createRedisCache, type Cache } from './cache.ts';
import { createLog } from './log.ts';

const redisUrl = process.env['TEST_REDIS_URL'];
const kinds: [string, () => Cache][] = [
  ['memory', () => createMemoryCache()],
  ...(redisUrl
    ? [
        ['redis', () => createRedisCache(redisUrl, randomBytes(32), createLog('silent', 'test'))] as [
          string,
          () => Cache,
        ],
      ]
    : []),
];

/** One suite on every kind of cache there is. */
describe.each(kinds)('the %s cache', (name, create) => {
  const cache = create();
  afterAll(() => cache.close());
  const key = () => `test:${randomUUID()}`;

  test('gives back what was set, and nothing after it was deleted', async () => {
    const one = key();
    expect(await cache.get(one)).toBeNull();
    await cache.set(one, 'value', 60);
    expect(await cache.get(one)).toBe('value');
    await cache.delete(one);
    expect(await cache.get(one)).toBeNull();
  });

  test('forgets in time', async () => {
    const one = key();
    await cache.set(one, 'value', 1);
    await expect.poll(() => cache.get(one), { timeout: 3_000 }).toBeNull();
  });

  test('of many who claim a mark at once, one gets it', async () => {
    const one = key();
    const claims = await Promise.all(Array.from({ length: 20 }, () => cache.claim(one, 60)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  test('says what it is', async () => {
    expect(await cache.check()).toBe(name);
  });
});

test.skipIf(!redisUrl)('two installations on one Redis read nothing of each other', async () => {
  const [key, log] = [randomBytes(32), createLog('silent', 'test')];
  const [one, same, other] = [key, key, randomBytes(32)].map((own) => createRedisCache(redisUrl!, own, log));
  const name = `test:${randomUUID()}`;
  await one!.set(name, 'mine', 60);
  expect(await same!.get(name)).toBe('mine');
  expect(await other!.get(name)).toBeNull();
  await Promise.all([one, same, other].map((cache) => cache!.close()));
});
