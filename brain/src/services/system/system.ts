import type { contract } from '@smartstart/contract';
import {
  auditOf,
  type AuditCheck,
  type AuditFilter,
  type AuditRow,
  type Sealer,
  type Security,
} from '../../engines/security/index.ts';
import type { Call, Handler } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { readMigrations } from '../../kernel/migrate.ts';
import * as store from './store.ts';

export interface System {
  readonly mailbox: Handler<typeof contract.system.mailbox>;
  /** Long work of this person. */
  job(db: Db, userId: string, jobId: string): Promise<store.JobRow>;
  audit(db: Db, filter: AuditFilter, page: { limit: number; before: string | null }): Promise<AuditRow[]>;
  checkAudit(): Promise<AuditCheck & { checkedAt: Date }>;
  deadLetters(db: Db, before: string | null, limit: number): Promise<store.LetterRow[]>;
  replay(tx: Tx, call: Call, actorId: string, letterId: string): Promise<void>;
  /** What each part that must answer says; throws UPSTREAM_UNAVAILABLE when one does not. */
  ready(): Promise<Record<string, string>>;
}

export interface SystemDeps {
  readonly security: Security;
  readonly sealer: Pick<Sealer, 'check'>;
  readonly mailbox: Handler<typeof contract.system.mailbox>;
}

export function createSystem(kernel: Kernel, { security, sealer, mailbox }: SystemDeps): System {
  const { clock, database, cache, log, outbox } = kernel;

  const parts: Record<string, () => Promise<string>> = {
    database: async () => {
      const [applied, known] = [await store.appliedMigrations(database.db), readMigrations().length];
      if (applied < known) throw new Error(`${known - applied} migrations are missing.`);
      return `${applied} migrations`;
    },
    cache: () => cache.check(),
  };

  return {
    mailbox,
    async job(db, userId, jobId) {
      const row = found(await store.findJob(db, jobId));
      if (row.user_id !== userId) throw new Fail('NOT_FOUND');
      return row;
    },
    audit: auditOf,
    checkAudit: async () => ({ ...(await sealer.check()), checkedAt: clock.now() }),
    deadLetters: store.deadLetters,
    async replay(tx, call, actorId, letterId) {
      const subscriber = found(await outbox.replay(tx, letterId));
      await security.audit(tx, {
        actorId,
        action: 'dead-letter.replayed',
        entity: 'dead-letter',
        entityId: letterId,
        after: { subscriber },
        call,
      });
    },
    async ready() {
      const checks: Record<string, string> = {};
      for (const [name, check] of Object.entries(parts)) {
        checks[name] = await check().catch((err: unknown) => {
          log.warn({ err, part: name }, 'not ready');
          throw new Fail('UPSTREAM_UNAVAILABLE', `The ${name} does not answer.`);
        });
      }
      return checks;
    },
  };
}
