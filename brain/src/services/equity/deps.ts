import type { Rung } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Download } from '../../kernel/call.ts';
import type { Origin } from '../legal/index.ts';
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

/** What this service asks of legal: documents that take effect with everybody's signature. */
export interface EquityPapers {
  createAgreement(
    tx: Tx,
    wish: {
      templateCode: string;
      creatorId: string;
      ventureId: string;
      title: string;
      message?: string;
      values: Readonly<Record<string, string>>;
      clauses: readonly { source: 'TEMPLATE'; id: string }[];
      recipients: readonly {
        role: string;
        kind: 'SIGNER';
        step: number;
        userId?: string;
        name?: string;
        email?: string;
      }[];
      call: Origin;
    },
  ): Promise<string>;
  sendAgreement(
    tx: Tx,
    given: { documentId: string; creatorId: string; deadlineDays: number; call: Origin },
  ): Promise<'SENT' | 'UNDER_REVIEW'>;
  voidAgreement(
    tx: Tx,
    given: { documentId: string; actorId: string; reason: string; call: Origin },
  ): Promise<void>;
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
  readonly papers: EquityPapers;
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
