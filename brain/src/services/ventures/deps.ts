import type { Security } from '../../engines/security/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';

export interface Person {
  readonly name: string;
  readonly slug: string;
  readonly email: string;
}

/** What this service asks of users. */
export interface People {
  byIds(db: Db, ids: readonly string[]): Promise<Map<string, Person>>;
  findByEmail(db: Db, email: string): Promise<string | null>;
}

interface PaperNeed {
  readonly code: string;
  readonly ventureId?: string;
  readonly tier?: number;
}

/** What this service asks of legal: it lies below, so it is called; it answers with events. */
export interface VenturePapers {
  describeVenture(
    tx: Tx,
    venture: { ventureId: string; name: string; ownerId: string; ownerName: string; tierCeiling: number },
  ): Promise<void>;
  giveStanding(
    tx: Tx,
    given: {
      ventureId: string;
      ownerId: string;
      codes: string[];
      call: { ip: string; agent: string; requestId: string };
    },
  ): Promise<void>;
  ask(tx: Tx, userId: string, needs: readonly PaperNeed[]): Promise<void>;
  release(tx: Tx, userId: string, ventureId: string): Promise<void>;
  paperwork(
    db: Db,
    userId: string,
    needs: readonly PaperNeed[],
  ): Promise<
    { code: string; name: string; documentId: string | null; textHash: string | null; inForce: boolean }[]
  >;
  awaiting(
    db: Db,
    ownerId: string,
    ventureId: string,
  ): Promise<{ documentId: string; signerId: string; code: string }[]>;
}

/** What actions cost: handed in, because BUZ lie above. Both take a lock that everybody waits for, so they come last. */
export interface VentureCharges {
  charge(tx: Tx, charge: { userId: string; action: string; causeId: string; once?: boolean }): Promise<void>;
  /** Gives back what was charged for these causes and not given back before. */
  refundAll(tx: Tx, refund: { action: string; causeIds: readonly string[]; why: string }): Promise<void>;
}

/** What stands against deleting or closing a venture, as a sentence; null when nothing does. Legal holds lie above. */
export type WhyKept = (
  tx: Tx,
  venture: { ventureId: string; ownerId: string },
  act: 'discard' | 'close',
) => Promise<string | null>;

export interface VentureDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: People;
  readonly legal: VenturePapers;
  readonly charges: VentureCharges;
  readonly whyKept: WhyKept;
}

/** The papers of a membership (gate JOIN_VENTURE), and of an owner before activation (rungs 3 and 4). */
export const joiningPapers = (ventureId: string): PaperNeed[] =>
  ['PPNA', 'IAA', 'PCA'].map((code) => ({ code, ventureId }));
export const ownerPapers = (ventureId: string): PaperNeed[] => [
  ...['ISEA', 'VOA', 'SOBA', 'PUSA', 'TCA'].map((code) => ({ code })),
  { code: 'PPNA', ventureId },
];
/** The owner signs copies of these in advance, on submission. */
export const standingPapers = ['PPNA', 'IAA'];
