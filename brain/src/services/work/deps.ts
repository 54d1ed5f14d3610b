import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Role } from '../ventures/index.ts';

export type { Role } from '../ventures/index.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
}

/** From 1 to 5; names are compared ignoring case. */
export interface Skill {
  readonly name: string;
  readonly level: number;
}

/** What this service asks of ventures. */
export interface WorkVentures {
  /** The venture as somebody sees it, with the role the person acts in now; NOT_FOUND for strangers. */
  standingIn(
    db: Db,
    ventureId: string,
    actor: Actor,
  ): Promise<{
    readonly name: string;
    readonly status: string;
    readonly phase: string | null;
    readonly ownerId: string;
    readonly role: Role | null;
  }>;
  rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, Role>>;
  skillsWanted(db: Db, ventureId: string): Promise<readonly Skill[]>;
  readonly phases: {
    lock(
      tx: Tx,
      ventureId: string,
    ): Promise<{
      readonly name: string;
      readonly status: string;
      readonly phase: string | null;
      readonly ownerId: string;
    }>;
    set(tx: Tx, ventureId: string, phase: string, actorId: string | null): Promise<void>;
  };
}

/** What the phases ask about money, of a service above. */
export interface BusinessFigures {
  /** A funding round is ACTIVE. */
  roundIsActive(db: Db, ventureId: string): Promise<boolean>;
  /** The last round was completed: it raised its minimum. */
  roundIsCompleted(db: Db, ventureId: string): Promise<boolean>;
  /** Recognised revenue and costs of the last full months, the latest first, in the minor units of the venture. */
  months(
    db: Db,
    ventureId: string,
    count: number,
  ): Promise<readonly { readonly revenueMinor: bigint; readonly costsMinor: bigint }[]>;
  /** An amount in whole units of the venture's currency, in minor units; null while it has no currency. */
  minorOf(db: Db, ventureId: string, units: bigint): Promise<bigint | null>;
  /** Recognised revenue of all time, in minor units. */
  revenueMinor(db: Db, ventureId: string): Promise<bigint>;
}

export interface WorkDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly name: string; readonly timeZone: string }>>;
    /** What people do not show is not told by a figure of a small team either. */
    shownSkills(db: Db, ids: readonly string[]): Promise<readonly Skill[]>;
  };
  readonly ventures: WorkVentures;
  readonly papers: {
    paperwork(
      db: Db,
      userId: string,
      needs: readonly { readonly code: string; readonly ventureId?: string }[],
    ): Promise<readonly { readonly code: string; readonly name: string; readonly inForce: boolean }[]>;
  };
  /** Handed in, because money lies above. */
  readonly business: BusinessFigures;
}
