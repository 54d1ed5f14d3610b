import { z } from 'zod';
import { amountMinor } from './finances-schemas.ts';
import { op } from './op.ts';
import {
  analysis,
  assessment,
  assessmentFactors,
  assumptions,
  runwayAnswer,
  savedScenario,
  statement,
  statementKind,
  statementRecord,
  valuation,
} from './venture-analysis-schemas.ts';
import { empty, id, page, pageOf, text } from './wire.ts';

export * from './venture-analysis-schemas.ts';

const byId = z.strictObject({ ventureId: id });
const byScenario = z.strictObject({ ventureId: id, scenarioId: id });
const read = ['NOT_FOUND', 'FORBIDDEN'] as const;
const change = [...read, 'RULE_VIOLATED'] as const;
const edit = [...change, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'] as const;
const shown = { level: 1, relation: 'venture role', limit: 'venture-read', params: byId } as const;
const saved = { level: 1, relation: 'venture role' } as const;

/** How a venture stands: scores, chances, runway, valuation, and how such statements came out before. */
export const ventureAnalysis = {
  analysis: op({
    ...shown,
    method: 'GET',
    path: '/ventures/{ventureId}/analysis',
    summary:
      'Readiness, chance of the next round, team, risks and comparison; each role gets the parts it may read',
    output: analysis,
    errors: read,
  }),
  runway: op({
    ...shown,
    method: 'POST',
    path: '/ventures/{ventureId}/analysis/runway',
    summary:
      'Cash of the next months by simulation from the own figures under assumptions; writes nothing (OWNER, CO_OWNER, INVESTOR)',
    body: z.strictObject({
      ...assumptions.shape,
      paths: z.int().min(1_000).max(20_000).default(20_000),
      /** Without one, a seed that stays the same for a venture. */
      seed: z.int().min(0).max(4_294_967_295).optional(),
    }),
    output: runwayAnswer,
    errors: change,
  }),
  scenarios: op({
    ...shown,
    method: 'GET',
    path: '/ventures/{ventureId}/analysis/scenarios',
    summary: 'Saved assumptions, by name (OWNER, CO_OWNER, INVESTOR)',
    output: z.object({ items: z.array(savedScenario), most: z.int() }),
    errors: read,
  }),
  saveScenario: op({
    ...saved,
    method: 'POST',
    path: '/ventures/{ventureId}/analysis/scenarios',
    summary: 'Save assumptions under a name (OWNER, CO_OWNER)',
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({ name: text(1, 80), assumptions }),
    output: savedScenario,
    errors: [...change, 'ALREADY_EXISTS', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  editScenario: op({
    ...saved,
    method: 'PATCH',
    path: '/ventures/{ventureId}/analysis/scenarios/{scenarioId}',
    summary: 'Rename saved assumptions, or replace them (OWNER, CO_OWNER)',
    ifMatch: true,
    params: byScenario,
    body: z.strictObject({ name: text(1, 80), assumptions }).partial(),
    output: savedScenario,
    errors: [...edit, 'ALREADY_EXISTS'],
  }),
  removeScenario: op({
    ...saved,
    method: 'DELETE',
    path: '/ventures/{ventureId}/analysis/scenarios/{scenarioId}',
    summary: 'Delete saved assumptions (OWNER, CO_OWNER)',
    status: 204,
    params: byScenario,
    output: empty,
    errors: read,
  }),
  valuation: op({
    ...shown,
    method: 'GET',
    path: '/ventures/{ventureId}/analysis/valuation',
    summary:
      'What the venture may be worth by several methods, and each holder’s part of it by the live cap table (OWNER, CO_OWNER, INVESTOR)',
    query: z.strictObject({
      /** A round to try; without one, that which is planned or active. */
      raiseMinor: amountMinor.optional(),
      preMoneyMinor: amountMinor.optional(),
    }),
    output: valuation,
    errors: change,
  }),
  assessment: op({
    ...shown,
    method: 'GET',
    path: '/ventures/{ventureId}/analysis/assessment',
    summary: 'What the owners judged for the valuation (OWNER, CO_OWNER, INVESTOR)',
    output: assessment,
    errors: read,
  }),
  assess: op({
    ...saved,
    method: 'PUT',
    path: '/ventures/{ventureId}/analysis/assessment',
    summary: 'Judge what no record tells, for the valuation (OWNER, CO_OWNER)',
    ifMatch: true,
    params: byId,
    body: assessmentFactors,
    output: assessment,
    errors: edit,
  }),
  history: op({
    ...shown,
    method: 'GET',
    path: '/ventures/{ventureId}/analysis/history',
    summary: 'What was said before and how it came out, newest first (OWNER, CO_OWNER, INVESTOR)',
    query: z.strictObject({ ...page, kind: statementKind.optional() }),
    output: pageOf(statement).extend({ records: z.array(statementRecord) }),
    errors: read,
  }),
  report: op({
    ...shown,
    method: 'POST',
    path: '/ventures/{ventureId}/analysis/report',
    summary: 'All of it as a PDF, with date, modes, sources and what is not known; each role gets its parts',
    stream: 'download',
    body: z.strictObject({
      /** The runway under these assumptions; without them, as the own months speak. */
      assumptions: assumptions.optional(),
      seed: z.int().min(0).max(4_294_967_295).optional(),
    }),
    output: empty,
    errors: change,
  }),
};
