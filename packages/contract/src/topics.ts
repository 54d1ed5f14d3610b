import { z } from 'zod';

/**
 * Real-time messages. A topic is `user:<id>` or `venture:<id>`; the Brain decides who may subscribe.
 * `seq` is the position in the event log: a client that reconnects sends the last one it saw.
 */
export const topic = z.string().regex(/^(user|venture):[0-9a-f-]{36}$/);

export const pushMessage = z.object({
  topic: z.string(),
  seq: z.int(),
  type: z.string(),
  at: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});
export type PushMessage = z.infer<typeof pushMessage>;

/** What a client may send over the socket. */
export const clientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('authenticate'), token: z.string().max(4096) }),
  z.strictObject({ type: z.literal('subscribe'), topic, after: z.int().min(0).optional() }),
  z.strictObject({ type: z.literal('unsubscribe'), topic }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;

/**
 * What the gateway sends. `reset` means: more was missed than is kept; load the state again.
 * `error.code` is a stable error code.
 */
export type ServerFrame =
  | { type: 'ready'; userId: string }
  | { type: 'subscribed'; topic: string; seq: number }
  | { type: 'reset'; topic: string; seq: number }
  | { type: 'message'; message: PushMessage }
  | { type: 'error'; code: string; detail: string; topic?: string }
  | { type: 'pong' };

/** Largest frame a client may send, in bytes, and how many a minute (section 16.4). */
export const socketLimits = { frameBytes: 64 * 1024, framesPerMinute: 60, topicsPerConnection: 50 } as const;
