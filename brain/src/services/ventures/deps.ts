import type { Answer, contract } from '@smartstart/contract';
import type { Security } from '../../engines/security/index.ts';
import type { Download } from '../../kernel/call.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { AgreementDesk, Legal } from '../legal/index.ts';

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

/** Where an act comes from, for evidence. */
export interface CallFacts {
  readonly ip: string;
  readonly agent: string;
  readonly requestId: string;
}

interface PaperNeed {
  readonly code: string;
  readonly ventureId?: string;
  readonly tier?: number;
}

/** What this service asks of legal: it lies below, so it is called; it answers with events. */
export interface VenturePapers extends AgreementDesk, Pick<Legal, 'signatoriesOf'> {
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
      call: CallFacts;
    },
  ): Promise<void>;
  ask(tx: Tx, userId: string, needs: readonly PaperNeed[]): Promise<void>;
  release(tx: Tx, userId: string, ventureId: string): Promise<void>;
  passOn(
    tx: Tx,
    given: { ventureId: string; formerId: string; ownerId: string; ownerName: string },
  ): Promise<void>;
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

/** What this service asks of the file storage. Who may is decided here. */
export interface VentureStorage {
  describe(
    db: Db,
    fileIds: readonly string[],
  ): Promise<
    ReadonlyMap<
      string,
      {
        readonly name: string;
        readonly mediaType: string;
        readonly sizeBytes: number;
        readonly sha256: string;
      }
    >
  >;
  usedBy(db: Db, ownerId: string): Promise<number>;
  handOver(tx: Tx, given: { fileId: string; fromId: string; toId: string }): Promise<void>;
  open(db: Db, fileId: string): Promise<Download>;
  removeOf(tx: Tx, given: { fileId: string; ownerId: string; actorId: string }): Promise<string>;
  dropBytes(keys: readonly string[]): Promise<void>;
}

type HubAnswer = Answer<typeof contract.ventureOversight.read>;

/** What the hub sees of the money and the equity of a venture: handed in, because both lie above. */
export interface HubFigures {
  equity(db: Db, ventureId: string, date: string | undefined): Promise<HubAnswer['equity']>;
  revenue(db: Db, ventureId: string): Promise<HubAnswer['revenue']>;
}

/** What stands against deleting, closing or passing on a venture, as a sentence; null when nothing does. */
export type WhyKept = (
  tx: Tx,
  venture: { ventureId: string; ownerId: string },
  act: 'discard' | 'close' | 'transfer',
) => Promise<string | null>;

export interface VentureDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly people: People;
  readonly legal: VenturePapers;
  readonly charges: VentureCharges;
  readonly whyKept: WhyKept;
  readonly files: VentureStorage;
  readonly hub: HubFigures;
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
