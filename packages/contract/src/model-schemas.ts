import { z } from 'zod';
import { interval } from './insight-schemas.ts';
import { instant } from './wire.ts';

/** What a version of a model measured on outcomes it did not learn from (domain rules, section 14). */

/** A figure of the model with its interval, and the same of what it has to beat. */
export const measured = z.object({
  key: z.enum(['prAuc', 'auc', 'brier', 'logLoss', 'ece', 'recall', 'precision']),
  /** Null where it cannot be told, e.g. without a row of one kind. */
  value: z.nullable(z.number()),
  interval: z.nullable(interval),
  /** Of the baseline (order) or the base rate (distance). */
  rival: z.nullable(z.number()),
  /** By how much it is better than its rival, with its interval; above zero is better whichever the figure. */
  gain: z.nullable(z.object({ value: z.number(), interval })),
});

/** Rows of about the same chance: what was said of them and what came true. */
export const reliabilityBin = z.object({
  count: z.int(),
  said: z.number(),
  cameTrue: z.number(),
  /** Of the share that came true. */
  low: z.number(),
  high: z.number(),
});

export const subgroupMeasures = z.object({
  /** `language`, `region`, `tenure`. */
  by: z.string(),
  group: z.string(),
  rows: z.int(),
  positives: z.int(),
  /** Share of the positives that were found; null where there are too few to compare. */
  recall: z.nullable(z.number()),
  /** Mean of what was said, and share that came true. */
  meanSaid: z.number(),
  shareTrue: z.number(),
});

export const gateCheck = z.object({ key: z.string(), passed: z.boolean(), text: z.string() });

export const dataSlice = z.object({
  from: instant,
  to: instant,
  rows: z.int(),
  positives: z.int(),
});

export const featureWeight = z.object({
  feature: z.string(),
  description: z.string(),
  kind: z.enum(['number', 'category']),
  /** Of all movement of the margin, 0–1. */
  share: z.number(),
});

export const evaluationReport = z.object({
  target: z.string(),
  unit: z.string(),
  learner: z.string(),
  /** In the title of the baseline. */
  baseline: z.string(),
  rows: z.int(),
  keys: z.int(),
  positives: z.int(),
  baseRate: z.number(),
  slices: z.object({ fit: dataSlice, calibration: dataSlice, test: dataSlice }),
  metrics: z.array(measured),
  bins: z.array(reliabilityBin),
  subgroups: z.array(subgroupMeasures),
  checks: z.array(gateCheck),
  importance: z.array(featureWeight),
});

export const featureDrift = z.object({
  feature: z.string(),
  description: z.string(),
  /** Population stability index; null where there is nothing to compare. */
  psi: z.nullable(z.number()),
  drifted: z.boolean(),
});

export const checkState = z.enum(['FINE', 'ALARM', 'TOO_FEW']);

export const driftCheck = z.object({
  state: checkState,
  version: z.string(),
  checkedAt: instant,
  /** Served rows that were looked at, and how many are needed. */
  rows: z.int(),
  needed: z.int(),
  text: z.string(),
  features: z.array(featureDrift),
});

export const calibrationCheck = z.object({
  state: checkState,
  version: z.string(),
  checkedAt: instant,
  rows: z.int(),
  needed: z.int(),
  text: z.string(),
  ece: z.nullable(z.number()),
  /** What chance alone would reach in one of twenty cases, were every chance said right. */
  eceByChance: z.nullable(z.number()),
  bins: z.array(reliabilityBin),
});

export const parityCheck = z.object({
  state: checkState,
  version: z.string(),
  checkedAt: instant,
  /** Served rows whose features were computed again, and those that were the same to the bit. */
  rows: z.int(),
  equal: z.int(),
  /** Rows whose subject is gone or withdrew its consent. */
  gone: z.int(),
  text: z.string(),
  differing: z.array(z.object({ feature: z.string(), rows: z.int() })),
});
