import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';

/** What legal asks of users. */
export interface People {
  byIds(
    db: Db,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly name: string; readonly email: string }>>;
  /** Signing the terms or the privacy notice says what a consent says. */
  recordConsent?(
    tx: Tx,
    userId: string,
    change: { kind: 'PLATFORM_TERMS' | 'PRIVACY'; granted: boolean; version: string; source: string },
  ): Promise<void>;
}

/** A session's last proof of identity, as evidence names it. */
export type StepUpLookup = (
  sessionId: string,
) => Promise<{ readonly at: Date; readonly factor: string } | null>;

/** What every operation of this service stands on. */
export interface Ground {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: People;
}

export interface Origin {
  readonly ip: string;
  readonly agent: string;
  readonly requestId: string;
}

export interface Actor {
  readonly userId: string;
  readonly sessionId: string;
  readonly held: ReadonlySet<Rung>;
  readonly call: Origin;
}
