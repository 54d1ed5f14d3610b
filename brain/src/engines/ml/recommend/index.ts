export {
  fitBlend,
  members,
  type Blend,
  type BlendOptions,
  type Member,
  type Step,
  type Weights,
} from './blend.ts';
export { fitEase } from './ease.ts';
export { fitIals, type IalsOptions } from './ials.ts';
export {
  historyOf,
  historyOfPerson,
  interactionsOf,
  meetingsOf,
  type History,
  type Interactions,
  type Meeting,
  type Recommender,
} from './interactions.ts';
export { fitNeighbours } from './neighbours.ts';
export { fitPopularity, fitTrend } from './popularity.ts';
export { rankingQuality, topItems, type RankingQuality } from './ranking-metrics.ts';
export { hideShare, takeNewcomers, type Newcomers, type Split } from './splits.ts';
