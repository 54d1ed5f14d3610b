import { z } from 'zod';
import { amountMinor, currency, signedMinor, totalMinor } from './finances-schemas.ts';
import { day, id, instant, text } from './wire.ts';

/** The paid seat on the wire. Amounts are whole minor units of the currency beside them (cents), as text. */

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
export const invoiceState = z.enum(['DRAFT', 'PENDING', 'OVERDUE', 'PAID', 'CANCELLED', 'REFUNDED']);
export const paymentState = z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED', 'REFUNDED']);
export const disputeState = z.enum(['OPEN', 'UPHELD', 'REJECTED']);
export const refundState = z.enum(['PROCESSING', 'COMPLETED', 'FAILED']);
export const hookState = z.enum(['RECEIVED', 'DONE', 'IGNORED', 'WAITING', 'ATTENTION']);
export const providerName = z.enum(['stripe', 'test', 'manual']);
/** A method the provider keeps, a page of the provider, or a transfer from bank to bank. */
export const paymentWay = z.enum(['STORED', 'HOSTED', 'TRANSFER']);
export const lineKind = z.enum(['SEAT', 'GST', 'HST', 'QST']);

export const plan = z.object({
  code: z.enum(['FREE', 'FOUNDER_SEAT']),
  name: z.string(),
  priceMinor: z.int(),
  currency: z.string(),
  interval: z.nullable(z.literal('month')),
  features: z.array(z.string()),
});

/** A tax with its rate in percent, such as 9.975. */
export const taxRate = z.object({ kind: z.enum(['GST', 'HST', 'QST']), percent: z.string() });
export const regionTax = z.object({
  region: z.string(),
  name: z.string(),
  rates: z.array(taxRate),
  /** Price and taxes of a month. */
  totalMinor: amountMinor,
});

export const billingAddress = z.object({
  name: z.string(),
  organisation: z.string(),
  street: z.string(),
  city: z.string(),
  region: z.string(),
  postalCode: z.string(),
  country: z.string(),
  version: z.int(),
});
export const billingAddressInput = z.strictObject({
  name: text(1, 120),
  organisation: text(0, 120).default(''),
  street: text(1, 160),
  city: text(1, 80),
  /** The two letters of a Canadian province or territory; elsewhere any region, or none. */
  region: text(0, 80),
  postalCode: text(0, 20),
  country: z.string().regex(/^[A-Z]{2}$/, 'Use the two letters of a country, such as CA.'),
});

export const invoiceLine = z.object({
  kind: lineKind,
  text: z.string(),
  percent: z.nullable(z.string()),
  baseMinor: amountMinor,
  amountMinor,
  registration: z.nullable(z.string()),
});
/** What a month costs somebody, worked out as the invoice will be. */
export const quote = z.object({
  currency,
  lines: z.array(invoiceLine),
  netMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  taxNote: z.string(),
});

export const paymentMethod = z.object({
  id,
  provider: providerName,
  label: z.string(),
  /** Month in which a card expires, such as 2028-04. */
  expires: z.nullable(z.string()),
  isDefault: z.boolean(),
  createdAt: instant,
});
/** A visit to the page of the provider. */
export const paymentVisit = z.object({
  id,
  purpose: z.enum(['METHOD', 'PAYMENT']),
  state: z.enum(['OPEN', 'DONE', 'EXPIRED']),
  /** Where the visit goes on; null once it is over. */
  url: z.nullable(z.string()),
  subscribes: z.boolean(),
  invoiceId: z.nullable(id),
  /** Why what should have followed did not. */
  note: z.nullable(z.string()),
});

export const change = z.object({
  event: z.string(),
  from: z.nullable(z.string()),
  to: z.string(),
  at: instant,
});

