import type { Ground } from './books/ground.ts';
import type { FinanceDeps } from './deps.ts';
import { defineSnapshots } from './figures/kpis.ts';
import { react } from './reactions.ts';
import { definePayouts } from './sharing/payouts.ts';
import { createStanding } from './standing.ts';

export type { FinanceDeps, PayoutAnswer, PayoutOrder, PayoutProvider, WorkFigures, WorkKpi } from './deps.ts';
export { financeRoutes } from './routes/finance-routes.ts';
export { manualPayouts } from './sharing/manual-payouts.ts';

export interface Finances extends ReturnType<typeof createStanding> {
  readonly ground: Ground;
}

/** The money of ventures: rounds, actual figures, runway, KPIs, revenue and how it is shared. */
export function createFinances(deps: FinanceDeps): Finances {
  react(deps);
  defineSnapshots(deps);
  definePayouts(deps);
  return { ground: deps, ...createStanding(deps) };
}
