import type { Rung, teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Files } from '../files/index.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
}

export interface Person {
  readonly name: string;
  readonly slug: string;
  readonly email: string;
  readonly status: string;
}

/** Somebody's part in a venture. */
export interface Part {
  readonly ventureId: string;
  readonly name: string;
  readonly status: string;
  readonly role: string;
}

/** What happened in the work of some people in some ventures, day by day. */
export interface Rhythm {
  /** Tasks of these people that were due on the day, and those of them done by it. */
  readonly tasks: readonly { readonly day: string; readonly due: number; readonly onTime: number }[];
  /** One for each person, venture and day with a check-in. */
  readonly checkIns: readonly { readonly day: string; readonly userId: string; readonly ventureId: string }[];
}

export type Waiting = z.infer<typeof teamsWire.waiting>;
export type WaitingKind = Waiting['kind'];

/** What waits for somebody in another module; the newest or most urgent first, at most so many. */
export interface WaitingSource {
  readonly kind: WaitingKind;
  of(db: Db, actor: Actor, limit: number): Promise<readonly Omit<Waiting, 'kind'>[]>;
}

export interface TeamDeps {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit' | 'held'>;
  readonly people: {
    byIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
    findByEmail(db: Db, email: string): Promise<string | null>;
    privacyOf(db: Db, userId: string): Promise<{ readonly profile: string }>;
  };
  readonly files: Pick<Files, 'describe' | 'handOver' | 'removeOf' | 'open' | 'dropBytes' | 'usedBy'>;
  readonly charges: {
    charge(tx: Tx, charge: { userId: string; action: string; causeId: string }): Promise<void>;
    refundAll(tx: Tx, refund: { action: string; causeIds: readonly string[]; why: string }): Promise<void>;
  };
  readonly ventures: {
    partsOf(db: Db, actor: Actor): Promise<readonly Part[]>;
    rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, string>>;
    factsOf(
      db: Db,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly name: string; readonly status: string }>>;
  };
  readonly work: {
    rhythmOf(
      db: Db,
      of: { ventureIds: readonly string[]; userIds: readonly string[]; from: string; today: string },
    ): Promise<Rhythm>;
  };
  /** Everything else on the platform that waits for people. */
  readonly waiting: readonly WaitingSource[];
}

export type Ground = TeamDeps;
