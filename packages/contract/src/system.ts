import { z } from 'zod';
import { op } from './op.ts';
import { empty, id, instant, page, pageOf } from './wire.ts';

export const job = z.object({
  id, name: z.string(), state: z.enum(['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED']), done: z.int(), total: z.int(), note: z.string(),
  result: z.nullable(z.record(z.string(), z.unknown())), createdAt: instant, finishedAt: z.nullable(instant),
});
export const auditEntry = z.object({
  id, seq: z.nullable(z.int()), at: instant, actorId: z.nullable(id), action: z.string(), entity: z.string(), entityId: z.nullable(z.string()), reason: z.nullable(z.string()),
  before: z.nullable(z.unknown()), after: z.nullable(z.unknown()), requestId: z.nullable(z.string()), hash: z.nullable(z.string()),
});
export const mail = z.object({ id, at: instant, to: z.string(), subject: z.string(), text: z.string(), html: z.string(), links: z.array(z.string()) });

export const system = {
  job: op({ method: 'GET', path: '/jobs/{jobId}', summary: 'Progress of own long work', level: 0, relation: 'self', params: z.strictObject({ jobId: id }), output: job, errors: ['NOT_FOUND'] }),
  myAudit: op({
    method: 'GET', path: '/audit/me', summary: 'Own entries of the audit chain', level: 0, relation: 'self', limit: 'audit', query: z.strictObject(page), output: pageOf(auditEntry), errors: [],
  }),
  audit: op({
    method: 'GET', path: '/admin/audit', summary: 'Search the audit chain', level: [10, 11, 12], relation: 'administrator', limit: 'audit',
    query: z.strictObject({ ...page, actorId: id.optional(), action: z.string().max(80).optional(), entityId: z.string().max(80).optional() }), output: pageOf(auditEntry), errors: [],
  }),
  verifyAudit: op({
    method: 'GET', path: '/admin/audit/verify', summary: 'Verify the whole chain now', level: [10, 11, 12], relation: 'administrator', limit: 'audit',
    output: z.object({ valid: z.boolean(), entries: z.int(), heads: z.int(), checkedAt: instant, firstBroken: z.nullable(z.object({ seq: z.int(), entryId: z.nullable(z.string()), reason: z.string() })) }), errors: [],
  }),
  deadLetters: op({
    method: 'GET', path: '/admin/dead-letters', summary: 'Events whose reaction failed for good', level: 12, relation: 'administrator', query: z.strictObject(page),
    output: pageOf(z.object({ id, subscriber: z.string(), eventType: z.string(), attempts: z.int(), lastError: z.string(), failedAt: instant })), errors: [],
  }),
  replayDeadLetter: op({
    method: 'POST', path: '/admin/dead-letters/{letterId}/replay', summary: 'Try a dead letter again', level: 12, relation: 'administrator', stepUp: true,
    params: z.strictObject({ letterId: id }), body: empty, output: z.object({ queued: z.literal(true) }), errors: ['NOT_FOUND', 'STEP_UP_REQUIRED'],
  }),
  /** Only there while no SMTP server is set and the installation runs locally. */
  mailbox: op({
    method: 'GET', path: '/dev/mailbox', summary: 'Mails this installation would have sent (local installations without SMTP only)', level: 'PUBLIC', relation: 'none', limit: 'anonymous',
    query: z.strictObject({ to: z.string().max(254).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }), output: z.object({ items: z.array(mail) }), errors: ['NOT_FOUND'],
  }),
  health: op({ method: 'GET', path: '/health', summary: 'The process lives', level: 'PUBLIC', relation: 'none', output: z.object({ status: z.literal('ok') }), errors: [] }),
  ready: op({
    method: 'GET', path: '/ready', summary: 'Ready to serve: database, migrations and cache answer', level: 'PUBLIC', relation: 'none',
    output: z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.string()) }), errors: ['UPSTREAM_UNAVAILABLE'],
  }),
};
