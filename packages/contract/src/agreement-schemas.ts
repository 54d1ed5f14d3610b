import { z } from 'zod';
import { email, id, instant, text } from './wire.ts';

/** What agreements between named people are made of: templates, variables, clauses, recipients, events. */

/** Agreements carry longer codes than papers: a template of the installation may be named freely. */
export const templateCode = z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/);
export const version = z.string().regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/);

export const variableType = z.enum([
  'TEXT',
  'LONG_TEXT',
  'NUMBER',
  'PERCENT',
  'MONEY',
  'DATE',
  'CHOICE',
  'YES_NO',
]);
/** One blank of a template. `PERCENT` is written 12.5; `MONEY` `1500.00 CAD`; `DATE` as a day; `YES_NO` yes or no. */
export const variable = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  label: z.string(),
  type: variableType,
  required: z.boolean(),
  help: z.nullable(z.string()),
  choices: z.array(z.string()),
  min: z.nullable(z.number()),
  max: z.nullable(z.number()),
  /** What stands in the blank until somebody writes something else. */
  initial: z.nullable(z.string()),
});
/** A clause of a template: `FIXED` stays, `OPTIONAL` may be left out, of a `group` of `ALTERNATIVE` ones exactly one stays. */
export const clause = z.object({
  id: z.string(),
  title: z.string(),
  html: z.string(),
  kind: z.enum(['FIXED', 'OPTIONAL', 'ALTERNATIVE']),
  group: z.nullable(z.string()),
  included: z.boolean(),
});
export const libraryClause = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string(),
  html: z.string(),
  variables: z.array(variable),
});
export const templateRole = z.object({
  name: z.string(),
  label: z.string(),
  /** Whether the person who makes the document stands in this role. */
  creator: z.boolean(),
});
export const templateSummary = z.object({
  code: templateCode,
  name: z.string(),
  purpose: z.string(),
  version,
  scope: z.enum(['ACCOUNT', 'VENTURE', 'RELATIONSHIP', 'CUSTOM']),
  roles: z.array(templateRole),
  readingMinutes: z.int(),
});
export const template = templateSummary.extend({
  variables: z.array(variable),
  clauses: z.array(clause),
});

/** What somebody wrote into the blanks, each as text; its type says how it must read. */
export const values = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), z.string().max(4000))
  .refine((given) => Object.keys(given).length <= 100, 'At most 100 blanks.');
/** The clauses of a document in order: those of the template or the library by id, or own wording as plain text. */
export const clauseChoice = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('TEMPLATE'), id: z.string().max(60) }),
  z.strictObject({ source: z.literal('LIBRARY'), id: z.string().max(60) }),
  z.strictObject({ source: z.literal('OWN'), title: text(1, 120), text: text(1, 20_000) }),
]);
export const clauseChoices = z.array(clauseChoice).min(1).max(80);

export const recipientKind = z.enum(['SIGNER', 'APPROVER', 'VIEWER', 'COPY']);
export const recipientState = z.enum([
  'WAITING',
  'DUE',
  'SIGNED',
  'APPROVED',
  'VIEWED',
  'DECLINED',
  'DELEGATED',
  'REPLACED',
  'RELEASED',
  'COPIED',
]);
/** Somebody who is to receive the document: a member by `userId`, or anybody by name and e-mail address. */
export const recipientInput = z.strictObject({
  userId: id.optional(),
  name: text(1, 120).optional(),
  email: email.optional(),
  role: text(1, 60),
  kind: recipientKind,
  /** Recipients of one step act in parallel; the next step waits for this one. */
  step: z.int().min(1).max(20),
});
export const stepRule = z.strictObject({
  step: z.int().min(1).max(20),
  /** How many signatures of the step are enough; all, when the step has no rule. */
  needed: z.int().min(1).max(50),
});
export const recipient = z.object({
  position: z.int(),
  round: z.int(),
  step: z.int(),
  kind: recipientKind,
  role: z.string(),
  name: z.string(),
  email: z.string(),
  userId: z.nullable(id),
  guest: z.boolean(),
  state: recipientState,
  actedAt: z.nullable(instant),
  reason: z.nullable(z.string()),
  delegatedBy: z.nullable(z.int()),
  /** When the last invitation or reminder went out. */
  askedAt: z.nullable(instant),
});

export const documentEvent = z.object({
  seq: z.int(),
  type: z.string(),
  at: instant,
  actorName: z.nullable(z.string()),
  position: z.nullable(z.int()),
  detail: z.nullable(z.string()),
  hash: z.string(),
  /** Place and hash of the link of the platform's audit chain that carries this hash; null for the moment until it is made. */
  audit: z.nullable(z.object({ seq: z.int(), hash: z.string() })),
});
export const textVersion = z.object({
  round: z.int(),
  revision: z.int(),
  textHash: z.string(),
  note: z.nullable(z.string()),
  standard: z.boolean(),
  createdAt: instant,
});
