import { z } from 'zod';
import {
  amountMinor,
  currency,
  distribution,
  distributionDetail,
  distributionState,
  month,
  reportForHub,
  reportState,
  revenueReport,
  sharePart,
  sharePlan,
  statement,
} from './finances-schemas.ts';
import { op } from './op.ts';
import { day, empty, id, page, pageOf, text } from './wire.ts';

const byId = z.strictObject({ ventureId: id });
const byPlan = z.strictObject({ ventureId: id, planId: id });
const byDistribution = z.strictObject({ distributionId: id });
const byLine = z.strictObject({ distributionId: id, lineId: id });
const byReport = z.strictObject({ reportId: id });
const read = ['NOT_FOUND', 'FORBIDDEN'] as const;
const move = [
  ...read,
  'RULE_VIOLATED',
  'ILLEGAL_TRANSITION',
  'STEP_UP_REQUIRED',
  'IDEMPOTENCY_KEY_REQUIRED',
] as const;
const proven = { stepUp: true, idempotency: 'required' } as const;
const shown = { level: 1, relation: 'venture role', limit: 'venture-read' } as const;
const owned = { level: 2, relation: 'venture role' } as const;
const billing = { level: [9, 12], relation: 'administrator' } as const;
/** Those who pay out: the owner, and billing administrators. */
const paying = { level: [2, 9, 12], relation: 'venture role' } as const;
const files = z.array(id).max(20);

