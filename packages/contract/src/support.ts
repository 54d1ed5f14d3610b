import { z } from 'zod';
import { communityLimits, person } from './community-schemas.ts';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** Support requests, reports of abuse, and moderation (domain rules, sections 10 and 19). */

export const supportPriority = z.enum(['P1', 'P2', 'P3', 'P4']);
export const supportState = z.enum(['OPEN', 'ANSWERED', 'CLOSED']);
const words = text(3, communityLimits.supportCharacters);
export const supportRequest = z.object({
  id,
  person,
  subject: z.string(),
  priority: supportPriority,
  state: supportState,
  /** Priority support was bought when it was sent. */
  prioritySupport: z.boolean(),
  /** Until when the hub means to give the next answer; null when none is due. */
  answerDueAt: z.nullable(instant),
  late: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  rights: z.array(z.enum(['reply', 'close', 'answer'])),
  version: z.int(),
});
export const supportMessage = z.object({
  id,
  byHub: z.boolean(),
  author: person,
  text: z.string(),
  at: instant,
});
export const supportCase = supportRequest.extend({ messages: z.array(supportMessage) });

export const reportedKind = z.enum(['MESSAGE', 'IDEA', 'POLL', 'KUDOS', 'PROFILE']);
export const reportReason = z.enum([
  'HARASSMENT',
  'SPAM',
  'SCAM',
  'HATE',
  'PRIVATE_DATA',
  'ILLEGAL',
  'OTHER',
]);
export const report = z.object({
  id,
  kind: reportedKind,
  subjectId: id,
  reason: reportReason,
  text: z.string(),
  at: instant,
  /** What became of it. */
  outcome: z.nullable(z.enum(['NOTHING', 'ACTED'])),
});
export const moderationState = z.enum(['OPEN', 'DECIDED', 'APPEALED', 'CLOSED']);
export const moderationMeasure = z.enum(['DISMISS', 'HIDE', 'WARN', 'SUSPEND']);
/** What the person concerned is told. */
export const decision = z.object({
  id,
  kind: reportedKind,
  measure: moderationMeasure,
  reason: z.string(),
  excerpt: z.string(),
  decidedAt: instant,
  state: moderationState,
  appeal: z.nullable(z.string()),
  appealReason: z.nullable(z.string()),
  overturned: z.nullable(z.boolean()),
  rights: z.array(z.enum(['appeal'])),
});
export const moderationCase = z.object({
  id,
  kind: reportedKind,
  subjectId: id,
  author: person,
  /** The reported words as they stood when they were reported first. */
  excerpt: z.string(),
  state: moderationState,
  reports: z.array(z.object({ reporter: person, reason: reportReason, text: z.string(), at: instant })),
  measure: z.nullable(moderationMeasure),
  reason: z.nullable(z.string()),
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(instant),
  appeal: z.nullable(z.string()),
  appealedAt: z.nullable(instant),
  appealReason: z.nullable(z.string()),
  overturned: z.nullable(z.boolean()),
  openedAt: instant,
  version: z.int(),
});

const byRequest = z.strictObject({ requestId: id });
const byCase = z.strictObject({ caseId: id });
const stepped = ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED', 'ILLEGAL_TRANSITION'] as const;
const administers = { level: [12], relation: 'administrator' } as const;

