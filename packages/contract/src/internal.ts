import { z } from 'zod';
import { id } from './wire.ts';

/**
 * What the gateway asks the Brain outside the public API. These paths live below `/internal`, are reached only
 * with a call token, and are never routed from outside.
 */
export const internalPaths = {
  keySet: '/internal/key-set',
  push: '/internal/push',
  subscribe: '/internal/subscribe',
} as const;

export const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** May this person follow the topic, and what was missed since `after`. */
export const subscribeRequest = z.strictObject({
  topic: z.string().max(80),
  after: z.int().min(0).optional(),
});
export const subscribeAnswer = z.object({
  allowed: z.boolean(),
  seq: z.int(),
  reset: z.boolean(),
  missed: z.array(z.record(z.string(), z.unknown())),
});

/** Lines of the push stream (newline-delimited JSON). A `revoked` line ends a session everywhere. */
export const pushLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    seq: z.int(),
    topics: z.array(z.string()),
    type: z.string(),
    at: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('revoked'), seq: z.int(), sessionId: id }),
  z.object({ kind: z.literal('lost-access'), seq: z.int(), userId: id, topic: z.string() }),
  /** Kept nowhere and no position of the log: a gateway that is away misses it, and hears the next one. */
  z.object({
    kind: z.literal('live'),
    seq: z.int(),
    topic: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('heartbeat'), seq: z.int() }),
]);
export type PushLine = z.infer<typeof pushLine>;
