import { z } from 'zod';
import { op } from './op.ts';
import { email, empty, id, instant, page, pageOf, slug, text } from './wire.ts';

export const industry = z.enum([
  'Technology', 'Healthcare', 'Finance', 'Education', 'E-commerce', 'Manufacturing', 'Real estate', 'Entertainment', 'Food & beverage',
  'Transportation', 'Energy', 'Agriculture', 'Retail', 'Consulting', 'Marketing', 'Social impact', 'Other', 'Undecided',
]);
export const ventureStatus = z.enum(['DRAFT', 'PENDING_CONTRACTS', 'PENDING_APPROVAL', 'ACTIVE', 'PAUSED', 'SUSPENDED', 'CLOSED']);
export const ventureVisibility = z.enum(['INVITE_ONLY', 'PRIVATE', 'PUBLIC']);
export const ventureRole = z.enum(['OWNER', 'CO_OWNER', 'LEAD', 'CONTRIBUTOR', 'ADVISER', 'INVESTOR', 'OBSERVER']);
export const invitableRole = ventureRole.exclude(['OWNER']);
const wantedSkill = z.strictObject({ name: text(1, 60), level: z.int().min(1).max(5) });
const tier = z.int().min(0).max(3);

const fields = {
  name: text(2, 80),
  slug,
  purpose: text(0, 500),
  description: text(0, 5000),
  industry,
  tags: z.array(text(1, 30)).max(5),
  teamSizeWanted: z.int().min(1).max(50),
  dataResidency: z.string().regex(/^[A-Z]{2}$/),
  defaultTier: tier,
  tierCeiling: tier,
  personalData: z.boolean(),
  healthData: z.boolean(),
  skillsWanted: z.array(wantedSkill).max(20),
  rewardKind: z.enum(['EQUITY', 'CASH', 'HYBRID', 'UNDECIDED']),
  hubServices: z.boolean(),
  visibility: ventureVisibility,
};
const { name, ...optionalFields } = fields;

export const ventureCard = z.object({
  id, slug, name: z.string(), purpose: z.string(), industry, tags: z.array(z.string()), status: ventureStatus, phase: z.nullable(z.string()),
  visibility: ventureVisibility, memberCount: z.int(), ownerName: z.string(), createdAt: instant,
});
/** The whole record for its members; `rights` lists what the reader may do, so that pages show just that. */
export const venture = ventureCard.extend({
  ...fields, ownerId: id, version: z.int(), myRole: z.nullable(ventureRole), myState: z.nullable(z.enum(['JOINING', 'ACTIVE', 'LAPSED'])),
  rights: z.array(z.string()), updatedAt: instant, submittedAt: z.nullable(instant), activatedAt: z.nullable(instant), closedAt: z.nullable(instant),
  paperwork: z.array(z.object({ code: z.string(), name: z.string(), documentId: z.nullable(id), textHash: z.nullable(z.string()), inForce: z.boolean() })),
  approvalsDue: z.array(z.string()),
});
export const member = z.object({
  userId: id, name: z.string(), slug: z.string(), role: ventureRole, state: z.enum(['JOINING', 'ACTIVE', 'LAPSED']), joinedAt: instant, missingPapers: z.array(z.string()),
  /** Documents that wait for the owner's countersignature; filled for the owner only. */
  awaitingOwner: z.array(id),
});
export const invitation = z.object({
  id, ventureId: id, ventureName: z.string(), email: z.nullable(z.string()), role: invitableRole, message: z.string(), state: z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED']),
  invitedBy: z.string(), createdAt: instant, expiresAt: instant,
});
const byId = z.strictObject({ ventureId: id });
const byInvitation = z.strictObject({ invitationId: id });