export const support = {
  requests: op({
    method: 'GET',
    path: '/support-requests',
    summary: 'Own support requests, newest first',
    level: 0,
    relation: 'self',
    query: z.strictObject({ ...page, state: supportState.optional() }),
    output: pageOf(supportRequest),
    errors: [],
  }),
  ask: op({
    method: 'POST',
    path: '/support-requests',
    summary: 'Ask the hub for help',
    level: 0,
    relation: 'self',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({ subject: text(3, 120), text: words, priority: supportPriority.default('P3') }),
    output: supportCase,
    errors: ['RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  request: op({
    method: 'GET',
    path: '/support-requests/{requestId}',
    summary: 'One support request with everything that was written',
    level: 0,
    relation: 'self',
    params: byRequest,
    output: supportCase,
    errors: ['NOT_FOUND'],
  }),
  reply: op({
    method: 'POST',
    path: '/support-requests/{requestId}/messages',
    summary: 'Write more; a closed request is open again for 14 days after its end',
    level: 0,
    relation: 'self',
    idempotency: 'required',
    status: 201,
    params: byRequest,
    body: z.strictObject({ text: words }),
    output: supportCase,
    errors: [...stepped, 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  close: op({
    method: 'POST',
    path: '/support-requests/{requestId}/close',
    summary: 'Say that it is settled',
    level: 0,
    relation: 'self',
    params: byRequest,
    body: empty,
    output: supportCase,
    errors: stepped,
  }),
  report: op({
    method: 'POST',
    path: '/abuse-reports',
    summary: 'Report what one can read to the moderators',
    level: 1,
    relation: 'none',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({
      kind: reportedKind,
      subjectId: id,
      reason: reportReason,
      text: text(0, communityLimits.reportCharacters).default(''),
    }),
    output: report,
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  reports: op({
    method: 'GET',
    path: '/abuse-reports',
    summary: 'Own reports and what became of them',
    level: 1,
    relation: 'self',
    query: z.strictObject(page),
    output: pageOf(report),
    errors: [],
  }),
  decisions: op({
    method: 'GET',
    path: '/moderation/decisions',
    summary: 'Decisions of the moderators about oneself',
    level: 0,
    relation: 'self',
    query: z.strictObject(page),
    output: pageOf(decision),
    errors: [],
  }),
  appeal: op({
    method: 'POST',
    path: '/moderation/decisions/{caseId}/appeal',
    summary: 'Appeal a decision, once, within 30 days; open to suspended accounts, too',
    level: 0,
    relation: 'self',
    whileSuspended: true,
    params: byCase,
    body: z.strictObject({ text: text(10, communityLimits.reportCharacters) }),
    output: decision,
    errors: stepped,
  }),
  queue: op({
    method: 'GET',
    path: '/admin/support-requests',
    summary: 'Support requests, those due soonest first',
    ...administers,
    query: z.strictObject({ ...page, state: supportState.default('OPEN') }),
    output: pageOf(supportRequest),
    errors: [],
  }),
  requestForHub: op({
    method: 'GET',
    path: '/admin/support-requests/{requestId}',
    summary: 'One support request, for the hub',
    ...administers,
    params: byRequest,
    output: supportCase,
    errors: ['NOT_FOUND'],
  }),
  answer: op({
    method: 'POST',
    path: '/admin/support-requests/{requestId}/answer',
    summary: 'Answer, and close it when that settles it',
    ...administers,
    stepUp: true,
    idempotency: 'required',
    status: 201,
    params: byRequest,
    body: z.strictObject({ text: words, close: z.boolean().default(false) }),
    output: supportCase,
    errors: [...stepped, 'STEP_UP_REQUIRED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  cases: op({
    method: 'GET',
    path: '/admin/moderation/cases',
    summary: 'What was reported, the oldest first',
    ...administers,
    query: z.strictObject({ ...page, state: moderationState.default('OPEN') }),
    output: pageOf(moderationCase),
    errors: [],
  }),
  decide: op({
    method: 'POST',
    path: '/admin/moderation/cases/{caseId}/decide',
    summary: 'Decide with a reason: dismiss, hide, warn, suspend',
    ...administers,
    stepUp: true,
    params: byCase,
    body: z.strictObject({ measure: moderationMeasure, reason: text(10, 500) }),
    output: moderationCase,
    errors: [...stepped, 'STEP_UP_REQUIRED'],
  }),
  decideAppeal: op({
    method: 'POST',
    path: '/admin/moderation/cases/{caseId}/appeal',
    summary: 'Uphold or overturn; by another administrator than the one who decided, where there is one',
    ...administers,
    stepUp: true,
    params: byCase,
    body: z.strictObject({ overturn: z.boolean(), reason: text(10, 500) }),
    output: moderationCase,
    errors: [...stepped, 'STEP_UP_REQUIRED'],
  }),
};
