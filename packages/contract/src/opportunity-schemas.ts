import { z } from 'zod';
import { amountMinor, currency } from './finances-schemas.ts';
import { industry, ventureRole } from './venture-schemas.ts';
import { day, id, instant, rung, text, timeZone } from './wire.ts';

/** What opportunities, service offers, applications and matching share on the wire (domain rules, section 8). */

/** A SERVICE is the mirror image of an OPPORTUNITY: its creator offers a skill, and others ask for it. */
export const opportunityKind = z.enum(['OPPORTUNITY', 'SERVICE']);
export const opportunityType = z.enum([
  'VENTURE_COLLABORATION',
  'SKILL_SHARING',
  'IDEA_COLLABORATION',
  'MENTORSHIP',
  'LEGAL_PARTNERSHIP',
  'UMBRELLA_NETWORK',
  'PROJECT_CONSULTING',
  'EQUITY_PARTNERSHIP',
]);
export const engagement = z.enum(['FULL_TIME', 'PART_TIME', 'CONSULTING', 'MENTORING', 'ADVISORY']);
export const rewardKind = z.enum([
  'EQUITY',
  'REVENUE_SHARE',
  'HOURLY',
  'PROJECT_FEE',
  'MENTORSHIP_EXCHANGE',
  'SKILL_EXCHANGE',
  'UNPAID',
]);
export const opportunityVisibility = z.enum([
  'PUBLIC',
  'MEMBER_ONLY',
  'SUBSCRIBER_ONLY',
  'VENTURE_ONLY',
  'PRIVATE',
]);
export const opportunityState = z.enum(['DRAFT', 'ACTIVE', 'PAUSED', 'FILLED', 'EXPIRED', 'CANCELLED']);
export const applicationState = z.enum([
  'PENDING',
  'REVIEWING',
  'ACCEPTED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
]);
/** The role an accepted person is invited to, where the opportunity belongs to a venture. */
export const seatRole = ventureRole.extract(['CO_OWNER', 'LEAD', 'CONTRIBUTOR', 'ADVISER']);

export const skillLevel = z.strictObject({ name: text(1, 60), level: z.int().min(1).max(5) });
const percent = z.string().regex(/^(100|\d{1,2}(\.\d{1,6})?)$/, 'Use a percentage such as 2.5.');

/** Of an opportunity: what is given. Of a service: what is asked for it. Amounts are per hour for HOURLY. */
export const reward = z
  .strictObject({
    kind: rewardKind,
    percent: z.optional(percent),
    amountMinor: z.optional(amountMinor),
    currency: z.optional(currency),
    terms: text(0, 500).default(''),
  })
  .refine(({ amountMinor, currency }) => (amountMinor === undefined) === (currency === undefined), {
    error: 'An amount has a currency, and a currency an amount.',
    path: ['currency'],
  })
  .refine(({ kind, percent }) => percent === undefined || kind === 'EQUITY' || kind === 'REVENUE_SHARE', {
    error: 'Only equity and a share of the revenue are given in percent.',
    path: ['percent'],
  })
  .refine(
    ({ kind, amountMinor }) => amountMinor === undefined || kind === 'HOURLY' || kind === 'PROJECT_FEE',
    { error: 'Only hours and projects are paid with an amount.', path: ['amountMinor'] },
  );
const rewards = z
  .array(reward)
  .max(5)
  .refine((list) => new Set(list.map(({ kind }) => kind)).size === list.length, 'Name each reward once.');
const skills = z
  .array(skillLevel)
  .max(15)
  .refine(
    (list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length,
    'Name each skill once.',
  );
const offeredIndustry = industry.exclude(['Undecided']);
const tags = z.array(text(1, 30)).max(10);

/** What its creator writes. The first reward is the main one. */
export const opportunityFields = {
  title: text(3, 120),
  description: text(0, 8000),
  type: opportunityType,
  engagement,
  rewards,
  requiredSkills: skills,
  preferredSkills: skills,
  hoursPerWeek: z.nullable(z.int().min(1).max(80)),
  /** Null: as long as both want. */
  durationWeeks: z.nullable(z.int().min(1).max(260)),
  remote: z.boolean(),
  place: z.nullable(text(1, 120)),
  timeZone: z.nullable(timeZone),
  /** Asked of unbound opportunities only; those of a venture ask by its stage. */
  yearsNeeded: z.nullable(z.int().min(0).max(60)),
  industry: z.nullable(offeredIndustry),
  tags,
  places: z.int().min(1).max(50),
  seatRole,
  ndaRequired: z.boolean(),
  /** Open for so many days from publication. */
  openDays: z.int().min(1).max(90),
  visibility: opportunityVisibility,
};
/** Of a service: the skills offered with their level, hours a week on offer, what is asked for it, how many at a time. */
export const serviceFields = {
  title: opportunityFields.title,
  description: opportunityFields.description,
  engagement,
  rewards,
  skills,
  hoursPerWeek: opportunityFields.hoursPerWeek,
  remote: z.boolean(),
  place: opportunityFields.place,
  timeZone: opportunityFields.timeZone,
  industry: opportunityFields.industry,
  tags,
  places: opportunityFields.places,
  openDays: opportunityFields.openDays,
  visibility: opportunityVisibility.extract(['PUBLIC', 'MEMBER_ONLY', 'SUBSCRIBER_ONLY']),
};

/** A gate as a closed one is answered with GATE_BLOCKED: what is missing, and for which venture. */
export const detailsGate = z.object({
  open: z.boolean(),
  missingPapers: z.array(z.object({ code: z.string(), ventureId: z.optional(id), tier: z.optional(rung) })),
  missingConditions: z.array(z.string()),
});
export const ventureMention = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  stage: z.nullable(z.string()),
});

