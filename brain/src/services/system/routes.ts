import type { contract, systemWire } from '@smartstart/contract';
import type { AuditRow } from '../../engines/security/index.ts';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Database } from '../../kernel/db.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { JobRow, LetterRow } from './store.ts';
import type { System } from './system.ts';

export function systemRoutes(system: System, { db }: Pick<Database, 'db'>): Handlers<typeof contract.system> {
  async function auditPage(
    query: { limit: number; cursor?: string | undefined },
    filter: Parameters<System['audit']>[1],
  ) {
    const rows = await system.audit(db, filter, {
      limit: query.limit + 1,
      before: readIdCursor(query.cursor),
    });
    return toPage(rows, query.limit, (row) => [row.id], auditEntry);
  }
  return {
    job: async ({ params }, call) => job(await system.job(db, callerOf(call).userId, params.jobId)),
    myAudit: ({ query }, call) => auditPage(query, { actorId: callerOf(call).userId }),
    audit: ({ query }) => auditPage(query, query),
    async verifyAudit() {
      const check = await system.checkAudit();
      return { ...check, checkedAt: check.checkedAt.toISOString() };
    },
    async deadLetters({ query }) {
      const rows = await system.deadLetters(db, readIdCursor(query.cursor), query.limit + 1);
      return toPage(rows, query.limit, (row) => [row.id], letter);
    },
    replayDeadLetter: ({ params }, call) =>
      call.transact(async (tx) => {
        await system.replay(tx, call, callerOf(call).userId, params.letterId);
        return { queued: true as const };
      }),
    mailbox: system.mailbox,
    health: () => Promise.resolve({ status: 'ok' as const }),
    ready: async () => ({ status: 'ready' as const, checks: await system.ready() }),
  };
}

type AuditEntry = (typeof systemWire.auditEntry)['_zod']['output'];
type Job = (typeof systemWire.job)['_zod']['output'];

/** From the hashed record, not from the columns beside it: that is what the chain vouches for. */
function auditEntry(row: AuditRow): AuditEntry {
  const record = JSON.parse(row.record) as {
    reason?: string;
    before?: unknown;
    after?: unknown;
    requestId?: string;
  };
  return {
    id: row.id,
    seq: row.seq === null ? null : Number(row.seq),
    at: row.at.toISOString(),
    actorId: row.actor_id,
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    reason: record.reason ?? null,
    before: record.before ?? null,
    after: record.after ?? null,
    requestId: record.requestId ?? null,
    hash: row.hash,
  };
}

function job(row: JobRow): Job {
  return {
    id: row.id,
    name: row.name,
    state: row.state as Job['state'],
    done: row.done,
    total: row.total,
    note: row.note,
    result: row.result as Job['result'],
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

function letter(row: LetterRow) {
  const { type } = row.event as { type: string };
  return {
    id: row.id,
    subscriber: row.subscriber,
    eventType: type,
    attempts: row.attempts,
    lastError: row.last_error,
    failedAt: row.failed_at.toISOString(),
  };
}
