import { z } from 'zod';
import { amountMinor, currency } from './finances-schemas.ts';
import { op } from './op.ts';
import {
  billingSummary,
  dispute,
  disputeState,
  hook,
  hookState,
  invoice,
  invoiceDetail,
  invoiceState,
  payment,
  paymentState,
  subscription,
  subscriptionState,
} from './subscription-schemas.ts';
import { day, id, instant, page, pageOf, text } from './wire.ts';

const billing = { level: [9, 12], relation: 'administrator' } as const;
const write = { ...billing, stepUp: true, idempotency: 'required' } as const;
const byUser = z.strictObject({ userId: id });
const byInvoice = z.strictObject({ invoiceId: id });
const byPayment = z.strictObject({ paymentId: id });
const reason = text(3, 1000);
const moved = [
  'NOT_FOUND',
  'RULE_VIOLATED',
  'ILLEGAL_TRANSITION',
  'STEP_UP_REQUIRED',
  'IDEMPOTENCY_KEY_REQUIRED',
] as const;

const seatOf = z.object({
  userId: id,
  name: z.string(),
  state: subscriptionState,
  trialEndsAt: z.nullable(instant),
  periodEnd: z.nullable(instant),
  changedAt: instant,
  monthsInARow: z.int(),
});
const price = z.object({
  version: z.int(),
  priceMinor: amountMinor,
  currency,
  from: instant,
  announcedAt: instant,
  reason: z.string(),
});

/** The hub's side of seats, invoices and payments. */
export const subscriptionAdmin = {
  summary: op({
    method: 'GET',
    path: '/admin/billing',
    summary: 'Seats, invoices, taxes, and what waits',
    ...billing,
    output: billingSummary,
    errors: [],
  }),
  list: op({
    method: 'GET',
    path: '/admin/subscriptions',
    summary: 'Subscriptions of all people',
    ...billing,
    query: z.strictObject({ ...page, state: subscriptionState.optional() }),
    output: pageOf(seatOf),
    errors: [],
  }),
  get: op({
    method: 'GET',
    path: '/admin/subscriptions/{userId}',
    summary: 'The subscription of one person',
    ...billing,
    params: byUser,
    output: subscription.extend({ userId: id, name: z.string() }),
    errors: ['NOT_FOUND'],
  }),
  postpone: op({
    method: 'PATCH',
    path: '/admin/subscriptions/{userId}',
    summary: 'Give days: the trial, or the month that runs, ends later',
    ...write,
    params: byUser,
    body: z.strictObject({ addDays: z.int().min(1).max(31), reason }),
    output: subscription.extend({ userId: id, name: z.string() }),
    errors: moved,
  }),
  invoices: op({
    method: 'GET',
    path: '/admin/invoices',
    summary: 'Invoices of all people, newest first',
    ...billing,
    query: z.strictObject({ ...page, state: invoiceState.optional(), userId: id.optional() }),
    output: pageOf(invoice),
    errors: [],
  }),
  invoice: op({
    method: 'GET',
    path: '/admin/invoices/{invoiceId}',
    summary: 'One invoice',
    ...billing,
    params: byInvoice,
    output: invoiceDetail,
    errors: ['NOT_FOUND'],
  }),
  refund: op({
    method: 'POST',
    path: '/admin/invoices/{invoiceId}/refund',
    summary: 'Give the whole amount of a paid invoice back, within 30 days',
    ...write,
    params: byInvoice,
    body: z.strictObject({
      reason,
      /** Of the transfer back, when the invoice was paid by transfer. */
      reference: text(1, 200).optional(),
    }),
    output: invoiceDetail,
    errors: [...moved, 'ALREADY_EXISTS'],
  }),
  cancel: op({
    method: 'POST',
    path: '/admin/invoices/{invoiceId}/cancel',
    summary: 'Cancel an invoice that is not paid; its number stays in the series',
    ...write,
    params: byInvoice,
    body: z.strictObject({ reason }),
    output: invoiceDetail,
    errors: [...moved, 'CONFLICT'],
  }),
  payments: op({
    method: 'GET',
    path: '/admin/payments',
    summary: 'Payments of all people, newest first',
    ...billing,
    query: z.strictObject({
      ...page,
      state: paymentState.optional(),
      way: z.enum(['STORED', 'HOSTED', 'TRANSFER']).optional(),
    }),
    output: pageOf(payment),
    errors: [],
  }),
  confirm: op({
    method: 'POST',
    path: '/admin/payments/{paymentId}/confirm',
    summary: 'Record that a transfer arrived',
    ...write,
    params: byPayment,
    body: z.strictObject({ reference: text(1, 200), paidOn: day }),
    output: payment,
    errors: moved,
  }),
  refuse: op({
    method: 'POST',
    path: '/admin/payments/{paymentId}/refuse',
    summary: 'Record that a transfer did not arrive or was not right',
    ...write,
    params: byPayment,
    body: z.strictObject({ reason }),
    output: payment,
    errors: moved,
  }),
  disputes: op({
    method: 'GET',
    path: '/admin/invoice-disputes',
    summary: 'Disputes over invoices, the most urgent first',
    ...billing,
    query: z.strictObject({ ...page, state: disputeState.optional() }),
    output: pageOf(dispute),
    errors: [],
  }),
  answer: op({
    method: 'POST',
    path: '/admin/invoice-disputes/{disputeId}/answer',
    summary: 'Answer a dispute; refunding or cancelling the invoice is a step of its own',
    ...write,
    params: z.strictObject({ disputeId: id }),
    body: z.strictObject({ outcome: z.enum(['UPHELD', 'REJECTED']), answer: text(10, 2000) }),
    output: dispute,
    errors: moved,
  }),
  hooks: op({
    method: 'GET',
    path: '/admin/payment-webhooks',
    summary: 'What payment providers said, newest first',
    ...billing,
    query: z.strictObject({ ...page, state: hookState.optional() }),
    output: pageOf(hook),
    errors: [],
  }),
  replay: op({
    method: 'POST',
    path: '/admin/payment-webhooks/{hookId}/replay',
    summary: 'Work through a message again; what it did before is not done twice',
    ...write,
    params: z.strictObject({ hookId: id }),
    body: z.strictObject({ reason }),
    output: hook,
    errors: moved,
  }),
  prices: op({
    method: 'GET',
    path: '/admin/seat-prices',
    summary: 'The price list of the seat, newest first',
    ...billing,
    output: z.object({ items: z.array(price) }),
    errors: [],
  }),
  announcePrice: op({
    method: 'POST',
    path: '/admin/seat-prices',
    summary: 'Announce a price that holds after at least 30 days; everybody with a seat is told',
    ...write,
    body: z.strictObject({ priceMinor: z.int().min(100).max(10_000_000), from: day, reason }),
    output: price,
    errors: ['RULE_VIOLATED', 'ALREADY_EXISTS', 'STEP_UP_REQUIRED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
};
