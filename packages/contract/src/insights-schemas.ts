import { z } from 'zod';
import { anomalyRule, figureUnit } from './analytics-schemas.ts';
import { figureKind, insightReason, interval, pastRecord, provenance, scoreMode } from './insight-schemas.ts';
import { xpLevel } from './gamification-schemas.ts';
import { day, id, instant } from './wire.ts';

/** What behaviour analysis looks like on the wire. A figure never travels without the formula that made it. */

export const engagementLevel = z.enum(['VERY_HIGH', 'HIGH', 'MEDIUM', 'LOW']);
export const churnLevel = z.enum(['HIGH', 'MEDIUM', 'LOW']);
export const consentState = z.enum(['PENDING', 'GRANTED', 'REVOKED', 'EXPIRED']);

/** One summand of a rule score: `figure` × `each`, at most `cap`. */
export const scorePart = z.object({
  part: z.string(),
  label: z.string(),
  figure: z.number(),
  points: z.number(),
  cap: z.nullable(z.number()),
});

/** A rule score of section 13.2; `missing` names what was not known and is left out. */
export const ruleScore = z.object({
  kind: figureKind,
  score: z.number(),
  formula: z.string(),
  parts: z.array(scorePart),
  missing: z.array(z.string()),
});

export const peers = z.object({
  /** People of the same XP level, the caller not among them. */
  count: z.int(),
  /** Null below five peers. */
  medians: z.nullable(
    z.object({
      engagement: z.number(),
      collaboration: z.number(),
      xpProgress: z.number(),
      performance: z.number(),
    }),
  ),
});

export const anomaly = z.object({
  /** A rule of the watch about single people. */
  rule: anomalyRule,
  title: z.string(),
  text: z.string(),
  /** The two figures compared. */
  seen: z.number(),
  compared: z.nullable(z.number()),
  unit: figureUnit,
});

export const adviceAction = z.enum([
  'SIGN_PAPERS',
  'CONTINUE_JOURNEY',
  'RUNWAY_SHORT',
  'ANSWER_REQUESTS',
  'READINESS_GAP',
  'JOIN_VENTURE',
  'MEET_PEOPLE',
  'SEE_OPPORTUNITIES',
  'OPEN_QUESTS',
]);
export const adviceAnswer = z.enum(['HELPFUL', 'DISMISSED']);
export const advice = z.object({
  id,
  action: adviceAction,
  title: z.string(),
  /** The rule that fired, with its figure. */
  reason: z.string(),
  link: z.string(),
  /** How the order came about; the suggestion itself is always a rule's. */
  mode: scoreMode,
  provenance,
  suggestedAt: instant,
  answer: z.nullable(adviceAnswer),
});

export const predictionState = z.enum(['SHOWN', 'SWITCHED_OFF', 'NOT_ENOUGH_DATA']);
/** How likely somebody is to leave: a rule score until a model passed its gate, then a calibrated chance. */
export const churnStatement = z.object({
  state: predictionState,
  /** Why there is nothing to show; null where there is. */
  why: z.nullable(z.string()),
  mode: z.nullable(scoreMode),
  kind: z.nullable(figureKind),
  /** Of the rule, 0–100. */
  score: z.nullable(z.number()),
  /** Of the model: no active day within the next 30 days. */
  probability: z.nullable(z.number()),
  interval: z.nullable(interval),
  level: z.nullable(churnLevel),
  formula: z.nullable(z.string()),
  parts: z.array(scorePart),
  reasons: z.array(insightReason),
  provenance: z.nullable(provenance),
  past: z.nullable(pastRecord),
});

export const segmentStatement = z.object({
  state: predictionState,
  why: z.nullable(z.string()),
  name: z.nullable(z.string()),
  /** What sets the group apart, in words. */
  distinguishes: z.array(z.string()),
  people: z.nullable(z.int()),
  provenance: z.nullable(provenance),
});

/** How likely a paid seat is to end: a calibrated chance, or nothing. No rule stands in for it. */
export const seatStatement = z.object({
  state: predictionState,
  why: z.nullable(z.string()),
  probability: z.nullable(z.number()),
  interval: z.nullable(interval),
  reasons: z.array(insightReason),
  provenance: z.nullable(provenance),
  past: z.nullable(pastRecord),
});

export const collaborationPattern = z.object({
  pattern: z.enum(['ON_THEIR_OWN', 'IN_ONE_GROUP', 'ACROSS_GROUPS', 'LEADING', 'CONNECTING']),
  rule: z.string(),
  ventures: z.int(),
  teams: z.int(),
  leadRoles: z.int(),
  mentorships: z.int(),
  connections: z.int(),
});