/** Section 11 of the domain rules: revenue is reported, recognised by the hub, and shared to the cent. */
export const revenueSharing = {
  revenue: op({
    method: 'GET',
    path: '/ventures/{ventureId}/revenue',
    summary: 'Reports of revenue, newest first (OWNER, CO_OWNER, INVESTOR)',
    ...shown,
    params: byId,
    query: z.strictObject({ ...page, state: reportState.optional() }),
    output: pageOf(revenueReport),
    errors: read,
  }),
  reportRevenue: op({
    method: 'POST',
    path: '/ventures/{ventureId}/revenue',
    summary: 'Report the revenue of a month with evidence, or correct a recognised report (OWNER)',
    ...owned,
    ...proven,
    status: 201,
    params: byId,
    body: z.strictObject({
      month,
      currency,
      grossMinor: amountMinor,
      taxesMinor: amountMinor,
      thirdPartyMinor: amountMinor,
      note: text(0, 1000).default(''),
      evidenceFileIds: files.min(1),
      correctsId: id.optional(),
    }),
    output: revenueReport,
    errors: [...move, 'ALREADY_EXISTS'],
  }),
  revenueShares: op({
    method: 'GET',
    path: '/ventures/{ventureId}/revenue-shares',
    summary:
      'Shares in force and those that wait for signatures; members without the right see their own line',
    ...shown,
    params: byId,
    output: z.object({
      inForce: z.nullable(sharePlan),
      waiting: z.nullable(sharePlan),
      /** Of the shares in force; 0 before there are any. */
      version: z.int(),
      maySet: z.boolean(),
    }),
    errors: read,
  }),
  setRevenueShares: op({
    method: 'PUT',
    path: '/ventures/{ventureId}/revenue-shares',
    summary: 'Set the shares; everybody whose share falls signs first (OWNER)',
    ...owned,
    ...proven,
    ifMatch: true,
    params: byId,
    body: z.strictObject({
      /** Parts of 10⁻⁶ percent that sum to 100,000,000; a null user is what the venture retains. */
      lines: z
        .array(z.strictObject({ userId: z.nullable(id), part: sharePart }))
        .min(1)
        .max(50),
      deadlineDays: z.int().min(1).max(60).default(14),
      message: text(0, 1000).default(''),
    }),
    output: sharePlan,
    errors: [...move, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'],
  }),
  withdrawRevenueShares: op({
    method: 'POST',
    path: '/ventures/{ventureId}/revenue-shares/{planId}/withdraw',
    summary: 'Take shares back that wait for signatures (OWNER)',
    ...owned,
    params: byPlan,
    body: z.strictObject({ reason: text(3, 500) }),
    output: sharePlan,
    errors: [...read, 'ILLEGAL_TRANSITION'],
  }),
  distributions: op({
    method: 'GET',
    path: '/ventures/{ventureId}/distributions',
    summary:
      'Distributions, newest first; members without the right see those with a line of theirs, and that line',
    ...shown,
    params: byId,
    query: z.strictObject({ ...page, state: distributionState.optional() }),
    output: pageOf(distribution),
    errors: read,
  }),
  openDistribution: op({
    method: 'POST',
    path: '/ventures/{ventureId}/distributions',
    summary: 'Open a distribution of what is recognised and not shared yet (OWNER)',
    ...owned,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: empty,
    output: distribution,
    errors: [...read, 'RULE_VIOLATED', 'ILLEGAL_TRANSITION', 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  distribution: op({
    method: 'GET',
    path: '/distributions/{distributionId}',
    summary:
      'A distribution with its lines, reports, objections and history (OWNER, CO_OWNER, INVESTOR, billing)',
    ...shown,
    params: byDistribution,
    output: distributionDetail,
    errors: read,
  }),
  calculate: op({
    method: 'POST',
    path: '/distributions/{distributionId}/calculate',
    summary: 'Work out everybody’s amount; recipients then have five days to object (OWNER)',
    ...owned,
    idempotency: 'required',
    params: byDistribution,
    body: empty,
    output: distribution,
    errors: [...read, 'RULE_VIOLATED', 'ILLEGAL_TRANSITION', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  approve: op({
    method: 'POST',
    path: '/distributions/{distributionId}/approve',
    summary: 'Approve the amounts after the five days (OWNER)',
    ...owned,
    ...proven,
    ifMatch: true,
    params: byDistribution,
    body: empty,
    output: distribution,
    errors: [...move, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'],
  }),
  pay: op({
    method: 'POST',
    path: '/distributions/{distributionId}/pay',
    summary: 'Pay out every line, or try those again that failed (OWNER, billing)',
    ...paying,
    ...proven,
    params: byDistribution,
    body: empty,
    output: distribution,
    errors: move,
  }),
  settleLine: op({
    method: 'POST',
    path: '/distributions/{distributionId}/lines/{lineId}/settle',
    summary: 'Record what became of a payment that was made by hand (OWNER, billing)',
    ...paying,
    ...proven,
    params: byLine,
    body: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('PAID'), reference: text(1, 200), paidOn: day.optional() }),
      z.strictObject({ outcome: z.literal('FAILED'), reason: text(3, 500) }),
    ]),
    output: distribution,
    errors: move,
  }),
  myStatements: op({
    method: 'GET',
    path: '/distributions',
    summary: 'What the reader gets and got out of distributions of all ventures, newest first',
    level: 1,
    relation: 'self',
    query: z.strictObject(page),
    output: pageOf(statement),
    errors: [],
  }),
  myStatement: op({
    method: 'GET',
    path: '/distributions/{distributionId}/mine',
    summary: 'What the reader gets out of a distribution, and how it was worked out',
    level: 1,
    relation: 'party',
    limit: 'venture-read',
    params: byDistribution,
    output: statement,
    errors: ['NOT_FOUND'],
  }),
  object: op({
    method: 'POST',
    path: '/distributions/{distributionId}/objections',
    summary: 'Object within five days; the distribution goes back to a draft (recipient)',
    level: 1,
    relation: 'party',
    idempotency: 'required',
    params: byDistribution,
    body: z.strictObject({ reason: text(3, 1000) }),
    output: z.object({ state: distributionState }),
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  reportedRevenue: op({
    method: 'GET',
    path: '/admin/revenue',
    summary: 'Reports of all ventures, the oldest first',
    ...billing,
    query: z.strictObject({ ...page, state: reportState.default('REPORTED') }),
    output: pageOf(reportForHub),
    errors: [],
  }),
  recognise: op({
    method: 'POST',
    path: '/admin/revenue/{reportId}/recognise',
    summary: 'Recognise a report; a correction takes back what the report before it had brought',
    ...billing,
    ...proven,
    params: byReport,
    body: z.strictObject({ reason: text(3, 1000) }),
    output: reportForHub,
    errors: move,
  }),
  reject: op({
    method: 'POST',
    path: '/admin/revenue/{reportId}/reject',
    summary: 'Reject a report with reasons',
    ...billing,
    ...proven,
    params: byReport,
    body: z.strictObject({ reason: text(3, 1000) }),
    output: reportForHub,
    errors: move,
  }),
  payable: op({
    method: 'GET',
    path: '/admin/distributions',
    summary: 'Distributions of all ventures in a state, the oldest first, without their lines',
    ...billing,
    query: z.strictObject({ ...page, state: distributionState.default('APPROVED') }),
    output: pageOf(distribution.omit({ lines: true }).extend({ ventureName: z.string() })),
    errors: [],
  }),
};
