import type { Db } from '../../kernel/db.ts';
import type { Ground } from './books.ts';
import type { EquityDeps } from './deps.ts';
import { countPending } from './offer-store.ts';
import { react } from './reactions.ts';
import * as store from './store.ts';
import { createTables } from './tables.ts';
import { hubView, type HubView } from './hub-view.ts';

export type { EquityDeps } from './deps.ts';
export { offerRoutes } from './offer-routes.ts';
export { equityRoutes } from './routes.ts';
export { scenarioRoutes } from './scenarios.ts';
export { splitRoutes } from './split-routes.ts';

export interface Equity {
  readonly ground: Ground;
  /** What stands against closing the venture, as a sentence; null when nothing does. */
  whyOpen(db: Db, ventureId: string): Promise<string | null>;
  /** The totals the hub sees, of a day; null without a table. */
  forHub(db: Db, ventureId: string, date: string | undefined): Promise<HubView | null>;
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
