import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import { plans, trialDays, type SubscriptionState } from './states.ts';
import type { SubscriptionRow } from './store.ts';
import type { Subscriptions } from './subscriptions.ts';

export function subscriptionRoutes(
  subscriptions: Subscriptions,
  database: Database,
): Handlers<typeof contract.subscriptions> {
  return {
    plans: () =>
      Promise.resolve({ items: plans.map((plan) => ({ ...plan, features: [...plan.features] })), trialDays }),
    get: async (_input, call) => view(await subscriptions.find(database.db, callerOf(call).userId)),
    startTrial: (_input, call) =>
      call.transact(async (tx) => view(await subscriptions.startTrial(tx, callerOf(call).userId))),
    cancel: (_input, call) =>
      call.transact(async (tx) => view(await subscriptions.cancelTrial(tx, callerOf(call).userId))),
  };
}

const withSeat = new Set<SubscriptionState>(['TRIALING', 'ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING']);

function view(row: SubscriptionRow | undefined) {
  const state = (row?.state ?? 'INACTIVE') as SubscriptionState;
  return {
    state,
    plan: withSeat.has(state) ? ('FOUNDER_SEAT' as const) : ('FREE' as const),
    trialUsed: Boolean(row?.trial_started_at),
    trialEndsAt: row?.trial_ends_at?.toISOString() ?? null,
    changedAt: row?.changed_at.toISOString() ?? null,
  };
}
