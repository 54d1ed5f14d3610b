import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** Whether the papers of people and ventures are in order, what is held back from deletion, and the audit of both. */

const office = { level: [11, 12], relation: 'administrator' } as const;

export const complianceState = z.enum([
  'COMPLIANT',
  'ACTION_REQUIRED',
  'CHECKING',
  'AUDIT',
  'VIOLATION',
  'REMEDIATION',
  'ESCALATED',
  'SUSPENDED',
  'TERMINATED',
]);
const step = z.object({
  from: z.nullable(complianceState),
  to: complianceState,
  event: z.string(),
  actorName: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  at: instant,
});
export const standing = z.object({
  userId: id,
  name: z.string(),
  state: complianceState,
  score: z.nullable(z.number()),
  missing: z.int(),
  since: instant,
  plan: z.nullable(z.string()),
  deadline: z.nullable(instant),
});
export const hold = z.object({
  id,
  subject: z.enum(['DOCUMENT', 'USER', 'VENTURE']),
  subjectId: id,
  subjectName: z.string(),
  reason: z.string(),
  placedAt: instant,
  placedBy: z.string(),
  releasedAt: z.nullable(instant),
  releaseReason: z.nullable(z.string()),
});
const report = z.object({
  computedAt: instant,
  members: z.int(),
  fullyCompliant: z.int(),
  requiredCopies: z.int(),
  requiredInForce: z.int(),
  /** Fewer than 80 % of members at 100 %, or fewer than 95 % of required copies in force. */
  alarms: z.array(z.string()),
  scores: z.array(z.object({ from: z.int(), to: z.int(), members: z.int() })),
  expiring: z.array(z.object({ days: z.int(), copies: z.int() })),
  states: z.array(z.object({ state: complianceState, people: z.int() })),
  openReviews: z.int(),
  openBreaches: z.int(),
  holds: z.int(),
});

export const compliance = {
  mine: op({
    method: 'GET',
    path: '/me/compliance',
    summary: 'Own compliance: state, score, history, and since when a hold stops deletion',
    level: 0,
    relation: 'self',
    output: standing.extend({
      history: z.array(step),
      held: z.boolean(),
      /** Since when a legal hold suspends the deletion of what is the person's. Its reason is the legal office's alone. */
      heldSince: z.nullable(instant),
    }),
    errors: [],
  }),
  venture: op({
    method: 'GET',
    path: '/ventures/{ventureId}/compliance',
    summary: 'Papers of a venture: who has signed what, and what is missing',
    level: 1,
    relation: 'venture role',
    params: z.strictObject({ ventureId: id }),
    output: z.object({
      score: z.nullable(z.number()),
      people: z.array(
        z.object({
          userId: id,
          name: z.string(),
          role: z.string(),
          papers: z.array(
            z.object({
              code: z.string(),
              name: z.string(),
              status: z.string(),
              validUntil: z.nullable(instant),
            }),
          ),
        }),
      ),
    }),
    errors: ['NOT_FOUND'],
  }),
  report: op({
    method: 'GET',
    path: '/admin/legal/report',
    summary: 'The compliance report: scores, expiries, versions, reviews, breaches, holds, alarms',
    ...office,
    limit: 'compliance',
    output: report,
    errors: [],
  }),
  auditReport: op({
    method: 'GET',
    path: '/admin/legal/report/file',
    summary: 'The audit report of a span of time as CSV or PDF',
    ...office,
    limit: 'compliance',
    stream: 'download',
    query: z.strictObject({ format: z.enum(['csv', 'pdf']), from: instant, to: instant }),
    output: empty,
    errors: ['RULE_VIOLATED'],
  }),
  people: op({
    method: 'GET',
    path: '/admin/legal/people',
    summary: 'People by compliance, the worst first',
    ...office,
    query: z.strictObject({ ...page, state: complianceState.optional() }),
    output: pageOf(standing),
    errors: [],
  }),
  person: op({
    method: 'GET',
    path: '/admin/legal/people/{userId}',
    summary: 'One person: papers, state and history',
    ...office,
    params: z.strictObject({ userId: id }),
    output: standing.extend({
      history: z.array(step),
      papers: z.array(z.object({ code: z.string(), status: z.string(), validUntil: z.nullable(instant) })),
      held: z.boolean(),
      heldSince: z.nullable(instant),
    }),
    errors: ['NOT_FOUND'],
  }),
  openAudit: op({
    method: 'POST',
    path: '/admin/legal/audits',
    summary: 'Open a compliance audit of a person',
    ...office,
    stepUp: true,
    body: z.strictObject({ userId: id, reason: text(3, 1000) }),
    output: standing,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  decide: op({
    method: 'POST',
    path: '/admin/legal/people/{userId}/decide',
    summary:
      'The next step of a case: passed, finding, violation, plan, escalation, settlement, suspension, end',
    level: [10, 11, 12],
    relation: 'administrator',
    stepUp: true,
    params: z.strictObject({ userId: id }),
    body: z.strictObject({
      event: z.enum([
        'PASSED',
        'FINDING',
        'VIOLATION_CONFIRMED',
        'PLAN_AGREED',
        'CRITICAL',
        'PLAN_DONE',
        'SETTLED',
        'SUSPEND',
        'CONDITIONS_MET',
        'TERMINATE',
      ]),
      reason: text(3, 1000),
      plan: text(3, 4000).optional(),
      deadline: instant.optional(),
    }),
    output: standing,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'STEP_UP_REQUIRED', 'FORBIDDEN'],
  }),
  holds: op({
    method: 'GET',
    path: '/admin/legal/holds',
    summary: 'Legal holds, those in force first',
    ...office,
    query: z.strictObject({ ...page }),
    output: pageOf(hold),
    errors: [],
  }),
  placeHold: op({
    method: 'POST',
    path: '/admin/legal/holds',
    summary: 'Stop every deletion that concerns a document, a person or a venture',
    ...office,
    stepUp: true,
    status: 201,
    body: z.strictObject({
      subject: z.enum(['DOCUMENT', 'USER', 'VENTURE']),
      subjectId: id,
      reason: text(3, 1000),
    }),
    output: hold,
    errors: ['NOT_FOUND', 'ALREADY_EXISTS', 'STEP_UP_REQUIRED'],
  }),
  releaseHold: op({
    method: 'POST',
    path: '/admin/legal/holds/{holdId}/release',
    summary: 'Release a hold, with the reason',
    ...office,
    stepUp: true,
    params: z.strictObject({ holdId: id }),
    body: z.strictObject({ reason: text(3, 1000) }),
    output: hold,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
};
