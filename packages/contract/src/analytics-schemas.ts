import { z } from 'zod';
import {
  cohortQuery,
  funnelQuery,
  pathQuery,
  retentionQuery,
  segmentQuery,
  trendQuery,
} from './analytics-questions.ts';
import { rangeChoice, rangeView } from './analytics-range.ts';
import { figureKind, pastRecord } from './insight-schemas.ts';
import { day, id, instant, text } from './wire.ts';

export * from './analytics-questions.ts';
export * from './analytics-range.ts';

/** What the analytics engine says on the wire (domain rules, section 13). */

/** Whose figures: `PLATFORM` is read by rung 12, the others by their administrators as well (section 2.3). */
export const analyticsPart = z.enum(['PLATFORM', 'FINANCE', 'SECURITY', 'LEGAL']);
/** How a figure is to be read. `MONEY`: minor units of CAD; `RATIO`: 0.25 is 25 %; `BUZ`: whole BUZ with decimals. */
export const figureUnit = z.enum([
  'COUNT',
  'RATIO',
  'DAYS',
  'MINUTES',
  'MILLISECONDS',
  'MONEY',
  'BUZ',
  'SCORE',
]);
export const metricKey = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/);

export const metricView = z.object({
  key: metricKey,
  title: z.string(),
  /** How it is computed, in words. */
  definition: z.string(),
  unit: figureUnit,
  kind: figureKind,
  part: analyticsPart,
  /** Whether a higher figure is welcome; null where neither is. */
  higherIsBetter: z.nullable(z.boolean()),
  /** The figure says something about a moment (`LEVEL`, e.g. MRR) or about a range (`FLOW`, e.g. new users). */
  nature: z.enum(['LEVEL', 'FLOW']),
});

/** One value of a split figure; null with fewer than five people behind it, or without data. */
export const figureSplit = z.object({
  key: z.string(),
  label: z.string(),
  value: z.nullable(z.number()),
  suppressed: z.boolean(),
});

export const figure = metricView.extend({
  value: z.nullable(z.number()),
  /** Why there is no value, in a sentence; null when there is one. */
  noData: z.nullable(z.string()),
  /** The same figure for the range before, of the same length. */
  previous: z.nullable(z.number()),
  /** value ÷ previous − 1; null without both, or where the range before had none. */
  change: z.nullable(z.number()),
  /** Over the range; where it is too short for a course, over the day (by hours) or the week (by days) that ends with it. */
  series: z.array(z.object({ at: instant, value: z.nullable(z.number()) })),
  grain: z.enum(['HOUR', 'DAY', 'WEEK', 'MONTH']),
  /** By status, phase, currency, pool …, where the metric has parts. */
  split: z.array(figureSplit),
  /** A bound of the rules that is broken at present, in a sentence. */
  alarm: z.nullable(z.string()),
  range: rangeView,
  computedAt: instant,
});

/** A widget of a preset that shows what the reader owns. `value` is written out, with its unit. */
export const ownWidget = z.object({
  key: z.string(),
  title: z.string(),
  value: z.nullable(z.number()),
  text: z.string(),
  noData: z.nullable(z.string()),
  unit: figureUnit,
  kind: figureKind,
  /** The page that shows more, as a path of the web application. */
  href: z.string(),
});

export const dashboardPreset = z.enum([
  'general',
  'contributor',
  'freelancer',
  'developer',
  'designer',
  'founder',
  'manager',
  'investor',
  'chief-executive',
  'finance',
  'technology',
  'support',
  'marketing',
  'sales',
  'analyst',
  'auditor',
]);
export const dashboardSummary = z.object({
  preset: dashboardPreset,
  title: z.string(),
  summary: z.string(),
  /** Hub figures, or what the reader owns. */
  scope: z.enum(['HUB', 'OWN']),
});
export const dashboard = dashboardSummary.extend({
  range: rangeView,
  computedAt: instant,
  figures: z.array(figure),
  own: z.array(ownWidget),
  /** Metrics of the preset that this reader may not see: named, not shown. */
  withheld: z.array(z.object({ key: metricKey, title: z.string(), needs: z.array(z.int()) })),
  /** Pages of the platform that belong to the preset. */
  links: z.array(z.object({ title: z.string(), href: z.string() })),
});

// ---- Reports