export const profile = z.object({
  /** The days the 30-day figures cover. */
  from: day,
  to: day,
  computedAt: instant,
  engagement: z.object({ ...ruleScore.shape, level: engagementLevel }),
  collaboration: ruleScore,
  xpProgress: z.object({ ...ruleScore.shape, level: xpLevel, nextLevel: z.nullable(xpLevel) }),
  performance: z.object({ ...ruleScore.shape, peers }),
  collaborationPattern,
  activity: z.object({
    timeZone: z.string(),
    /** The last 90 days, oldest first: events caused by the person. */
    days: z.array(z.object({ day, events: z.int() })),
    /** Hours of the person's own day with an event within 90 days: all 24, so that the quiet ones show. */
    hours: z.array(z.object({ hour: z.int(), events: z.int() })),
    activeDays30: z.int(),
    activeDays90: z.int(),
    lastActiveDay: z.nullable(day),
    streak: z.object({ current: z.int(), longest: z.int() }),
  }),
  breadth: z.object({
    used30: z.int(),
    features: z.array(z.object({ feature: z.string(), uses: z.int(), lastUsed: day })),
  }),
  skills: z.object({
    held: z.int(),
    verified: z.int(),
    /** Null without a figure 90 days old to compare with. */
    heldBefore: z.nullable(z.int()),
    verifiedBefore: z.nullable(z.int()),
    levelSum: z.int(),
    levelSumBefore: z.nullable(z.int()),
  }),
  churn: churnStatement,
  /** Null without a paid seat, and for one that was cancelled. */
  seat: z.nullable(seatStatement),
  segment: segmentStatement,
  anomalies: z.array(anomaly),
  advice: z.array(advice),
  /** What is stored of the person's behaviour, by kind of event. */
  stored: z.object({
    events: z.int(),
    since: z.nullable(day),
    until: z.nullable(day),
    kinds: z.array(z.object({ type: z.string(), events: z.int(), lastDay: day })),
    keptMonths: z.int(),
  }),
  /** Set where the history is made up for a demonstration. */
  fictional: z.boolean(),
});

export const predictionChoice = z.object({ on: z.boolean(), changedAt: z.nullable(instant) });

export const statementKind = z.enum([
  'CHURN',
  'SEAT',
  'SEGMENT',
  'ENGAGEMENT',
  'PERFORMANCE',
  'ANOMALY',
  'ADVICE',
]);
export const contestState = z.enum(['OPEN', 'UPHELD', 'REJECTED']);
export const ownContest = z.object({
  id,
  statement: statementKind,
  words: z.string(),
  state: contestState,
  /** The model and version, or the rule, that made the statement. */
  source: z.string(),
  at: instant,
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(instant),
});
export const contest = z.object({
  ...ownContest.shape,
  userId: id,
  name: z.string(),
  /** What was shown at that moment. */
  shown: z.record(z.string(), z.unknown()),
});

export const ownInsights = z.object({
  consent: consentState,
  predictions: predictionChoice,
  /** Null without consent, and until the first events are in. */
  profile: z.nullable(profile),
  contests: z.array(ownContest),
});

export const personAtRisk = z.object({
  userId: id,
  name: z.string(),
  slug: z.string(),
  level: churnLevel,
  mode: scoreMode,
  score: z.number(),
  probability: z.nullable(z.number()),
  interval: z.nullable(interval),
  reasons: z.array(insightReason),
  nextStep: z.nullable(z.object({ action: adviceAction, title: z.string(), reason: z.string() })),
  lastActiveDay: z.nullable(day),
  engagement: z.number(),
  provenance,
  contested: z.boolean(),
  fictional: z.boolean(),
});

export const riskSummary = z.object({
  /** People who were active in the last 90 days and may be spoken of: consent given, predictions on. */
  people: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  computedAt: z.nullable(instant),
  mode: z.nullable(scoreMode),
  provenance: z.nullable(provenance),
  formula: z.string(),
  past: z.nullable(pastRecord),
});

export const seatAtRisk = z.object({
  userId: id,
  name: z.string(),
  slug: z.string(),
  probability: z.number(),
  interval: z.nullable(interval),
  reasons: z.array(insightReason),
  provenance,
  contested: z.boolean(),
  fictional: z.boolean(),
});

export const segmentation = z.object({
  state: z.enum(['SHOWN', 'NOT_ENOUGH_DATA', 'NOT_DISTINCT', 'NOT_STABLE']),
  why: z.nullable(z.string()),
  people: z.int(),
  silhouette: z.nullable(z.number()),
  /** Mean adjusted Rand index of the clustering against itself under resampling. */
  stability: z.nullable(z.number()),
  computedAt: z.nullable(instant),
  provenance: z.nullable(provenance),
  segments: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      /** Null below five people. */
      people: z.nullable(z.int()),
      share: z.nullable(z.number()),
      distinguishes: z.array(
        z.object({ feature: z.string(), text: z.string(), mean: z.number(), overall: z.number() }),
      ),
    }),
  ),
});

export const dropOff = z.object({
  from: day,
  to: day,
  computedAt: instant,
  accounts: z.int(),
  finished: z.int(),
  /** Share done within 30 days, of those whose 30 days are over; null while nobody's are. */
  completion: z.nullable(z.number()),
  targetCompletion: z.number(),
  medianActiveSeconds: z.nullable(z.number()),
  stages: z.array(
    z.object({
      stage: z.string(),
      number: z.int(),
      reached: z.int(),
      completed: z.int(),
      skipped: z.int(),
      /** Reached it, did not finish it, and did nothing on the journey for a week; null below five people. */
      dropped: z.nullable(z.int()),
      dropRate: z.nullable(z.number()),
      medianActiveSeconds: z.nullable(z.number()),
    }),
  ),
  fictional: z.boolean(),
});

export const signalKind = z.enum([
  'IMPOSSIBLE_PACE',
  'SIGN_IN_FAILURES',
  'MANY_NEW_DEVICES',
  'TRANSFER_RING',
  'RAPID_TRANSFERS',
]);
export const signalState = z.enum(['OPEN', 'CONFIRMED', 'FALSE_ALARM']);
export const signal = z.object({
  id,
  kind: signalKind,
  userId: z.nullable(id),
  name: z.nullable(z.string()),
  text: z.string(),
  /** What was counted, against what is allowed or usual. */
  evidence: z.array(z.object({ label: z.string(), value: z.string() })),
  rule: z.string(),
  at: instant,
  state: signalState,
  note: z.nullable(z.string()),
  reviewedBy: z.nullable(z.string()),
  reviewedAt: z.nullable(instant),
});
