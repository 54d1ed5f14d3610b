import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { rateLimits, type RateClass } from '@smartstart/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Redis } from 'ioredis';
import type { Config } from './config.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is counted by the limit that is being asked; set just before. */
    limitKey: string;
  }
}

type Count = (request: FastifyRequest) => Promise<{ current: number; ttlSeconds: number }>;

/** How many accounts and addresses one gateway remembers per class. */
const countedPerClass = 100_000;

export interface Limits {
  /** Counts one request of `subject`; throws RATE_LIMITED when it is over. */
  spend(rateClass: RateClass, subject: string, request: FastifyRequest, reply: FastifyReply): Promise<void>;
  close(): Promise<void>;
}

/** Counts by class: in Redis when several gateways share one, in memory otherwise and whenever Redis does not answer. */
export async function createLimits(app: FastifyInstance, config: Config, metrics: Metrics): Promise<Limits> {
  if (!config.rateLimits) return { spend: async () => {}, close: async () => {} };
  app.decorateRequest('limitKey', '');
  const redis = config.redisUrl ? await connectRedis(config.redisUrl, app) : undefined;
  const inMemory = await createCounters(app);
  const shared = redis ? await createCounters(app, redis) : undefined;
  return {
    async spend(rateClass, subject, request, reply) {
      const { max, windowSeconds } = rateLimits[rateClass];
      request.limitKey = `${rateClass}|${subject}`;
      const { current, ttlSeconds } = await count(rateClass, request);
      reply.header('ratelimit-policy', `"${rateClass}";q=${max};w=${windowSeconds}`);
      reply.header('ratelimit', `"${rateClass}";r=${Math.max(0, max - current)};t=${ttlSeconds}`);
      if (current <= max) return;
      metrics.limited.inc({ class: rateClass });
      throw new Refusal('RATE_LIMITED', { retryAfterSeconds: Math.max(1, ttlSeconds) });
    },
    async close() {
      redis?.disconnect();
    },
  };

  async function count(rateClass: RateClass, request: FastifyRequest) {
    if (shared) {
      try {
        return await shared[rateClass](request);
      } catch {
        metrics.limitStoreFailures.inc();
      }
    }
    return inMemory[rateClass](request);
  }
}

/** Whom a class counts: the account, the address, or the address together with the account name of the body. */
export function subjectOf(
  rateClass: RateClass,
  caller: string | undefined,
  request: FastifyRequest,
  body?: unknown,
): string {
  if (rateLimits[rateClass].by === 'account' && caller) return caller;
  const address = normalizeIP(request.ip);
  return rateLimits[rateClass].by === 'ip+email'
    ? `${address}|${accountNameOf(body) ?? caller ?? ''}`
    : address;
}

/** A sign-in counts by e-mail; its second step by the challenge the first one gave. */
function accountNameOf(body: unknown): string | undefined {
  const { email, challenge } = (body ?? {}) as { email?: unknown; challenge?: unknown };
  if (typeof email === 'string') return email.trim().toLowerCase();
  return typeof challenge === 'string' ? challenge : undefined;
}

/** The plugin keeps one store a registration, so each store gets a scope of its own; its per-route hooks are not used. */
async function createCounters(app: FastifyInstance, redis?: Redis): Promise<Record<RateClass, Count>> {
  const counters = {} as Record<RateClass, Count>;
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      global: false,
      nameSpace: 'gateway:limit:',
      ...(redis ? { redis } : {}),
    });
    for (const [name, { max, windowSeconds }] of Object.entries(rateLimits)) {
      const options = {
        max,
        timeWindow: windowSeconds * 1000,
        cache: countedPerClass,
        keyGenerator: (request: FastifyRequest) => request.limitKey,
      };
      const hit = scope.createRateLimit(options);
      counters[name as RateClass] = async (request) => {
        const state = await hit(request);
        if (state.isAllowed) return { current: 0, ttlSeconds: windowSeconds };
        return {
          current: state.isExceeded ? max + 1 : max - state.remaining,
          ttlSeconds: state.ttlInSeconds,
        };
      };
    }
  });
  return counters;
}

/** Commands fail at once while Redis is away, so that a request never waits for it. */
/** Waits for Redis a moment, so that the first requests are counted there too; goes on without it otherwise. */
async function connectRedis(url: string, app: FastifyInstance): Promise<Redis> {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 250,
    connectTimeout: 2_000,
    lazyConnect: true,
  });
  redis.on('error', (error: Error) =>
    app.log.warn({ err: error }, 'Redis does not answer; limits are counted in memory'),
  );
  await redis.connect().catch(() => undefined);
  return redis;
}
