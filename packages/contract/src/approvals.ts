import { z } from 'zod';
import { op } from './op.ts';
import { approval, approvalState, waiting, waitingKind } from './team-schemas.ts';
import { empty, id, page, pageOf, text } from './wire.ts';

const byId = z.strictObject({ approvalId: id });

/** Section 18 of the domain rules: each person has one list of what waits for them. */
export const approvals = {
  waiting: op({
    method: 'GET',
    path: '/approvals',
    summary: 'Everything on the platform that waits for the reader, what is due soonest first',
    level: 1,
    relation: 'self',
    output: z.object({
      items: z.array(waiting),
      /** How many of each kind; of a kind with more than 50, the first 50 are among the items. */
      counts: z.array(z.object({ kind: waitingKind, shown: z.int(), more: z.boolean() })),
    }),
    errors: [],
  }),
  list: op({
    method: 'GET',
    path: '/approvals/requests',
    summary: 'Requests: of the reader, or put to them; newest first',
    level: 1,
    relation: 'party',
    query: z.strictObject({
      ...page,
      side: z.enum(['REQUESTER', 'APPROVER']).default('REQUESTER'),
      state: approvalState.optional(),
    }),
    output: pageOf(approval),
    errors: [],
  }),
  request: op({
    method: 'POST',
    path: '/approvals',
    summary: 'Ask who leads a team, or owns or manages a company, to approve something',
    level: 1,
    relation: 'team role',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({
      teamId: id.optional(),
      companyId: id.optional(),
      /** Who decides; without it the LEAD or the OWNER. */
      approverId: id.optional(),
      subject: text(3, 120),
      message: text(0, 2000).default(''),
    }),
    output: approval,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  get: op({
    method: 'GET',
    path: '/approvals/{approvalId}',
    summary: 'One request (who asked, who decides)',
    level: 1,
    relation: 'party',
    params: byId,
    output: approval,
    errors: ['NOT_FOUND'],
  }),
  decide: op({
    method: 'POST',
    path: '/approvals/{approvalId}/decide',
    summary: 'Approve or reject; what was asked for happens with it (who decides)',
    level: 1,
    relation: 'addressee',
    params: byId,
    body: z.strictObject({ decision: z.enum(['approve', 'reject']), comment: text(0, 1000).default('') }),
    output: approval,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
  withdraw: op({
    method: 'POST',
    path: '/approvals/{approvalId}/withdraw',
    summary: 'Take a request back (who asked)',
    level: 1,
    relation: 'creator',
    params: byId,
    body: empty,
    output: approval,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
};
