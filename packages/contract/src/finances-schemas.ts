import { z } from 'zod';
import { day, id, instant } from './wire.ts';

/**
 * The money of a venture on the wire. Amounts are whole minor units of the currency beside them (cents of CAD), as
 * text, so that no reader rounds them.
 */

/** Up to 9,999,999,999,999.99. */
export const amountMinor = z
  .string()
  .regex(/^\d{1,15}$/, 'Use whole minor units, such as 125050 for 1,250.50.');
/** Sums of amounts. */
export const totalMinor = z.string().regex(/^\d{1,20}$/);
/** What may fall below zero when it is read. */
export const signedMinor = z.string().regex(/^-?\d{1,20}$/);
export const currency = z.string().regex(/^[A-Z]{3}$/, 'Use a currency code such as CAD.');
export const month = z.string().regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, 'Use a month such as 2026-10.');
/** Units of 10⁻⁶ percent: 100,000,000 is all of it. */
export const sharePart = z.int().min(1).max(100_000_000);

export const roundKind = z.enum(['PRE_SEED', 'SEED', 'SERIES_A', 'SERIES_B', 'SERIES_C', 'SERIES_D']);
export const roundState = z.enum(['PLANNED', 'ACTIVE', 'COMPLETED', 'CANCELLED']);
export const roundEvent = z.enum(['open', 'cancel', 'complete', 'fail']);
export const interest = z.enum(['LOW', 'MEDIUM', 'HIGH']);

export const round = z.object({
  id,
  kind: roundKind,
  name: z.string(),
  state: roundState,
  currency,
  targetMinor: amountMinor,
  minimumMinor: amountMinor,
  /** What its investors have paid in. */
  raisedMinor: totalMinor,
  promisedMinor: totalMinor,
  /** Raised ÷ target in percent, with two places. */
  fundedPercent: z.string(),
  investors: z.object({ LOW: z.int(), MEDIUM: z.int(), HIGH: z.int() }),
  plannedOn: z.nullable(day),
  openedAt: z.nullable(instant),
  closedAt: z.nullable(instant),
  /** Why it was cancelled or failed. */
  reason: z.nullable(z.string()),
  /** The steps the reader can take now. */
  steps: z.array(roundEvent),
  version: z.int(),
  createdAt: instant,
});

export const investor = z.object({
  id,
  roundId: z.nullable(id),
  name: z.string(),
  contact: z.string(),
  interest,
  currency,
  promisedMinor: amountMinor,
  receivedMinor: amountMinor,
  note: z.string(),
  version: z.int(),
  createdAt: instant,
});

/** Actual figures of a month that is over. */
export const monthActuals = z.object({
  month,
  currency,
  /** In the bank at the end of the month. */
  cashMinor: amountMinor,
  /** Money in, investments left out. */
  incomeMinor: amountMinor,
  costsMinor: amountMinor,
  /** Costs less income; below zero when more came in. */
  netBurnMinor: signedMinor,
  note: z.string(),
  source: z.enum(['FORM', 'CSV']),
  version: z.int(),
  updatedAt: instant,
});

export const csvProblem = z.object({
  /** Of the file, from 1; the header is line 1. */
  line: z.int(),
  column: z.nullable(z.string()),
  message: z.string(),
});
export const csvPreview = z.object({
  lines: z.int(),
  /** The first thousand; `problemCount` counts all. */
  problems: z.array(csvProblem),
  problemCount: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** What would be written, the newest first, at most 100. */
  months: z.array(
    z.object({
      month,
      effect: z.enum(['ADDED', 'CHANGED', 'UNCHANGED']),
      cashMinor: amountMinor,
      incomeMinor: amountMinor,
      costsMinor: amountMinor,
    }),
  ),
  currency: z.nullable(currency),
  /** Of the books; the import names it in If-Match. */
  version: z.int(),
});

export const runwayLevel = z.enum(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'NOT_BURNING', 'UNKNOWN']);
export const runway = z.object({
  level: runwayLevel,
  /** Months, rounded down to one place; null when not burning or unknown. */
  months: z.nullable(z.string()),
  currency: z.nullable(currency),
  cashMinor: z.nullable(amountMinor),
  meanNetBurnMinor: z.nullable(signedMinor),
  /** The months the mean is made of, the latest first. */
  basis: z.array(month),
  members: z.int(),
  /** The rules that fired, as sentences. */
  advice: z.array(z.string()),
});

export const kpiName = z.enum([
  'REVENUE',
  'MARGIN',
  'NET_BURN',
  'CASH',
  'RUNWAY',
  'FUNDING',
  'CHECKIN_RATE',
  'MOOD',
  'BLOCKER_TIME',
  'ON_TIME_RATE',
  'RISK_EXPOSURE',
  'SKILL_COVERAGE',
  'VELOCITY',
]);
/** A number with at most ten places; money in whole minor units. */
export const kpiValue = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/);
export const kpi = z.object({
  kpi: kpiName,
  label: z.string(),
  unit: z.enum(['MONEY', 'PERCENT', 'MONTHS', 'HOURS', 'POINTS', 'RATING']),
  /** How it is worked out. */
  formula: z.string(),
  /** Is more of it better, or less. */
  better: z.enum(['MORE', 'LESS']),
  /** Null when it is not known; `gap` says why. */
  value: z.nullable(kpiValue),
  gap: z.nullable(z.string()),
  target: z.nullable(kpiValue),
  targetMet: z.nullable(z.boolean()),
  /** By month, the earliest first; months without a figure are null. */
  history: z.array(z.object({ month, value: z.nullable(kpiValue) })),
});

