import type { Db } from '../../../kernel/db.ts';
import { paperName } from '../catalogue/catalogue.ts';
import type { Ground } from '../ground.ts';
import { knownOf } from '../papers/known.ts';
import * as oversight from './oversight-store.ts';
import * as publications from '../catalogue/publication-store.ts';
import { entriesOf, reached, requirements, type PaperStatus } from '../papers/standing.ts';
import * as store from '../record/store.ts';
import { checkStored } from '../verification/stored.ts';
import type { Check } from '../verification/verification.ts';

/** What the module of compliance, which stands above, reads of papers and documents. */

export interface PaperFigures {
  readonly userId: string;
  /** Rung 1 was reached once. */
  readonly member: boolean;
  /** Papers required by the highest rung reached and by present venture roles, and those of them in force. */
  readonly required: number;
  readonly met: number;
}

export interface PaperLine {
  readonly code: string;
  readonly name: string;
  readonly status: PaperStatus;
  readonly validUntil: Date | null;
}

/** What a legal hold can rest on. */
export interface DocumentSubject {
  readonly documentId: string;
  readonly name: string;
  readonly ventureId: string | null;
  /** Whoever made or signs it. */
  readonly userIds: readonly string[];
}

export type Oversight = ReturnType<typeof createOversight>;

export function createOversight(ground: Ground) {
  const { clock, database } = ground.kernel;

  async function figuresOf(db: Db, userIds: readonly string[]): Promise<PaperFigures[]> {
    const now = clock.now();
    const copies = Map.groupBy(await store.copiesOf(db, userIds), (copy) => copy.userId);
    const needs = Map.groupBy(await publications.needsOf(db, userIds), (need) => need.userId);
    return userIds.map((userId) => {
      const own = copies.get(userId) ?? [];
      return { userId, member: reached(1, own), ...requirements(own, needs.get(userId) ?? [], now) };
    });
  }

  async function papersOf(db: Db, userId: string, ref?: string): Promise<PaperLine[]> {
    return entriesOf(await knownOf(ground, db, userId))
      .filter((entry) => ref === undefined || entry.ref === ref)
      .map(({ code, paper, status, validUntil }) => ({ code, name: paper.name, status, validUntil }));
  }

  return {
    async figures(db: Db, userId: string): Promise<PaperFigures> {
      return (await figuresOf(db, [userId]))[0]!;
    },
    /** The figures of everybody who has papers, in the order of ids, from the one after `after` on. */
    async allFigures(db: Db, after: string | null, limit: number): Promise<PaperFigures[]> {
      return figuresOf(db, await store.peopleWithPapers(db, after, limit));
    },
    papers: (db: Db, userId: string) => papersOf(db, userId),
    venturePapers: (db: Db, ventureId: string, userId: string) => papersOf(db, userId, ventureId),
    async subjects(db: Db, documentIds: readonly string[]): Promise<DocumentSubject[]> {
      return (await oversight.partiesOf(db, documentIds)).map((row) => ({
        documentId: row.documentId,
        name: row.title ?? paperName(row.code),
        ventureId: row.ventureId,
        userIds: [...new Set([row.creatorId, ...row.userIds])],
      }));
    },
    countOpen: oversight.countOpen,
    countEnding: (db: Db, days: number) => oversight.countEnding(db, clock.now(), days),
    documentsIn: oversight.documentsIn,
    versionsIn: oversight.versionsIn,
    reviewsIn: oversight.reviewsIn,
    breachesIn: oversight.breachesIn,
    /** Recomputes one document from what is stored; null when it is not there any more. */
    verify(documentId: string): Promise<Check[] | null> {
      return database.transact(async (tx) => {
        const document = await store.documentById(tx, documentId);
        return document ? checkStored(tx, document) : null;
      });
    },
  };
}
