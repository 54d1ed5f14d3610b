import { z } from 'zod';
import { recipientState } from './agreement-schemas.ts';
import { op } from './op.ts';
import { id, instant, page, pageOf, text } from './wire.ts';

export const paperStatus = z.enum(['NOT_REQUIRED', 'PENDING', 'REQUIRED', 'SIGNED', 'EXPIRED', 'REVOKED']);
export const documentState = z.enum([
  'DRAFT',
  'UNDER_REVIEW',
  'REVISION_REQUESTED',
  'REJECTED',
  'APPROVED',
  'SIGNING',
  'VERIFYING',
  'EFFECTIVE',
  'SIGNATURE_REJECTED',
  'SIGNATURE_INVALID',
  'SIGNING_EXPIRED',
  'AMENDMENT_DRAFT',
  'AMENDMENT_REVIEW',
  'AMENDMENT_SIGNING',
  'BREACH_INVESTIGATION',
  'BREACH_REMEDIATION',
  'EXPIRED',
  'TERMINATED',
  'CANCELLED',
]);
const code = z.string().regex(/^[A-Z0-9]{3,5}$/);
/** Papers have the codes of the catalogue; agreements carry that of their template. */
const documentCode = z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/);

/** One paper of the catalogue as it concerns the reader. */
export const paper = z.object({
  code,
  name: z.string(),
  purpose: z.string(),
  scope: z.enum(['ACCOUNT', 'VENTURE', 'RELATIONSHIP']),
  version: z.string(),
  status: paperStatus,
  rungs: z.array(z.int()),
  ventureId: z.nullable(id),
  ventureName: z.nullable(z.string()),
  tier: z.nullable(z.int()),
  documentId: z.nullable(id),
  signedAt: z.nullable(instant),
  validUntil: z.nullable(instant),
  readingMinutes: z.int(),
});
export const notice = z.object({
  code: z.string(),
  name: z.string(),
  version: z.string(),
  publishedAt: instant,
  html: z.string(),
  textHash: z.string(),
});
export const signer = z.object({
  position: z.int(),
  role: z.string(),
  name: z.string(),
  userId: z.nullable(id),
  mode: z.enum(['SELF', 'STANDING', 'PERSON', 'GUEST']),
  state: recipientState,
  signedAt: z.nullable(instant),
});
export const legalDocument = z.object({
  id,
  /** A standard paper of the catalogue, or an agreement between named people. */
  kind: z.enum(['PAPER', 'CUSTOM']),
  code: documentCode,
  name: z.string(),
  version: z.string(),
  state: documentState,
  ventureId: z.nullable(id),
  tier: z.nullable(z.int()),
  textHash: z.string(),
  html: z.string(),
  signers: z.array(signer),
  youAreDue: z.boolean(),
  createdAt: instant,
  deadline: z.nullable(instant),
  effectiveAt: z.nullable(instant),
  validUntil: z.nullable(instant),
});
export const documentSummary = legalDocument.omit({ html: true, signers: true }).extend({
  /** Whoever reads it by a share only: who shared it, and until when; null for parties. */
  shared: z.nullable(z.object({ byName: z.string(), canComment: z.boolean(), until: instant })),
});
/** One signature as evidence (section 3.5); `record` is the canonical JSON the hash and the signature cover. */
export const evidenceRecord = z.object({
  id,
  position: z.int(),
  record: z.string(),
  recordHash: z.string(),
  previousHash: z.string(),
  signature: z.string(),
  keyId: z.string(),
});
export const verification = z.object({
  valid: z.boolean(),
  textHash: z.string(),
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })),
});

