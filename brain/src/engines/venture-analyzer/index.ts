export { knownBefore, raisedWithin, type FundingHistory, type FundingRound } from './next-round/histories.ts';
export { snapshotAt, type Snapshot } from './next-round/features.ts';
export {
  fitNextRound,
  labelledSnapshot,
  nextRoundChances,
  nextRoundReasons,
  type LabelledSnapshot,
  type NextRoundModel,
} from './next-round/model.ts';
import { createServedModel, type ServedModel } from './chances/served-model.ts';
import type { AnalyzerDeps, Ground } from './deps.ts';
import { defineStatements } from './said/statements.ts';

export type { AnalyzerDeps } from './deps.ts';
export { ventureAnalysisRoutes } from './routes/routes.ts';

export interface VentureAnalyzer {
  readonly ground: Ground;
  readonly served: ServedModel;
}

/** How ventures stand: scores, chances, runway, valuation, and how such statements came out before. */
export function createVentureAnalyzer(deps: AnalyzerDeps): VentureAnalyzer {
  deps.models.announce(nextRound);
  const served = createServedModel(deps);
  defineStatements(deps, served);
  return { ground: deps, served };
}

/** It is trained with a release, on data that is not of this installation; its card is in docs/models. */
const nextRound = {
  name: 'next-round',
  title: 'Chance of the next round',
  purpose: 'Says how likely a venture is to complete another round within twelve months.',
  until: 'the published base rates',
  job: null,
};
