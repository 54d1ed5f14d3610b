import { z } from 'zod';
import { consentAct, objectId, ownerAct, shareCount, vestingPlan } from './equity-acts.ts';
import {
  capTable,
  entry,
  equityModel,
  preview,
  proposal,
  proposalState,
  security,
} from './equity-schemas.ts';
import { op } from './op.ts';
import { day, empty, id, page, pageOf, text } from './wire.ts';

export * from './equity-acts.ts';
export * from './equity-schemas.ts';

const byId = z.strictObject({ ventureId: id });
const byProposal = z.strictObject({ ventureId: id, proposalId: id });
const at = { date: day.optional() };
/** Errors every write of a cap table can answer. */
const writeErrors = [
  'NOT_FOUND',
  'FORBIDDEN',
  'RULE_VIOLATED',
  'ILLEGAL_TRANSITION',
  'STEP_UP_REQUIRED',
] as const;

const percent = z.int().min(0).max(100_000_000);

export const equity = {
  capTable: op({
    method: 'GET',
    path: '/ventures/{ventureId}/cap-table',
    summary: 'Who owned what on a day: holders, classes, plans, convertibles, rounds',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byId,
    query: z.strictObject(at),
    output: capTable,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED'],
  }),
  securities: op({
    method: 'GET',
    path: '/ventures/{ventureId}/vesting',
    summary:
      'Securities of a day with their vesting; members without the right to the full table see their own',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byId,
    query: z.strictObject({ ...page, ...at, stakeholderId: objectId.optional() }),
    output: pageOf(security),
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED'],
  }),
  entries: op({
    method: 'GET',
    path: '/ventures/{ventureId}/cap-table/entries',
    summary: 'The log of the table, newest first',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byId,
    query: z.strictObject({
      ...page,
      stakeholderId: objectId.optional(),
      setAside: z.enum(['true', 'false']).optional(),
    }),
    output: pageOf(entry),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  setUp: op({
    method: 'POST',
    path: '/ventures/{ventureId}/equity',
    summary:
      'Agree the equity framework: units of owners, hub and pool, and the model; takes effect with all signatures',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({
      model: equityModel.default('FIXED'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default('CAD'),
      /** Units in all; each percentage point must come out as whole units. */
      units: shareCount.default('100000000'),
      /** Units of 10⁻⁶ percent; owners, hub and pool sum to 100,000,000. */
      hub: percent.default(0),
      pool: percent,
      owners: z
        .array(
          z.strictObject({ userId: id, part: percent, vesting: vestingPlan.default({ kind: 'IMMEDIATE' }) }),
        )
        .min(1)
        .max(10),
    }),
    output: proposal,
    errors: [...writeErrors, 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  preview: op({
    method: 'POST',
    path: '/ventures/{ventureId}/equity/preview',
    summary: 'What an act would change, and who would have to agree; writes nothing',
    level: 1,
    relation: 'venture role',
    params: byId,
    body: z.strictObject({ ...at, act: z.union([consentAct, ownerAct]) }),
    output: preview,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED'],
  }),
  propose: op({
    method: 'POST',
    path: '/ventures/{ventureId}/equity/proposals',
    summary: 'Propose an act that needs consent: everybody concerned gets a document to sign (OWNER)',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({
      act: consentAct,
      deadlineDays: z.int().min(1).max(60).default(14),
      message: text(0, 1000).default(''),
    }),
    output: proposal,
    errors: [...writeErrors, 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  proposals: op({
    method: 'GET',
    path: '/ventures/{ventureId}/equity/proposals',
    summary: 'Acts that wait for signatures, and what became of earlier ones',
    level: 1,
    relation: 'venture role',
    limit: 'venture-read',
    params: byId,
    query: z.strictObject({ ...page, state: proposalState.optional() }),
    output: pageOf(proposal),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  withdraw: op({
    method: 'POST',
    path: '/ventures/{ventureId}/equity/proposals/{proposalId}/withdraw',
    summary: 'Take a proposal back; its document is voided (OWNER)',
    level: 4,
    relation: 'venture role',
    params: byProposal,
    body: z.strictObject({ reason: text(3, 500) }),
    output: proposal,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION'],
  }),
  act: op({
    method: 'POST',
    path: '/ventures/{ventureId}/equity/acts',
    summary:
      'Write what needs no further consent: classes, plans, terms, splits, milestones, a leave (OWNER)',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({
      act: ownerAct,
      /** May lie in the past as long as no day since then becomes impossible. */
      date: day.optional(),
      documentId: id.optional(),
    }),
    output: z.object({ seq: z.int(), objectIds: z.array(z.string()), summary: z.string() }),
    errors: [...writeErrors, 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  import: op({
    method: 'POST',
    path: '/ventures/{ventureId}/cap-table/import',
    summary:
      'Take over a table from Open Cap Format or CSV that was uploaded; refused whole, or kept with a report',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    params: byId,
    body: z.strictObject({
      fileId: id,
      /** STRICT: any problem refuses the whole. KEEP: what cannot be counted is set aside, listed, and exported again. */
      mode: z.enum(['STRICT', 'KEEP']),
      dryRun: z.boolean().default(false),
    }),
    output: z.object({
      imported: z.int(),
      setAside: z.int(),
      problems: z.array(
        z.object({ place: z.string(), objectId: z.nullable(z.string()), message: z.string() }),
      ),
      /** There are more problems than are listed. */
      more: z.boolean(),
      holders: z.int(),
      fullyDiluted: z.string(),
    }),
    errors: [...writeErrors, 'ALREADY_EXISTS', 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  export: op({
    method: 'GET',
    path: '/ventures/{ventureId}/cap-table/export',
    summary: 'The whole table as Open Cap Format (zip of JSON) or CSV',
    level: 1,
    relation: 'venture role',
    params: byId,
    query: z.strictObject({ format: z.enum(['OCF', 'CSV']), ...at }),
    stream: 'download',
    output: empty,
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RULE_VIOLATED'],
  }),
};
