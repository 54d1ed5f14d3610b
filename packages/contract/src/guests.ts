import { z } from 'zod';
import { recipient } from './agreement-schemas.ts';
import { op } from './op.ts';
import { email, empty, instant, text } from './wire.ts';

/** Signing without an account: a single-use link from the invitation, then a code sent to the same address. */

const link = z.string().min(20).max(100);
const session = z.string().min(20).max(100);
const guestDocument = z.object({
  title: z.string(),
  fromName: z.string(),
  message: z.nullable(z.string()),
  html: z.string(),
  textHash: z.string(),
  state: z.string(),
  deadline: z.nullable(instant),
  you: recipient,
  recipients: z.array(recipient.omit({ email: true, userId: true })),
  sealed: z.boolean(),
  /** What a guest agrees to before the first signature: that electronic records and signatures are used. */
  disclosureHtml: z.string(),
  sessionEndsAt: instant,
});
const guest = { level: 'PUBLIC', relation: 'addressee', limit: 'anonymous' } as const;
const guestErrors = ['TOKEN_INVALID', 'ILLEGAL_TRANSITION', 'CONFLICT', 'RULE_VIOLATED'] as const;

export const guests = {
  open: op({
    method: 'POST',
    path: '/legal/guests/open',
    summary: 'Follow an invitation: a six-digit code goes to the address it was sent to',
    ...guest,
    body: z.strictObject({ link }),
    output: z.object({ title: z.string(), fromName: z.string(), maskedEmail: z.string() }),
    errors: guestErrors,
  }),
  confirm: op({
    method: 'POST',
    path: '/legal/guests/confirm',
    summary: 'Use the link up with its code; answers with a session of one hour',
    ...guest,
    limit: 'login',
    body: z.strictObject({ link, code: z.string().regex(/^\d{6}$/) }),
    output: z.object({ session, endsAt: instant }),
    errors: [...guestErrors, 'FACTOR_INVALID'],
  }),
  document: op({
    method: 'POST',
    path: '/legal/guests/document',
    summary: 'The document of the invitation',
    ...guest,
    body: z.strictObject({ session }),
    output: guestDocument,
    errors: guestErrors,
  }),
  sign: op({
    method: 'POST',
    path: '/legal/guests/sign',
    summary: 'Sign, or as approver approve, or as viewer confirm the reading',
    ...guest,
    limit: 'signing',
    bodyBytes: 256 * 1024,
    body: z.strictObject({
      session,
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
    output: guestDocument,
    errors: guestErrors,
  }),
  decline: op({
    method: 'POST',
    path: '/legal/guests/decline',
    summary: 'Decline with a reason',
    ...guest,
    body: z.strictObject({ session, reason: text(3, 500) }),
    output: guestDocument,
    errors: guestErrors,
  }),
  delegate: op({
    method: 'POST',
    path: '/legal/guests/delegate',
    summary: 'Hand the place to somebody else',
    ...guest,
    body: z.strictObject({ session, name: text(1, 120), email, reason: text(3, 500) }),
    output: empty,
    errors: guestErrors,
  }),
  pdf: op({
    method: 'POST',
    path: '/legal/guests/pdf',
    summary: 'The document as PDF, sealed once it is in force',
    ...guest,
    body: z.strictObject({ session }),
    stream: 'download',
    output: empty,
    errors: guestErrors,
  }),
};
