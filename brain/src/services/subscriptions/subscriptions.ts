import { addDays } from '@smartstart/units';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import {
  nextState,
  reminderDays,
  trialDays,
  type SubscriptionEvent,
  type SubscriptionState,
} from './states.ts';
import * as store from './store.ts';

export interface Subscriptions {
  find(db: Db, userId: string): Promise<store.SubscriptionRow | undefined>;
  startTrial(tx: Tx, userId: string): Promise<store.SubscriptionRow>;
  cancelTrial(tx: Tx, userId: string): Promise<store.SubscriptionRow>;
  /** Does the plan include the seat's larger quota and features now. */
  hasSeat(db: Db, userId: string): Promise<boolean>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

const sweepSize = 200;

export function createSubscriptions(kernel: Kernel, { security }: { security: Security }): Subscriptions {
  const { clock, database, outbox, jobs } = kernel;

  /** Lock, decide, act: state, history, access fact, audit and event in one transaction. */
  async function move(
    tx: Tx,
    userId: string,
    event: SubscriptionEvent,
    actorId: string | null,
  ): Promise<store.SubscriptionRow> {
    const now = clock.now();
    const row = await store.lock(tx, userId, now);
    const from = row.state as SubscriptionState;
    const to = nextState(from, event);
    if (!to) throw new Fail('ILLEGAL_TRANSITION', `A subscription in the state ${from} does not allow this.`);
    if (event === 'START_TRIAL' && row.trial_started_at)
      throw new Fail('RULE_VIOLATED', 'The trial is for once per person, and you have had yours.');
    const trial =
      event === 'START_TRIAL' ? { trial_started_at: now, trial_ends_at: addDays(now, trialDays) } : {};
    const saved = await store.save(tx, userId, { state: to, changed_at: now, ...trial });
    await store.addHistory(tx, {
      id: newId(),
      user_id: userId,
      from_state: from,
      to_state: to,
      event,
      actor_id: actorId,
      at: now,
    });
    await security.replace(tx, userId, 'SEAT', to);
    await security.audit(tx, {
      actorId,
      action: 'subscription.changed',
      entity: 'subscription',
      entityId: userId,
      before: { state: from },
      after: { state: to },
    });
    const type = to === 'TRIALING' ? 'subscription.started' : 'subscription.cancelled';
    await outbox.publish(tx, {
      type,
      actorId,
      at: now.toISOString(),
      topics: [`user:${userId}`],
      data: { userId, state: to },
    });
    await outbox.publish(tx, {
      type: 'access.changed',
      actorId,
      at: now.toISOString(),
      topics: [`user:${userId}`],
      data: { userId, reason: 'subscription' },
    });
    return saved;
  }

  jobs.define({
    name: 'end-trials',
    cron: '*/10 * * * *',
    run: async () => {
      const over = await store.trialsOver(database.db, clock.now(), sweepSize);
      for (const userId of over) await database.transact((tx) => move(tx, userId, 'TRIAL_OVER', null));
      await database.transact(async (tx) => {
        for (const row of await store.takeReminders(tx, addDays(clock.now(), reminderDays))) {
          const data = { userId: row.user_id, endsAt: row.trial_ends_at?.toISOString() };
          await outbox.publish(tx, {
            type: 'trial.ends',
            actorId: null,
            at: clock.now().toISOString(),
            topics: [`user:${row.user_id}`],
            data,
          });
        }
      });
    },
  });

  return {
    find: store.find,
    async startTrial(tx, userId) {
      await security.require(tx, userId, 'START_TRIAL');
      return move(tx, userId, 'START_TRIAL', userId);
    },
    cancelTrial: (tx, userId) => move(tx, userId, 'CANCEL_TRIAL', userId),
    hasSeat: async (db, userId) => (await security.held(db, userId)).has(2),
    exportOf: async (db, userId) => ({
      subscription: (await store.find(db, userId)) ?? null,
      history: await store.historyOf(db, userId),
    }),
  };
}
