import { z } from 'zod';
import { amountMinor, currency } from './finances-schemas.ts';
import { op } from './op.ts';
import { providerName } from './subscription-schemas.ts';

const sessionId = z.string().regex(/^tb_session_[A-Za-z0-9_-]{20,60}$/);

/** What payment providers say of themselves, and the provider that plays a bank for trying out. */
export const paymentHooks = {
  receive: op({
    method: 'POST',
    path: '/webhooks/payments/{provider}',
    summary: 'A message of a payment provider; its signature over the bytes of the body is the credential',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'payment-webhook',
    stream: 'raw',
    signatureHeaders: ['stripe-signature', 'x-payment-signature'],
    bodyBytes: 256 * 1024,
    params: z.strictObject({ provider: providerName }),
    output: z.object({ received: z.literal(true) }),
    errors: ['NOT_FOUND', 'BODY_TOO_LARGE'],
  }),
  testPage: op({
    method: 'GET',
    path: '/test-bank/{sessionId}',
    summary: 'The page of the test bank: what it asks for. Not found where the test bank is closed',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    params: z.strictObject({ sessionId }),
    output: z.object({
      purpose: z.enum(['METHOD', 'PAYMENT', 'CONFIRMATION']),
      state: z.enum(['OPEN', 'DONE', 'EXPIRED']),
      amountMinor: z.nullable(amountMinor),
      currency: z.nullable(currency),
      cards: z.array(z.object({ id: z.string(), label: z.string(), behaviour: z.string() })),
      returnUrl: z.string(),
      cancelUrl: z.string(),
    }),
    errors: ['NOT_FOUND'],
  }),
  testAnswer: op({
    method: 'POST',
    path: '/test-bank/{sessionId}',
    summary: 'Choose a test card, confirm or refuse a charge, or leave the page of the test bank',
    level: 'PUBLIC',
    relation: 'none',
    limit: 'anonymous',
    params: z.strictObject({ sessionId }),
    body: z.discriminatedUnion('act', [
      z.strictObject({ act: z.literal('CARD'), card: z.string().max(40) }),
      z.strictObject({ act: z.literal('CONFIRM') }),
      z.strictObject({ act: z.literal('REFUSE') }),
      z.strictObject({ act: z.literal('LEAVE') }),
    ]),
    output: z.object({ outcome: z.enum(['DONE', 'DECLINED', 'LEFT']), message: z.string(), url: z.string() }),
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED'],
  }),
};
