import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Merits } from '../work/index.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: string;
  readonly timeZone: string;
  readonly photoFileId: string | null;
  readonly identityVerified: boolean;
  readonly createdAt: Date;
}

/** What this service asks of users. */
export interface People {
  byIds(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  skillsHeld(
    db: Db,
    userId: string,
  ): Promise<readonly { readonly name: string; readonly level: number; readonly verified: boolean }[]>;
  setSkillVerified(tx: Tx, userId: string, name: string, verified: boolean): Promise<boolean>;
  /** Those of them whose standing others may see. */
  showingStanding(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface GamificationDeps {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit' | 'facts'>;
  readonly people: People;
  readonly ventures: {
    teamOf(db: Db, ventureId: string): Promise<{ readonly ownerId: string; readonly name: string } | null>;
    rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, unknown>>;
    figuresOf(db: Db, userId: string): Promise<{ readonly memberships: number; readonly owned: number }>;
  };
  readonly equity: {
    grantsIn(
      db: Db,
      ventureId: string,
      seq: number,
    ): Promise<readonly { readonly userId: string; readonly objectId: string }[]>;
    venturesHeldIn(db: Db, userId: string): Promise<number>;
  };
  readonly merits: Merits;
  readonly complianceOf: (
    db: Db,
    userId: string,
  ) => Promise<{ readonly compliantSince: Date | null; readonly violations: number }>;
  readonly earnedBuz: (db: Db, userId: string) => Promise<{ readonly micro: bigint; readonly bugs: number }>;
  /** Who was here since then, in the order of ids. */
  readonly seenSince: (
    db: Db,
    since: Date,
    after: string | null,
    limit: number,
  ) => Promise<readonly { readonly userId: string; readonly at: Date }[]>;
  /** May other members see this profile. */
  readonly mayView: (db: Db, userId: string) => Promise<boolean>;
  /** How many open opportunities ask for each skill, by its name. */
  readonly skillsAsked: (db: Db) => Promise<ReadonlyMap<string, number>>;
}

/** What every operation of this service stands on. */
export type Ground = GamificationDeps;
