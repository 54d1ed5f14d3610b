import { z } from 'zod';
import {
  amountMinor,
  csvPreview,
  currency,
  interest,
  investor,
  kpi,
  kpiName,
  kpiValue,
  month,
  monthActuals,
  readiness,
  round,
  roundEvent,
  roundKind,
  roundState,
  runway,
} from './finances-schemas.ts';
import { op } from './op.ts';
import { revenueSharing } from './revenue-sharing.ts';
import { day, empty, id, page, pageOf, text } from './wire.ts';

export * from './finances-schemas.ts';

const byId = z.strictObject({ ventureId: id });
const byRound = z.strictObject({ ventureId: id, roundId: id });
const byInvestor = z.strictObject({ ventureId: id, investorId: id });
const byMonth = z.strictObject({ ventureId: id, month });
const read = ['NOT_FOUND', 'FORBIDDEN'] as const;
const change = [...read, 'RULE_VIOLATED', 'ILLEGAL_TRANSITION'] as const;
const make = [...change, 'IDEMPOTENCY_KEY_REQUIRED'] as const;
const edit = [...change, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'] as const;
const shown = { level: 1, relation: 'venture role', limit: 'venture-read' } as const;
const owned = { level: 4, relation: 'venture role' } as const;
/** A few thousand lines. */
const csvBytes = 700 * 1024;
const csv = z.string().min(1).max(600_000);

const roundFields = {
  kind: roundKind,
  name: text(1, 120),
  currency,
  targetMinor: amountMinor,
  minimumMinor: amountMinor,
  plannedOn: z.nullable(day),
};
const investorFields = {
  name: text(1, 160),
  contact: text(0, 200),
  interest,
  roundId: z.nullable(id),
  currency,
  promisedMinor: amountMinor,
  receivedMinor: amountMinor,
  note: text(0, 1000),
};
const actualFields = {
  currency,
  cashMinor: amountMinor,
  incomeMinor: amountMinor,
  costsMinor: amountMinor,
  note: text(0, 500),
};

/** The money of a venture: rounds, actual figures, runway, KPIs, revenue and how it is shared. */
export const finances = {
  rounds: op({
    method: 'GET',
    path: '/ventures/{ventureId}/rounds',
    summary: 'Funding rounds, newest first (OWNER, CO_OWNER, INVESTOR)',
    ...shown,
    params: byId,
    query: z.strictObject({ ...page, state: roundState.optional() }),
    output: pageOf(round),
    errors: read,
  }),
  round: op({
    method: 'GET',
    path: '/ventures/{ventureId}/rounds/{roundId}',
    summary: 'One funding round (OWNER, CO_OWNER, INVESTOR)',
    ...shown,
    params: byRound,
    output: round,
    errors: read,
  }),
  planRound: op({
    method: 'POST',
    path: '/ventures/{ventureId}/rounds',
    summary: 'Plan a funding round; the first amount of a venture decides the currency of its books (OWNER)',
    ...owned,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({ ...roundFields, plannedOn: day.optional() }),
    output: round,
    errors: make,
  }),
  editRound: op({
    method: 'PATCH',
    path: '/ventures/{ventureId}/rounds/{roundId}',
    summary: 'Edit a round that is planned or active (OWNER)',
    ...owned,
    ifMatch: true,
    params: byRound,
    body: z.strictObject(roundFields).partial(),
    output: round,
    errors: edit,
  }),
  stepRound: op({
    method: 'POST',
    path: '/ventures/{ventureId}/rounds/{roundId}/step',
    summary: 'Open, cancel, complete (the minimum raised) or fail a round (OWNER)',
    ...owned,
    params: byRound,
    body: z.strictObject({ event: roundEvent, reason: text(0, 500).default('') }),
    output: round,
    errors: change,
  }),
  investors: op({
    method: 'GET',
    path: '/ventures/{ventureId}/investors',
    summary: 'Investors with their interest, of one round or of all (OWNER, CO_OWNER, INVESTOR)',
    ...shown,
    params: byId,
    query: z.strictObject({ ...page, roundId: id.optional(), interest: interest.optional() }),
    output: pageOf(investor),
    errors: read,
  }),
  addInvestor: op({
    method: 'POST',
    path: '/ventures/{ventureId}/investors',
    summary: 'Add an investor, to a round or without one yet (OWNER)',
    ...owned,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({
      ...investorFields,
      contact: investorFields.contact.default(''),
      roundId: id.optional(),
      promisedMinor: amountMinor.default('0'),
      receivedMinor: amountMinor.default('0'),
      note: investorFields.note.default(''),
    }),
    output: investor,
    errors: make,
  }),
  editInvestor: op({
    method: 'PATCH',
    path: '/ventures/{ventureId}/investors/{investorId}',
    summary: 'Edit an investor; money is received while the round is active (OWNER)',
    ...owned,
    ifMatch: true,
    params: byInvestor,
    body: z.strictObject(investorFields).partial(),
    output: investor,
    errors: edit,
  }),
  removeInvestor: op({
    method: 'DELETE',
    path: '/ventures/{ventureId}/investors/{investorId}',
    summary: 'Take an investor away from whom nothing was received (OWNER)',
    ...owned,
    status: 204,
    params: byInvestor,
    output: empty,
    errors: change,
  }),
  months: op({
    method: 'GET',
    path: '/ventures/{ventureId}/finances',
    summary: 'Actual figures by month, newest first (OWNER, CO_OWNER, INVESTOR)',
    ...shown,
    params: byId,
    query: z.strictObject(page),
    output: pageOf(monthActuals).extend({
      currency: z.nullable(currency),
      /** Counts up with every change of the figures. */
      version: z.int(),
    }),
    errors: read,
  }),
  recordMonth: op({
    method: 'POST',
    path: '/ventures/{ventureId}/finances',
    summary: 'Enter the actual figures of a month that is over (OWNER)',
    ...owned,
    idempotency: 'required',
    status: 201,
    params: byId,
    body: z.strictObject({ month, ...actualFields, note: actualFields.note.default('') }),
    output: monthActuals,
    errors: [...make, 'ALREADY_EXISTS'],
  }),
  editMonth: op({
    method: 'PATCH',
    path: '/ventures/{ventureId}/finances/{month}',
    summary: 'Put the figures of a month right (OWNER)',
    ...owned,
    ifMatch: true,
    params: byMonth,
    body: z.strictObject(actualFields).partial(),
    output: monthActuals,
    errors: edit,
  }),
  previewMonths: op({
    method: 'POST',
    path: '/ventures/{ventureId}/finances/preview',
    summary:
      'What a CSV file would write, and every problem with its line and column; writes nothing (OWNER)',
    ...owned,
    bodyBytes: csvBytes,
    params: byId,
    /** Columns month, cash, income, costs; currency and note where wanted. */
    body: z.strictObject({ csv }),
    output: csvPreview,
    errors: change,
  }),
  importMonths: op({
    method: 'POST',
    path: '/ventures/{ventureId}/finances/import',
    summary: 'Write the months of a CSV file: all of them, or with a single problem none (OWNER)',
    ...owned,
    bodyBytes: csvBytes,
    idempotency: 'required',
    ifMatch: true,
    params: byId,
    body: z.strictObject({ csv }),
    output: csvPreview,
    errors: [...edit, 'INVALID_INPUT', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  runway: op({
    method: 'GET',
    path: '/ventures/{ventureId}/runway',
    summary: 'Cash ÷ mean net burn of the last three months, with its level (OWNER, CO_OWNER, INVESTOR)',
    ...shown,
    params: byId,
    output: runway,
    errors: read,
  }),
  kpis: op({
    method: 'GET',
    path: '/ventures/{ventureId}/kpis',
    summary: 'KPIs with targets and monthly history; each role sees those it may read',
    ...shown,
    params: byId,
    query: z.strictObject({ months: z.coerce.number().int().min(1).max(60).default(12) }),
    output: z.object({
      items: z.array(kpi),
      currency: z.nullable(currency),
      /** Of the targets. */
      version: z.int(),
      maySetTargets: z.boolean(),
    }),
    errors: read,
  }),
  setTargets: op({
    method: 'PATCH',
    path: '/ventures/{ventureId}/kpis',
    summary: 'Set targets, or take them away with null (OWNER)',
    ...owned,
    ifMatch: true,
    params: byId,
    body: z.strictObject({
      targets: z
        .array(z.strictObject({ kpi: kpiName, target: z.nullable(kpiValue) }))
        .min(1)
        .max(kpiName.options.length),
    }),
    output: z.object({ version: z.int() }),
    errors: edit,
  }),
  readiness: op({
    method: 'GET',
    path: '/ventures/{ventureId}/readiness',
    summary: 'Rule score 0–100 with its parts; what is not known is left out and named',
    ...shown,
    params: byId,
    output: readiness,
    errors: read,
  }),
  ...revenueSharing,
};
