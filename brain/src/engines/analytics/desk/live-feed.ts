import { analyticsWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import type { Security } from '../../security/index.ts';
import { mayRead, readers, type Part } from '../metrics/definition.ts';
import { liveFigures, type Source } from './live.ts';

/** Section 13.4 of the domain rules. */
const pushMs = 10_000;
/** Without somebody who asks or follows within so long nothing is worked out; pages ask again before. */
const wantedSeconds = 180;
/** A page is open for a day at most before it connects anew. */
const followerSeconds = 24 * 3600;
const wantedKey = 'analytics live wanted';
const followerKey = (userId: string) => `analytics live follower ${userId}`;
const topicOf = (part: Part) => `figures:${part}`;

type Message = { readonly topic: string; readonly data: Record<string, unknown> };

export type LiveFeed = ReturnType<typeof createLiveFeed>;

/** The figures of this minute, pushed to those who follow their part; every Brain pushes to the gateways it serves. */
export function createLiveFeed(source: Source, security: Pick<Security, 'held'>) {
  const { kernel } = source.ground;
  const { cache, log, outbox, clock } = kernel;
  const listeners = new Set<(message: Message) => void>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  // Whoever loses a part does not go on hearing of it.
  outbox.subscribe('analytics-live.access', ['access.changed'], async (tx, { data }) => {
    const userId = String(data['userId']);
    if (!(await cache.get(followerKey(userId)))) return;
    const held = await security.held(tx, userId);
    for (const part of analyticsWire.analyticsPart.options.filter((one) => !mayRead(held, one)))
      await outbox.publish(tx, {
        type: 'figures.closed',
        actorId: null,
        at: clock.now().toISOString(),
        topics: [],
        data: {},
        control: { lostAccess: { userId, topic: topicOf(part) } },
      });
  });

  async function push(): Promise<void> {
    if (!listeners.size || !(await cache.get(wantedKey))) return;
    const { at, state, figures } = await liveFigures(source, new Set(readers.PLATFORM));
    for (const [part, own] of Map.groupBy(figures, (figure) => figure.part))
      for (const listener of listeners) listener({ topic: topicOf(part), data: { at, state, figures: own } });
  }

  function schedule(): void {
    timer = setTimeout(() => {
      running = push()
        .catch((err: unknown) => log.warn({ err }, 'live figures could not be pushed'))
        .finally(schedule);
    }, pushMs).unref();
  }

  const wanted = () => cache.set(wantedKey, '1', wantedSeconds);
  return {
    listen: (listener: (message: Message) => void) => void listeners.add(listener),
    /** Somebody looks: the figures are pushed for some minutes from now. */
    wanted,
    push,
    async mayFollow(db: Db, part: string, userId: string): Promise<boolean> {
      const known = analyticsWire.analyticsPart.safeParse(part);
      if (!known.success || !mayRead(await security.held(db, userId), known.data)) return false;
      await cache.set(followerKey(userId), '1', followerSeconds);
      await wanted();
      return true;
    },
    start: schedule,
    async stop() {
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
    },
  };
}
