import type { AuditEntry, Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Wallets } from './wallets.ts';

export interface Person {
  readonly name: string;
  readonly createdAt: Date;
}

/** What this service asks of users. */
export interface People {
  byIds(db: Db, ids: readonly string[]): Promise<Map<string, Person>>;
  /** What a profile still misses; empty when it is complete. */
  profileGaps(db: Db, userId: string): Promise<string[]>;
}

/** What this service asks of ventures. */
export interface VentureTeams {
  /** Members in force besides the owner; null when there is no such venture. */
  teamOf(db: Db, ventureId: string): Promise<{ ownerId: string; name: string; activeMembers: number } | null>;
}

/** Where a request came from, for the audit chain. */
export type CallFacts = NonNullable<AuditEntry['call']>;

/** A notification, as the service of that name takes it; handed in, because it lies above. */
export interface Notice {
  readonly userId: string;
  readonly type: string;
  readonly title: string;
  readonly text: string;
  readonly link?: string;
  readonly key?: string;
}

export interface BuzDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly ledger: Ledger;
  readonly people: People;
  readonly ventures: VentureTeams;
  /** When this session last proved who it is (section 16.2). */
  readonly stepUpOf: (sessionId: string) => Promise<Date | null>;
}

/** What the parts of this service share. */
export interface Ground extends BuzDeps {
  readonly wallets: Wallets;
  /** Publishes something of this service to the people it concerns, live and for other services. */
  tell(
    tx: Tx,
    event: {
      type: string;
      actorId: string | null;
      userIds: readonly string[];
      data: Record<string, unknown>;
    },
  ): Promise<void>;
}
