import { z } from 'zod';
import {
  clauseChoices,
  documentEvent,
  recipient,
  recipientInput,
  stepRule,
  templateCode,
  textVersion,
  values,
} from './agreement-schemas.ts';
import { agreementsAround } from './agreement-desk.ts';
import { legalDocument } from './legal.ts';
import { op } from './op.ts';
import { email, empty, id, instant, text } from './wire.ts';

const documentId = z.strictObject({ documentId: id });
const place = z.strictObject({ documentId: id, position: z.coerce.number().int().min(1).max(1000) });

/** What may be done with a document by the reader, now. */
export const permission = z.enum([
  'EDIT',
  'SUBMIT',
  'OPEN_SIGNING',
  'CANCEL',
  'RETRY',
  'REMIND',
  'CORRECT',
  'SIGN',
  'APPROVE',
  'VIEW_TO_CONFIRM',
  'DECLINE',
  'DELEGATE',
  'AMEND',
  'DROP_AMENDMENT',
  'TERMINATE',
  'REPORT_BREACH',
  'APPEAL',
  'REWORK',
  'RENEW',
  'SHARE',
  'COMMENT',
]);
/** The whole of an agreement as its parties see it. `draft` is what is being written, and is null for readers who may not edit. */
export const agreement = legalDocument.extend({
  templateName: z.string(),
  message: z.nullable(z.string()),
  standard: z.boolean(),
  round: z.int(),
  validityDays: z.nullable(z.int()),
  noticeDays: z.int(),
  noticeAt: z.nullable(instant),
  reason: z.nullable(z.string()),
  draft: z.nullable(
    z.object({
      values,
      clauses: clauseChoices,
      recipients: z.array(recipientInput),
      steps: z.array(stepRule),
      note: z.nullable(z.string()),
    }),
  ),
  recipients: z.array(recipient),
  steps: z.array(stepRule),
  versions: z.array(textVersion),
  sealed: z.nullable(z.object({ sha256: z.string(), level: z.enum(['B-B', 'B-T']), at: instant })),
  permissions: z.array(permission),
  /**
   * For parties: what the newest confirmed breach asks for, until when, and of whom (those who signed). What was reported
   * and with which evidence stays with the legal office.
   */
  remedy: z.nullable(
    z.object({
      state: z.enum(['REMEDIATION', 'REMEDIED', 'NOT_REMEDIED']),
      people: z.array(z.string()),
      plan: z.string(),
      deadline: z.nullable(instant),
      /** Of the last decision in the case, with its day. */
      reason: z.string(),
      decidedAt: z.nullable(instant),
    }),
  ),
  rowVersion: z.int(),
});
const edit = {
  title: text(1, 160).optional(),
  values: values.optional(),
  clauses: clauseChoices.optional(),
  recipients: z.array(recipientInput).max(50).optional(),
  steps: z.array(stepRule).max(20).optional(),
  message: text(0, 1000).optional(),
  /** Days from the last signature on; null for no end. */
  validityDays: z.nullable(z.int().min(1).max(3650)).optional(),
  noticeDays: z.int().min(0).max(365).optional(),
};
const actErrors = ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'CONFLICT', 'RULE_VIOLATED'] as const;
const creator = { level: 2, relation: 'creator', params: documentId, output: agreement } as const;
const party = { level: 0, relation: 'party', params: documentId, output: agreement } as const;
const addressee = { level: 0, relation: 'addressee', params: documentId, output: agreement } as const;

export { comment, preview, share } from './agreement-desk.ts';

