import { z } from 'zod';
import { debitErrors } from './buz.ts';
import { op } from './op.ts';
import {
  engagement,
  opportunity,
  opportunityAnalytics,
  opportunityCard,
  opportunityFields,
  opportunityInFull,
  opportunityInvitation,
  opportunityKind,
  opportunityState,
  opportunityType,
  publicOpportunity,
  rewardKind,
  detailsGate,
} from './opportunity-schemas.ts';
import { empty, id, page, pageOf, text } from './wire.ts';
import { industry } from './venture-schemas.ts';

export * from './opportunity-schemas.ts';

/**
 * Opportunities (domain rules, sections 8 and 20.11). What somebody may not see is not there: visibility is applied
 * before searching, counting and paging. Publishing, pausing, resuming and cancelling work on service offers, too.
 */

const byId = z.strictObject({ opportunityId: id });
const { title, type, engagement: asked, ...optionalFields } = opportunityFields;
const errors = ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'] as const;

/** What lists are narrowed by. */
export const opportunityFilters = {
  /** Words of the title, skills and tags, and of the description where it is open to the reader. */
  q: z.string().trim().max(200).optional(),
  type: opportunityType.optional(),
  engagement: engagement.optional(),
  reward: rewardKind.optional(),
  skill: z.string().trim().max(60).optional(),
  industry: industry.optional(),
  tag: z.string().trim().max(30).optional(),
  remote: z.enum(['true', 'false']).optional(),
  minHours: z.coerce.number().int().min(0).max(80).optional(),
  maxHours: z.coerce.number().int().min(1).max(80).optional(),
  /** Those of a venture whose details are open to the reader. */
  ventureId: id.optional(),
};
/** `relevance` needs `q`; without it the newest come first. */
export const opportunitySort = z.enum(['newest', 'relevance', 'closing']).default('newest');
const { ventureId: _venture, ...publicFilters } = opportunityFilters;

export const opportunities = {
  list: op({
    method: 'GET',
    path: '/opportunities',
    summary: 'Open opportunities the person may see',
    level: 1,
    relation: 'none',
    limit: 'user-read',
    query: z.strictObject({ ...page, ...opportunityFilters, sort: opportunitySort }),
    output: pageOf(opportunity).extend({ total: z.int() }),
    errors: [],
  }),
  mine: op({
    method: 'GET',
    path: '/me/opportunities',
    summary: 'What the person posted or decides about: opportunities and service offers in every state',
    level: 1,
    relation: 'creator',
    query: z.strictObject({
      ...page,
      kind: opportunityKind.optional(),
      state: opportunityState.optional(),
      ventureId: id.optional(),
    }),
    output: pageOf(
      opportunity.extend({
        /** Applications that wait for an answer. */
        waiting: z.int(),
      }),
    ),
    errors: [],
  }),
  publicList: op({
    method: 'GET',
    path: '/public/opportunities',
    summary: 'Open opportunities for everybody',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    query: z.strictObject({ ...page, ...publicFilters, sort: opportunitySort }),
    output: pageOf(publicOpportunity).extend({ total: z.int() }),
    errors: [],
  }),
  publicGet: op({
    method: 'GET',
    path: '/public/opportunities/{opportunityId}',
    summary: 'One open opportunity for everybody',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    params: byId,
    output: publicOpportunity,
    errors: ['NOT_FOUND'],
  }),
  get: op({
    method: 'GET',
    path: '/opportunities/{opportunityId}',
    summary: 'One opportunity; its details behind the papers it asks for',
    level: 1,
    relation: 'none',
    limit: 'user-read',
    gate: 'VIEW_OPPORTUNITY_DETAILS',
    params: byId,
    output: opportunityInFull,
    errors: ['NOT_FOUND'],
  }),
  requestDetails: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/details-request',
    summary: 'Ask for the papers that open the details; those of a venture can be signed from then on',
    level: 1,
    relation: 'none',
    gate: 'VIEW_OPPORTUNITY_DETAILS',
    params: byId,
    body: empty,
    output: detailsGate,
    errors: ['NOT_FOUND'],
  }),
  create: op({
    method: 'POST',
    path: '/opportunities',
    summary: 'Draft an opportunity, for a venture (OWNER, CO_OWNER, LEAD) or by oneself; drafts are free',
    level: 2,
    relation: 'self',
    status: 201,
    idempotency: 'required',
    body: z.strictObject({
      title,
      type,
      engagement: asked,
      ...z.strictObject(optionalFields).partial().shape,
      ventureId: id.optional(),
    }),
    output: opportunityInFull,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  edit: op({
    method: 'PATCH',
    path: '/opportunities/{opportunityId}',
    summary: 'Change an opportunity that has not ended',
    level: 2,
    relation: 'creator',
    ifMatch: true,
    params: byId,
    body: z.strictObject(opportunityFields).partial(),
    output: opportunityInFull,
    errors: [...errors, 'INVALID_INPUT', 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'],
  }),
  publish: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/publish',
    summary: 'Publish a complete draft: 10 BUZ, a service offer 5',
    level: 2,
    relation: 'creator',
    idempotency: 'required',
    params: byId,
    body: empty,
    output: opportunityInFull,
    errors: [...errors, 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED', ...debitErrors],
  }),
  pause: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/pause',
    summary: 'Take it out of the lists for a while; its expiry does not wait',
    level: 2,
    relation: 'creator',
    params: byId,
    body: empty,
    output: opportunityInFull,
    errors,
  }),
  resume: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/resume',
    summary: 'Open it again',
    level: 2,
    relation: 'creator',
    params: byId,
    body: empty,
    output: opportunityInFull,
    errors,
  }),
  cancel: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/cancel',
    summary: 'Cancel for good; undecided applications end, and what they cost goes back',
    level: 2,
    relation: 'creator',
    params: byId,
    body: z.strictObject({ reason: text(0, 500).default('') }),
    output: opportunityInFull,
    errors,
  }),
  moderate: op({
    method: 'POST',
    path: '/admin/opportunities/{opportunityId}/cancel',
    summary: 'Cancel what breaks the rules, with a reason its creator is told',
    level: 12,
    relation: 'administrator',
    params: byId,
    body: z.strictObject({ reason: text(5, 500) }),
    output: opportunityCard,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  invitations: op({
    method: 'GET',
    path: '/opportunities/{opportunityId}/invitations',
    summary: 'The people who were invited to apply',
    level: 2,
    relation: 'creator',
    params: byId,
    query: z.strictObject(page),
    output: pageOf(opportunityInvitation),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  invite: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/invitations',
    summary: 'Invite a member to apply; a PRIVATE opportunity is seen by those invited only',
    level: 2,
    relation: 'creator',
    status: 201,
    idempotency: 'required',
    params: byId,
    body: z.strictObject({ userId: id, message: text(0, 500).default('') }),
    output: opportunityInvitation,
    errors: [...errors, 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  uninvite: op({
    method: 'DELETE',
    path: '/opportunities/{opportunityId}/invitations/{userId}',
    summary: 'Take an invitation back',
    level: 2,
    relation: 'creator',
    status: 204,
    params: z.strictObject({ opportunityId: id, userId: id }),
    output: empty,
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  analytics: op({
    method: 'GET',
    path: '/opportunities/{opportunityId}/analytics',
    summary: 'Views, applications, matches and acceptances by day',
    level: 2,
    relation: 'creator',
    params: byId,
    output: opportunityAnalytics,
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
};