export const ventures = {
  create: op({
    method: 'POST', path: '/ventures', summary: 'Start a draft; only the name is asked for', level: 2, relation: 'self', limit: 'venture-create', status: 201, idempotency: 'required',
    body: z.strictObject({ name, ...z.strictObject(optionalFields).partial().shape }), output: venture,
    errors: ['ALREADY_EXISTS', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  list: op({
    method: 'GET', path: '/ventures', summary: 'Ventures the person may see: own ones, or those open to members', level: 1, relation: 'none', limit: 'venture-read',
    query: z.strictObject({ ...page, mine: z.enum(['true', 'false']).optional(), q: z.string().trim().max(100).optional(), industry: industry.optional() }),
    output: pageOf(ventureCard.extend({ myRole: z.nullable(ventureRole) })), errors: [],
  }),
  get: op({
    method: 'GET', path: '/ventures/{ventureId}', summary: 'One venture; members see all, others the card where its visibility allows', level: 1, relation: 'venture role', limit: 'venture-read',
    params: byId, output: venture, errors: ['NOT_FOUND'],
  }),
  publicList: op({
    method: 'GET', path: '/public/ventures', summary: 'Public ventures', level: 'PUBLIC', relation: 'none', limit: 'anonymous',
    query: z.strictObject({ ...page, q: z.string().trim().max(100).optional(), industry: industry.optional() }), output: pageOf(ventureCard), errors: [],
  }),
  publicGet: op({
    method: 'GET', path: '/public/ventures/{slug}', summary: 'The card of a public venture', level: 'PUBLIC', relation: 'none', limit: 'anonymous',
    params: z.strictObject({ slug }), output: ventureCard.extend({ description: z.string() }), errors: ['NOT_FOUND'],
  }),
  edit: op({
    method: 'PATCH', path: '/ventures/{ventureId}', summary: 'Edit the card (OWNER, CO_OWNER)', level: 2, relation: 'venture role', ifMatch: true, params: byId,
    body: z.strictObject(fields).partial(), output: venture, errors: ['NOT_FOUND', 'FORBIDDEN', 'EDIT_CONFLICT', 'ALREADY_EXISTS', 'RULE_VIOLATED', 'IF_MATCH_REQUIRED'],
  }),
  discard: op({
    method: 'DELETE', path: '/ventures/{ventureId}', summary: 'Discard a draft (OWNER)', level: 2, relation: 'venture role', params: byId, status: 204, output: empty,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION'],
  }),
  submit: op({
    method: 'POST', path: '/ventures/{ventureId}/submit', summary: 'Submit a complete draft; issues the papers its answers call for', level: 2, relation: 'venture role', gate: 'CREATE_VENTURE',
    idempotency: 'required', params: byId,
    /** The owner signs PPNA and IAA of the venture in advance; each copy then needs the other side only. */
    body: z.strictObject({ standingSignature: z.literal(true) }), output: venture,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'GATE_BLOCKED', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  withdraw: op({
    method: 'POST', path: '/ventures/{ventureId}/withdraw', summary: 'Take a submitted venture back to draft (OWNER)', level: 2, relation: 'venture role', params: byId, body: empty,
    output: venture, errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION'],
  }),
  publish: op({
    method: 'POST', path: '/ventures/{ventureId}/publish', summary: 'Make the card public (OWNER)', level: 4, relation: 'venture role', params: byId, body: empty, output: venture,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION'],
  }),
  pause: op({
    method: 'POST', path: '/ventures/{ventureId}/pause', summary: 'Pause (OWNER)', level: 4, relation: 'venture role', params: byId, body: empty, output: venture,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION'],
  }),
  resume: op({
    method: 'POST', path: '/ventures/{ventureId}/resume', summary: 'Resume (OWNER)', level: 4, relation: 'venture role', params: byId, body: empty, output: venture,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION'],
  }),
  close: op({
    method: 'POST', path: '/ventures/{ventureId}/close', summary: 'Close for good; it stays readable as an archive (OWNER)', level: 4, relation: 'venture role', stepUp: true, params: byId,
    body: z.strictObject({ reason: text(3, 500) }), output: venture, errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  history: op({
    method: 'GET', path: '/ventures/{ventureId}/history', summary: 'Status changes, newest first', level: 1, relation: 'venture role', params: byId, query: z.strictObject(page),
    output: pageOf(z.object({ id, at: instant, from: z.nullable(z.string()), to: z.string(), event: z.string(), actorName: z.nullable(z.string()), reason: z.nullable(z.string()) })), errors: ['NOT_FOUND'],
  }),
  members: op({
    method: 'GET', path: '/ventures/{ventureId}/members', summary: 'Members with role and state', level: 1, relation: 'venture role', limit: 'venture-read', params: byId,
    output: z.object({ items: z.array(member) }), errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  changeRole: op({
    method: 'PATCH', path: '/ventures/{ventureId}/members/{userId}', summary: 'Change a member’s role (OWNER, CO_OWNER)', level: 2, relation: 'venture role',
    params: z.strictObject({ ventureId: id, userId: id }), body: z.strictObject({ role: invitableRole }), output: member,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED', 'GATE_BLOCKED'],
  }),
  removeMember: op({
    method: 'DELETE', path: '/ventures/{ventureId}/members/{userId}', summary: 'Remove a member, or leave; access ends at once', level: 1, relation: 'venture role',
    params: z.strictObject({ ventureId: id, userId: id }), status: 204, output: empty, errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED'],
  }),
  ventureInvitations: op({
    method: 'GET', path: '/ventures/{ventureId}/invitations', summary: 'Invitations of a venture (OWNER, CO_OWNER, LEAD)', level: 1, relation: 'venture role', params: byId, query: z.strictObject(page),
    output: pageOf(invitation), errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  invite: op({
    method: 'POST', path: '/ventures/{ventureId}/invitations', summary: 'Invite a person by e-mail; valid 7 days', level: 1, relation: 'venture role', idempotency: 'required', status: 201, params: byId,
    body: z.strictObject({ email, role: invitableRole, message: text(0, 500).default('') }), output: invitation,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ALREADY_EXISTS', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  myInvitations: op({
    method: 'GET', path: '/invitations', summary: 'Invitations addressed to the person', level: 0, relation: 'addressee', query: z.strictObject(page), output: pageOf(invitation), errors: [],
  }),
  /** What the mail link shows before there is an account; the token of the mail is the key. */
  invitationPreview: op({
    method: 'GET', path: '/public/invitations/{token}', summary: 'What an invitation link is about', level: 'PUBLIC', relation: 'addressee', limit: 'anonymous',
    params: z.strictObject({ token: z.string().min(20).max(200) }),
    output: z.object({ invitationId: id, ventureName: z.string(), invitedBy: z.string(), role: invitableRole, email: z.string(), message: z.string(), state: z.string(), expiresAt: instant, hasAccount: z.boolean() }),
    errors: ['NOT_FOUND'],
  }),
  accept: op({
    method: 'POST', path: '/invitations/{invitationId}/accept', summary: 'Accept; opens the papers of the membership', level: 1, relation: 'addressee', params: byInvitation, body: empty, output: invitation,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  decline: op({
    method: 'POST', path: '/invitations/{invitationId}/decline', summary: 'Decline', level: 0, relation: 'addressee', params: byInvitation, body: empty, output: invitation,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  resend: op({
    method: 'POST', path: '/invitations/{invitationId}/resend', summary: 'Send again; a new 7 days begin (inviter)', level: 1, relation: 'venture role', params: byInvitation, body: empty, output: invitation,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  cancel: op({
    method: 'POST', path: '/invitations/{invitationId}/cancel', summary: 'Cancel (inviter)', level: 1, relation: 'venture role', params: byInvitation, body: empty, output: invitation,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  approve: op({
    method: 'POST', path: '/admin/ventures/{ventureId}/approve', summary: 'Give the approval that is due', level: [10, 11, 12], relation: 'administrator', stepUp: true, params: byId,
    body: z.strictObject({ reason: text(3, 500) }), output: z.object({ status: ventureStatus, approvalsDue: z.array(z.string()) }), errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  refuse: op({
    method: 'POST', path: '/admin/ventures/{ventureId}/refuse', summary: 'Refuse an approval; back to draft', level: [10, 11, 12], relation: 'administrator', stepUp: true, params: byId,
    body: z.strictObject({ reason: text(3, 500) }), output: z.object({ status: ventureStatus }), errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  suspend: op({
    method: 'POST', path: '/admin/ventures/{ventureId}/suspend', summary: 'Suspend a venture', level: [10, 11, 12], relation: 'administrator', stepUp: true, params: byId,
    body: z.strictObject({ reason: text(3, 500) }), output: z.object({ status: ventureStatus }), errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  lift: op({
    method: 'POST', path: '/admin/ventures/{ventureId}/lift', summary: 'Lift a suspension', level: [10, 11, 12], relation: 'administrator', stepUp: true, params: byId,
    body: z.strictObject({ reason: text(3, 500) }), output: z.object({ status: ventureStatus }), errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
};