export const reportKind = z.enum([
  'USER_ENGAGEMENT',
  'VENTURE_PERFORMANCE',
  'PLATFORM_HEALTH',
  'COMPLIANCE',
  'BUZ',
  'REVENUE',
  'CUSTOM',
  'TREND',
  'FUNNEL',
  'RETENTION',
  'COHORTS',
  'PATHS',
  'SEGMENT',
]);
/** `OWN`: about the reader alone. `HUB`: about everybody, for the administrators of its part. */
export const reportScope = z.enum(['OWN', 'HUB']);
export const reportDataset = z.enum(['EVENTS', 'METRICS']);
export const fieldName = z.string().regex(/^[a-z][a-zA-Z]{1,39}$/);
export const reportFilter = z.strictObject({
  field: fieldName,
  is: z.enum(['EQUALS', 'NOT_EQUALS', 'CONTAINS', 'AT_LEAST', 'AT_MOST', 'ONE_OF']),
  value: z.union([z.string().max(120), z.number(), z.array(z.string().max(120)).min(1).max(20)]),
});
export const customReport = z.strictObject({
  dataset: reportDataset,
  /** Grouped by these, in this order. */
  groupBy: z.array(fieldName).max(3),
  /** What is computed for each group. */
  measures: z.array(fieldName).min(1).max(5),
  filters: z.array(reportFilter).max(8).default([]),
  sort: z.strictObject({ field: fieldName, descending: z.boolean() }).optional(),
  limit: z.int().min(1).max(1000).default(200),
});
const simple = <const K extends z.infer<typeof reportKind>>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), scope: reportScope, range: rangeChoice });
/** Questions over everybody's events are saved as they were asked on their page. */
const ofEverybody = z.literal('HUB');
export const reportDefinition = z.discriminatedUnion('kind', [
  simple('USER_ENGAGEMENT'),
  simple('VENTURE_PERFORMANCE'),
  simple('PLATFORM_HEALTH'),
  simple('COMPLIANCE'),
  simple('BUZ'),
  simple('REVENUE'),
  z.strictObject({
    kind: z.literal('CUSTOM'),
    scope: reportScope,
    range: rangeChoice,
    query: customReport,
  }),
  z.strictObject({ kind: z.literal('TREND'), scope: ofEverybody, query: trendQuery }),
  z.strictObject({ kind: z.literal('FUNNEL'), scope: ofEverybody, query: funnelQuery }),
  z.strictObject({ kind: z.literal('RETENTION'), scope: ofEverybody, query: retentionQuery }),
  z.strictObject({ kind: z.literal('COHORTS'), scope: ofEverybody, query: cohortQuery }),
  z.strictObject({ kind: z.literal('PATHS'), scope: ofEverybody, query: pathQuery }),
  z.strictObject({ kind: z.literal('SEGMENT'), scope: ofEverybody, query: segmentQuery }),
]);

/** What a custom report may choose from. */
export const reportField = z.object({
  dataset: reportDataset,
  name: fieldName,
  title: z.string(),
  role: z.enum(['GROUP', 'MEASURE']),
  type: z.enum(['TEXT', 'NUMBER', 'DAY', 'INSTANT']),
  unit: z.nullable(figureUnit),
  /** Values it can have, where they are few. */
  values: z.array(z.string()),
});

