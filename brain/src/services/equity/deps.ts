import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Download } from '../../kernel/call.ts';
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
export interface EquityVentures {
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
  /** Its name and whose it is, whoever asks; null where there is none. */
  teamOf(
    db: Db,
    ventureId: string,
  ): Promise<{ readonly ownerId: string; readonly name: string; readonly activeMembers: number } | null>;
}

/** A contribution that counts, with the UTC month of its approval. */
export interface ApprovedWork {
  readonly id: string;
  readonly userId: string;
  readonly pointsTenths: number;
  readonly month: string;
}

export interface EquityDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: {
    byIds(
      db: Db,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly name: string; readonly email: string }>>;
    /** Those of them who let the hub see their exact share. */
    sharingEquity(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>>;
  };
  readonly ventures: EquityVentures;
  readonly papers: AgreementDesk;
  /** Handed in, because work lies above. */
  readonly work: {
    /** What was approved from a UTC month, `YYYY-MM`, to another. */
    approvedContributions(
      db: Db,
      ventureId: string,
      fromMonth: string,
      toMonth: string,
    ): Promise<readonly ApprovedWork[]>;
  };
  readonly files: { download(db: Db, viewerId: string, fileId: string): Promise<Download> };
}
