import { z } from 'zod';
import { instant } from './wire.ts';

/** What every score, chance and forecast says of itself, whichever engine made it. */

/**
 * How a figure came about. `PRIOR`: published base rates, with source and year. `SCORECARD`: stated weights, nothing was
 * learnt. `SHRUNKEN`: own data, drawn to the prior with weight n / (n + k). `LEARNT`: a model that passed its gate on
 * later outcomes.
 */
export const scoreMode = z.enum(['PRIOR', 'SCORECARD', 'SHRUNKEN', 'LEARNT']);

/** Computed from records, predicted by a model, or scored by a stated rule (domain rules, section 14, honesty rule 1). */
export const figureKind = z.enum(['COMPUTED', 'PREDICTED', 'RULE']);

/** Between `low` and `high` with the stated share of certainty, e.g. 0.8. */
export const interval = z.object({ low: z.number(), high: z.number(), level: z.number() });

/** One thing a score goes with; "associated with", never "because". `effect` is signed, in the unit of the score. */
export const insightReason = z.object({ key: z.string(), text: z.string(), effect: z.number() });

/** Where a score comes from: the model with version and day of training, or the source of a rule or a base rate. */
export const provenance = z.object({
  model: z.nullable(z.string()),
  version: z.nullable(z.string()),
  trainedAt: z.nullable(instant),
  /** In plain words: what it rests on, with source and year. */
  source: z.string(),
  /** Learnt from data that is not of this installation, or from sample data of a demonstration. */
  foreign: z.boolean(),
});

/** How earlier statements of this kind came out: those whose day has come, and those still open. */
export const pastRecord = z.object({
  due: z.int(),
  open: z.int(),
  /** Mean of what was said, and share that came true; null before anything was due. */
  meanSaid: z.nullable(z.number()),
  shareTrue: z.nullable(z.number()),
  brier: z.nullable(z.number()),
  /** For forecasts with a range: share of outcomes inside it. */
  coverage: z.nullable(z.number()),
});
