import type { Db, Tx } from '../../kernel/db.ts';
import { mine } from './applications/reading.ts';
import type { Actor, Ground, OpportunityDeps } from './deps.ts';
import { exportOf } from './exports.ts';
import { invite } from './postings/invitations.ts';
import { defineJobs } from './postings/life.ts';
import { react } from './reactions.ts';
import * as applicationStore from './record/application-store.ts';
import { today } from './record/changes.ts';
import * as days from './record/day-store.ts';
import { skillsAsked } from './record/demand-store.ts';
import { invitedTo } from './record/invitation-store.ts';
import { offeredAmong, openAfter } from './record/search-store.ts';
import { lockDecided, seeDecided } from './record/standing.ts';
import { findMany, type OpportunityRow } from './record/store.ts';
import { opportunityViews, type OpportunityView } from './record/views.ts';
import { viewerOf } from './record/viewer.ts';

export { applicationRoutes } from './application-routes.ts';
export type { Components, OpportunityDeps } from './deps.ts';
export type { OpportunityRow } from './record/store.ts';
export type { OpportunityView } from './record/views.ts';
export { createLearnedOrders, trainingJob } from './learning/learned-orders.ts';
export { rankerName } from './learning/ranker-artefact.ts';
export { createMatching, type Matching } from './matching/matching.ts';
export { matchingRoutes } from './matching/routes.ts';
export { opportunityRoutes, serviceOfferRoutes } from './routes.ts';
export * as marketFigures from './record/figures-store.ts';

type Reader = Pick<Actor, 'userId' | 'held'>;

/** What ranking, recommending and searching ask of the record. Changes are told by the events `opportunity.*`. */
export interface OpportunityRecord {
  /** Open opportunities in the order of their ids, whoever may see them. */
  openAfter(db: Db, afterId: string | null, limit: number): Promise<OpportunityRow[]>;
  byIds(db: Db, ids: readonly string[]): Promise<Map<string, OpportunityRow>>;
  /** The people invited to each. */
  invitedTo(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Those of the given ones that are open and shown to this person, in their wire form, in the order given. */
  offeredTo(db: Db, reader: Reader, ids: readonly string[]): Promise<OpportunityView[]>;
  /** Who has a live application, or was accepted. */
  applicantsOf(db: Db, id: string): Promise<string[]>;
  /** To which the person has applied, whatever came of it. */
  appliedFor(db: Db, userId: string): Promise<string[]>;
  /** Accepted and rejected applications with their components, in the order of the decision. */
  decidedAfter: typeof applicationStore.listDecided;
  /** Counts suggestions that were made for the first time, by opportunity. */
  countMatches(tx: Tx, counts: ReadonlyMap<string, number>): Promise<void>;
  /** How many open opportunities ask for each skill. */
  skillsAsked(db: Db): Promise<ReadonlyMap<string, number>>;
  /** Throws NOT_FOUND for those who do not see it, FORBIDDEN for those who do not decide about it. */
  requireCreatorSide(db: Db, reader: Reader, id: string): Promise<OpportunityRow>;
  /** The same, and nobody changes it or decides about its applications until the end of the transaction. */
  lockCreatorSide(tx: Tx, reader: Reader, id: string): Promise<OpportunityRow>;
  /** The creator side invites somebody to apply. */
  invite(
    tx: Tx,
    reader: Reader,
    id: string,
    invited: { readonly userId: string; readonly message: string },
  ): Promise<unknown>;
}

export interface Opportunities {
  readonly ground: Ground;
  readonly record: OpportunityRecord;
  /** Applications this person decides about and has not decided yet, the newest first. */
  applicationsToDecide(
    db: Db,
    actor: Reader,
    limit: number,
  ): Promise<Awaited<ReturnType<typeof mine>>['items']>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** Opportunities, service offers and applications (domain rules, sections 8 and 20.11). */
export function createOpportunities(deps: OpportunityDeps): Opportunities {
  const ground: Ground = deps;
  react(ground);
  defineJobs(ground);
  return {
    ground,
    record: recordOf(ground),
    async applicationsToDecide(db, actor, limit) {
      const toMe = { side: 'TO_ME', limit } as const;
      const lists = await Promise.all(
        (['PENDING', 'REVIEWING'] as const).map((state) => mine(ground, db, actor, { ...toMe, state })),
      );
      // Who lost the rung for it decides nothing at present.
      return actor.held.has(2) ? lists.flatMap(({ items }) => items).slice(0, limit) : [];
    },
    exportOf,
  };
}

function recordOf(ground: Ground): OpportunityRecord {
  const now = () => ground.kernel.clock.now();
  return {
    openAfter: (db, afterId, limit) => openAfter(db, now(), afterId, limit),
    byIds: findMany,
    invitedTo,
    async offeredTo(db, reader, ids) {
      const viewer = await viewerOf(ground, db, reader);
      const offered = await offeredAmong(db, viewer, now(), ids);
      const rows = ids.flatMap((id) => offered.get(id) ?? []);
      return opportunityViews(ground, db, viewer, rows);
    },
    applicantsOf: applicationStore.applicantsOf,
    appliedFor: applicationStore.appliedFor,
    decidedAfter: applicationStore.listDecided,
    async countMatches(tx, counts) {
      // In one order, so that two batches never wait for each other.
      for (const [id, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
        await days.add(tx, id, today(ground), 'matches', count);
    },
    skillsAsked: (db) => skillsAsked(db, now()),
    requireCreatorSide: async (db, reader, id) => (await seeDecided(ground, db, reader, id)).row,
    lockCreatorSide: async (tx, reader, id) => (await lockDecided(ground, tx, reader, id)).row,
    invite: (tx, reader, id, invited) => invite(ground, tx, reader, id, invited),
  };
}
