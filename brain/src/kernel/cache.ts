import { hkdfSync } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Log } from './log.ts';

/** A place for values that may be lost at any time. Never the only home of anything. */
export interface Cache {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Sets when absent; true when this call set it. For single-use marks that several Brains share. */
  claim(key: string, ttlSeconds: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** `memory` or `redis`, or throws when Redis does not answer. */
  check(): Promise<string>;
  close(): Promise<void>;
}

const maxEntries = 50_000;

export function createMemoryCache(now: () => number = Date.now): Cache {
  const entries = new Map<string, { value: string; until: number }>();
  const live = (key: string) => {
    const entry = entries.get(key);
    if (entry && entry.until <= now()) entries.delete(key);
    return entries.get(key);
  };
  const put = (key: string, value: string, ttlSeconds: number) => {
    entries.delete(key);
    if (entries.size >= maxEntries) entries.delete(entries.keys().next().value!);
    entries.set(key, { value, until: now() + ttlSeconds * 1000 });
  };
  return {
    get: (key) => Promise.resolve(live(key)?.value ?? null),
    set: (key, value, ttlSeconds) => Promise.resolve(put(key, value, ttlSeconds)),
    claim: (key, ttlSeconds) => {
      if (live(key)) return Promise.resolve(false);
      put(key, '1', ttlSeconds);
      return Promise.resolve(true);
    },
    delete: (key) => Promise.resolve(void entries.delete(key)),
    check: () => Promise.resolve('memory'),
    close: () => Promise.resolve(),
  };
}

/**
 * Shared by the Brains of one installation, which have one encryption key: two installations on one Redis read nothing of
 * each other.
 */
export function createRedisCache(url: string, encryptionKey: Buffer, log: Log): Cache {
  const installation = Buffer.from(hkdfSync('sha256', encryptionKey, '', 'cache', 9)).toString('base64url');
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: true,
    connectTimeout: 3_000,
    keyPrefix: `smartstart:${installation}:`,
  });
  redis.on('error', (err) => log.warn({ err }, 'Redis is not reachable'));
  return {
    get: (key) => redis.get(key),
    set: async (key, value, ttlSeconds) => void (await redis.set(key, value, 'EX', ttlSeconds)),
    claim: async (key, ttlSeconds) => (await redis.set(key, '1', 'EX', ttlSeconds, 'NX')) === 'OK',
    delete: async (key) => void (await redis.del(key)),
    check: async () => (await redis.ping()) && 'redis',
    close: async () => redis.disconnect(),
  };
}
