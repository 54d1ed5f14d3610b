import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** The reader of contracts: upload one, see its clauses, terms and findings in place, compare, search. A reading aid, not advice. */

const span = { start: z.int(), end: z.int() };
export const findingKind = z.enum(['MISSING', 'UNUSUAL', 'RISKY', 'TERM', 'REFERENCE', 'CHECK', 'OK']);
export const finding = z.object({
  id: z.string(),
  kind: findingKind,
  severity: z.enum(['HIGH', 'MEDIUM', 'LOW', 'INFO']),
  title: z.string(),
  explanation: z.string(),
  suggestion: z.nullable(z.string()),
  confidence: z.nullable(z.number()),
  /** The exact characters it rests on; none for something that was not found. */
  evidence: z.array(z.object(span)),
  source: z.string(),
});
export const clauseSpan = z.object({
  ...span,
  number: z.nullable(z.string()),
  heading: z.nullable(z.string()),
  level: z.int(),
  categories: z.array(
    z.object({ code: z.string(), name: z.string(), probability: z.number(), because: z.array(z.string()) }),
  ),
});
export const term = z.object({
  kind: z.string(),
  label: z.string(),
  value: z.string(),
  /** Share of answers of its rule that were right where it was measured; null where nothing was measured. */
  confidence: z.nullable(z.number()),
  ...span,
});
export const checklistItem = z.object({
  id: z.string(),
  checklist: z.string(),
  title: z.string(),
  source: z.string(),
  result: z.enum(['FOUND', 'NOT_FOUND', 'CONTRADICTED', 'UNCLEAR']),
  confidence: z.nullable(z.number()),
  evidence: z.array(z.object(span)),
});
export const reading = z.object({
  id,
  title: z.string(),
  state: z.enum(['WAITING', 'READING', 'READY', 'FAILED']),
  /** A sentence a person can act on when it failed: encrypted, scanned, damaged, too long. */
  failure: z.nullable(z.object({ reason: z.string(), sentence: z.string() })),
  format: z.nullable(z.enum(['PDF', 'DOCX', 'HTML', 'TEXT', 'DOCUMENT'])),
  pages: z.nullable(z.int()),
  characters: z.nullable(z.int()),
  playbookId: z.nullable(z.string()),
  documentId: z.nullable(id),
  createdAt: instant,
  progress: z.int(),
  findings: z.object({ high: z.int(), medium: z.int(), low: z.int() }),
});
export const fullReading = reading.extend({
  text: z.string(),
  rightToLeft: z.boolean(),
  pageStarts: z.array(z.int()),
  clauses: z.array(clauseSpan),
  terms: z.array(term),
  parties: z.array(z.object({ name: z.string(), role: z.nullable(z.string()), ...span })),
  details: z.array(finding),
  checklist: z.array(checklistItem),
  warnings: z.array(z.string()),
  models: z.array(z.object({ name: z.string(), version: z.string() })),
});
/**
 * A phrase of a playbook: words in order; `terminat*` begins so; `means/includes` is one of these; `~8` lets up to eight
 * words pass; `{period}`, `{money}`, `{percent}`, `{number}` stand for a quantity; `a & b` asks for both in one place.
 */
const phrase = text(1, 600);
export const playbookRule = z.strictObject({
  id: z.string().max(60),
  title: text(1, 120),
  expectation: z.enum(['REQUIRED', 'PREFERRED', 'FORBIDDEN', 'LIMIT']),
  /** What it looks for: something the platform knows by this id, or, when null, the own phrases. */
  concept: z.nullable(z.string().max(60)),
  phrases: z.array(phrase).max(40),
  /** Wordings that make a clause that is there unusual or risky. */
  concerns: z
    .array(
      z.strictObject({
        phrases: z.array(phrase).min(1).max(20),
        kind: z.enum(['UNUSUAL', 'RISKY']),
        says: text(1, 1000),
      }),
    )
    .max(20),
  /** Bounds of a quantity: days, an amount, percent, or a number, as the phrases say. */
  limit: z.nullable(
    z.strictObject({
      phrases: z.array(phrase).min(1).max(30),
      atLeast: z.nullable(z.number()),
      atMost: z.nullable(z.number()),
      reads: text(1, 120),
    }),
  ),
  severity: z.enum(['HIGH', 'MEDIUM', 'LOW']),
  why: text(1, 1000),
  wording: z.nullable(z.string().max(4000)),
});
export const playbook = z.object({
  id: z.string(),
  name: z.string(),
  shipped: z.boolean(),
  kind: z.string(),
  rules: z.array(playbookRule),
  updatedAt: z.nullable(instant),
});
export const change = z.object({
  /** `FILLED`: nothing but blanks of a template, and what the other text writes in their place. */
  kind: z.enum(['EQUAL', 'INSERT', 'DELETE', 'REPLACE', 'MOVE', 'FILLED']),
  beforeStart: z.int(),
  beforeEnd: z.int(),
  afterStart: z.int(),
  afterEnd: z.int(),
  moveId: z.nullable(z.int()),
  renumbered: z.boolean(),
  critical: z.boolean(),
});
export const comparison = z.object({
  before: z.object({ title: z.string(), text: z.string() }),
  after: z.object({ title: z.string(), text: z.string() }),
  changes: z.array(change),
  clauses: z.array(
    z.object({
      status: z.enum(['UNCHANGED', 'CHANGED', 'ADDED', 'REMOVED', 'MOVED', 'RENUMBERED', 'FILLED']),
      heading: z.nullable(z.string()),
      before: z.nullable(z.object(span)),
      after: z.nullable(z.object(span)),
    }),
  ),
  /** Numbers of clauses, and what stands in blanks, are neither inserted nor deleted words. */
  summary: z.object({
    inserted: z.int(),
    deleted: z.int(),
    moved: z.int(),
    renumbered: z.int(),
    /** Blanks of a template that the other text fills in. */
    filled: z.int(),
    critical: z.int(),
  }),
});
/** What one side of a comparison is: a contract read here, a document, a template, or pasted text. */
const side = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('READING'), id }),
  z.strictObject({ kind: z.literal('DOCUMENT'), id }),
  z.strictObject({ kind: z.literal('TEMPLATE'), code: z.string().max(20) }),
  z.strictObject({ kind: z.literal('TEXT'), title: text(1, 160), text: z.string().max(1_000_000) }),
]);
const readingId = z.strictObject({ readingId: id });
const own = { level: 1, relation: 'self' } as const;

