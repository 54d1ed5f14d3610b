import { z } from 'zod';
import { day, id, instant, text } from './wire.ts';

/** Shapes of teams, companies and approvals (domain rules, section 18). */

export const visibility = z.enum(['PUBLIC', 'PRIVATE', 'CONFIDENTIAL']);
export const named = z.object({ id, name: z.string() });
export const person = z.object({ userId: id, name: z.string(), slug: z.string() });

export const companySize = z.enum(['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'ENTERPRISE']);
export const companyStage = z.enum([
  'PRE_SEED',
  'SEED',
  'SERIES_A',
  'SERIES_B',
  'SERIES_C',
  'SERIES_D',
  'PUBLIC',
  'ACQUIRED',
]);
export const companyState = z.enum(['ACTIVE', 'INACTIVE', 'SUSPENDED', 'DISSOLVED', 'MERGED']);
export const companyEvent = z.enum(['rest', 'resume', 'suspend', 'lift', 'dissolve']);
export const companyRole = z.enum(['OWNER', 'MANAGER', 'MEMBER']);
export const companyRight = z.enum([
  'read',
  'edit',
  'invite',
  'teams',
  'documents',
  'own',
  'oversee',
  'leave',
]);

export const companyFields = {
  name: text(2, 80),
  description: text(10, 2000),
  industry: text(2, 60),
  size: companySize,
  stage: companyStage,
  visibility,
  tags: z.array(text(1, 30)).max(10),
  /** Empty, or an address that begins with https://. */
  website: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(200)]),
};

/** How much of the child the parent holds: percent with up to four decimals, as text. */
export const percent = z
  .string()
  .regex(/^(?:100(?:\.0{1,4})?|\d{1,2}(?:\.\d{1,4})?)$/, 'Give a percentage up to 100, such as 33.3333.')
  .refine((value) => Number(value) > 0, 'A part is more than nothing.');

export const companyCard = z.object({
  id,
  name: z.string(),
  description: z.string(),
  industry: z.string(),
  size: companySize,
  stage: companyStage,
  visibility,
  tags: z.array(z.string()),
  website: z.string(),
  state: companyState,
  /** The reader's own part in it. */
  role: z.nullable(companyRole),
  teams: z.int(),
  people: z.int(),
  createdAt: instant,
  version: z.int(),
});

/** Null stands for a company that the reader cannot see. */
const stake = z.object({ company: z.nullable(named), percent: z.string(), mayRemove: z.boolean() });
export const company = companyCard.extend({
  owner: z.nullable(person),
  rights: z.array(companyRight),
  steps: z.array(companyEvent),
  mergedInto: z.nullable(named),
  parents: z.array(stake),
  children: z.array(stake),
});
export const companyPerson = person.extend({ role: companyRole, joinedAt: instant, mayRemove: z.boolean() });
export const companyDocument = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  note: z.string(),
  addedBy: person,
  addedAt: instant,
});

export const teamState = z.enum([
  'FORMING',
  'ACTIVE',
  'INACTIVE',
  'CONFLICT_RESOLUTION',
  'MEDIATION',
  'ESCALATED',
  'PERFORMANCE_REVIEW',
  'IMPROVEMENT_PLANNING',
  'RESTRUCTURING',
  'DISBANDED',
]);
export const teamEvent = z.enum([
  'complete',
  'disband',
  'conflict',
  'review',
  'rest',
  'resume',
  'solved',
  'name-mediator',
  'escalate',
  'settled',
  'failed',
  'keep',
  'dissolve',
  'good',
  'improve',
  'restructure',
  'goals-met',
  'goals-missed',
  'set-up-anew',
]);
export const teamRole = z.enum(['LEAD', 'SENIOR', 'MEMBER', 'JUNIOR', 'OBSERVER']);
/** Section 18, and what only the reader's place in the team gives. */
export const teamRight = z.enum([
  'read',
  'write',
  'write-own',
  'invite',
  'analytics',
  'lead',
  'own',
  'mediate',
  'join',
  'leave',
]);

export const teamFields = {
  name: text(2, 80),
  purpose: text(10, 1000),
  visibility,
  size: z.int().min(2).max(100),
};

export const teamCard = z.object({
  id,
  ...teamFields,
  state: teamState,
  company: z.nullable(named),
  venture: z.nullable(named),
  parent: z.nullable(named),
  lead: z.nullable(person),
  members: z.int(),
  /** The role the reader acts in; a LEAD without rung 3 acts as SENIOR. */
  role: z.nullable(teamRole),
  createdAt: instant,
  version: z.int(),
});
export const team = teamCard.extend({
  rights: z.array(teamRight),
  steps: z.array(teamEvent),
  stateSince: instant,
  mediator: z.nullable(person),
  /** A rate was below 60 % over 30 days, and no review has begun since. */
  reviewSuggestedAt: z.nullable(instant),
  subTeams: z.array(z.object({ id, name: z.string(), state: teamState, members: z.int() })),
  /** An own request to join that waits for its answer. */
  joinRequestId: z.nullable(id),
});
export const teamMember = person.extend({
  role: teamRole,
  joinedAt: instant,
  mayChange: z.boolean(),
  mayRemove: z.boolean(),
  mayLead: z.boolean(),
});

