import { z } from 'zod';
import { id, instant, text } from './wire.ts';

/** What experience, badges, goals and boards look like on the wire. */

export const xpEvent = z.enum([
  'DAILY_LOGIN',
  'TASK_DONE',
  'CONTRIBUTION_APPROVED',
  'IDEA_POSTED',
  'POLL_VOTE',
  'MESSAGE',
  'JOURNEY_STAGE',
  'JOURNEY_FINISHED',
  'QUEST',
  'KUDOS_GIVEN',
  'KUDOS_RECEIVED',
  'ENDORSEMENT_GIVEN',
  'BADGE',
  'EQUITY_GRANT_RECEIVED',
  'PROJECT_COMPLETED',
  'COMMUNITY_HELP_ACCEPTED',
  'VENTURE_MILESTONE_DONE',
  'FIRST_VENTURE_ACTIVATED',
  'VENTURE_IN_LAUNCH',
]);
export const xpLevel = z.enum(['OWLET', 'NIGHT_WATCHER', 'WISE_OWL', 'SKY_MASTER']);
export const rarity = z.enum(['COMMON', 'UNCOMMON', 'RARE', 'EPIC', 'LEGENDARY']);
export const board = z.enum(['XP', 'REPUTATION', 'CONTRIBUTIONS', 'PORTFOLIO', 'BADGES']);
export const challengePart = z.enum(['LOGIN', 'CONTRIBUTION', 'IDEA', 'ENDORSEMENT']);
export const goalState = z.enum(['ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED']);
export const taskPriority = z.enum(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']);
const day = z.iso.date();
const grade = z.int().min(1).max(5);
const code = z.string().regex(/^[A-Z][A-Z0-9_]{2,59}$/);

export const streak = z.object({ current: z.int(), longest: z.int(), today: z.boolean() });
/** The multiplier is a label: it changes no XP, BUZ, rank or right. */
export const levelStanding = z.object({
  level: xpLevel,
  multiplier: z.string(),
  xp: z.int(),
  next: z.nullable(z.object({ level: xpLevel, from: z.int(), missing: z.int() })),
  percent: z.int(),
});

export const badgeStep = z.object({
  fact: z.string(),
  words: z.string(),
  have: z.number(),
  need: z.number(),
  limit: z.enum(['AT_LEAST', 'AT_MOST']),
  met: z.boolean(),
});
export const badgeProgress = z.object({
  code,
  name: z.string(),
  rarity,
  percent: z.int(),
  steps: z.array(badgeStep),
});
export const heldBadge = z.object({ code, name: z.string(), rarity, earnedAt: instant });

export const ownStanding = z.object({
  ...levelStanding.shape,
  badges: z.int(),
  reputation: z.int(),
  communityScore: z.int(),
  streak,
  optedOut: z.boolean(),
  /** False when privacy settings, not the opt-out, keep the person off the boards. */
  listable: z.boolean(),
  nextBadges: z.array(badgeProgress),
});

/** EARNED: it counts. CAPPED: it was counted when the cap was reached, and earns 0. UNDONE: its cause was taken back. */
export const xpEntry = z.object({
  id,
  kind: z.enum(['EVENT', 'CORRECTION']),
  event: z.nullable(xpEvent),
  state: z.enum(['EARNED', 'CAPPED', 'UNDONE', 'CORRECTED']),
  /** What it is worth now. */
  xp: z.int(),
  /** What it was worth before it was undone. */
  before: z.nullable(z.int()),
  /** What it was for, by its name at that time. */
  subject: z.nullable(z.string()),
  link: z.nullable(z.string()),
  priority: z.nullable(taskPriority),
  /** Why it was undone, capped or corrected. */
  reason: z.nullable(z.string()),
  at: instant,
  changedAt: z.nullable(instant),
});

export const reputation = z.object({
  total: z.int(),
  parts: z.array(
    z.object({
      part: z.enum(['XP', 'ENDORSEMENTS', 'KUDOS', 'CONTRIBUTIONS', 'IDEAS', 'VERIFIED_SKILLS']),
      figure: z.int(),
      /** Points for each; for XP, one point for each hundred. */
      each: z.number(),
      points: z.int(),
    }),
  ),
  community: z.object({
    total: z.int(),
    days: z.int(),
    parts: z.array(
      z.object({
        part: z.enum(['MESSAGES', 'KUDOS_GIVEN', 'ENDORSEMENTS_GIVEN', 'IDEAS', 'POLL_VOTES']),
        figure: z.int(),
        each: z.int(),
        points: z.int(),
      }),
    ),
  }),
});

export const challenge = z.object({
  day,
  timeZone: z.string(),
  endsAt: instant,
  finished: z.boolean(),
  parts: z.array(z.object({ part: challengePart, done: z.boolean() })),
  streak,
  /** The last five weeks, oldest first, days of the own calendar. */
  calendar: z.array(z.object({ day, parts: z.array(challengePart), finished: z.boolean() })),
});

export const skillSource = z.enum(['TEST', 'CERTIFICATE', 'ENDORSEMENTS']);
export const ownSkill = z.object({
  name: z.string(),
  level: grade,
  verified: z.boolean(),
  sources: z.array(skillSource),
  /** Endorsements of weight 3 and more; three of them verify. */
  strongEndorsements: z.int(),
  demand: grade,
  marketValue: z.int(),
});
export const skillGaps = z.object({
  gaps: z.array(
    z.object({
      name: z.string(),
      demand: grade,
      /** Null until it was rated; it counts as 1 then. */
      complexity: z.nullable(grade),
      priority: z.int(),
      openOpportunities: z.int(),
    }),
  ),
  skills: z.array(ownSkill),
});

export const boardPlace = z.object({
  place: z.int(),
  userId: id,
  name: z.string(),
  slug: z.string(),
  photoFileId: z.nullable(id),
  level: xpLevel,
  /** One figure; for portfolios projects, contributions, BUZ in millionths, kinds of work, compared in this order. */
  figures: z.array(z.string()),
});
export const boardView = z.object({
  board,
  places: z.array(boardPlace),
  /** How many more share the last place shown. */
  alsoLast: z.int(),
  own: z.union([
    z.object({ on: z.literal(true), place: z.int(), of: z.int(), figures: z.array(z.string()) }),
    z.object({
      on: z.literal(false),
      why: z.enum(['OPTED_OUT', 'NOT_SHOWN', 'INACTIVE', 'NOTHING_YET']),
    }),
  ]),
});

/** What others see of a person; null where the person keeps it to themselves. */
export const shownStanding = z.object({
  shown: z.boolean(),
  level: z.nullable(xpLevel),
  multiplier: z.nullable(z.string()),
  xp: z.nullable(z.int()),
  reputation: z.nullable(z.int()),
  badges: z.array(heldBadge),
  portfolio: z.nullable(
    z.object({
      projects: z.int(),
      contributions: z.int(),
      kindsOfWork: z.int(),
      items: z.array(
        z.object({ id, title: z.string(), description: z.string(), url: z.nullable(z.string()) }),
      ),
    }),
  ),
});

export const goal = z.object({
  id,
  title: z.string(),
  target: z.int(),
  progress: z.int(),
  percent: z.int(),
  state: goalState,
  /** What the person may do with it now. */
  events: z.array(z.enum(['pause', 'resume', 'cancel'])),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});

export const portfolioItem = z.object({
  id,
  title: z.string(),
  description: z.string(),
  url: z.nullable(z.string()),
  skills: z.array(z.string()),
  version: z.int(),
  createdAt: instant,
});
export const portfolio = z.object({
  figures: z.object({
    projects: z.int(),
    contributions: z.int(),
    /** Decimal BUZ. */
    buzEarned: z.string(),
    kindsOfWork: z.int(),
  }),
  items: z.array(portfolioItem),
});
export const portfolioFields = {
  title: text(1, 120),
  description: text(0, 1000),
  url: z.nullable(z.url({ protocol: /^https?$/ }).max(300)),
  skills: z.array(text(1, 60)).max(10),
};

const cap = z.strictObject({
  count: z.int().min(1).max(1_000_000),
  per: z.enum(['DAY', 'MONTH', 'EVER']),
  within: z.enum(['VENTURE', 'PLAN']).optional(),
});
const xp = z.int().min(0).max(1_000_000);
export const xpRule = z.strictObject({
  xp: z.union([xp, z.strictObject({ LOW: xp, MEDIUM: xp, HIGH: xp, CRITICAL: xp })]),
  cap: z.nullable(cap),
});
export const xpRules = z.strictObject({
  days: z.enum(['OWN', 'UTC']),
  events: z.strictObject(
    Object.fromEntries(xpEvent.options.map((event) => [event, xpRule])) as Record<
      (typeof xpEvent.options)[number],
      typeof xpRule
    >,
  ),
});
const run = z.object({
  state: z.enum(['NONE', 'RUNNING', 'DONE', 'FAILED']),
  done: z.int(),
  total: z.int(),
  finishedAt: z.nullable(instant),
});
export const rulesVersion = z.object({
  version: z.string(),
  state: z.enum(['DRAFT', 'CURRENT', 'RETIRED', 'DISCARDED']),
  note: z.string(),
  rules: xpRules,
  createdBy: z.nullable(z.string()),
  createdAt: instant,
  appliedBy: z.nullable(z.string()),
  appliedAt: z.nullable(instant),
  preview: run,
  replay: run,
});
export const previewSummary = z.object({
  people: z.int(),
  changed: z.int(),
  gaining: z.int(),
  losing: z.int(),
  levelsUp: z.int(),
  levelsDown: z.int(),
  difference: z.int(),
});
export const previewRow = z.object({
  userId: id,
  name: z.string(),
  before: z.int(),
  after: z.int(),
  difference: z.int(),
  levelBefore: xpLevel,
  levelAfter: xpLevel,
});

export const correction = z.object({
  id,
  userId: id,
  name: z.string(),
  xp: z.int(),
  reason: z.string(),
  by: z.nullable(z.string()),
  at: instant,
});

const condition = z.union([
  z.strictObject({ fact: z.string().max(60), atLeast: z.number() }),
  z.strictObject({ fact: z.string().max(60), atMost: z.number() }),
]);
export const badgeRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('THRESHOLD'), fact: z.string().max(60), atLeast: z.number() }),
  z.strictObject({ kind: z.literal('COMPOSITE'), all: z.array(condition).max(8) }),
  z.strictObject({ kind: z.literal('STREAK'), days: z.int() }),
]);
export const badgeDefinition = z.object({
  code,
  name: z.string(),
  rarity,
  rule: badgeRule,
  state: z.enum(['OFFERED', 'WITHDRAWN']),
  platform: z.boolean(),
  holders: z.int(),
});
export const newBadge = z.strictObject({ code, name: text(3, 60), rarity, rule: badgeRule });
