import { z } from 'zod';
import {
  clauseChoices,
  libraryClause,
  recipientInput,
  template,
  templateCode,
  templateSummary,
  values,
} from './agreement-schemas.ts';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** What stands around agreements: templates to make them from, bulk issue, shares and remarks. */

const documentId = z.strictObject({ documentId: id });
export const preview = z.object({
  html: z.string(),
  textHash: z.string(),
  /** Names of the blanks that are still empty or read wrong, with what is wrong. */
  problems: z.array(z.object({ name: z.string(), message: z.string() })),
  standard: z.boolean(),
});
export const share = z.object({
  id,
  userId: z.nullable(id),
  name: z.string(),
  email: z.string(),
  canComment: z.boolean(),
  expiresAt: instant,
  createdAt: instant,
});
export const comment = z.object({
  id,
  authorName: z.string(),
  text: z.string(),
  /** The characters of the canonical text it speaks of. */
  start: z.nullable(z.int()),
  end: z.nullable(z.int()),
  createdAt: instant,
});
const actErrors = ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'CONFLICT', 'RULE_VIOLATED'] as const;

export const agreementsAround = {
  templates: op({
    method: 'GET',
    path: '/legal/templates',
    summary: 'Templates that a person can make agreements from',
    level: 1,
    relation: 'none',
    output: z.object({ items: z.array(templateSummary) }),
    errors: [],
  }),
  template: op({
    method: 'GET',
    path: '/legal/templates/{code}',
    summary: 'One template with its blanks and clauses',
    level: 1,
    relation: 'none',
    params: z.strictObject({ code: templateCode }),
    output: template,
    errors: ['NOT_FOUND'],
  }),
  templateOfDraft: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/template',
    summary: 'The template of a draft in the version it is written in, for whoever writes it',
    level: 0,
    relation: 'party',
    params: documentId,
    output: template,
    errors: ['NOT_FOUND'],
  }),
  clauses: op({
    method: 'GET',
    path: '/legal/clauses',
    summary: 'The library of clauses that can be added to any agreement',
    level: 1,
    relation: 'none',
    output: z.object({ items: z.array(libraryClause) }),
    errors: [],
  }),
  preview: op({
    method: 'POST',
    path: '/legal/templates/{code}/preview',
    summary: 'The text as it would read with these values and clauses; nothing is stored',
    level: 1,
    relation: 'none',
    params: z.strictObject({ code: templateCode }),
    bodyBytes: 512 * 1024,
    body: z.strictObject({
      values,
      clauses: clauseChoices.optional(),
      /** The draft that is being written: its version of the template, its venture and its terms are taken. */
      documentId: id.optional(),
    }),
    output: preview,
    errors: ['NOT_FOUND', 'RULE_VIOLATED'],
  }),
  shares: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/shares',
    summary: 'Who besides the parties may read',
    level: 0,
    relation: 'party',
    params: documentId,
    output: z.object({ items: z.array(share) }),
    errors: ['NOT_FOUND'],
  }),
  share: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/shares',
    summary: 'Let a member read, or comment, until a day',
    level: 0,
    relation: 'party',
    status: 201,
    params: documentId,
    body: z.strictObject({
      userId: id,
      canComment: z.boolean().default(false),
      days: z.int().min(1).max(90).default(7),
    }),
    output: share,
    errors: actErrors,
  }),
  endShare: op({
    method: 'DELETE',
    path: '/legal/documents/{documentId}/shares/{shareId}',
    summary: 'End a share',
    level: 0,
    relation: 'party',
    params: z.strictObject({ documentId: id, shareId: id }),
    status: 204,
    output: empty,
    errors: ['NOT_FOUND'],
  }),
  comments: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/comments',
    summary: 'Remarks beside the text',
    level: 0,
    relation: 'party',
    params: documentId,
    output: z.object({ items: z.array(comment) }),
    errors: ['NOT_FOUND'],
  }),
  comment: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/comments',
    summary: 'Remark on a document, or on some characters of it',
    level: 0,
    relation: 'party',
    status: 201,
    params: documentId,
    body: z.strictObject({
      text: text(1, 2000),
      start: z.int().min(0).optional(),
      end: z.int().min(0).optional(),
    }),
    output: comment,
    errors: actErrors,
  }),
  bulk: op({
    method: 'POST',
    path: '/legal/documents/bulk',
    summary: 'Issue one template to many: a document for each row, sent for signing as they are made',
    level: 2,
    relation: 'creator',
    status: 202,
    stepUp: true,
    idempotency: 'required',
    bodyBytes: 1024 * 1024,
    body: z.strictObject({
      templateCode,
      title: text(1, 160),
      ventureId: id.optional(),
      message: text(0, 1000).optional(),
      deadlineDays: z.int().min(1).max(90).default(7),
      values,
      rows: z
        .array(z.strictObject({ values, recipients: z.array(recipientInput).min(1).max(10) }))
        .min(1)
        .max(200),
    }),
    output: z.object({ bulkId: id, total: z.int() }),
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'STEP_UP_REQUIRED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  bulkProgress: op({
    method: 'GET',
    path: '/legal/bulk/{bulkId}',
    summary: 'How far a bulk issue has come, row by row',
    level: 2,
    relation: 'creator',
    params: z.strictObject({ bulkId: id }),
    output: z.object({
      bulkId: id,
      title: z.string(),
      total: z.int(),
      done: z.int(),
      failed: z.int(),
      rows: z.array(
        z.object({
          row: z.int(),
          state: z.enum(['WAITING', 'SENT', 'FAILED']),
          documentId: z.nullable(id),
          message: z.nullable(z.string()),
        }),
      ),
    }),
    errors: ['NOT_FOUND'],
  }),
  drafts: op({
    method: 'GET',
    path: '/legal/agreements',
    summary: 'Agreements the person made, in every state',
    level: 1,
    relation: 'creator',
    query: z.strictObject({ ...page }),
    output: pageOf(
      z.object({
        id,
        title: z.string(),
        templateName: z.string(),
        state: z.string(),
        signed: z.int(),
        toSign: z.int(),
        deadline: z.nullable(instant),
        createdAt: instant,
      }),
    ),
    errors: [],
  }),
};
