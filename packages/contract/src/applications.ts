import { z } from 'zod';
import { debitErrors } from './buz.ts';
import { op } from './op.ts';
import { application, applicationState, bid, opportunityKind, skillLevel } from './opportunity-schemas.ts';
import { empty, id, page, pageOf, text } from './wire.ts';

/** Applications to opportunities, and asks for services: the same thing seen from the other side. */

const byId = z.strictObject({ applicationId: id });
const ofOpportunity = z.strictObject({ opportunityId: id });
const errors = ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'] as const;

export const applicationBody = z.strictObject({
  coverLetter: text(20, 4000),
  skills: z.array(skillLevel).max(15).default([]),
  experience: text(0, 4000).default(''),
  availability: text(0, 500).default(''),
  motivation: text(0, 2000).default(''),
  /** Where an NDA is asked for, nobody applies without. */
  ndaAccepted: z.boolean().default(false),
  bid: bid.optional(),
});

export const applications = {
  apply: op({
    method: 'POST',
    path: '/opportunities/{opportunityId}/applications',
    summary: 'Apply: 3 BUZ, with a priced bid 8; asking for a service is free',
    level: 1,
    relation: 'none',
    gate: 'VIEW_OPPORTUNITY_DETAILS',
    idempotency: 'required',
    status: 201,
    params: ofOpportunity,
    body: applicationBody,
    output: application,
    errors: [...errors, 'ALREADY_EXISTS', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED', ...debitErrors],
  }),
  ofOpportunity: op({
    method: 'GET',
    path: '/opportunities/{opportunityId}/applications',
    summary: 'Applications to an opportunity, or asks for a service, newest first',
    level: 2,
    relation: 'creator',
    params: ofOpportunity,
    query: z.strictObject({ ...page, state: applicationState.optional() }),
    output: pageOf(application),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  mine: op({
    method: 'GET',
    path: '/applications',
    summary: 'Own applications and asks, or those that wait for an answer of the person',
    level: 1,
    relation: 'party',
    query: z.strictObject({
      ...page,
      kind: opportunityKind.optional(),
      state: applicationState.optional(),
      side: z.enum(['BY_ME', 'TO_ME']).default('BY_ME'),
    }),
    output: pageOf(application),
    errors: [],
  }),
  get: op({
    method: 'GET',
    path: '/applications/{applicationId}',
    summary: 'One application, for its applicant and the creator side',
    level: 1,
    relation: 'party',
    params: byId,
    output: application,
    errors: ['NOT_FOUND'],
  }),
  open: op({
    method: 'POST',
    path: '/applications/{applicationId}/open',
    summary: 'Begin to review an application',
    level: 2,
    relation: 'creator',
    params: byId,
    body: empty,
    output: application,
    errors,
  }),
  accept: op({
    method: 'POST',
    path: '/applications/{applicationId}/accept',
    summary: 'Accept: a venture sends its invitation, otherwise an agreement goes to both sides',
    level: 2,
    relation: 'creator',
    idempotency: 'required',
    params: byId,
    body: z.strictObject({ message: text(0, 500).default('') }),
    output: application,
    errors: [...errors, 'IDEMPOTENCY_KEY_REQUIRED', ...debitErrors],
  }),
  reject: op({
    method: 'POST',
    path: '/applications/{applicationId}/reject',
    summary: 'Reject, with a reason the person is told',
    level: 2,
    relation: 'creator',
    params: byId,
    body: z.strictObject({ reason: text(3, 500) }),
    output: application,
    errors,
  }),
  withdraw: op({
    method: 'POST',
    path: '/applications/{applicationId}/withdraw',
    summary: 'Withdraw an application that is not decided',
    level: 1,
    relation: 'party',
    params: byId,
    body: z.strictObject({ reason: text(0, 500).default('') }),
    output: application,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
};
