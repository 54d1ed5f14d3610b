import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Attributable } from '../finances/index.ts';
import type { AgreementDesk, Legal, Origin } from '../legal/index.ts';

/** Who reads or acts, with the rungs held now. */
export interface Actor {
  readonly userId: string;
  readonly held: ReadonlySet<Rung>;
  readonly call: Origin;
}

export interface UmbrellaDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<
      ReadonlyMap<
        string,
        {
          readonly name: string;
          readonly email: string;
          readonly status: string;
          readonly identityVerified: boolean;
        }
      >
    >;
    findByEmail(db: Db, email: string): Promise<string | null>;
  };
  readonly ventures: {
    teamOf(db: Db, ventureId: string): Promise<{ readonly ownerId: string; readonly name: string } | null>;
  };
  readonly papers: AgreementDesk & Pick<Legal, 'dissolveAgreement' | 'filledIn' | 'signatoriesOf'>;
  readonly revenue: {
    /** Recognised revenue of which a person has a share, as it stands now. */
    attributable(db: Db, userId: string): Promise<readonly Attributable[]>;
    sharers(db: Db, ventureId: string): Promise<readonly string[]>;
  };
}

/** A payout line of the referred member that is about to be paid. */
export interface PayoutLine {
  readonly lineId: string;
  readonly userId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

export type Ground = UmbrellaDeps;
export type { Db, Tx };
