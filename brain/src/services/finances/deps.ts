import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { AgreementDesk, Origin } from '../legal/index.ts';
import type { Role } from '../ventures/index.ts';

export type { Origin } from '../legal/index.ts';
export type { Role } from '../ventures/index.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
  readonly call: Origin;
}

/** What this service asks of ventures. */
export interface FinanceVentures {
  /** The venture as a member sees it, with the role the person acts in now; NOT_FOUND for strangers. */
  standingIn(
    db: Db,
    ventureId: string,
    actor: Pick<Actor, 'userId' | 'held'>,
  ): Promise<{
    readonly name: string;
    readonly status: string;
    readonly ownerId: string;
    readonly role: Role | null;
  }>;
  rolesIn(db: Db, ventureId: string): Promise<ReadonlyMap<string, Role>>;
  /** Whose venture this is; null when there is none. */
  teamOf(db: Db, ventureId: string): Promise<{ readonly ownerId: string; readonly name: string } | null>;
}

/** What this service asks of legal: documents that take effect with everybody's signature. */
export interface FinancePapers extends AgreementDesk {
  /** Which papers of a venture are in force for a person. */
  paperwork(
    db: Db,
    userId: string,
    needs: readonly { readonly code: string; readonly ventureId?: string }[],
  ): Promise<readonly { readonly inForce: boolean }[]>;
}

/** A payment of one line, under a key that stands for it alone. */
export interface PayoutOrder {
  /** The provider pays once however often it is asked under the same key. */
  readonly key: string;
  readonly payeeId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly ventureId: string;
  readonly distributionId: string;
}

/** `PROCESSING`: the answer comes later. */
export type PayoutAnswer =
  | { readonly state: 'PROCESSING'; readonly reference?: string }
  | { readonly state: 'COMPLETED'; readonly reference: string }
  | { readonly state: 'FAILED'; readonly reason: string };

/** Who moves the money. An answer is final; what throws is asked again under the same key. */
export interface PayoutProvider {
  readonly name: string;
  /** Somebody pays by hand and records what became of it. */
  readonly manual: boolean;
  pay(order: PayoutOrder): Promise<PayoutAnswer>;
}

/** A line that is about to be paid out. */
export interface LineOrder {
  readonly lineId: string;
  readonly userId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/** KPIs that rest on the work in a venture, as the work service has them now; null where it has no data. */
export type WorkKpi =
  | 'CHECKIN_RATE'
  | 'MOOD'
  | 'BLOCKER_TIME'
  | 'ON_TIME_RATE'
  | 'RISK_EXPOSURE'
  | 'SKILL_COVERAGE'
  | 'VELOCITY';
export interface WorkFigures {
  /** Decimal numbers as text, in the unit of the KPI. */
  kpis(db: Db, ventureId: string): Promise<Partial<Record<WorkKpi, string | null>>>;
  evidenceItems(db: Db, ventureId: string): Promise<number>;
  /** Mean rating of the reviews of the idea, 1 to 5, in hundredths; null without one. */
  ideaRatingHundredths?(db: Db, ventureId: string): Promise<number | null>;
}

export interface FinanceDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly name: string; readonly status: string }>>;
  };
  readonly ventures: FinanceVentures;
  readonly papers: FinancePapers;
  readonly ownsFiles: (db: Db, ownerId: string, fileIds: readonly string[]) => Promise<boolean>;
  readonly hasSeat: (db: Db, userId: string) => Promise<boolean>;
  /** Without it those KPIs have no figure yet. */
  readonly work?: WorkFigures;
  readonly payouts: PayoutProvider;
  /** What the sponsor of the recipient gets of a line; never more than the line. Asked once, when it is first paid out. */
  readonly withhold: (tx: Tx, line: LineOrder) => Promise<bigint>;
}