export const contractReview = {
  start: op({
    method: 'POST',
    path: '/legal/readings',
    summary: 'Read a contract: an uploaded file, a document one is a party to, or pasted text',
    ...own,
    status: 202,
    idempotency: 'required',
    bodyBytes: 2 * 1024 * 1024,
    body: z.strictObject({
      title: text(1, 160).optional(),
      fileId: id.optional(),
      documentId: id.optional(),
      text: z.string().max(1_000_000).optional(),
      playbookId: z.string().max(60).optional(),
    }),
    output: reading,
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  list: op({
    method: 'GET',
    path: '/legal/readings',
    summary: 'Contracts read before, newest first',
    ...own,
    query: z.strictObject({ ...page }),
    output: pageOf(reading),
    errors: [],
  }),
  read: op({
    method: 'GET',
    path: '/legal/readings/{readingId}',
    summary: 'The text with clauses, terms, findings and checklists',
    ...own,
    params: readingId,
    output: fullReading,
    errors: ['NOT_FOUND'],
  }),
  again: op({
    method: 'POST',
    path: '/legal/readings/{readingId}/again',
    summary: 'Check the same text against another playbook',
    ...own,
    params: readingId,
    body: z.strictObject({ playbookId: z.string().max(60) }),
    output: reading,
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'ILLEGAL_TRANSITION'],
  }),
  remove: op({
    method: 'DELETE',
    path: '/legal/readings/{readingId}',
    summary: 'Forget a contract and what was found in it',
    ...own,
    params: readingId,
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
  compare: op({
    method: 'POST',
    path: '/legal/comparisons',
    summary: 'Compare two texts word by word, with moved and renumbered clauses recognised',
    ...own,
    bodyBytes: 4 * 1024 * 1024,
    body: z.strictObject({ before: side, after: side }),
    output: comparison,
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
  search: op({
    method: 'GET',
    path: '/legal/search',
    summary: 'Sentences across all one’s contracts and documents that speak of something',
    ...own,
    query: z.strictObject({ q: text(2, 300), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    output: z.object({
      items: z.array(
        z.object({
          kind: z.enum(['READING', 'DOCUMENT']),
          id,
          title: z.string(),
          sentence: z.string(),
          ...span,
          score: z.number(),
          matched: z.array(z.string()),
        }),
      ),
    }),
    errors: [],
  }),
  playbooks: op({
    method: 'GET',
    path: '/legal/playbooks',
    summary: 'Playbooks: those shipped, and one’s own',
    ...own,
    output: z.object({
      items: z.array(playbook),
      /** What a rule can look for without phrases of its own. */
      concepts: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
    errors: [],
  }),
  savePlaybook: op({
    method: 'PUT',
    path: '/legal/playbooks/{playbookId}',
    summary: 'Make or change an own playbook',
    ...own,
    params: z.strictObject({ playbookId: id }),
    bodyBytes: 512 * 1024,
    body: z.strictObject({
      name: text(1, 120),
      kind: text(1, 60),
      rules: z.array(playbookRule).min(1).max(100),
    }),
    output: playbook,
    errors: ['RULE_VIOLATED', 'NOT_FOUND'],
  }),
  removePlaybook: op({
    method: 'DELETE',
    path: '/legal/playbooks/{playbookId}',
    summary: 'Delete an own playbook',
    ...own,
    params: z.strictObject({ playbookId: id }),
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
};