export const subscription = z.object({
  state: subscriptionState,
  plan: z.enum(['FREE', 'FOUNDER_SEAT']),
  /** Is what belongs to the seat open now. */
  seat: z.boolean(),
  trialUsed: z.boolean(),
  trialEndsAt: z.nullable(instant),
  changedAt: z.nullable(instant),
  /** The paid month that runs, or ran last. */
  periodStart: z.nullable(instant),
  periodEnd: z.nullable(instant),
  /** In grace: the day the seat is closed unless it is paid. Suspended: the day it is cancelled. */
  closesAt: z.nullable(instant),
  /** What the next month costs, once an address is known, and when it is charged. */
  next: z.nullable(quote.extend({ at: z.nullable(instant), automatic: z.boolean() })),
  /** A price that is announced and not in force yet. */
  newPrice: z.nullable(z.object({ priceMinor: amountMinor, currency, from: instant })),
  address: z.nullable(billingAddress),
  method: z.nullable(paymentMethod),
  /** How one can pay here. */
  ways: z.array(z.enum(['CARD', 'TRANSFER'])),
  /** The provider that plays a bank, for trying out. */
  testBank: z.boolean(),
  /** Where the person confirms the charge that is under way. */
  confirmUrl: z.nullable(z.string()),
  /** The invoice that waits to be paid. */
  dueInvoiceId: z.nullable(id),
  /** The steps open to the person now. */
  steps: z.array(z.enum(['start-trial', 'subscribe', 'cancel', 'undo'])),
  history: z.array(change),
});

export const dispute = z.object({
  id,
  invoiceId: id,
  invoiceNumber: z.string(),
  userId: id,
  personName: z.string(),
  state: disputeState,
  reason: z.string(),
  openedAt: instant,
  answerBy: day,
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(instant),
});

export const payment = z.object({
  id,
  invoiceId: id,
  invoiceNumber: z.nullable(z.string()),
  userId: id,
  personName: z.string(),
  attempt: z.int(),
  provider: providerName,
  way: paymentWay,
  state: paymentState,
  amountMinor,
  currency,
  /** What a transfer names, so that it is found. */
  transferReference: z.string(),
  reference: z.nullable(z.string()),
  failure: z.nullable(z.string()),
  /** Where the person confirms the charge; for the person only. */
  actionUrl: z.nullable(z.string()),
  createdAt: instant,
  settledAt: z.nullable(instant),
});
export const refund = z.object({
  id,
  state: refundState,
  amountMinor,
  currency,
  reason: z.string(),
  failure: z.nullable(z.string()),
  createdAt: instant,
  settledAt: z.nullable(instant),
});

export const invoice = z.object({
  id,
  userId: id,
  personName: z.string(),
  number: z.nullable(z.string()),
  state: invoiceState,
  currency,
  netMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  periodStart: instant,
  periodEnd: instant,
  issuedAt: z.nullable(instant),
  dueAt: z.nullable(instant),
  paidAt: z.nullable(instant),
  createdAt: instant,
});
export const invoiceDetail = invoice.extend({
  lines: z.array(invoiceLine),
  taxNote: z.string(),
  buyer: billingAddress.omit({ version: true }),
  seller: z.object({
    name: z.string(),
    gstNumber: z.nullable(z.string()),
    qstNumber: z.nullable(z.string()),
  }),
  serviceStart: z.nullable(instant),
  serviceEnd: z.nullable(instant),
  endedAt: z.nullable(instant),
  reason: z.nullable(z.string()),
  /** What a transfer names, and where it goes. */
  transfer: z.nullable(z.object({ reference: z.string(), details: z.string() })),
  payments: z.array(payment),
  refunds: z.array(refund),
  dispute: z.nullable(dispute),
  /** How the reader can pay it now. */
  payable: z.array(paymentWay),
  disputableUntil: z.nullable(instant),
  history: z.array(change.extend({ entity: z.string(), reason: z.nullable(z.string()) })),
  version: z.int(),
});

export const hook = z.object({
  id,
  provider: providerName,
  eventId: z.string(),
  type: z.string(),
  state: hookState,
  chargeRef: z.nullable(z.string()),
  note: z.nullable(z.string()),
  happenedAt: instant,
  receivedAt: instant,
  handledAt: z.nullable(instant),
  replays: z.int(),
});

export const billingSummary = z.object({
  currency,
  /** People by the state of their subscription. */
  seats: z.array(z.object({ state: subscriptionState, count: z.int() })),
  /** Seats that are paid by the month, and what they bring in a month without tax. */
  paying: z.int(),
  monthlyMinor: totalMinor,
  /** What is issued and not paid. */
  openMinor: totalMinor,
  paidMinor: totalMinor,
  refundedMinor: totalMinor,
  /** Paid less refunded. */
  balanceMinor: signedMinor,
  /** Taxes of paid invoices by month, for the return. */
  taxes: z.array(
    z.object({
      month: z.string(),
      kind: lineKind,
      percent: z.string(),
      baseMinor: signedMinor,
      taxMinor: signedMinor,
    }),
  ),
  manualWaiting: z.int(),
  disputesOpen: z.int(),
  hooksWaiting: z.int(),
});
