import { randomUUID } from 'node:crypto';
import { sharedTopic } from '@smartstart/contract';
import type { FastifyBaseLogger } from 'fastify';
import { Redis } from 'ioredis';
import { z } from 'zod';

/** What gateways tell each other about channels; nothing of it is kept. */
const note = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signal'),
    topic: sharedTopic,
    userId: z.string(),
    signal: z.enum(['typing', 'stopped']),
  }),
  z.object({
    kind: z.literal('here'),
    topic: sharedTopic,
    userIds: z.array(z.string()).max(50),
    count: z.int().min(0),
  }),
]);
export type Note = z.infer<typeof note>;
const sent = z.object({ gateway: z.string(), note });

export interface Relay {
  send(note: Note): void;
  /** Notes of the other gateways. */
  listen(listener: (note: Note & { readonly gateway: string }) => void): void;
  close(): void;
}

const channel = 'gateway:company';

/** Through Redis, where several gateways share one. While it is away each gateway knows its own followers only. */
export function createRelay(url: string, log: FastifyBaseLogger): Relay {
  const gateway = randomUUID();
  const options = { enableOfflineQueue: false, maxRetriesPerRequest: 0, connectTimeout: 2_000 };
  const out = new Redis(url, options);
  const into = new Redis(url, { ...options, enableOfflineQueue: true, maxRetriesPerRequest: null });
  for (const redis of [out, into])
    redis.on('error', (error: Error) =>
      log.debug({ err: error }, 'Gateways cannot tell each other who is there'),
    );
  void into.subscribe(channel).catch(() => {}); // subscribed again by the client when it is back
  return {
    send(told) {
      void out.publish(channel, JSON.stringify({ gateway, note: told })).catch(() => {});
    },
    listen(listener) {
      into.on('message', (_channel: string, text: string) => {
        const heard = read(text);
        if (heard && heard.gateway !== gateway) listener({ ...heard.note, gateway: heard.gateway });
      });
    },
    close() {
      out.disconnect();
      into.disconnect();
    },
  };
}

function read(text: string): z.infer<typeof sent> | undefined {
  try {
    return sent.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
