import { z } from 'zod';
import { notificationType } from './notifications.ts';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf, text } from './wire.ts';

/** Outgoing webhooks, after the Standard Webhooks specification: every notification of a person, posted to their server. */
const url = z.url({ protocol: /^https?$/ }).max(500);
const types = z.array(notificationType).max(200);
export const endpoint = z.object({
  id,
  url: z.string(),
  description: z.string(),
  /** Empty: every type. */
  types: z.array(notificationType),
  enabled: z.boolean(),
  disabledReason: z.nullable(z.string()),
  failingSince: z.nullable(instant),
  /** Until then the secret of before the last rotation signs too. */
  oldSecretUntil: z.nullable(instant),
  createdAt: instant,
});
export const attempt = z.object({
  at: instant,
  tookMs: z.int(),
  status: z.nullable(z.int()),
  /** The beginning of what the receiver answered. */
  answer: z.string(),
  error: z.nullable(z.string()),
});
export const delivery = z.object({
  /** Sent as `webhook-id`, the same for every attempt and replay. */
  id,
  webhookId: z.string(),
  type: z.string(),
  state: z.enum(['PENDING', 'SENT', 'FAILED']),
  attempts: z.int(),
  dueAt: z.nullable(instant),
  createdAt: instant,
  settledAt: z.nullable(instant),
  last: z.nullable(attempt),
});
const withSecret = z.object({ endpoint, secret: z.string() });
const params = z.strictObject({ endpointId: id });
const deliveryParams = z.strictObject({ endpointId: id, deliveryId: id });
const own = { level: 2, relation: 'self', gate: 'API_KEY' } as const;

export const webhooks = {
  list: op({
    method: 'GET',
    path: '/webhook-endpoints',
    summary: 'Own endpoints',
    ...own,
    output: z.object({ items: z.array(endpoint) }),
    errors: ['GATE_BLOCKED'],
  }),
  add: op({
    method: 'POST',
    path: '/webhook-endpoints',
    summary: 'Add an endpoint; its signing secret is shown this once',
    ...own,
    stepUp: true,
    body: z.strictObject({ url, description: text(0, 200).default(''), types: types.default([]) }),
    status: 201,
    output: withSecret,
    errors: ['GATE_BLOCKED', 'RULE_VIOLATED'],
  }),
  get: op({
    method: 'GET',
    path: '/webhook-endpoints/{endpointId}',
    summary: 'One endpoint',
    ...own,
    params,
    output: endpoint,
    errors: ['GATE_BLOCKED', 'NOT_FOUND'],
  }),
  edit: op({
    method: 'PATCH',
    path: '/webhook-endpoints/{endpointId}',
    summary: 'Change address, description or types, or switch it on or off',
    ...own,
    ifMatch: true,
    params,
    body: z.strictObject({
      url: url.optional(),
      description: text(0, 200).optional(),
      types: types.optional(),
      enabled: z.boolean().optional(),
    }),
    output: endpoint,
    errors: ['GATE_BLOCKED', 'NOT_FOUND', 'RULE_VIOLATED', 'EDIT_CONFLICT'],
  }),
  remove: op({
    method: 'DELETE',
    path: '/webhook-endpoints/{endpointId}',
    summary: 'Delete an endpoint with its log',
    ...own,
    params,
    status: 204,
    output: empty,
    errors: ['GATE_BLOCKED', 'NOT_FOUND'],
  }),
  rotate: op({
    method: 'POST',
    path: '/webhook-endpoints/{endpointId}/rotate',
    summary: 'Make a new secret, shown this once; the old one signs along for 24 hours',
    ...own,
    stepUp: true,
    params,
    body: empty,
    output: withSecret,
    errors: ['GATE_BLOCKED', 'NOT_FOUND'],
  }),
  test: op({
    method: 'POST',
    path: '/webhook-endpoints/{endpointId}/test',
    summary: 'Send a test event to an endpoint',
    ...own,
    params,
    body: empty,
    status: 202,
    output: delivery,
    errors: ['GATE_BLOCKED', 'NOT_FOUND', 'RULE_VIOLATED'],
  }),
  deliveries: op({
    method: 'GET',
    path: '/webhook-endpoints/{endpointId}/deliveries',
    summary: 'What was sent to an endpoint, newest first',
    ...own,
    params,
    query: z.strictObject({ ...page, state: z.enum(['PENDING', 'SENT', 'FAILED']).optional() }),
    output: pageOf(delivery),
    errors: ['GATE_BLOCKED', 'NOT_FOUND'],
  }),
  delivery: op({
    method: 'GET',
    path: '/webhook-endpoints/{endpointId}/deliveries/{deliveryId}',
    summary: 'One delivery: what was sent, and every attempt',
    ...own,
    params: deliveryParams,
    output: z.object({ delivery, body: z.string(), attempts: z.array(attempt) }),
    errors: ['GATE_BLOCKED', 'NOT_FOUND'],
  }),
  replay: op({
    method: 'POST',
    path: '/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/replay',
    summary: 'Send one again, under the same webhook-id',
    ...own,
    params: deliveryParams,
    body: empty,
    status: 202,
    output: delivery,
    errors: ['GATE_BLOCKED', 'NOT_FOUND', 'RULE_VIOLATED'],
  }),
  replayFailed: op({
    method: 'POST',
    path: '/webhook-endpoints/{endpointId}/replay-failed',
    summary: 'Send again all that failed, oldest first',
    ...own,
    params,
    body: empty,
    status: 202,
    output: z.object({ queued: z.int() }),
    errors: ['GATE_BLOCKED', 'NOT_FOUND', 'RULE_VIOLATED'],
  }),
};
