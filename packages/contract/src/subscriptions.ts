import { z } from 'zod';
import { op } from './op.ts';
import { empty, instant } from './wire.ts';

export const subscriptionState = z.enum([
  'INACTIVE',
  'TRIALING',
  'TRIAL_EXPIRED',
  'SUBSCRIBING',
  'ACTIVE',
  'PAYMENT_PENDING',
  'GRACE',
  'SUSPENDED',
  'CANCELLING',
  'CANCELLED',
]);
export const plan = z.object({
  code: z.enum(['FREE', 'FOUNDER_SEAT']),
  name: z.string(),
  priceMinor: z.int(),
  currency: z.string(),
  interval: z.nullable(z.literal('month')),
  features: z.array(z.string()),
});
export const subscription = z.object({
  state: subscriptionState,
  plan: z.enum(['FREE', 'FOUNDER_SEAT']),
  trialUsed: z.boolean(),
  trialEndsAt: z.nullable(instant),
  changedAt: z.nullable(instant),
});

export const subscriptions = {
  plans: op({
    method: 'GET',
    path: '/plans',
    summary: 'Plans and prices',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    output: z.object({ items: z.array(plan), trialDays: z.int() }),
    errors: [],
  }),
  get: op({
    method: 'GET',
    path: '/subscription',
    summary: 'Own seat',
    level: 1,
    relation: 'self',
    output: subscription,
    errors: [],
  }),
  startTrial: op({
    method: 'POST',
    path: '/subscription/trial',
    summary: 'Start the 14-day trial, once per person',
    level: 1,
    relation: 'self',
    gate: 'START_TRIAL',
    idempotency: 'required',
    body: empty,
    output: subscription,
    errors: ['GATE_BLOCKED', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  cancel: op({
    method: 'POST',
    path: '/subscription/cancel',
    summary: 'End the trial',
    level: 1,
    relation: 'self',
    stepUp: true,
    body: empty,
    output: subscription,
    errors: ['ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
};
