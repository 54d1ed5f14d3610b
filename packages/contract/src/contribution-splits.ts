import { z } from 'zod';
import { shareCount } from './equity-acts.ts';
import { equityModel, proposal } from './equity-schemas.ts';
import { month } from './finances-schemas.ts';
import { op } from './op.ts';
import { id, page, pageOf, text } from './wire.ts';

/**
 * Dynamic splits: with the models DYNAMIC and HYBRID a part of the pool is split each month over the contribution points
 * approved in it. A split becomes one proposal with a fixed grant to everybody in it, and takes effect with all signatures.
 */

const byVenture = z.strictObject({ ventureId: id });
const byMonth = z.strictObject({ ventureId: id, month });
/** Whole units as text. */
const units = z.string();
/** Story points × quality ÷ 5, with one decimal place at most. */
const points = z.string();

export const splitState = z.enum([
  /** The month is not over. */
  'RUNNING',
  /** Over, and nobody has points that count. */
  'NO_POINTS',
  /** Over, and not proposed yet, or what was proposed came to nothing. */
  'OPEN',
  /** Proposed; somebody's signature is missing. */
  'WAITING',
  'GRANTED',
]);

/** Why a month cannot be proposed. */
export const splitObstacle = z.enum([
  'MODEL_FIXED',
  'VENTURE_NOT_OPEN',
  'MONTH_NOT_OVER',
  'BEFORE_FRAMEWORK',
  'BUDGETS_OVER',
  'POOL_EXHAUSTED',
  'NO_POINTS',
  'TOO_MANY_PEOPLE',
  'ALREADY_PROPOSED',
  'ALREADY_GRANTED',
]);

export const splitMonth = z.object({
  month,
  state: splitState,
  /** Points that count for the split of this month; of a running month those approved until now. */
  points,
  people: z.int(),
  /** Units there are for the month. */
  budget: units,
  /** Units that are granted or proposed; null before. */
  units: z.nullable(units),
  /** The latest proposal for the month. */
  proposal: z.nullable(proposal),
});

export const splitPreview = z.object({
  month,
  state: splitState,
  model: equityModel,
  budget: units,
  /** Units that go to people. */
  units,
  /** What of the budget stays in the pool. */
  unallocated: units,
  points,
  lines: z.array(
    z.object({
      userId: id,
      name: z.string(),
      points,
      /** Those of the points that were approved too late for a month that is split already. */
      latePoints: points,
      units,
      /** Of the budget, as a part of one. */
      part: z.string(),
    }),
  ),
  /** People with points and without units. */
  leftOut: z.array(
    z.object({
      userId: id,
      name: z.string(),
      points,
      /** Owners hold their own class of units; whoever does not take part now gets the points counted when back. */
      why: z.enum(['OWNER', 'NOT_ACTIVE']),
    }),
  ),
  pool: z.object({
    initial: units,
    /** Free today, without what waiting splits would take. */
    available: units,
    /** Months the initial pool is divided into. */
    months: z.int(),
    /** Which of them this month is; null before the framework. */
    number: z.nullable(z.int()),
  }),
  /** Name of the vesting terms of the grants. */
  vesting: z.string(),
  obstacles: z.array(splitObstacle),
  proposal: z.nullable(proposal),
});

export const contributionSplits = {
  months: op({
    method: 'GET',
    path: '/ventures/{ventureId}/equity/splits',
    summary: 'Months of a dynamic model, the newest first: points, budget and state (OWNER, CO_OWNER)',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byVenture,
    query: z.strictObject(page),
    output: pageOf(splitMonth).extend({ model: equityModel }),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  preview: op({
    method: 'GET',
    path: '/ventures/{ventureId}/equity/splits/{month}',
    summary: 'What everybody would get, or got, for a month, and what stands against it (OWNER, CO_OWNER)',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byMonth,
    output: splitPreview,
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  propose: op({
    method: 'POST',
    path: '/ventures/{ventureId}/equity/splits/{month}',
    summary: 'Propose the split of a month: one document that everybody in it signs (OWNER)',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    status: 201,
    params: byMonth,
    body: z.strictObject({
      /** The grants as the preview shows them; when they are no longer so, nothing is proposed. */
      grants: z
        .array(z.strictObject({ userId: id, units: shareCount }))
        .min(1)
        .max(100),
      deadlineDays: z.int().min(1).max(60).default(14),
      message: text(0, 1000).default(''),
    }),
    output: proposal,
    errors: [
      'NOT_FOUND',
      'FORBIDDEN',
      'ALREADY_EXISTS',
      'CONFLICT',
      'RULE_VIOLATED',
      'ILLEGAL_TRANSITION',
      'STEP_UP_REQUIRED',
      'IDEMPOTENCY_KEY_REQUIRED',
    ],
  }),
};

export type SplitObstacle = z.output<typeof splitObstacle>;
export type SplitState = z.output<typeof splitState>;
