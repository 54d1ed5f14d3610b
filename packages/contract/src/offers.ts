import { z } from 'zod';
import { money, shareCount, vestingPlan } from './equity-acts.ts';
import { op } from './op.ts';
import { day, empty, id, instant, page, pageOf, text } from './wire.ts';

/** Contract offers: what a venture offers somebody for a contribution. Acceptance is a signature, and enters the grant. */

const byVenture = z.strictObject({ ventureId: id });
const byOffer = z.strictObject({ offerId: id });
const percent = z.string().regex(/^(100|\d{1,2}(\.\d{1,6})?)$/, 'Use a percentage such as 2.5.');

export const contributionKind = z.enum([
  'CODE',
  'DESIGN',
  'GROWTH',
  'OPS',
  'SALES',
  'LEGAL',
  'FINANCE',
  'STRATEGY',
  'RESEARCH',
  'OTHER',
]);
export const offerState = z.enum([
  'DRAFT',
  'PENDING',
  'ACCEPTED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'COMPLETED',
  'TERMINATED',
]);

export const offerTerms = z
  .strictObject({
    kind: contributionKind,
    work: text(10, 4000),
    effort: text(1, 200),
    impact: text(0, 400).default(''),
    deliverables: text(5, 4000),
    equity: z
      .discriminatedUnion('unit', [
        /** Of everything there is on the day of the last signature. */
        z.strictObject({ unit: z.literal('PERCENT'), value: percent }),
        z.strictObject({ unit: z.literal('UNITS'), value: shareCount }),
      ])
      .optional(),
    vesting: vestingPlan.default({ kind: 'TIME', months: 48, cliffMonths: 12, everyMonths: 1 }),
    revenuePercent: percent.optional(),
    fee: money.optional(),
  })
  .refine(({ equity, revenuePercent, fee }) => equity || revenuePercent !== undefined || fee, {
    error: 'Offer a share of the equity, of the revenue, or a fee.',
    path: ['equity'],
  });

export const offer = z.object({
  id,
  ventureId: id,
  ventureName: z.string(),
  state: offerState,
  addresseeId: id,
  addresseeName: z.string(),
  offeredBy: z.nullable(z.string()),
  terms: z.unknown(),
  expiresOn: z.nullable(day),
  documentId: z.nullable(id),
  /** Units that were entered; null without equity and before acceptance. */
  grantedUnits: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  version: z.int(),
  createdAt: instant,
  decidedAt: z.nullable(instant),
  /** What the reader may do now. */
  actions: z.array(z.enum(['EDIT', 'SEND', 'WITHDRAW', 'ACCEPT', 'REJECT', 'COMPLETE', 'TERMINATE'])),
});

const errors = ['NOT_FOUND', 'FORBIDDEN', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'] as const;

export const offers = {
  create: op({
    method: 'POST',
    path: '/ventures/{ventureId}/offers',
    summary: 'Draft an offer to a member of the venture (OWNER)',
    level: 4,
    relation: 'venture role',
    idempotency: 'required',
    status: 201,
    params: byVenture,
    body: z.strictObject({ addresseeId: id, terms: offerTerms }),
    output: offer,
    errors: [...errors, 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  ofVenture: op({
    method: 'GET',
    path: '/ventures/{ventureId}/offers',
    summary: 'Offers of a venture (OWNER, CO_OWNER)',
    level: 1,
    relation: 'venture role',
    params: byVenture,
    query: z.strictObject({ ...page, state: offerState.optional() }),
    output: pageOf(offer),
    errors: ['NOT_FOUND', 'FORBIDDEN'],
  }),
  mine: op({
    method: 'GET',
    path: '/offers',
    summary: 'Offers to the person, or those the person made',
    level: 1,
    relation: 'addressee',
    query: z.strictObject({
      ...page,
      state: offerState.optional(),
      side: z.enum(['TO_ME', 'BY_ME']).default('TO_ME'),
    }),
    output: pageOf(offer),
    errors: [],
  }),
  read: op({
    method: 'GET',
    path: '/offers/{offerId}',
    summary: 'One offer, for its addressee and the owners of the venture',
    level: 1,
    relation: 'addressee',
    params: byOffer,
    output: offer,
    errors: ['NOT_FOUND'],
  }),
  edit: op({
    method: 'PATCH',
    path: '/offers/{offerId}',
    summary: 'Change a draft (OWNER)',
    level: 4,
    relation: 'venture role',
    ifMatch: true,
    params: byOffer,
    body: z.strictObject({ terms: offerTerms }),
    output: offer,
    errors: [...errors, 'EDIT_CONFLICT', 'IF_MATCH_REQUIRED'],
  }),
  send: op({
    method: 'POST',
    path: '/offers/{offerId}/send',
    summary: 'Send an offer; its document waits for both signatures (OWNER)',
    level: 4,
    relation: 'venture role',
    stepUp: true,
    idempotency: 'required',
    params: byOffer,
    body: z.strictObject({ days: z.int().min(1).max(60).default(14) }),
    output: offer,
    errors: [...errors, 'STEP_UP_REQUIRED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
  withdraw: op({
    method: 'POST',
    path: '/offers/{offerId}/withdraw',
    summary: 'Take an offer back (OWNER)',
    level: 4,
    relation: 'venture role',
    params: byOffer,
    body: z.strictObject({ reason: text(3, 500) }),
    output: offer,
    errors,
  }),
  accept: op({
    method: 'POST',
    path: '/offers/{offerId}/accept',
    summary: 'Whether the person may accept now; the answer names the document to sign',
    level: 1,
    relation: 'addressee',
    gate: 'ACCEPT_EQUITY_OFFER',
    params: byOffer,
    body: empty,
    output: z.object({ documentId: id }),
    errors: [...errors, 'GATE_BLOCKED'],
  }),
  reject: op({
    method: 'POST',
    path: '/offers/{offerId}/reject',
    summary: 'Reject an offer',
    level: 1,
    relation: 'addressee',
    params: byOffer,
    body: z.strictObject({ reason: text(3, 500) }),
    output: offer,
    errors,
  }),
  complete: op({
    method: 'POST',
    path: '/offers/{offerId}/complete',
    summary: 'Confirm that everything was delivered (OWNER)',
    level: 4,
    relation: 'venture role',
    params: byOffer,
    body: empty,
    output: offer,
    errors,
  }),
};

export type OfferTerms = z.output<typeof offerTerms>;
