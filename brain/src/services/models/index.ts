export { modelRoutes } from './desk.ts';
export { createModels, type Models } from './models.ts';
export { createRegistry, modelsDir, type Champion, type Registry, type Trained } from './registry.ts';
export type { OwnLearner } from './catalogue.ts';
export type { StoredReport } from './report.ts';
export type { LastAct, Run, RunEnd } from './runs.ts';
export type { NotServing, Prediction, ServedRow, Serving, ServingState } from './serving.ts';
export type { CameOut, NewStatement, OpenStatement, Said, Settler, Statements } from './statements.ts';
export type {
  Baseline,
  CollectWindow,
  Feature,
  FeatureVector,
  GateRules,
  Interval,
  PastRecord,
  Provenance,
  Reason,
  Recipe,
  Trainable,
  TrainingRow,
} from './trainable.ts';
