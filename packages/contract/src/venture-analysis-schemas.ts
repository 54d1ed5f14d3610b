import { z } from 'zod';
import { amountMinor, currency, signedMinor } from './finances-schemas.ts';
import { figureKind, insightReason, interval, pastRecord, provenance, scoreMode } from './insight-schemas.ts';
import { day, id, instant } from './wire.ts';
import { phase, riskCategory } from './work-schemas.ts';

export * from './venture-runway-schemas.ts';
export * from './venture-valuation-schemas.ts';

/**
 * How a venture stands, on the wire (domain rules, sections 7.10, 13.2 and 14). Money is whole minor units as text;
 * shares, chances and points are numbers. What is not known is null, and a list beside it says what is missing.
 */

const share = z.number();
/** What the reader's role may read, and whether scenarios and assessments may be saved. */
export const analysisRight = z.enum(['MONEY', 'WORK', 'SAVE']);

/** One part of a rule score. */
export const scorePart = z.object({
  part: z.string(),
  label: z.string(),
  /** Of the whole, before unknown parts are left out. */
  weightPercent: z.number(),
  /** Of the whole, after unknown parts were left out; 0 for an unknown part. */
  effectivePercent: z.number(),
  /** 0 to 100 with one place; null when it is not known. */
  value: z.nullable(z.number()),
  /** Points of the score that this part gives, and those still to be won by it. */
  points: z.nullable(z.number()),
  open: z.nullable(z.number()),
  known: z.string(),
});
export const scorecard = z.object({
  kind: figureKind,
  mode: scoreMode,
  /** 0 to 100 with one place; null when nothing is known. */
  score: z.nullable(z.number()),
  formula: z.string(),
  parts: z.array(scorePart),
  /** Unknown parts, named. */
  gaps: z.array(z.string()),
  provenance,
});

/** What would move a chance: the same computation with one input changed. */
export const mover = z.object({
  key: z.string(),
  text: z.string(),
  probability: z.number(),
  /** Signed, against the chance as it stands. */
  change: z.number(),
});
export const chance = z.object({
  kind: figureKind,
  mode: scoreMode,
  /** Rounded to what the interval allows; null where there is not enough data, `missing` says what. */
  probability: z.nullable(z.number()),
  interval: z.nullable(interval),
  /** One sentence to be read as it is. */
  text: z.string(),
  horizonMonths: z.int(),
  /** Features are as of this day. */
  asOf: day,
  /** Own outcomes of this installation it rests on, and the weight they have beside the prior, 0 to 1. */
  ownOutcomes: z.int(),
  ownWeight: share,
  reasons: z.array(insightReason),
  movers: z.array(mover),
  provenance,
  pastRecord,
  missing: z.array(z.string()),
});

export const teamStanding = z.object({
  performance: scorecard,
  members: z.int(),
  /** Of them, those who show skills on their profile. */
  membersWithSkills: z.int(),
  /** Wanted skills held at the wanted level ÷ wanted skills; null when none is wanted. */
  coverage: z.nullable(share),
  skills: z.array(
    z.object({
      name: z.string(),
      wantedLevel: z.int(),
      bestLevel: z.nullable(z.int()),
      holders: z.int(),
      /** `SINGLE`: covered by one person alone. */
      state: z.enum(['COVERED', 'SINGLE', 'BELOW', 'MISSING']),
    }),
  ),
  /** Skills that several members hold, those held most first. */
  overlap: z.array(z.object({ name: z.string(), holders: z.int() })),
  /** Mean Jaccard similarity of the skills of two members; null below two members with skills. */
  similarity: z.nullable(share),
  text: z.string(),
});

