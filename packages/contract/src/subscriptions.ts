import { z } from 'zod';
import { op } from './op.ts';
import {
  billingAddress,
  billingAddressInput,
  paymentMethod,
  paymentVisit,
  plan,
  regionTax,
  subscription,
} from './subscription-schemas.ts';
import { amountMinor, currency } from './finances-schemas.ts';
import { empty, id, instant } from './wire.ts';

export * from './subscription-schemas.ts';

const own = { level: 1, relation: 'self' } as const;
const byMethod = z.strictObject({ methodId: id });

export const subscriptions = {
  plans: op({
    method: 'GET',
    path: '/plans',
    summary: 'Plans, prices and taxes',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    output: z.object({
      items: z.array(plan),
      trialDays: z.int(),
      /** A price of the seat that is announced and not in force yet. */
      newPrice: z.nullable(z.object({ priceMinor: amountMinor, currency, from: instant })),
      /** What is added where, as of today; empty when the hub collects no tax. */
      taxes: z.array(regionTax),
      taxNote: z.string(),
    }),
    errors: [],
  }),
  get: op({
    method: 'GET',
    path: '/subscription',
    summary: 'Own seat',
    ...own,
    whileSuspended: true,
    output: subscription,
    errors: [],
  }),
  startTrial: op({
    method: 'POST',
    path: '/subscription/trial',
    summary: 'Start the 14-day trial, once per person',
    ...own,
    gate: 'START_TRIAL',
    idempotency: 'required',
    body: empty,
    output: subscription,
    errors: ['GATE_BLOCKED', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  subscribe: op({
    method: 'POST',
    path: '/subscription/subscribe',
    summary: 'Take the seat: the first month is charged to the stored method, or waits for a transfer',
    ...own,
    gate: 'SUBSCRIBE',
    idempotency: 'required',
    body: empty,
    output: subscription,
    errors: ['GATE_BLOCKED', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  cancel: op({
    method: 'POST',
    path: '/subscription/cancel',
    summary: 'End the trial now, or the seat at the end of the paid month',
    ...own,
    stepUp: true,
    body: empty,
    output: subscription,
    errors: ['ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  undo: op({
    method: 'POST',
    path: '/subscription/undo',
    summary: 'Keep the seat that was to end',
    ...own,
    body: empty,
    output: subscription,
    errors: ['ILLEGAL_TRANSITION'],
  }),
  setAddress: op({
    method: 'PUT',
    path: '/subscription/address',
    summary: 'Set the address on invoices; the tax follows from it',
    ...own,
    whileSuspended: true,
    body: billingAddressInput,
    output: billingAddress,
    errors: ['RULE_VIOLATED'],
  }),
  methods: op({
    method: 'GET',
    path: '/payment-methods',
    summary: 'Stored payment methods',
    ...own,
    whileSuspended: true,
    output: z.object({ items: z.array(paymentMethod) }),
    errors: [],
  }),
  addMethod: op({
    method: 'POST',
    path: '/payment-methods',
    summary:
      'Store a method: a visit to the page of the provider, or payment by transfer, which is stored at once',
    ...own,
    whileSuspended: true,
    idempotency: 'required',
    body: z.strictObject({
      kind: z.enum(['CARD', 'TRANSFER']),
      /** Take the seat as soon as the method is stored. */
      subscribe: z.boolean().default(false),
    }),
    output: z.object({ method: z.nullable(paymentMethod), visit: z.nullable(paymentVisit) }),
    errors: ['GATE_BLOCKED', 'RULE_VIOLATED', 'UPSTREAM_UNAVAILABLE', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  visit: op({
    method: 'GET',
    path: '/payment-visits/{visitId}',
    summary: 'What became of a visit to the page of the provider',
    ...own,
    whileSuspended: true,
    params: z.strictObject({ visitId: id }),
    output: paymentVisit,
    errors: ['NOT_FOUND'],
  }),
  chooseMethod: op({
    method: 'POST',
    path: '/payment-methods/{methodId}/default',
    summary: 'Charge this method from now on',
    ...own,
    whileSuspended: true,
    params: byMethod,
    body: empty,
    output: paymentMethod,
    errors: ['NOT_FOUND'],
  }),
  removeMethod: op({
    method: 'DELETE',
    path: '/payment-methods/{methodId}',
    summary: 'Forget a method, here and at the provider',
    ...own,
    whileSuspended: true,
    params: byMethod,
    status: 204,
    output: z.object({}),
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
};