export const agreements = {
  ...agreementsAround,
  create: op({
    method: 'POST',
    path: '/legal/documents',
    summary: 'Start an agreement from a template, as a draft',
    level: 2,
    relation: 'creator',
    status: 201,
    idempotency: 'required',
    bodyBytes: 512 * 1024,
    body: z.strictObject({
      templateCode,
      ventureId: id.optional(),
      /**
       * The agreement in force that this one ends or changes, for templates that do so (an umbrella termination notice or
       * amendment). May be left out while only one comes into question.
       */
      concernsId: id.optional(),
      ...edit,
    }),
    output: agreement,
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'GATE_BLOCKED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  agreement: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/envelope',
    summary: 'A document with draft, recipients, versions and what the reader may do; each view is recorded',
    ...party,
    errors: ['NOT_FOUND'],
  }),
  edit: op({
    method: 'PATCH',
    path: '/legal/documents/{documentId}',
    summary: 'Change a draft: its maker, or the party that writes an amendment',
    ...party,
    ifMatch: true,
    bodyBytes: 512 * 1024,
    body: z.strictObject({ ...edit, note: text(0, 500).optional() }),
    errors: [...actErrors, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'],
  }),
  submit: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/submit',
    summary: 'Hand the text in: standard text is approved at once, own wording is reviewed',
    ...party,
    body: z.strictObject({ note: text(0, 500).optional() }),
    errors: actErrors,
  }),
  appeal: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/appeal',
    summary: 'Ask for a second look at a rejected text, once',
    ...creator,
    body: z.strictObject({ reason: text(3, 500) }),
    errors: actErrors,
  }),
  rework: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/rework',
    summary: 'Take a rejected text back into the draft',
    ...creator,
    body: empty,
    errors: actErrors,
  }),
  openSigning: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/open-signing',
    summary: 'Send an approved document to its recipients',
    ...creator,
    stepUp: true,
    body: z.strictObject({ deadlineDays: z.int().min(1).max(90).default(7) }),
    errors: [...actErrors, 'STEP_UP_REQUIRED'],
  }),
  cancel: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/cancel',
    summary: 'Void a document that is not in force yet; everybody who was asked is told',
    ...creator,
    body: z.strictObject({ reason: text(3, 500) }),
    errors: actErrors,
  }),
  retry: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/retry',
    summary: 'Open signing again after a refusal, a failed check or the deadline; or move the deadline',
    ...creator,
    body: z.strictObject({ deadlineDays: z.int().min(1).max(90).default(7) }),
    errors: actErrors,
  }),
  renew: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/renew',
    summary: 'Sign an expired agreement anew',
    ...creator,
    body: z.strictObject({ deadlineDays: z.int().min(1).max(90).default(7) }),
    errors: actErrors,
  }),
  correct: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/recipients/{position}/correct',
    summary: 'Replace a recipient who has not acted yet',
    ...creator,
    params: place,
    body: z.strictObject({
      userId: id.optional(),
      name: text(1, 120).optional(),
      email: email.optional(),
      reason: text(3, 500),
    }),
    errors: actErrors,
  }),
  remind: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/recipients/{position}/remind',
    summary: 'Send the invitation again; a guest gets a fresh link, and the old one stops working',
    ...creator,
    params: place,
    body: empty,
    errors: [...actErrors, 'RATE_LIMITED'],
  }),
  approve: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/approve',
    summary: 'Approve as approver, or confirm as viewer that the text was read',
    ...addressee,
    stepUp: true,
    body: z.strictObject({
      textHash: z.string().regex(/^[0-9a-f]{64}$/),
      readToEnd: z.literal(true),
      note: text(0, 500).optional(),
    }),
    errors: [...actErrors, 'STEP_UP_REQUIRED'],
  }),
  delegate: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/delegate',
    summary: 'Hand the own place to somebody else, who is named in the record',
    ...addressee,
    body: z.strictObject({
      userId: id.optional(),
      name: text(1, 120).optional(),
      email: email.optional(),
      reason: text(3, 500),
    }),
    errors: actErrors,
  }),
  amend: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/amend',
    summary: 'Propose an amendment: a draft beside the version in force',
    ...party,
    body: z.strictObject({ note: text(3, 500) }),
    errors: actErrors,
  }),
  dropAmendment: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/drop-amendment',
    summary: 'Give an amendment up; the version in force stays',
    ...party,
    body: empty,
    errors: actErrors,
  }),
  reportBreach: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/report-breach',
    summary: 'Report that a document in force is not kept',
    ...party,
    body: z.strictObject({ text: text(10, 4000), fileIds: z.array(id).max(10).default([]) }),
    errors: actErrors,
  }),
  events: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/events',
    summary: 'The chained history of a document',
    level: 0,
    relation: 'party',
    params: documentId,
    output: z.object({ items: z.array(documentEvent) }),
    errors: ['NOT_FOUND'],
  }),
  pdf: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/pdf',
    summary: 'The document as PDF: sealed with its certificate once in force, a plain copy before',
    level: 0,
    relation: 'party',
    params: documentId,
    stream: 'download',
    output: empty,
    errors: ['NOT_FOUND'],
  }),
  bundle: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/bundle',
    summary: 'Sealed PDF and evidence in one archive, to be verified anywhere',
    level: 0,
    relation: 'party',
    params: documentId,
    stream: 'download',
    output: empty,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
};
