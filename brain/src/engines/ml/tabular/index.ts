export {
  checkClasses,
  checkFit,
  createMatrix,
  FitError,
  rowOf,
  take,
  takeRows,
  type Matrix,
} from './matrix.ts';
export { fitPreparation, prepare, type Column, type Preparation, type Table } from './preparation.ts';
export {
  FitCancelled,
  fitBoosting,
  logistic,
  marginsOf,
  meanOfBoosted,
  type BoostedTrees,
  type BoostingOptions,
} from './boosting.ts';
export {
  chanceOf,
  fitPipeline,
  predictChances,
  predictMargins,
  takeTable,
  type Calibration,
  type LinearPart,
  type TreePart,
  type Feature,
  type Pipeline,
  type PipelineOptions,
  type Recipe,
} from './pipeline.ts';
export { effectOnChance, explainRow, type Explanation, type FeatureEffect } from './reasons.ts';
export { featureSetHash, openPipeline, savePipeline, type PipelineHeader } from './pipeline-file.ts';
export { contributions, expectedMargin } from './tree-shap.ts';
export { fitForest, forestShares, type Forest, type ForestOptions } from './forest.ts';
export {
  fitLogistic,
  fitRidge,
  linearContributions,
  linearMargin,
  type Regression,
  type RegressionOptions,
} from './regression.ts';
export { clusterOf, fitClusters, silhouette, type Clusters } from './clusters.ts';
export { fitIsolation, isolationScore, isolationScores, type IsolationForest } from './isolation-forest.ts';
export { fitComponents, toComponents, type PrincipalComponents } from './principal-components.ts';
export { bootstrapInterval, stratifiedFolds, timeFolds, type Interval } from './resampling.ts';