export const reportTable = z.object({
  title: z.string(),
  columns: z.array(
    z.object({ key: z.string(), title: z.string(), unit: z.nullable(figureUnit), numeric: z.boolean() }),
  ),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
export const reportResult = z.object({
  tables: z.array(reportTable),
  /** What the reader should know: suppressed groups, missing data, the limit of rows. */
  notes: z.array(z.string()),
  range: rangeView,
  computedAt: instant,
});

export const scheduleFrequency = z.enum(['DAILY', 'WEEKLY', 'MONTHLY']);
export const scheduleWish = z.strictObject({
  frequency: scheduleFrequency,
  /** Monday is 1; read with WEEKLY. */
  weekday: z.int().min(1).max(7).default(1),
  /** Read with MONTHLY; later days do not exist in every month. */
  monthDay: z.int().min(1).max(28).default(1),
  /** Of the owner's time zone. */
  hour: z.int().min(0).max(23).default(8),
  /** Besides the owner. They must be allowed to read the figures themselves on the day it is sent. */
  recipients: z.array(id).max(20).default([]),
});
export const scheduleView = z.object({
  frequency: scheduleFrequency,
  weekday: z.int(),
  monthDay: z.int(),
  hour: z.int(),
  timeZone: z.string(),
  recipients: z.array(z.object({ userId: id, name: z.string() })),
  nextAt: z.nullable(instant),
  lastSentAt: z.nullable(instant),
  /** Why it stopped; null while it runs. */
  stopped: z.nullable(z.string()),
});
export const report = z.object({
  id,
  name: z.string(),
  description: z.string(),
  definition: reportDefinition,
  owner: z.object({ userId: id, name: z.string() }),
  isOwn: z.boolean(),
  schedule: z.nullable(scheduleView),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});
export const reportWish = z.strictObject({
  name: text(3, 80),
  description: z.string().trim().max(500).default(''),
  definition: reportDefinition,
});
export const reportFormat = z.enum(['CSV', 'JSON', 'PARQUET', 'PDF']);

// ---- The watch, live figures, forecasts

export const anomalyRule = z.enum([
  'SIGN_INS_DROP',
  'ENGAGEMENT_DROP',
  'GROWTH_NEGATIVE',
  'TEAM_LEAVING',
  'ERROR_SHARE',
  'SLOW_ANSWERS',
  'BUZ_MOVEMENT',
  'BUZ_SPENT',
  'BUZ_MOVED',
  'STREAM_SIGN_INS',
  'STREAM_EVENTS',
  'STREAM_ERRORS',
  'STREAM_LATENCY',
  'STREAM_BUZ',
]);
export const anomalyState = z.enum(['OPEN', 'ENDED']);
export const anomaly = z.object({
  id,
  rule: anomalyRule,
  title: z.string(),
  /** What was seen and what it was compared with, in a sentence. */
  text: z.string(),
  /** `RULE`: a bound of the rules; `COMPUTED`: the detector over hourly figures. */
  kind: figureKind,
  unit: figureUnit,
  seen: z.number(),
  compared: z.nullable(z.number()),
  subject: z.object({ kind: z.enum(['USER', 'TEAM', 'HUB']), id: z.nullable(id), name: z.string() }),
  /** The metric it was seen in, if there is one to open. */
  metric: z.nullable(metricKey),
  state: anomalyState,
  startedAt: instant,
  lastSeenAt: instant,
  endedAt: z.nullable(instant),
  acknowledged: z.nullable(
    z.object({ by: z.object({ userId: id, name: z.string() }), at: instant, reason: z.string() }),
  ),
});
/** The figures around a flag. Without a metric behind the rule there are no points. */
export const anomalySeries = z.object({
  title: z.string(),
  unit: figureUnit,
  grain: z.enum(['HOUR', 'DAY']),
  points: z.array(z.object({ at: instant, value: z.nullable(z.number()) })),
  /** The point that was flagged; null while it is not among them. */
  flaggedAt: z.nullable(instant),
  /** `RULE`: a bound of the rules, open on one side; `COMPUTED`: 95 % of the hours of the four weeks before lay in it. */
  expected: z.nullable(
    z.object({ low: z.nullable(z.number()), high: z.nullable(z.number()), kind: figureKind }),
  ),
  range: rangeView,
  computedAt: instant,
});
export const anomalyRuleView = z.object({
  rule: anomalyRule,
  title: z.string(),
  definition: z.string(),
  concerns: z.enum(['USER', 'TEAM', 'HUB']),
  part: analyticsPart,
  kind: figureKind,
  enabled: z.boolean(),
  notify: z.boolean(),
});

/** The figures of one part, as they are pushed every ten seconds to those who follow `figures:<part>`. */
export const liveFigures = z.object({
  /** When the last minute was collected; null before the first. */
  at: z.nullable(instant),
  /**
   * Collected once a minute. `COLLECTING`: the platform has just started, and its first minute is not over; `STALE`: the last
   * collection is older than three minutes.
   */
  state: z.enum(['COLLECTING', 'FRESH', 'STALE']),
  figures: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      unit: figureUnit,
      value: z.nullable(z.number()),
      part: analyticsPart,
    }),
  ),
});

export const forecast = z.object({
  key: metricKey,
  title: z.string(),
  unit: figureUnit,
  part: analyticsPart,
  grain: z.enum(['DAY', 'WEEK', 'MONTH']),
  /** Shown only when its backtest error is below that of the seasonal-naive forecast. */
  shown: z.boolean(),
  /** Why it is not shown. */
  reason: z.nullable(z.string()),
  history: z.array(z.object({ at: day, value: z.number() })),
  points: z.array(z.object({ at: day, value: z.number(), low: z.number(), high: z.number() })),
  level: z.number(),
  method: z.nullable(z.string()),
  backtest: z.nullable(
    z.object({
      /** Mean absolute scaled error of the method and of seasonal-naive, over the held-out ends. */
      error: z.number(),
      naiveError: z.number(),
      coverage: z.number(),
      points: z.int(),
    }),
  ),
  record: pastRecord,
  madeAt: z.nullable(instant),
});
