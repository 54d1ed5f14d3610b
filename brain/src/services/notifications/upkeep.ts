import { dayMs, addMs, minuteMs } from '@smartstart/units';
import type { Kernel } from '../../kernel/kernel.ts';
import * as deliveries from './delivery-store.ts';
import type { Inbox } from './notifications.ts';
import * as store from './store.ts';
import { forgetDeliveries as forgetWebhooks } from './webhooks/store.ts';

/** How long what is kept. Read and deleted ones go first; what was never read stays for a year. */
export const retention = {
  readMs: 90 * dayMs,
  anyMs: 365 * dayMs,
  deliveriesMs: 30 * dayMs,
  /** Whoever has more loses the oldest of what is of normal or low priority. */
  mostKept: 20_000,
  /** A cause is remembered longer than any event can come a second time. */
  causesMs: 400 * dayMs,
} as const;

const batch = 500;
const prunedAtOnce = 5_000;
const pruningEveryMs = 10 * minuteMs;

/** What time does to notifications: snoozes end, expired ones leave, old ones are forgotten. */
export function createUpkeep(
  { database, clock }: Pick<Kernel, 'database' | 'clock'>,
  inbox: Pick<Inbox, 'endSnooze'>,
) {
  const { db } = database;
  let prunedAt = 0;

  async function endSnoozes(): Promise<number> {
    const over = await store.snoozesOver(db, clock.now(), batch);
    for (const { user_id, id } of over) await database.transact((tx) => inbox.endSnooze(tx, user_id, id));
    return over.length;
  }

  async function expire(): Promise<number> {
    const people = await store.withExpired(db, clock.now(), batch);
    for (const userId of people)
      await database.transact(async (tx) => {
        await deliveries.takeTime(tx);
        const counter = await store.lockCounter(tx, userId);
        const unread = await store.expire(tx, userId, counter?.read_through ?? 0, clock.now());
        if (unread) await store.lowerUnread(tx, userId, unread);
      });
    return people.length;
  }

  /** The rest of a long list that was marked read in one step. */
  async function settle(): Promise<number> {
    const people = await store.unsettled(db, batch);
    for (const userId of people)
      await database.transact(async (tx) => {
        const counter = await store.lockCounter(tx, userId);
        if (counter) await store.settleRead(tx, counter, prunedAtOnce);
      });
    return people.length;
  }

  async function prune(): Promise<void> {
    const now = clock.now();
    const times = { before: addMs(now, -retention.readMs), longBefore: addMs(now, -retention.anyMs) };
    const forgetting = addMs(now, -retention.deliveriesMs);
    for (;;) {
      const removed = await database.transact((tx) => store.prune(tx, times, prunedAtOnce));
      if (removed < prunedAtOnce) break;
    }
    await trim();
    await store.forgetCauses(db, addMs(now, -retention.causesMs), prunedAtOnce);
    await deliveries.forgetDeliveries(db, forgetting, prunedAtOnce);
    await forgetWebhooks(db, forgetting, prunedAtOnce);
  }

  /** An inbox has an end, however much is poured into it. */
  async function trim(): Promise<void> {
    for (const userId of await store.overfull(db, retention.mostKept, batch))
      for (let more = true; more;)
        more = await database.transact(async (tx) => {
          const counter = await store.lockCounter(tx, userId);
          return counter
            ? (await store.trim(tx, counter, retention.mostKept, prunedAtOnce)) === prunedAtOnce
            : false;
        });
  }

  /** Answers with how much there was to do. */
  async function round(): Promise<number> {
    const done = (await endSnoozes()) + (await expire()) + (await settle());
    if (clock.now().getTime() - prunedAt > pruningEveryMs) {
      prunedAt = clock.now().getTime();
      await prune();
    }
    return done;
  }

  return { round, settle, prune };
}
