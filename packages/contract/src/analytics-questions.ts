import { z } from 'zod';
import { rangeQuery, rangeView } from './analytics-range.ts';
import { day, id, instant } from './wire.ts';

/** Questions over events and their answers; what they mean is told in docs/analytics.md. */

/** A type of the catalogue; `*` is any event that the person caused. */
export const eventName = z
  .string()
  .regex(/^(\*|[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*)$/)
  .max(60);
const propertyName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/);
/** An event, and optionally values of its properties: all must hold. */
export const eventMatch = z.strictObject({
  event: eventName,
  where: z
    .array(z.strictObject({ property: propertyName, is: z.string().max(120) }))
    .max(5)
    .default([]),
});

export const funnelQuery = z.strictObject({
  steps: z.array(eventMatch).min(2).max(8),
  /** From step one to the last step, in hours. */
  windowHours: z
    .int()
    .min(1)
    .max(24 * 90)
    .default(24 * 14),
  /** `LOOSE`: other events may lie between; `STRICT`: the next event of the person among the steps must be the next step. */
  order: z.enum(['LOOSE', 'STRICT']).default('LOOSE'),
  /** A property of step one to split by; parts of fewer than five people are left out. */
  by: z.nullable(propertyName).default(null),
  ...rangeQuery,
});
export const funnelStep = z.object({
  event: z.string(),
  people: z.int(),
  /** Of step one. */
  share: z.nullable(z.number()),
  /** Of the step before. */
  stepShare: z.nullable(z.number()),
  /** Of each person's shortest time from step one. */
  medianSeconds: z.nullable(z.number()),
});
export const funnelView = z.object({
  steps: z.array(funnelStep),
  parts: z.array(z.object({ label: z.string(), steps: z.array(funnelStep) })),
  /** People in parts that were left out. */
  suppressed: z.int(),
  /** People who are not through, and whose window has not run out. */
  open: z.int(),
  range: rangeView,
  computedAt: instant,
});

export const retentionQuery = z.strictObject({
  /** Who begins: people whose first event of this kind lies in the period. */
  start: eventMatch.default({ event: 'account.created', where: [] }),
  /** Who comes back: null is any active day. */
  back: z.nullable(eventMatch).default(null),
  period: z.enum(['DAY', 'WEEK', 'MONTH']).default('WEEK'),
  periods: z.int().min(1).max(26).default(12),
  ...rangeQuery,
});
export const retentionView = z.object({
  cohorts: z.array(
    z.object({
      start: day,
      /** Null: fewer than five people. */
      size: z.nullable(z.int()),
      /** From period 0 on; null where the period is not over, or the cohort is suppressed. */
      shares: z.array(z.nullable(z.number())),
    }),
  ),
  /** Over all cohorts, weighted by size. */
  mean: z.array(z.nullable(z.number())),
  period: z.enum(['DAY', 'WEEK', 'MONTH']),
  range: rangeView,
  computedAt: instant,
});

export const cohortQuery = z.strictObject({
  /** What is counted for the people of a cohort in each period since they began. */
  measure: eventMatch,
  start: eventMatch.default({ event: 'account.created', where: [] }),
  period: z.enum(['DAY', 'WEEK', 'MONTH']).default('WEEK'),
  periods: z.int().min(1).max(26).default(12),
  ...rangeQuery,
});
export const cohortView = z.object({
  cohorts: z.array(
    z.object({
      start: day,
      size: z.nullable(z.int()),
      /** Events a person of the cohort, in each period. */
      perPerson: z.array(z.nullable(z.number())),
    }),
  ),
  range: rangeView,
  computedAt: instant,
});

export const pathQuery = z.strictObject({
  /** Ways that begin with this event, or end with it; null: all visits from their beginning. */
  anchor: z.nullable(eventName).default(null),
  direction: z.enum(['AFTER', 'BEFORE']).default('AFTER'),
  depth: z.int().min(2).max(8).default(4),
  limit: z.int().min(1).max(50).default(20),
  ...rangeQuery,
});
export const pathView = z.object({
  paths: z.array(z.object({ events: z.array(z.string()), people: z.int(), visits: z.int() })),
  /** Ways of fewer than five people, left out. */
  suppressed: z.int(),
  range: rangeView,
  computedAt: instant,
});

export const segmentRule = z.strictObject({
  match: eventMatch,
  /** How often in the range. */
  atLeast: z.int().min(0).max(10_000).default(1),
  atMost: z.int().min(0).max(10_000).optional(),
});
export const segmentQuery = z.strictObject({
  rules: z.array(segmentRule).min(1).max(6),
  combine: z.enum(['ALL', 'ANY']).default('ALL'),
  ...rangeQuery,
});
export const segmentView = z.object({
  people: z.int(),
  ofPeople: z.int(),
  share: z.nullable(z.number()),
  /** How many fulfil each rule by itself. */
  byRule: z.array(z.int()),
  range: rangeView,
  computedAt: instant,
});

export const trendQuery = z.strictObject({
  match: eventMatch,
  count: z.enum(['EVENTS', 'PEOPLE', 'VISITS']).default('EVENTS'),
  grain: z.enum(['HOUR', 'DAY', 'WEEK', 'MONTH']).default('DAY'),
  /** A property of the event; values of fewer than five people are left out. */
  by: z.nullable(propertyName).default(null),
  ...rangeQuery,
});
export const trendView = z.object({
  lines: z.array(
    z.object({
      label: z.string(),
      points: z.array(z.object({ at: instant, value: z.int() })),
      total: z.int(),
    }),
  ),
  /** Values of the property that were left out. */
  suppressed: z.int(),
  range: rangeView,
  computedAt: instant,
});

/** The point of a chart whose people are asked for. */
export const peopleSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('FUNNEL'),
    query: funnelQuery,
    step: z.int().min(1).max(8),
    /** Who reached the step, or who reached the one before and not this one. */
    who: z.enum(['REACHED', 'DROPPED']),
  }),
  z.strictObject({
    kind: z.literal('RETENTION'),
    query: retentionQuery,
    cohort: day,
    period: z.int().min(0).max(26),
    who: z.enum(['CAME_BACK', 'STAYED_AWAY']),
  }),
  z.strictObject({ kind: z.literal('SEGMENT'), query: segmentQuery }),
  z.strictObject({
    kind: z.literal('TREND'),
    query: trendQuery,
    /** A time of the chart; null: the whole range. */
    at: z.nullable(instant),
    /** A value of the property it is split by; null: everybody. */
    part: z.nullable(z.string().max(120)).default(null),
  }),
  z.strictObject({ kind: z.literal('EVENT'), match: eventMatch, ...rangeQuery }),
  z.strictObject({ kind: z.literal('ACTIVE'), ...rangeQuery }),
]);
export const personBehind = z.object({
  userId: id,
  name: z.string(),
  /** Their last event in the range. */
  lastAt: z.nullable(instant),
});
