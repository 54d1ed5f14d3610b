import { z } from 'zod';
import { currency, month, signedMinor, totalMinor } from './finances-schemas.ts';
import { op } from './op.ts';
import {
  caseView,
  payment,
  paymentState,
  ratePercent,
  relationship,
  relationshipDetail,
  relationshipState,
  settings,
} from './umbrella-schemas.ts';
import { day, empty, id, instant, page, pageOf, text } from './wire.ts';

const byId = z.strictObject({ relationshipId: id });
const byPayment = z.strictObject({ paymentId: id });
const billing = { level: [9, 12], relation: 'administrator' } as const;
const proven = { stepUp: true, idempotency: 'required' } as const;
const reason = z.strictObject({ reason: text(3, 1000) });
const move = [
  'NOT_FOUND',
  'FORBIDDEN',
  'RULE_VIOLATED',
  'ILLEGAL_TRANSITION',
  'STEP_UP_REQUIRED',
  'IDEMPOTENCY_KEY_REQUIRED',
] as const;
const versioned = ['EDIT_CONFLICT', 'IF_MATCH_REQUIRED'] as const;

/** What a run does, or would do, for one relationship and currency. */
const runLine = z.object({
  relationshipId: id,
  sponsorName: z.string(),
  referredName: z.string(),
  currency,
  ratePercent,
  /** Of this run: accruals and corrections, and what lies above the cap. */
  accruedMinor: signedMinor,
  cappedMinor: signedMinor,
  /** With what was carried forward. */
  totalMinor: signedMinor,
  outcome: z.enum(['CALCULATED', 'CARRIED']),
});

