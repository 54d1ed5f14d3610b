import { z } from 'zod';
import { op } from './op.ts';
import { ventureRole } from './venture-schemas.ts';
import { day, id, instant, text } from './wire.ts';

/** Passing a venture on to another member: by a document that both sign. Equity is not moved by it. */

const byVenture = z.strictObject({ ventureId: id });

export const transferState = z.enum(['WAITING', 'PASSED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED']);
export const transfer = z.object({
  id,
  ventureId: id,
  state: transferState,
  fromId: id,
  fromName: z.string(),
  toId: id,
  toName: z.string(),
  message: z.string(),
  documentId: id,
  signBy: day,
  /** Which of the two have signed. */
  signedByOwner: z.boolean(),
  signedByMember: z.boolean(),
  /** Why it ended, where somebody or something ended it. */
  reason: z.nullable(z.string()),
  startedAt: instant,
  decidedAt: z.nullable(instant),
  mayWithdraw: z.boolean(),
});
/** A member who could take over; `ready` when the papers of an owner are in force. */
export const successor = z.object({
  userId: id,
  name: z.string(),
  role: ventureRole,
  ready: z.boolean(),
  missingPapers: z.array(z.string()),
});

export const ownership = {
  read: op({
    method: 'GET',
    path: '/ventures/{ventureId}/ownership',
    summary: 'The latest transfer, for its two sides; who could take over, for the owner',
    level: 1,
    relation: 'venture role',
    params: byVenture,
    output: z.object({
      ventureName: z.string(),
      transfer: z.nullable(transfer),
      mayStart: z.boolean(),
      successors: z.array(successor),
    }),
    errors: ['NOT_FOUND'],
  }),
  start: op({
    method: 'POST',
    path: '/ventures/{ventureId}/ownership-transfers',
    summary: 'Send the document that passes the venture on to a member (OWNER)',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    status: 201,
    params: byVenture,
    body: z.strictObject({
      memberId: id,
      message: text(0, 1000).default(''),
      days: z.int().min(1).max(30).default(7),
    }),
    output: transfer,
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'ILLEGAL_TRANSITION',
      'ALREADY_EXISTS',
      'RULE_VIOLATED',
      'STEP_UP_REQUIRED',
      'IDEMPOTENCY_KEY_REQUIRED',
    ],
  }),
  withdraw: op({
    method: 'POST',
    path: '/ventures/{ventureId}/ownership-transfers/{transferId}/withdraw',
    summary: 'Take it back while it waits for a signature (who started it)',
    level: 1,
    relation: 'creator',
    params: byVenture.extend({ transferId: id }),
    body: z.strictObject({ reason: text(3, 500) }),
    output: transfer,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
};
