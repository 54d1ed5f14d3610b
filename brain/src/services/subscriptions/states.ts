import type { subscriptionsWire } from '@smartstart/contract';

export type SubscriptionState = (typeof subscriptionsWire.subscriptionState)['_zod']['output'];
export type SubscriptionEvent = 'START_TRIAL' | 'TRIAL_OVER' | 'CANCEL_TRIAL';

/** Section 20.7, as far as it needs no payment: everything else is refused. */
const transitions: Record<SubscriptionEvent, Partial<Record<SubscriptionState, SubscriptionState>>> = {
  START_TRIAL: { INACTIVE: 'TRIALING' },
  TRIAL_OVER: { TRIALING: 'TRIAL_EXPIRED' },
  CANCEL_TRIAL: { TRIALING: 'INACTIVE' },
};

export function nextState(state: SubscriptionState, event: SubscriptionEvent): SubscriptionState | null {
  return transitions[event][state] ?? null;
}

export const trialDays = 14;
/** The reminder goes out this long before the trial ends. */
export const reminderDays = 3;

export const plans = [
  {
    code: 'FREE',
    name: 'Free',
    priceMinor: 0,
    currency: 'CAD',
    interval: null,
    features: [
      'Journey and profile',
      'Community',
      'Joining ventures',
      'BUZ wallet',
      'Umbrella',
      '1 GB of files',
    ],
  },
  {
    code: 'FOUNDER_SEAT',
    name: 'Founder seat',
    priceMinor: 10_000,
    currency: 'CAD',
    interval: 'month',
    features: [
      'Everything in Free',
      'Ventures without limit',
      'Opportunities',
      'Teams and companies',
      'Contracts',
      '100 BUZ a month',
      '10 GB of files',
    ],
  },
] as const;
