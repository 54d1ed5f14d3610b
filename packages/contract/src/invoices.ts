import { z } from 'zod';
import { op } from './op.ts';
import {
  dispute,
  invoice,
  invoiceDetail,
  invoiceState,
  paymentVisit,
  paymentWay,
} from './subscription-schemas.ts';
import { id, page, pageOf, text } from './wire.ts';

const own = { level: 1, relation: 'self' } as const;
const byId = z.strictObject({ invoiceId: id });

/** Invoices of the seat. A suspended account reads and pays them like any other. */
export const invoices = {
  list: op({
    method: 'GET',
    path: '/invoices',
    summary: 'Own invoices, newest first',
    ...own,
    whileSuspended: true,
    query: z.strictObject({ ...page, state: invoiceState.optional() }),
    output: pageOf(invoice),
    errors: [],
  }),
  get: op({
    method: 'GET',
    path: '/invoices/{invoiceId}',
    summary: 'One invoice with its lines, payments and dispute',
    ...own,
    whileSuspended: true,
    params: byId,
    output: invoiceDetail,
    errors: ['NOT_FOUND'],
  }),
  pdf: op({
    method: 'GET',
    path: '/invoices/{invoiceId}/pdf',
    summary: 'The invoice as a PDF',
    ...own,
    whileSuspended: true,
    params: byId,
    stream: 'download',
    output: z.object({}),
    errors: ['NOT_FOUND'],
  }),
  pay: op({
    method: 'POST',
    path: '/invoices/{invoiceId}/pay',
    summary: 'Pay with the stored method, on the page of the provider, or by transfer',
    ...own,
    whileSuspended: true,
    idempotency: 'required',
    params: byId,
    body: z.strictObject({ way: paymentWay }),
    output: z.object({ invoice: invoiceDetail, visit: z.nullable(paymentVisit) }),
    errors: [
      'NOT_FOUND',
      'CONFLICT',
      'RULE_VIOLATED',
      'ILLEGAL_TRANSITION',
      'UPSTREAM_UNAVAILABLE',
      'IDEMPOTENCY_KEY_REQUIRED',
    ],
  }),
  dispute: op({
    method: 'POST',
    path: '/invoices/{invoiceId}/dispute',
    summary: 'Say that an invoice is wrong, within 15 days; it is answered within 15 business days',
    ...own,
    idempotency: 'required',
    params: byId,
    body: z.strictObject({ reason: text(20, 2000) }),
    output: dispute,
    errors: ['NOT_FOUND', 'ALREADY_EXISTS', 'RULE_VIOLATED', 'IDEMPOTENCY_KEY_REQUIRED'],
  }),
};