/** What everybody sees who sees it at all. It holds neither the description nor the terms, nor whose venture it is. */
export const opportunityCard = z.object({
  id,
  kind: opportunityKind,
  state: opportunityState,
  title: z.string(),
  type: opportunityType,
  engagement,
  rewardKinds: z.array(rewardKind),
  requiredSkills: z.array(skillLevel),
  preferredSkills: z.array(skillLevel),
  hoursPerWeek: z.nullable(z.int()),
  durationWeeks: z.nullable(z.int()),
  remote: z.boolean(),
  place: z.nullable(z.string()),
  timeZone: z.nullable(z.string()),
  yearsNeeded: z.nullable(z.int()),
  industry: z.nullable(z.string()),
  tags: z.array(z.string()),
  places: z.int(),
  taken: z.int(),
  visibility: opportunityVisibility,
  ndaRequired: z.boolean(),
  ventureBound: z.boolean(),
  publishedAt: z.nullable(instant),
  expiresAt: z.nullable(instant),
});

/** What the reader may do with it now. */
export const opportunityAction = z.enum([
  'EDIT',
  'PUBLISH',
  'PAUSE',
  'RESUME',
  'CANCEL',
  'INVITE',
  'DECIDE',
  'APPLY',
  'REQUEST_DETAILS',
  'MODERATE',
]);

/** For signed-in readers; behind the closed gate VIEW_OPPORTUNITY_DETAILS `details` is null. */
export const opportunity = opportunityCard.extend({
  details: z.nullable(
    z.object({
      description: z.string(),
      rewards: z.array(reward),
      creatorId: id,
      creatorName: z.string(),
      creatorSlug: z.nullable(z.string()),
      venture: z.nullable(ventureMention),
      /** Null where no venture invites. */
      seatRole: z.nullable(seatRole),
    }),
  ),
  /** The reader posts or decides here. */
  mine: z.boolean(),
  /** The reader's newest application. */
  myApplication: z.nullable(z.object({ id, state: applicationState })),
});
export const opportunityInFull = opportunity.extend({
  gate: detailsGate,
  openDays: z.int(),
  /** Why it was cancelled, for the creator side. */
  reason: z.nullable(z.string()),
  version: z.int(),
  actions: z.array(opportunityAction),
  createdAt: instant,
});
/** Without an account: details only where no NDA is asked for, and a venture only where its card is public. */
export const publicOpportunity = opportunityCard.extend({
  description: z.nullable(z.string()),
  rewards: z.nullable(z.array(reward)),
  venture: z.nullable(z.object({ name: z.string(), slug: z.string() })),
});

/** The transparent score's components when the person applied: what the learned ranker is trained on later. */
export const scoreComponents = z.object({
  skills: z.number(),
  experience: z.number(),
  availability: z.number(),
  location: z.number(),
  interests: z.number(),
});

export const bid = z.strictObject({ amountMinor, currency });
export const application = z.object({
  id,
  kind: opportunityKind,
  opportunityId: id,
  opportunityTitle: z.string(),
  applicantId: id,
  applicantName: z.string(),
  applicantSlug: z.nullable(z.string()),
  state: applicationState,
  coverLetter: z.string(),
  skills: z.array(skillLevel),
  experience: z.string(),
  availability: z.string(),
  motivation: z.string(),
  bid: z.nullable(bid),
  ndaAcceptedAt: z.nullable(instant),
  /** For the creator side; null when it could not be worked out. */
  components: z.nullable(scoreComponents),
  /** Why it was rejected, withdrawn or ended. */
  reason: z.nullable(z.string()),
  /** What an acceptance created. */
  collaboration: z.nullable(
    z.object({
      kind: z.enum(['VENTURE_INVITATION', 'VENTURE_MEMBER', 'AGREEMENT']),
      invitationId: z.nullable(id),
      documentId: z.nullable(id),
      ventureId: z.nullable(id),
    }),
  ),
  /** The reader decides about it; else it is the reader's own. */
  mine: z.boolean(),
  actions: z.array(z.enum(['OPEN', 'ACCEPT', 'REJECT', 'WITHDRAW'])),
  createdAt: instant,
  openedAt: z.nullable(instant),
  decidedAt: z.nullable(instant),
});

export const opportunityInvitation = z.object({
  userId: id,
  name: z.string(),
  slug: z.nullable(z.string()),
  message: z.string(),
  invitedAt: instant,
});

export const opportunityAnalytics = z.object({
  days: z.array(
    z.object({
      day,
      views: z.int(),
      applications: z.int(),
      matches: z.int(),
      acceptances: z.int(),
    }),
  ),
  totals: z.object({ views: z.int(), applications: z.int(), matches: z.int(), acceptances: z.int() }),
  /** Accepted ÷ decided applications, 0 to 1; null while none is decided. */
  acceptanceRate: z.nullable(z.number()),
  /** From publication until the last place was taken, in hours; null until then. */
  hoursToFill: z.nullable(z.number()),
});