export const legal = {
  papers: op({
    method: 'GET',
    path: '/legal/papers',
    summary: 'Own papers with status, those held, due next, or asked for by a gate',
    level: 0,
    relation: 'self',
    output: z.object({ items: z.array(paper), complianceScore: z.nullable(z.number()) }),
    errors: [],
  }),
  paper: op({
    method: 'GET',
    path: '/legal/papers/{code}',
    summary: 'One paper of the catalogue: status and text of the current version',
    level: 0,
    relation: 'self',
    params: z.strictObject({ code }),
    output: paper.extend({ html: z.string(), textHash: z.string() }),
    errors: ['NOT_FOUND'],
  }),
  openPaper: op({
    method: 'POST',
    path: '/legal/papers/{code}/copies',
    summary: 'Open a copy of the current version for signing; answers with the open copy when there is one',
    level: 0,
    relation: 'addressee',
    status: 201,
    params: z.strictObject({ code }),
    body: z.strictObject({ ventureId: id.optional(), tier: z.int().min(0).max(3).optional() }),
    output: legalDocument,
    errors: ['NOT_FOUND', 'RULE_VIOLATED', 'GATE_BLOCKED'],
  }),
  notices: op({
    method: 'GET',
    path: '/legal/notices',
    summary: 'The public notices: terms of use, privacy, cookies, accessibility',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    output: z.object({ items: z.array(notice) }),
    errors: [],
  }),
  documents: op({
    method: 'GET',
    path: '/legal/documents',
    summary: 'Documents the person is a party to, or that a party shares with them until a day',
    level: 0,
    relation: 'party',
    query: z.strictObject({
      ...page,
      state: documentState.optional(),
      /** What waits for the reader, or what does not; documents that are only shared are in neither. */
      due: z.enum(['true', 'false']).optional(),
      /** Only shared documents, or none of them; both when it is left out. */
      shared: z.enum(['true', 'false']).optional(),
      /** Of one venture. */
      ventureId: id.optional(),
    }),
    output: pageOf(documentSummary),
    errors: ['RULE_VIOLATED'],
  }),
  document: op({
    method: 'GET',
    path: '/legal/documents/{documentId}',
    summary: 'One document with its text and signers; each view is audited',
    level: 0,
    relation: 'party',
    params: z.strictObject({ documentId: id }),
    output: legalDocument,
    errors: ['NOT_FOUND'],
  }),
  sign: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/sign',
    summary: 'Sign as the signer who is due',
    level: 0,
    relation: 'addressee',
    stepUp: true,
    idempotency: 'required',
    limit: 'signing',
    params: z.strictObject({ documentId: id }),
    bodyBytes: 256 * 1024,
    body: z.strictObject({
      textHash: z.string().regex(/^[0-9a-f]{64}$/),
      kind: z.enum(['CLICK', 'TYPED', 'DRAWN']),
      typedName: text(1, 120).optional(),
      drawing: z
        .string()
        .max(200_000)
        .regex(/^data:image\/png;base64,/)
        .optional(),
      title: text(0, 80).optional(),
      readToEnd: z.literal(true),
      consents: z.strictObject({
        terms: z.literal(true),
        privacy: z.literal(true),
        electronicSignature: z.literal(true),
      }),
    }),
    output: legalDocument,
    errors: [
      'NOT_FOUND',
      'STEP_UP_REQUIRED',
      'ILLEGAL_TRANSITION',
      'CONFLICT',
      'RULE_VIOLATED',
      'IDEMPOTENCY_KEY_REQUIRED',
    ],
  }),
  decline: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/decline',
    summary: 'Decline to sign, with a reason',
    level: 0,
    relation: 'addressee',
    params: z.strictObject({ documentId: id }),
    body: z.strictObject({ reason: text(3, 500) }),
    output: legalDocument,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  evidence: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/evidence',
    summary: 'The evidence of every signature, enough to verify it elsewhere',
    level: 0,
    relation: 'party',
    params: z.strictObject({ documentId: id }),
    output: z.object({
      documentId: id,
      code: documentCode,
      version: z.string(),
      canonicalText: z.string(),
      textHash: z.string(),
      publicKeys: z.array(z.object({ keyId: z.string(), pem: z.string() })),
      records: z.array(evidenceRecord),
    }),
    errors: ['NOT_FOUND'],
  }),
  verify: op({
    method: 'GET',
    path: '/legal/documents/{documentId}/verify',
    summary: 'Recompute text hash, record hashes, signatures and chain from stored data',
    level: 0,
    relation: 'party',
    params: z.strictObject({ documentId: id }),
    output: verification,
    errors: ['NOT_FOUND'],
  }),
  withdrawConsent: op({
    method: 'POST',
    path: '/legal/documents/{documentId}/terminate',
    summary: 'End a paper for the future (ESCA: withdraw consent to electronic records)',
    level: 0,
    relation: 'party',
    stepUp: true,
    params: z.strictObject({ documentId: id }),
    body: z.strictObject({ reason: text(3, 500) }),
    output: legalDocument,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
  complianceReport: op({
    method: 'GET',
    path: '/admin/legal/compliance',
    summary: 'Members by score, papers expiring, versions in force',
    level: [11, 12],
    relation: 'administrator',
    limit: 'compliance',
    output: z.object({
      computedAt: instant,
      members: z.int(),
      fullyCompliant: z.int(),
      expiringIn30Days: z.int(),
      versions: z.array(z.object({ code: z.string(), version: z.string(), inForce: z.int() })),
    }),
    errors: [],
  }),
};
