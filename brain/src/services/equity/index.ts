import type { Db } from '../../kernel/db.ts';
import type { Ground } from './books.ts';
import type { Actor, EquityDeps } from './deps.ts';
import { countPending, listOffers } from './offer-store.ts';
import { react } from './reactions.ts';
import * as store from './store.ts';
import { grantsIn, venturesHeldIn } from './grants.ts';
import { shareBaseOf, type ShareBase } from './share-base.ts';
import { createTables } from './tables.ts';
import { hubView, type HubView } from './hub-view.ts';

export type { EquityDeps } from './deps.ts';
export { offerRoutes } from './offer-routes.ts';
export { equityRoutes } from './routes.ts';
export { scenarioRoutes } from './scenarios.ts';
export type { OwnedPart, ShareBase } from './share-base.ts';
export { splitRoutes } from './split-routes.ts';

export interface Equity {
  readonly ground: Ground;
  /** What stands against closing the venture, as a sentence; null when nothing does. */
  whyOpen(db: Db, ventureId: string): Promise<string | null>;
  /** The totals the hub sees, of a day; null without a table. */
  forHub(db: Db, ventureId: string, date: string | undefined): Promise<HubView | null>;
  /** The members to whom the entries that end with `seq` issue something, each by the entry that does. */
  grantsIn(
    db: Db,
    ventureId: string,
    seq: number,
  ): Promise<{ readonly userId: string; readonly objectId: string }[]>;
  /** In how many ventures somebody holds something now. */
  venturesHeldIn(db: Db, userId: string): Promise<number>;
  /** Contract offers that wait for this person’s answer, the newest first. */
  offersTo(
    db: Db,
    actor: Pick<Actor, 'userId'>,
    limit: number,
  ): Promise<
    {
      readonly id: string;
      readonly ventureName: string;
      readonly offeredAt: Date;
      readonly expiresOn: string | null;
    }[]
  >;
  /** What a valuation needs of the cap table of today; null without a table. Who asks decides who may read it. */
  shareBaseOf(db: Db, ventureId: string): Promise<ShareBase | null>;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

export function createEquity(deps: EquityDeps): Equity {
  const ground: Ground = { ...deps, tables: createTables() };
  react(ground);
  return {
    ground,
    whyOpen: async (db, ventureId) => {
      const waiting = (await store.countWaiting(db, ventureId)) + (await countPending(db, ventureId));
      return waiting ? 'Offers or changes of the cap table wait for an answer. Withdraw them first.' : null;
    },
    forHub: (db, ventureId, date) => hubView(ground, db, ventureId, date),
    grantsIn,
    async offersTo(db, { userId }, limit) {
      const rows = await listOffers(db, {
        addresseeId: userId,
        state: 'PENDING',
        before: null,
        limit: limit - 1,
      });
      const offered = [];
      for (const row of rows)
        offered.push({
          id: row.id,
          ventureName: (await deps.ventures.teamOf(db, row.venture_id))?.name ?? '',
          offeredAt: row.created_at,
          expiresOn: row.expires_on,
        });
      return offered;
    },
    venturesHeldIn: (db, userId) => venturesHeldIn(ground, db, userId),
    shareBaseOf: (db, ventureId) => shareBaseOf(ground, db, ventureId),
    exportOf: (db, userId) => exportOf(ground, db, userId),
  };
}

/** What a person holds, with the entries that made it. */
async function exportOf({ tables }: Ground, db: Db, userId: string): Promise<unknown> {
  const holdings = [];
  for (const { venture_id: ventureId, stakeholder_id: stakeholderId } of await store.holdersWith(
    db,
    userId,
  )) {
    const table = await tables.open(db, ventureId);
    const own = [...(table?.ledger.securities.values() ?? [])].filter(
      (security) => security.stakeholderId === stakeholderId,
    );
    holdings.push({ ventureId, stakeholderId, securities: own.map(({ issuance }) => issuance) });
  }
  return { holdings };
}
