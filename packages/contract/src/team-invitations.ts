import { z } from 'zod';
import { op } from './op.ts';
import { invitation, invitationState, invitedRole } from './team-schemas.ts';
import { email, empty, id, instant, page, pageOf, text } from './wire.ts';

const byId = z.strictObject({ invitationId: id });
const token = z.string().min(20).max(200);
const answered = ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'] as const;

/** Invitations to a team or a company; those to a venture are a module of their own. */
export const teamInvitations = {
  list: op({
    method: 'GET',
    path: '/team-invitations',
    summary: 'Own invitations: received, or sent; newest first',
    level: 0,
    relation: 'self',
    query: z.strictObject({
      ...page,
      direction: z.enum(['RECEIVED', 'SENT']).default('RECEIVED'),
      state: invitationState.optional(),
      /** Of one team or company, for those who may invite there. */
      teamId: id.optional(),
      companyId: id.optional(),
    }),
    output: pageOf(invitation),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  invite: op({
    method: 'POST',
    path: '/team-invitations',
    summary: 'Invite somebody by e-mail or by their profile; it is valid for 7 days',
    level: 1,
    relation: 'team role',
    gate: 'BUZ_USE',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({
      teamId: id.optional(),
      companyId: id.optional(),
      email: email.optional(),
      userId: id.optional(),
      role: invitedRole,
      message: text(0, 500).default(''),
    }),
    output: invitation,
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'ILLEGAL_TRANSITION',
      'RULE_VIOLATED',
      'ALREADY_EXISTS',
      'GATE_BLOCKED',
      'IDEMPOTENCY_KEY_REQUIRED',
    ],
  }),
  byLink: op({
    method: 'GET',
    path: '/public/team-invitations/{token}',
    summary: 'What the link of an invitation is about; the token is the key',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    params: z.strictObject({ token }),
    output: z.object({
      invitationId: id,
      kind: z.enum(['TEAM', 'COMPANY']),
      placeName: z.string(),
      inviterName: z.string(),
      role: invitedRole,
      message: z.string(),
      /** The address it went to, all but hidden. */
      email: z.string(),
      state: invitationState,
      expiresAt: instant,
    }),
    errors: ['NOT_FOUND'],
  }),
  accept: op({
    method: 'POST',
    path: '/team-invitations/{invitationId}/accept',
    summary: 'Accept, and belong to the team or the company',
    level: 1,
    relation: 'addressee',
    params: byId,
    body: empty,
    output: invitation,
    errors: answered,
  }),
  decline: op({
    method: 'POST',
    path: '/team-invitations/{invitationId}/decline',
    summary: 'Decline',
    level: 0,
    relation: 'addressee',
    params: byId,
    body: empty,
    output: invitation,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  cancel: op({
    method: 'POST',
    path: '/team-invitations/{invitationId}/cancel',
    summary: 'Take it back (who sent it, or who leads there)',
    level: 1,
    relation: 'creator',
    params: byId,
    body: empty,
    output: invitation,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  resend: op({
    method: 'POST',
    path: '/team-invitations/{invitationId}/resend',
    summary: 'Send an expired or cancelled one again (who sent it, or who leads there)',
    level: 1,
    relation: 'creator',
    gate: 'BUZ_USE',
    params: byId,
    body: empty,
    output: invitation,
    errors: [...answered, 'ALREADY_EXISTS', 'GATE_BLOCKED', 'FORBIDDEN'],
  }),
};