/** The monthly run of the umbrella, and what the hub decides in it (domain rules, section 6). */
export const umbrellaAdmin = {
  preview: op({
    method: 'GET',
    path: '/admin/umbrella/preview',
    summary: 'What calculating a month would do now; nothing is written',
    ...billing,
    limit: 'calculation',
    query: z.strictObject({ month: month.optional() }),
    output: z.object({ month, waiting: z.int(), lines: z.array(runLine) }),
    errors: ['RULE_VIOLATED'],
  }),
  calculate: op({
    method: 'POST',
    path: '/admin/umbrella/calculate',
    summary: 'Calculate a month that is over; what was calculated before stays as it is',
    ...billing,
    ...proven,
    limit: 'calculation',
    body: z.strictObject({ month: month.optional() }),
    output: z.object({ month, relationships: z.int(), payments: z.int(), failures: z.int() }),
    errors: ['RULE_VIOLATED', 'STEP_UP_REQUIRED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  runs: op({
    method: 'GET',
    path: '/admin/umbrella/runs',
    summary: 'Runs, newest first',
    ...billing,
    query: z.strictObject(page),
    output: pageOf(
      z.object({
        id,
        month,
        startedByName: z.nullable(z.string()),
        at: instant,
        relationships: z.int(),
        payments: z.int(),
        failures: z.int(),
      }),
    ),
    errors: [],
  }),
  payments: op({
    method: 'GET',
    path: '/admin/umbrella/payments',
    summary: 'Amounts of all relationships, newest first',
    ...billing,
    query: z.strictObject({ ...page, state: paymentState.optional(), month: month.optional() }),
    output: pageOf(payment),
    errors: [],
  }),
  approve: op({
    method: 'POST',
    path: '/admin/umbrella/payments/{paymentId}/approve',
    summary: 'Approve the amount that was read; it is withheld from the member’s next payout lines',
    ...billing,
    ...proven,
    ifMatch: true,
    params: byPayment,
    body: empty,
    output: payment,
    errors: [...move, ...versioned],
  }),
  pay: op({
    method: 'POST',
    path: '/admin/umbrella/payments/{paymentId}/pay',
    summary: 'Record that the sponsor was paid, or that the payout failed',
    ...billing,
    ...proven,
    ifMatch: true,
    params: byPayment,
    body: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('PAID'), reference: text(1, 200), paidOn: day.optional() }),
      z.strictObject({ outcome: z.literal('FAILED'), reason: text(3, 500) }),
    ]),
    output: payment,
    errors: [...move, ...versioned],
  }),
  retry: op({
    method: 'POST',
    path: '/admin/umbrella/payments/{paymentId}/retry',
    summary: 'Put a payout that failed back among those to be paid',
    ...billing,
    ...proven,
    params: byPayment,
    body: empty,
    output: payment,
    errors: move,
  }),
  decide: op({
    method: 'POST',
    path: '/admin/umbrella/payments/{paymentId}/decide',
    summary: 'Answer a dispute: calculate again, or uphold the amount',
    ...billing,
    ...proven,
    params: byPayment,
    body: z.strictObject({ decision: z.enum(['RECALCULATE', 'UPHOLD']), reason: text(3, 1000) }),
    output: payment,
    errors: move,
  }),
  relationships: op({
    method: 'GET',
    path: '/admin/umbrella/relationships',
    summary: 'Relationships of all members, newest first',
    ...billing,
    query: z.strictObject({ ...page, state: relationshipState.optional() }),
    output: pageOf(relationship),
    errors: [],
  }),
  suspend: op({
    method: 'POST',
    path: '/admin/umbrella/relationships/{relationshipId}/suspend',
    summary: 'Suspend with a reason; amounts wait for the outcome',
    ...billing,
    ...proven,
    params: byId,
    body: reason,
    output: relationshipDetail,
    errors: move,
  }),
  reinstate: op({
    method: 'POST',
    path: '/admin/umbrella/relationships/{relationshipId}/reinstate',
    summary: 'Reinstate while the agreement is in force; what waited counts',
    ...billing,
    ...proven,
    params: byId,
    body: reason,
    output: relationshipDetail,
    errors: move,
  }),
  terminate: op({
    method: 'POST',
    path: '/admin/umbrella/relationships/{relationshipId}/terminate',
    summary: 'End a suspended relationship as of its suspension',
    ...billing,
    ...proven,
    params: byId,
    body: reason,
    output: relationshipDetail,
    errors: move,
  }),
  cases: op({
    method: 'GET',
    path: '/admin/umbrella/cases',
    summary: 'Disputes and audit requests, the most urgent first',
    ...billing,
    query: z.strictObject({ ...page, open: z.enum(['true', 'false']).default('true') }),
    output: pageOf(
      caseView.extend({ sponsorName: z.string(), referredName: z.string(), overdue: z.boolean() }),
    ),
    errors: [],
  }),
  answer: op({
    method: 'POST',
    path: '/admin/umbrella/cases/{caseId}/answer',
    summary: 'Answer an audit request',
    ...billing,
    ...proven,
    params: z.strictObject({ caseId: id }),
    body: z.strictObject({ answer: text(3, 4000) }),
    output: caseView,
    errors: move,
  }),
  flags: op({
    method: 'GET',
    path: '/admin/umbrella/flags',
    summary: 'Sponsors whose payments of a year lie above the figure for reporting',
    ...billing,
    query: z.strictObject({ year: z.coerce.number().int().min(2000).max(9999).optional() }),
    output: z.object({
      year: z.int(),
      items: z.array(
        z.object({ name: z.string(), currency, paidMinor: totalMinor, thresholdMinor: totalMinor }),
      ),
    }),
    errors: [],
  }),
  journal: op({
    method: 'GET',
    path: '/admin/umbrella/relationships/{relationshipId}/journal',
    summary: 'Every entry of the journal of a relationship with its postings, newest first',
    ...billing,
    params: byId,
    query: z.strictObject(page),
    output: pageOf(
      z.object({
        id,
        kind: z.enum([
          'ACCRUAL',
          'REVERSAL',
          'HOLD',
          'RELEASE',
          'APPROVAL',
          'REOPENING',
          'WITHHOLDING',
          'PAYMENT',
        ]),
        currency,
        paymentId: z.nullable(id),
        actorName: z.nullable(z.string()),
        at: instant,
        postings: z.array(
          z.object({
            account: z.enum(['RECEIVABLE', 'WITHHELD', 'ACCRUED', 'HELD', 'APPROVED']),
            /** A debit is positive, a credit negative. */
            amountMinor: signedMinor,
          }),
        ),
      }),
    ),
    errors: ['NOT_FOUND'],
  }),
  settings: op({
    method: 'GET',
    path: '/admin/umbrella/settings',
    summary: 'Minimum and cap of a monthly amount, now and from a month to come',
    ...billing,
    output: z.object({ now: settings, later: z.nullable(settings.extend({ fromMonth: month })) }),
    errors: [],
  }),
  setSettings: op({
    method: 'PUT',
    path: '/admin/umbrella/settings',
    summary: 'Change minimum and cap from a month that begins in 30 days or later',
    level: 12,
    relation: 'administrator',
    ...proven,
    body: z.strictObject({
      fromMonth: month,
      minimumUnits: z.int().min(0).max(1_000_000),
      capUnits: z.int().min(1).max(1_000_000_000),
    }),
    output: z.object({ now: settings, later: z.nullable(settings.extend({ fromMonth: month })) }),
    errors: ['RULE_VIOLATED', 'STEP_UP_REQUIRED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
};
