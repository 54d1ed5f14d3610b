import { z } from 'zod';
import { amountMinor, currency, month, signedMinor } from './finances-schemas.ts';
import { figureKind, insightReason, pastRecord, provenance, scoreMode } from './insight-schemas.ts';
import { id, instant, text } from './wire.ts';

/** The runway of a venture by simulation: what is assumed, and what comes of it. Money is whole minor units as text. */

const share = z.number();
const inMonth = z.int().min(1).max(60);
/** Null: until the end. */
const lasts = z.nullable(z.int().min(1).max(60)).default(null);
const chanceInput = z.number().min(0).max(1).default(1);
const percentDrop = z.number().min(0).max(100);

export const shock = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('REVENUE_DROP'),
    month: inMonth,
    lastsMonths: lasts,
    percent: percentDrop,
    probability: chanceInput,
  }),
  z.strictObject({
    /** So much of the revenue of these months comes later. */
    kind: z.literal('DELAYED_PAYMENT'),
    month: inMonth,
    lastsMonths: lasts,
    percent: percentDrop,
    delayMonths: z.int().min(1).max(24),
    probability: chanceInput,
  }),
  z.strictObject({
    kind: z.literal('COST_RISE'),
    month: inMonth,
    lastsMonths: lasts,
    percent: z.number().min(0).max(500),
    probability: chanceInput,
  }),
]);

/** What somebody wants to try. Month 1 is the month after the last one entered. */
export const assumptions = z.strictObject({
  horizonMonths: z.int().min(6).max(60).default(36),
  /** Mean growth of revenue a month, instead of the one the own months speak for. */
  growthPercent: z.nullable(z.number().min(-50).max(100)).default(null),
  /** Costs, up or down, from a month on. */
  costChange: z
    .strictObject({ percent: z.number().min(-100).max(500), month: inMonth.default(1) })
    .nullable()
    .default(null),
  hires: z
    .array(z.strictObject({ month: inMonth, people: z.int().min(1).max(100), monthlyCostMinor: amountMinor }))
    .max(20)
    .default([]),
  rounds: z
    .array(z.strictObject({ month: inMonth, amountMinor, probability: chanceInput }))
    .max(6)
    .default([]),
  /** Single amounts in or out that are known: a grant, a tax. */
  oneOffs: z
    .array(z.strictObject({ month: inMonth, amountMinor: signedMinor, name: text(0, 80).default('') }))
    .max(20)
    .default([]),
  shocks: z.array(shock).max(10).default([]),
});

/** At the end of a month, of all courses: in so many percent of them it is at most this. */
export const quantiles = z.object({
  q2_5: signedMinor,
  q5: signedMinor,
  q10: signedMinor,
  q25: signedMinor,
  q50: signedMinor,
  q75: signedMinor,
  q90: signedMinor,
  q95: signedMinor,
  q97_5: signedMinor,
});
export const forecastMonth = z.object({
  month,
  cash: quantiles,
  /** Money out less money in, rounds left out. */
  burn: quantiles,
  revenue: quantiles,
});
export const runwayParameter = z.object({
  key: z.enum(['GROWTH', 'REVENUE_NOISE', 'COST_GROWTH', 'COST_NOISE', 'CORRELATION', 'RECURRING']),
  label: z.string(),
  /** Percent a month, or a plain number for the correlation. */
  value: z.number(),
  low: z.number(),
  high: z.number(),
  /** What the own months alone say; null when they say nothing. */
  own: z.nullable(z.number()),
  prior: z.number(),
  /** Weight of the own months beside the prior, n ÷ (n + k). */
  ownWeight: share,
});
export const runwayForecast = z.object({
  kind: figureKind,
  mode: scoreMode,
  currency,
  startMonth: month,
  startCashMinor: amountMinor,
  /** Actual figures, the earliest first, for the left part of the chart. */
  actuals: z.array(
    z.object({ month, cashMinor: amountMinor, revenueMinor: amountMinor, costsMinor: amountMinor }),
  ),
  ownMonths: z.int(),
  ownWeight: share,
  parameters: z.array(runwayParameter),
  months: z.array(forecastMonth),
  /** Cash is above zero at the end of each month until then. */
  lasts: z.array(z.object({ months: z.int(), probability: z.number() })),
  /** In which month the cash ends: the share of courses; those in which it lasts are `never`. */
  ends: z.object({
    distribution: z.array(z.object({ month, probability: z.number() })),
    never: z.number(),
    /** Months until the end in 10, 50 and 90 % of the courses; null where it is beyond the horizon. */
    q10: z.nullable(z.int()),
    q50: z.nullable(z.int()),
    q90: z.nullable(z.int()),
  }),
  /** To be read as it is. */
  text: z.string(),
  reasons: z.array(insightReason),
  paths: z.int(),
  /** The same figures, assumptions and seed give the same courses. */
  seed: z.int(),
  provenance,
  pastRecord,
});
export const runwayAnswer = z.object({
  /** Null: not enough data. */
  forecast: z.nullable(runwayForecast),
  missing: z.array(z.string()),
  computedAt: instant,
});

export const savedScenario = z.object({
  id,
  name: z.string(),
  assumptions: z.object(assumptions.shape),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
});