export const readiness = z.object({
  /** 0 to 100 with one place; null when no part is known. */
  score: z.nullable(z.string()),
  formula: z.string(),
  parts: z.array(
    z.object({
      part: z.enum(['TEAM', 'FUNDING', 'PAPERS', 'REVIEW', 'EVIDENCE']),
      label: z.string(),
      /** Percent of the whole, before unknown parts are left out. */
      weightPercent: z.int(),
      /** 0 to 100 with one place; null when it is not known. */
      value: z.nullable(z.string()),
      known: z.string(),
    }),
  ),
  gaps: z.array(z.string()),
});

export const reportState = z.enum(['REPORTED', 'RECOGNISED', 'REJECTED']);
export const revenueReport = z.object({
  id,
  ventureId: id,
  month,
  state: reportState,
  currency,
  grossMinor: amountMinor,
  taxesMinor: amountMinor,
  thirdPartyMinor: amountMinor,
  netMinor: amountMinor,
  note: z.string(),
  evidenceFileIds: z.array(id),
  /** The recognised report this one replaces once it is recognised itself. */
  correctsId: z.nullable(id),
  /** The report that replaced this one; its own effect is reversed. */
  correctedById: z.nullable(id),
  reason: z.nullable(z.string()),
  reportedByName: z.string(),
  reportedAt: instant,
  decidedAt: z.nullable(instant),
});
export const reportForHub = revenueReport.extend({ ventureName: z.string() });

export const shareLine = z.object({
  /** Null: retained by the venture. */
  userId: z.nullable(id),
  name: z.string(),
  part: sharePart,
  /** Beside the shares in force; null without any. */
  before: z.nullable(z.int()),
});
export const sharePlanState = z.enum(['WAITING', 'IN_FORCE', 'REPLACED', 'REFUSED', 'EXPIRED', 'WITHDRAWN']);
export const sharePlan = z.object({
  id,
  state: sharePlanState,
  /** The document everybody whose share falls signs; null where nobody's falls. */
  documentId: z.nullable(id),
  lines: z.array(shareLine),
  proposedAt: instant,
  effectiveAt: z.nullable(instant),
  reason: z.nullable(z.string()),
});

export const distributionState = z.enum([
  'DRAFT',
  'CALCULATED',
  'APPROVED',
  'DISTRIBUTING',
  'COMPLETED',
  'PARTIALLY_FAILED',
]);
export const lineState = z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']);
export const distributionLine = z.object({
  id,
  userId: z.nullable(id),
  name: z.string(),
  part: sharePart,
  amountMinor: totalMinor,
  /** Of it, for the sponsor of the recipient; known once the line is paid out. */
  withheldMinor: totalMinor,
  /** What is transferred: the amount less what is withheld. */
  payoutMinor: totalMinor,
  state: lineState,
  attempts: z.int(),
  /** Of the transfer, once it was made. */
  reference: z.nullable(z.string()),
  failure: z.nullable(z.string()),
  paidAt: z.nullable(instant),
});
export const distribution = z.object({
  id,
  ventureId: id,
  state: distributionState,
  currency: z.nullable(currency),
  /** First and last month of the revenue in it; null before it is calculated. */
  firstMonth: z.nullable(month),
  lastMonth: z.nullable(month),
  netMinor: z.nullable(totalMinor),
  platformMinor: z.nullable(totalMinor),
  distributedMinor: z.nullable(totalMinor),
  calculatedAt: z.nullable(instant),
  objectionsUntil: z.nullable(instant),
  approvedAt: z.nullable(instant),
  completedAt: z.nullable(instant),
  /** Members without the right to see all see their own line only. */
  lines: z.array(distributionLine),
  /** The steps the reader can take now. */
  steps: z.array(z.enum(['calculate', 'object', 'approve', 'pay', 'settle'])),
  version: z.int(),
  createdAt: instant,
});
export const distributionDetail = distribution.extend({
  ventureName: z.string(),
  reports: z.array(
    z.object({
      reportId: id,
      month,
      /** REVERSAL takes back what a corrected report had brought. */
      kind: z.enum(['RECOGNISED', 'REVERSAL']),
      netMinor: signedMinor,
    }),
  ),
  objections: z.array(z.object({ name: z.nullable(z.string()), reason: z.string(), at: instant })),
  history: z.array(
    z.object({
      event: z.string(),
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
      actorName: z.nullable(z.string()),
      reason: z.nullable(z.string()),
      at: instant,
    }),
  ),
});
/** What one recipient gets out of a distribution, and how it was worked out. */
export const statement = z.object({
  distributionId: id,
  ventureId: id,
  ventureName: z.string(),
  state: distributionState,
  currency,
  firstMonth: month,
  lastMonth: month,
  netMinor: totalMinor,
  platformMinor: totalMinor,
  distributedMinor: totalMinor,
  line: distributionLine,
  objectionsUntil: instant,
  mayObject: z.boolean(),
});
