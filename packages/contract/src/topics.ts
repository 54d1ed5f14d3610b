import { z } from 'zod';

/**
 * Real-time messages. A topic is `user:<id>`, one of a venture, a channel, a team or a company, or the figures of a part of the
 * hub (`figures:SECURITY`); the Brain decides who may subscribe.
 * `seq` is the position in the event log: a client that reconnects sends the last one it saw.
 */
export const topic = z
  .string()
  .regex(/^((user|venture|channel|team|company):[0-9a-f-]{36}|figures:(PLATFORM|FINANCE|SECURITY|LEGAL))$/);
/** Where followers see each other: who is there, who is typing. */
export const sharedTopic = z.string().regex(/^channel:[0-9a-f-]{36}$/);

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
  /** Told to the others who follow the topic, and kept nowhere. */
  z.strictObject({ type: z.literal('signal'), topic: sharedTopic, signal: z.enum(['typing', 'stopped']) }),
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
  | { type: 'signal'; topic: string; userId: string; signal: 'typing' | 'stopped' }
  /** The state of something now, told to all who follow the topic and kept nowhere: the next one replaces it. */
  | { type: 'live'; topic: string; data: Record<string, unknown> }
  /** Who follows the topic now; at most 50 are named. */
  | { type: 'presence'; topic: string; userIds: readonly string[]; count: number }
  | { type: 'error'; code: string; detail: string; topic?: string }
  | { type: 'pong' };

/** Largest frame a client may send, in bytes, and how many a minute (section 16.4). */
export const socketLimits = { frameBytes: 64 * 1024, framesPerMinute: 60, topicsPerConnection: 50 } as const;
