import { z } from 'zod';
import { amountMinor, currency } from './finances-schemas.ts';
import { figureKind, scoreMode } from './insight-schemas.ts';
import { instant } from './wire.ts';

/** What a venture may be worth, by several methods. Money is whole minor units as text. */

export const valuationMethod = z.enum([
  'LAST_ROUND',
  'COMPARABLE_ROUNDS',
  'REVENUE_MULTIPLE',
  'DISCOUNTED_CASH',
  'SCORECARD',
  'BERKUS',
  'RISK_FACTORS',
]);
export const valuationInput = z.object({
  label: z.string(),
  /** As it is shown; null when it is not known. */
  value: z.nullable(z.string()),
  from: z.enum(['RECORDS', 'OWNER', 'RULE', 'OPEN_DATA', 'SIMULATION', 'UNKNOWN']),
});
export const valuationLine = z.object({
  method: valuationMethod,
  label: z.string(),
  kind: figureKind,
  mode: scoreMode,
  /** Before the money of the next round; null: not enough data, `missing` says what. */
  currency: z.nullable(currency),
  lowMinor: z.nullable(amountMinor),
  midMinor: z.nullable(amountMinor),
  highMinor: z.nullable(amountMinor),
  /** Is it part of the range. */
  counted: z.boolean(),
  inputs: z.array(valuationInput),
  missing: z.array(z.string()),
  /** In plain words: the rule with its source and year. */
  source: z.string(),
  foreign: z.boolean(),
});
export const holderWorth = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['STAKEHOLDER', 'POOL']),
  /** Of all shares, fully diluted; a part of one with ten places. */
  part: z.string(),
  lowMinor: amountMinor,
  midMinor: amountMinor,
  highMinor: amountMinor,
  /** After the planned round at the middle of the range; null without one. */
  partAfter: z.nullable(z.string()),
  dilution: z.nullable(z.string()),
});
export const valuation = z.object({
  currency: z.nullable(currency),
  computedAt: instant,
  methods: z.array(valuationLine),
  /** Null when fewer than two methods could be worked out. */
  range: z.nullable(
    z.object({
      /** Medians of the lows, middles and highs of the methods counted. */
      lowMinor: amountMinor,
      midMinor: amountMinor,
      highMinor: amountMinor,
      /** The smallest low and the largest high of them. */
      leastMinor: amountMinor,
      mostMinor: amountMinor,
      /** Methods counted, and methods there are. */
      methods: z.int(),
      of: z.int(),
    }),
  ),
  /** At the range, by the live cap table; null without a table or a range. */
  holders: z.nullable(z.array(holderWorth)),
  /** The round that was asked for, or the one that is planned or active. */
  round: z.nullable(
    z.object({
      name: z.string(),
      amountMinor,
      preMoneyMinor: amountMinor,
      postMoneyMinor: amountMinor,
      /** Part of the company after the round that new investors hold. */
      investorsPart: z.string(),
    }),
  ),
  missing: z.array(z.string()),
});

/** What only people can judge. Left out: not known. */
const factor = z.number().min(0.5).max(1.5);
const degree = z.number().min(0).max(1);
const riskRating = z.int().min(-2).max(2);
export const assessmentFactors = z.strictObject({
  /** Against the average venture of the region: 0.5 to 1.5 (Payne). */
  scorecard: z
    .strictObject({
      team: factor,
      opportunity: factor,
      product: factor,
      competition: factor,
      channels: factor,
      furtherFunding: factor,
      other: factor,
    })
    .partial()
    .default({}),
  /** How far each element is there: 0 to 1 (Berkus). */
  berkus: z
    .strictObject({ idea: degree, prototype: degree, team: degree, relations: degree, sales: degree })
    .partial()
    .default({}),
  /** −2 very negative to 2 very positive (risk factor summation). */
  riskFactors: z
    .strictObject({
      management: riskRating,
      stage: riskRating,
      political: riskRating,
      manufacturing: riskRating,
      sales: riskRating,
      funding: riskRating,
      competition: riskRating,
      technology: riskRating,
      litigation: riskRating,
      international: riskRating,
      reputation: riskRating,
      exit: riskRating,
    })
    .partial()
    .default({}),
});
export const assessment = z.object({
  factors: z.object({
    scorecard: z.record(z.string(), z.number()),
    berkus: z.record(z.string(), z.number()),
    riskFactors: z.record(z.string(), z.number()),
  }),
  assessedBy: z.nullable(z.string()),
  assessedAt: z.nullable(instant),
  version: z.int(),
});