export const riskStanding = z.object({
  open: z.int(),
  mitigated: z.int(),
  closed: z.int(),
  /** Sum of the scores of open risks (domain rules, section 7.10), and its change in 14 days. */
  exposure: z.int(),
  exposureChange: z.int(),
  /** At the end of each week, the earliest first. */
  trend: z.array(z.object({ day, exposure: z.int() })),
  byCategory: z.array(
    z.object({ category: riskCategory, count: z.int(), exposure: z.int(), share: z.nullable(share) }),
  ),
  /** Herfindahl index of the exposure over single risks: 1 when it is all in one; null without exposure. */
  concentration: z.nullable(share),
  concentrationText: z.string(),
  /** Open for longer than its level allows, or grave and without a plan against it. */
  overdue: z.array(z.object({ id, title: z.string(), score: z.int(), daysOpen: z.int(), why: z.string() })),
  /** By the stated scale of impact and probability: a rule, not learnt. */
  expectedLoss: z.object({
    kind: figureKind,
    mode: scoreMode,
    /** Of the cash at hand; null without open risks. */
    share: z.nullable(share),
    /** In one of ten courses it is more than this. */
    p90Share: z.nullable(share),
    /** Null where the role reads no money, or no cash is entered. */
    minor: z.nullable(amountMinor),
    p90Minor: z.nullable(amountMinor),
    currency: z.nullable(currency),
    scale: z.string(),
  }),
});

export const similarVentures = z.object({
  /** Fewer than `least`: no row is shown. */
  enough: z.boolean(),
  least: z.int(),
  count: z.int(),
  group: z.string(),
  rows: z.array(
    z.object({
      metric: z.string(),
      label: z.string(),
      unit: z.enum(['COUNT', 'PERCENT', 'POINTS', 'MONTHS']),
      better: z.enum(['MORE', 'LESS']),
      own: z.nullable(z.number()),
      /** Null when fewer than `least` of them have the figure. */
      median: z.nullable(z.number()),
      ventures: z.int(),
    }),
  ),
  text: z.string(),
});

/** `LEARNT`: the chance of a launch; otherwise the readiness score stands, and `chance` is null. */
export const launchStanding = z.object({
  mode: scoreMode,
  chance: z.nullable(chance),
  /** Why there is no chance, in a sentence. */
  text: z.string(),
  /** While the readiness stands: the parts with most still to be won, with the points of the score they could bring. */
  movers: z.array(z.object({ key: z.string(), text: z.string(), points: z.number() })),
  decided: z.int(),
  needed: z.int(),
});

export const analysis = z.object({
  ventureId: id,
  ventureName: z.string(),
  phase: z.nullable(phase),
  industry: z.nullable(z.string()),
  currency: z.nullable(currency),
  computedAt: instant,
  rights: z.array(analysisRight),
  /** Parts the role may not read are null. */
  readiness: z.nullable(scorecard),
  nextRound: z.nullable(chance),
  launch: z.nullable(launchStanding),
  team: z.nullable(teamStanding),
  risks: z.nullable(riskStanding),
  similar: z.nullable(similarVentures),
});

export const statementKind = z.enum(['RUNWAY', 'NEXT_ROUND', 'LAUNCH']);
export const statement = z.object({
  id: z.string(),
  kind: statementKind,
  mode: scoreMode,
  /** The statement as it was made, in a sentence. */
  said: z.string(),
  probability: z.nullable(z.number()),
  /** For a forecast with a range, in minor units. */
  lowMinor: z.nullable(signedMinor),
  midMinor: z.nullable(signedMinor),
  highMinor: z.nullable(signedMinor),
  saidAt: instant,
  dueOn: day,
  /** OPEN: its day has not come. UNKNOWN: it has, and what it needs was never entered. */
  state: z.enum(['OPEN', 'CAME_TRUE', 'DID_NOT', 'INSIDE', 'OUTSIDE', 'UNKNOWN']),
  /** How it came out, in a sentence. */
  outcome: z.nullable(z.string()),
  provenance,
});
export const statementRecord = z.object({
  kind: statementKind,
  label: z.string(),
  ofVenture: pastRecord,
  /** Of all ventures here; null below five ventures. */
  ofAll: z.nullable(pastRecord),
});