const figure = z.number().min(-1e12).max(1e12);
export const goalState = z.enum(['DRAFT', 'ACTIVE', 'ON_TRACK', 'AT_RISK', 'COMPLETED', 'CANCELLED']);
export const goalEvent = z.enum(['activate', 'on-track', 'at-risk', 'complete', 'cancel']);
export const goalFields = {
  title: text(3, 120),
  description: text(0, 1000),
  priority: z.int().min(1).max(5),
  unit: text(0, 20),
  target: z.number().positive().max(1e12),
  dueOn: z.nullable(day),
};
export const goal = z.object({
  id,
  ...goalFields,
  current: z.number(),
  /** Current ÷ target, 0 to 1. */
  progress: z.number(),
  owner: person,
  state: goalState,
  overdue: z.boolean(),
  mayWrite: z.boolean(),
  steps: z.array(goalEvent),
  createdAt: instant,
  version: z.int(),
});

export const metricState = z.enum(['NO_VALUE', 'ON_TARGET', 'SHORT_OF_TARGET', 'BEYOND_THRESHOLD']);
const metricShape = {
  name: text(2, 60),
  unit: text(0, 20),
  /** UP: the more the better; DOWN: the less the better. */
  direction: z.enum(['UP', 'DOWN']),
  target: figure,
  /** Beyond it something is wrong: below it for UP, above it for DOWN. */
  threshold: figure,
};
export const metricBody = z.strictObject(metricShape);
export const metricValue = z.strictObject({ day, value: figure });
export const metric = z.object({
  id,
  ...metricShape,
  state: metricState,
  latest: z.nullable(z.object({ day, value: z.number() })),
  /** At most the last 60, the oldest first. */
  values: z.array(z.object({ day, value: z.number() })),
  mayWrite: z.boolean(),
  version: z.int(),
});

export const rate = z.object({
  /** Percent with one decimal; null where nothing was due or nobody could check in. */
  percent: z.nullable(z.number()),
  done: z.int(),
  possible: z.int(),
});
export const productivity = z.object({
  days: z.int(),
  /** Below this percentage a performance review is suggested. */
  least: z.int(),
  onTime: rate,
  checkIns: rate,
  below: z.array(z.enum(['ON_TIME', 'CHECK_IN'])),
  /** Ventures whose work is counted: the team's own, or those in which at least two of it take part. */
  ventures: z.int(),
  weeks: z.array(z.object({ from: day, onTime: rate, checkIns: rate })),
});

export const historyEntry = z.object({
  id,
  at: instant,
  entity: z.enum([
    'COMPANY',
    'TEAM',
    'MEMBER',
    'GOAL',
    'METRIC',
    'DOCUMENT',
    'INVITATION',
    'APPROVAL',
    'STAKE',
  ]),
  event: z.string(),
  subject: z.string(),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  actor: z.nullable(person),
  reason: z.nullable(z.string()),
});

export const invitationState = z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED', 'EXPIRED']);
export const invitedRole = z.enum(['SENIOR', 'MEMBER', 'JUNIOR', 'OBSERVER', 'MANAGER']);
export const invitation = z.object({
  id,
  team: z.nullable(named),
  company: z.nullable(named),
  role: invitedRole,
  /** What was written to: an address, or a person. */
  email: z.nullable(z.string()),
  invitee: z.nullable(person),
  inviter: person,
  message: z.string(),
  state: invitationState,
  steps: z.array(z.enum(['accept', 'decline', 'cancel', 'resend'])),
  createdAt: instant,
  expiresAt: instant,
});

export const approvalKind = z.enum(['REQUEST', 'JOIN_TEAM', 'PARENT_COMPANY', 'MERGER']);
export const approvalState = z.enum(['PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'LAPSED']);
export const approval = z.object({
  id,
  kind: approvalKind,
  team: z.nullable(named),
  company: z.nullable(named),
  otherCompany: z.nullable(named),
  percent: z.nullable(z.string()),
  requester: person,
  approver: person,
  subject: z.string(),
  message: z.string(),
  state: approvalState,
  comment: z.string(),
  steps: z.array(z.enum(['approve', 'reject', 'withdraw'])),
  createdAt: instant,
  decidedAt: z.nullable(instant),
});

/** What waits for somebody, wherever on the platform it is. */
export const waitingKind = z.enum([
  'APPROVAL',
  'INVITATION',
  'APPLICATION',
  'DOCUMENT',
  'OFFER',
  'CONTRIBUTION',
  'UMBRELLA_PAYMENT',
]);
export const waiting = z.object({
  kind: waitingKind,
  id,
  title: z.string(),
  /** Where it comes from: a person, a team, a venture. */
  from: z.string(),
  since: instant,
  dueAt: z.nullable(instant),
  link: z.string(),
});
