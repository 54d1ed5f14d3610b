import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, rung, text } from './wire.ts';

export const missingPaper = z.object({ code: z.string(), name: z.string(), ventureId: z.optional(id), tier: z.optional(z.int()) });
export const rungState = z.object({
  rung, name: z.string(), held: z.boolean(), buildsOn: z.nullable(rung), opens: z.string(),
  missingPapers: z.array(missingPaper), missingConditions: z.array(z.string()),
});
export const gateState = z.object({ gate: z.string(), open: z.boolean(), missingPapers: z.array(missingPaper), missingConditions: z.array(z.string()) });
export const gateName = z.enum([
  'BECOME_MEMBER', 'SUBSCRIBE', 'START_TRIAL', 'BUZ_USE', 'BUZ_TRANSFER', 'CREATE_VENTURE', 'ACTIVATE_VENTURE', 'JOIN_VENTURE',
  'VIEW_OPPORTUNITY_DETAILS', 'ACCEPT_EQUITY_OFFER', 'ACCESS_TIER_1', 'ACCESS_TIER_2', 'ACCESS_TIER_3', 'HUB_SERVICES', 'JOINT_DEVELOPMENT',
  'UMBRELLA', 'API_KEY', 'ANALYTICS_EXPORT',
]);

export const access = {
  me: op({
    method: 'GET', path: '/access/me', summary: 'Rungs held, the displayed level, and what the next rungs ask for', level: 0, relation: 'self',
    output: z.object({ level: rung, levelName: z.string(), held: z.array(rung), next: z.array(rungState), complianceScore: z.nullable(z.number()) }), errors: [],
  }),
  ladder: op({
    method: 'GET', path: '/access/ladder', summary: 'The rungs the person may know of, with their papers', level: 0, relation: 'self',
    output: z.object({ items: z.array(rungState) }), errors: [],
  }),
  check: op({
    method: 'GET', path: '/access/check', summary: 'Would this gate open now, and what is missing', level: 0, relation: 'self',
    query: z.strictObject({ action: gateName, ventureId: id.optional() }), output: gateState, errors: ['NOT_FOUND'],
  }),
  appoint: op({
    method: 'POST', path: '/admin/appointments', summary: 'Appoint an administrator', level: 12, relation: 'administrator', stepUp: true, status: 201,
    body: z.strictObject({ userId: id, rung: z.union([z.literal(9), z.literal(10), z.literal(11), z.literal(12)]), reason: text(5, 500) }),
    output: z.object({ id, userId: id, rung, at: instant }), errors: ['NOT_FOUND', 'ALREADY_EXISTS', 'STEP_UP_REQUIRED'],
  }),
  dismiss: op({
    method: 'DELETE', path: '/admin/appointments', summary: 'Dismiss an administrator; the last super administrator cannot be dismissed', level: 12,
    relation: 'administrator', stepUp: true, body: z.strictObject({ userId: id, rung: z.union([z.literal(9), z.literal(10), z.literal(11), z.literal(12)]), reason: text(5, 500) }),
    status: 204, output: empty, errors: ['NOT_FOUND', 'RULE_VIOLATED', 'STEP_UP_REQUIRED'],
  }),
  approveClearance: op({
    method: 'POST', path: '/admin/clearances/{userId}/approve', summary: 'Approve tier access: rung 7 for 60 days, rung 8 for 30', level: [10, 12], relation: 'administrator',
    stepUp: true, params: z.strictObject({ userId: id }), body: z.strictObject({ rung: z.union([z.literal(7), z.literal(8)]), reason: text(5, 500) }),
    output: z.object({ userId: id, rung, until: instant }), errors: ['NOT_FOUND', 'STEP_UP_REQUIRED'],
  }),
  refuseClearance: op({
    method: 'POST', path: '/admin/clearances/{userId}/refuse', summary: 'Refuse or withdraw tier access', level: [10, 12], relation: 'administrator',
    stepUp: true, params: z.strictObject({ userId: id }), body: z.strictObject({ rung: z.union([z.literal(7), z.literal(8)]), reason: text(5, 500) }),
    status: 204, output: empty, errors: ['NOT_FOUND', 'STEP_UP_REQUIRED'],
  }),
};
