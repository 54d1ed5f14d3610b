import type { Db } from '../../kernel/db.ts';
import type { Ground } from './books/ground.ts';
import type { FinanceDeps } from './deps.ts';
import { defineSnapshots } from './figures/kpis.ts';
import { react } from './reactions.ts';
import { attributable, sharers, type Attributable } from './sharing/attribution.ts';
import { definePayouts } from './sharing/payouts.ts';
import { createStanding } from './standing.ts';

export type {
  FinanceDeps,
  LineOrder,
  PayoutAnswer,
  PayoutOrder,
  PayoutProvider,
  WorkFigures,
  WorkKpi,
} from './deps.ts';
export { financeRoutes } from './routes/finance-routes.ts';
export type { Attributable } from './sharing/attribution.ts';
export { manualPayouts } from './sharing/manual-payouts.ts';
export * as feeFigures from './revenue/fee-store.ts';
export { readKpis } from './figures/kpis.ts';

export interface Finances extends ReturnType<typeof createStanding> {
  readonly ground: Ground;
  /** Recognised revenue of which a person has a share, as it stands now. */
  attributable(db: Db, userId: string): Promise<Attributable[]>;
  /** Those with a share of a venture’s revenue, now or before. */
  sharers(db: Db, ventureId: string): Promise<string[]>;
}

/** The money of ventures: rounds, actual figures, runway, KPIs, revenue and how it is shared. */
export function createFinances(deps: FinanceDeps): Finances {
  react(deps);
  defineSnapshots(deps);
  definePayouts(deps);
  return { ground: deps, attributable, sharers, ...createStanding(deps) };
}
