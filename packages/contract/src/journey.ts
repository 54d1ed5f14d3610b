import { z } from 'zod';
import { op } from './op.ts';
import { empty, instant } from './wire.ts';

export const stageName = z.enum([
  'ACCOUNT',
  'PROFILE',
  'LEGAL_PACK',
  'SUBSCRIPTION',
  'ORIENTATION',
  'BUZ_INTRODUCTION',
  'DASHBOARD',
]);
export const stageState = z.enum(['NOT_STARTED', 'IN_PROGRESS', 'BLOCKED', 'SKIPPED', 'COMPLETED']);
export const gateKind = z.enum([
  'VERIFICATION',
  'PROFILE',
  'LEGAL_PACK',
  'SUBSCRIPTION',
  'ORIENTATION',
  'BUZ',
  'DASHBOARD',
  'NDA',
  'CONTRACT',
  'DOCUMENT',
  'TEAM',
  'VENTURE',
  'PROJECT',
  'COMPANY',
  'EQUITY',
  'LAUNCH',
  'SECOND_FACTOR',
  'CUSTOM',
]);
export const gate = z.object({
  kind: gateKind,
  label: z.string(),
  required: z.boolean(),
  passed: z.boolean(),
  /** What is still missing, in words. */
  missing: z.array(z.string()),
});
/** What a form of the stage held when it was last saved: field by field. */
export const draft = z
  .record(
    z.string().min(1).max(60),
    z.union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(60)).max(20)]),
  )
  .refine((fields) => Object.keys(fields).length <= 30, 'At most 30 fields.');
export const stage = z.object({
  number: z.int().min(1).max(7),
  name: stageName,
  title: z.string(),
  purpose: z.string(),
  state: stageState,
  /** Why the stage is blocked. */
  cause: z.nullable(z.string()),
  canOpen: z.boolean(),
  canSkip: z.boolean(),
  gates: z.array(gate),
  xp: z.int(),
  draft: z.nullable(z.object({ fields: draft, savedAt: instant })),
  openedAt: z.nullable(instant),
  closedAt: z.nullable(instant),
});
export const journeyView = z.object({
  stages: z.array(stage),
  /** Number of the stage to go on with; null when all are done or skipped. */
  current: z.nullable(z.int()),
  /** (Completed + skipped) ÷ 7. */
  progress: z.number(),
  startedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
});
export const questName = z.enum([
  'SECOND_FACTOR',
  'FIVE_CONNECTIONS',
  'TEAM',
  'COMPANY',
  'JOIN_VENTURE',
  'CREATE_VENTURE',
  'HOLD_EQUITY',
  'FINISH_LAUNCH',
]);
export const quest = z.object({
  name: questName,
  kind: gateKind,
  title: z.string(),
  why: z.string(),
  link: z.string(),
  xp: z.int(),
  reached: z.int(),
  target: z.int(),
  doneAt: z.nullable(instant),
});
export const seen = z.enum([
  'TOUR_DASHBOARD',
  'TOUR_FEATURES',
  'TOUR_VENTURES',
  'TOUR_WALLET',
  'TOUR_SEARCH',
  'WALLET',
  'DASHBOARD',
]);
const stageParams = z.strictObject({ number: z.coerce.number().int().min(1).max(7) });

export const journey = {
  get: op({
    method: 'GET',
    path: '/journey',
    summary: 'The seven stages with their gates, and where one stands',
    level: 0,
    relation: 'self',
    limit: 'user-read',
    output: journeyView,
    errors: [],
  }),
  quests: op({
    method: 'GET',
    path: '/journey/quests',
    summary: 'Optional goals after the journey; empty before it is finished',
    level: 0,
    relation: 'self',
    output: z.object({ open: z.boolean(), items: z.array(quest) }),
    errors: [],
  }),
  open: op({
    method: 'POST',
    path: '/journey/stages/{number}/open',
    summary: 'Open a stage; the earlier ones must be done or skipped',
    level: 0,
    relation: 'self',
    params: stageParams,
    body: empty,
    output: journeyView,
    errors: ['ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
  complete: op({
    method: 'POST',
    path: '/journey/stages/{number}/complete',
    summary: 'Complete a stage whose required gates pass; otherwise says what is missing',
    level: 0,
    relation: 'self',
    params: stageParams,
    body: empty,
    output: journeyView,
    errors: ['ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
  skip: op({
    method: 'POST',
    path: '/journey/stages/{number}/skip',
    summary: 'Skip the stage of the subscription: stay on the free plan',
    level: 0,
    relation: 'self',
    params: stageParams,
    body: empty,
    output: journeyView,
    errors: ['ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
  saveDraft: op({
    method: 'PUT',
    path: '/journey/stages/{number}/draft',
    summary: 'Keep what a form of the stage holds; empty fields drop it',
    level: 0,
    relation: 'self',
    params: stageParams,
    body: z.strictObject({ fields: draft }),
    output: z.object({ savedAt: z.nullable(instant) }),
    errors: ['INVALID_INPUT'],
  }),
  markSeen: op({
    method: 'POST',
    path: '/journey/seen',
    summary: 'Say that a tour, the wallet or the dashboard was looked at',
    level: 0,
    relation: 'self',
    body: z.strictObject({ what: seen }),
    output: journeyView,
    errors: [],
  }),
  funnel: op({
    method: 'GET',
    path: '/admin/journey',
    summary: 'How people get through the journey: the stages, the time it takes, who finishes',
    level: 12,
    relation: 'administrator',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(730).default(90) }),
    output: z.object({
      since: instant,
      started: z.int(),
      finished: z.int(),
      /** Minutes from the account to the end of the journey; null before anybody finished. */
      medianMinutes: z.nullable(z.number()),
      /** Of those whose thirty days are over: the share that finished within them, 0 to 1. */
      within30Days: z.nullable(z.number()),
      stages: z.array(
        z.object({
          number: z.int(),
          name: stageName,
          title: z.string(),
          open: z.int(),
          blocked: z.int(),
          skipped: z.int(),
          completed: z.int(),
        }),
      ),
    }),
    errors: [],
  }),
};
