import type { Security } from '../../engines/security/index.ts';
import type { AuditCheck } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Legal } from '../legal/index.ts';
import type { Ventures } from '../ventures/index.ts';

/** What this service asks of users. */
export interface People {
  byIds(
    db: Db,
    ids: readonly string[],
  ): Promise<
    ReadonlyMap<string, { readonly name: string; readonly status: string; readonly createdAt: Date }>
  >;
  /** SUSPEND, REINSTATE or BAN of the account by an administrator. */
  administer(
    tx: Tx,
    call: Call,
    actorId: string,
    userId: string,
    event: 'SUSPEND' | 'REINSTATE' | 'BAN',
    reason: string,
  ): Promise<unknown>;
}

export interface ComplianceDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: People;
  readonly legal: Pick<Legal, 'oversight' | 'breaches' | 'retention'>;
  readonly ventures: Pick<Ventures, 'teamOf' | 'managedBy'>;
  /** Checks the whole audit chain. */
  readonly checkAudit: () => Promise<AuditCheck>;
}
