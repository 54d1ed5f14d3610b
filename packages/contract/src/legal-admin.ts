import { z } from 'zod';
import { clause, templateCode, templateRole, variable, version } from './agreement-schemas.ts';
import { op } from './op.ts';
import { id, instant, page, pageOf, text } from './wire.ts';

/** The legal administrator's part: templates, reviews, breach cases. */

const office = { level: [11, 12], relation: 'administrator' } as const;

export const review = z.object({
  id,
  documentId: id,
  title: z.string(),
  creatorName: z.string(),
  round: z.int(),
  requestedAt: instant,
  appeal: z.boolean(),
  note: z.nullable(z.string()),
  state: z.enum(['OPEN', 'APPROVED', 'REVISION_REQUESTED', 'REJECTED']),
  reason: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
});
export const reviewDetail = review.extend({
  html: z.string(),
  canonicalText: z.string(),
  /** The same template with nothing rewritten, to compare with. */
  standardText: z.string(),
  ownClauses: z.array(z.object({ title: z.string(), text: z.string() })),
});
export const breach = z.object({
  id,
  documentId: id,
  title: z.string(),
  reportedBy: z.string(),
  reportedAt: instant,
  text: z.string(),
  fileIds: z.array(id),
  state: z.enum(['INVESTIGATING', 'UNFOUNDED', 'REMEDIATION', 'REMEDIED', 'NOT_REMEDIED']),
  reason: z.nullable(z.string()),
  plan: z.nullable(z.string()),
  deadline: z.nullable(instant),
  decidedAt: z.nullable(instant),
});
export const managedTemplate = z.object({
  code: templateCode,
  name: z.string(),
  purpose: z.string(),
  versions: z.array(
    z.object({
      version,
      kind: z.enum(['MATERIAL', 'MINOR']),
      state: z.enum(['DRAFT', 'PUBLISHED']),
      publishedAt: z.nullable(instant),
      inForce: z.int(),
    }),
  ),
});
/** One version with its text, published or not, as its writer left it: placeholders and blanks stand open. */
export const managedVersion = z.object({
  code: templateCode,
  name: z.string(),
  purpose: z.string(),
  version,
  kind: z.enum(['MATERIAL', 'MINOR']),
  state: z.enum(['DRAFT', 'PUBLISHED']),
  /** A paper of the catalogue or a public notice: clauses only, with the placeholders of the platform. */
  paper: z.boolean(),
  roles: z.array(templateRole),
  variables: z.array(variable),
  clauses: z.array(clause),
});
const templateText = z.strictObject({
  version,
  kind: z.enum(['MATERIAL', 'MINOR']),
  roles: z.array(templateRole).min(1).max(6),
  variables: z.array(variable).max(100),
  clauses: z.array(clause).min(1).max(80),
});

export const legalAdmin = {
  reviews: op({
    method: 'GET',
    path: '/admin/legal/reviews',
    summary: 'Texts that wait for a legal review, and those decided',
    ...office,
    query: z.strictObject({ ...page, state: z.enum(['OPEN', 'DECIDED']).default('OPEN') }),
    output: pageOf(review),
    errors: [],
  }),
  review: op({
    method: 'GET',
    path: '/admin/legal/reviews/{reviewId}',
    summary: 'One review with the text',
    ...office,
    params: z.strictObject({ reviewId: id }),
    output: reviewDetail,
    errors: ['NOT_FOUND'],
  }),
  decideReview: op({
    method: 'POST',
    path: '/admin/legal/reviews/{reviewId}/decide',
    summary: 'Approve a text, ask for a revision, or reject it, with the reason',
    ...office,
    stepUp: true,
    params: z.strictObject({ reviewId: id }),
    body: z.strictObject({
      decision: z.enum(['APPROVE', 'REVISE', 'REJECT']),
      reason: text(3, 1000),
    }),
    output: review,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'STEP_UP_REQUIRED', 'FORBIDDEN'],
  }),
  breaches: op({
    method: 'GET',
    path: '/admin/legal/breaches',
    summary: 'Breach cases, open ones first',
    ...office,
    query: z.strictObject({ ...page }),
    output: pageOf(breach),
    errors: [],
  }),
  decideBreach: op({
    method: 'POST',
    path: '/admin/legal/breaches/{breachId}/decide',
    summary: 'Unfounded; confirmed with a plan and a deadline; then remedied or not',
    ...office,
    stepUp: true,
    params: z.strictObject({ breachId: id }),
    body: z.strictObject({
      decision: z.enum(['UNFOUNDED', 'CONFIRMED', 'REMEDIED', 'NOT_REMEDIED']),
      reason: text(3, 1000),
      plan: text(3, 4000).optional(),
      deadline: instant.optional(),
    }),
    output: breach,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED', 'STEP_UP_REQUIRED'],
  }),
  templates: op({
    method: 'GET',
    path: '/admin/legal/templates',
    summary: 'Every template with its versions',
    ...office,
    output: z.object({ items: z.array(managedTemplate) }),
    errors: [],
  }),
  templateVersion: op({
    method: 'GET',
    path: '/admin/legal/templates/{code}/versions/{version}',
    summary: 'The text of one version of a template, also of one that is not published',
    ...office,
    params: z.strictObject({ code: templateCode, version }),
    output: managedVersion,
    errors: ['NOT_FOUND'],
  }),
  createTemplate: op({
    method: 'POST',
    path: '/admin/legal/templates',
    summary: 'A new template with its first version, not published yet',
    ...office,
    status: 201,
    bodyBytes: 1024 * 1024,
    body: templateText.extend({ code: templateCode, name: text(3, 120), purpose: text(3, 300) }),
    output: managedTemplate,
    errors: ['ALREADY_EXISTS', 'RULE_VIOLATED'],
  }),
  addVersion: op({
    method: 'POST',
    path: '/admin/legal/templates/{code}/versions',
    summary: 'A further version of a template, not published yet',
    ...office,
    status: 201,
    params: z.strictObject({ code: templateCode }),
    bodyBytes: 1024 * 1024,
    body: templateText,
    output: managedTemplate,
    errors: ['NOT_FOUND', 'ALREADY_EXISTS', 'RULE_VIOLATED'],
  }),
  publishVersion: op({
    method: 'POST',
    path: '/admin/legal/templates/{code}/publish',
    summary:
      'Publish a version: a material one counts 30 days later and asks for signing again; a minor one is announced',
    ...office,
    stepUp: true,
    params: z.strictObject({ code: templateCode }),
    body: z.strictObject({ version }),
    output: managedTemplate,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'STEP_UP_REQUIRED'],
  }),
};
