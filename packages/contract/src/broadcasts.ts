import { z } from 'zod';
import { op } from './op.ts';
import { email, empty, id, instant, page, pageOf, rung, text } from './wire.ts';

/** Placeholders of templates and broadcasts (domain rules, section 12). `user` is filled for each reader. */
export const placeholder = z.enum(['user', 'venture', 'team', 'document', 'plan', 'amount', 'date']);
export const kind = z.enum(['MAINTENANCE', 'MARKETING']);
export const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EVERYBODY') }),
  z.strictObject({ kind: z.literal('RUNGS'), rungs: z.array(rung).min(1).max(13) }),
  z.strictObject({ kind: z.literal('VENTURE'), ventureId: id }),
  /** A list: people are named by the address of their account. */
  z.strictObject({ kind: z.literal('PEOPLE'), emails: z.array(email).min(1).max(1000) }),
]);
const title = text(1, 120);
const body = text(1, 4000);
const link = z.nullable(
  z
    .string()
    .max(300)
    .regex(/^\/(?!\/)/, 'Write the path of a page, beginning with “/”.'),
);
const values = z.partialRecord(placeholder, text(1, 200)).default({});
const code = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .min(3)
  .max(40);
/** Made from a template, people read it in their language where the template has it; else as it stands here. */
export const content = z.strictObject({
  title,
  text: body,
  link: link.default(null),
  values,
  template: z.nullable(code).default(null),
});
const language = z.string().regex(/^[a-z]{2}$/);
export const template = z.object({
  code: z.string(),
  language: z.string(),
  version: z.int(),
  name: z.string(),
  title: z.string(),
  text: z.string(),
  link: z.nullable(z.string()),
  placeholders: z.array(placeholder),
  createdAt: instant,
});
export const broadcast = z.object({
  id,
  kind,
  audience,
  content,
  state: z.enum(['SENDING', 'DONE', 'CANCELLED']),
  total: z.int(),
  told: z.int(),
  /** Reached by the audience, but not told: without the consent it needs, or without an account. */
  skipped: z.int(),
  createdAt: instant,
  finishedAt: z.nullable(instant),
});
/** A message as one reader gets it. */
export const rendered = z.object({
  title: z.string(),
  text: z.string(),
  mail: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
});
const message = { kind, audience, content };
const one = { params: z.strictObject({ broadcastId: id }), output: broadcast };

/** Messages of the hub to many, and the templates they are made from. */
export const broadcasts = {
  list: op({
    method: 'GET',
    path: '/admin/notifications/broadcasts',
    summary: 'What the hub has sent to many, newest first',
    level: 12,
    relation: 'administrator',
    query: z.strictObject(page),
    output: pageOf(broadcast),
    errors: [],
  }),
  get: op({
    method: 'GET',
    path: '/admin/notifications/broadcasts/{broadcastId}',
    summary: 'One broadcast with its progress',
    level: 12,
    relation: 'administrator',
    ...one,
    errors: ['NOT_FOUND'],
  }),
  preview: op({
    method: 'POST',
    path: '/admin/notifications/preview',
    summary: 'How many people it would reach, and the message as the caller would get it',
    level: 12,
    relation: 'administrator',
    body: z.strictObject(message),
    output: z.object({ people: z.int(), withoutConsent: z.int(), unknown: z.array(z.string()), rendered }),
    errors: ['RULE_VIOLATED', 'NOT_FOUND'],
  }),
  send: op({
    method: 'POST',
    path: '/admin/notifications/send',
    summary: 'Send a message to an audience, as work in the background',
    level: 12,
    relation: 'administrator',
    stepUp: true,
    idempotency: 'required',
    body: z.strictObject(message),
    status: 202,
    output: broadcast,
    errors: ['RULE_VIOLATED', 'NOT_FOUND'],
  }),
  bulk: op({
    method: 'POST',
    path: '/admin/notifications/bulk',
    summary: 'Send a message to a list of people, as work in the background',
    level: 12,
    relation: 'administrator',
    stepUp: true,
    idempotency: 'required',
    body: z.strictObject({ kind, emails: z.array(email).min(1).max(1000), content }),
    status: 202,
    output: broadcast,
    errors: ['RULE_VIOLATED'],
  }),
  tryOut: op({
    method: 'POST',
    path: '/admin/notifications/try',
    summary: 'Send the message to oneself alone',
    level: 12,
    relation: 'administrator',
    body: z.strictObject({ kind, content }),
    status: 202,
    output: z.object({ sent: z.boolean() }),
    errors: ['RULE_VIOLATED'],
  }),
  cancel: op({
    method: 'POST',
    path: '/admin/notifications/broadcasts/{broadcastId}/cancel',
    summary: 'Stop a broadcast; who was told stays told',
    level: 12,
    relation: 'administrator',
    body: empty,
    ...one,
    errors: ['NOT_FOUND', 'ILLEGAL_TRANSITION'],
  }),
  templates: op({
    method: 'GET',
    path: '/admin/notifications/templates',
    summary: 'The present version of every template',
    level: 12,
    relation: 'administrator',
    output: z.object({ items: z.array(template) }),
    errors: [],
  }),
  template: op({
    method: 'GET',
    path: '/admin/notifications/templates/{templateCode}',
    summary: 'Every version of a template, newest first',
    level: 12,
    relation: 'administrator',
    params: z.strictObject({ templateCode: code }),
    output: z.object({ versions: z.array(template) }),
    errors: ['NOT_FOUND'],
  }),
  saveTemplate: op({
    method: 'PUT',
    path: '/admin/notifications/templates/{templateCode}',
    summary: 'Save a template as its next version; an unknown placeholder is refused',
    level: 12,
    relation: 'administrator',
    params: z.strictObject({ templateCode: code }),
    body: z.strictObject({
      language: language.default('en'),
      name: text(1, 80),
      title,
      text: body,
      link: link.default(null),
      /** The version this edit began from; 0 for a new template. */
      basedOn: z.int().min(0),
    }),
    output: template,
    errors: ['RULE_VIOLATED', 'EDIT_CONFLICT'],
  }),
};
