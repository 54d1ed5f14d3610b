export {
  createRowBuilder,
  fromDense,
  normaliseRows,
  selectRows,
  stackColumns,
  type RowBuilder,
  type SparseRows,
} from './sparse.ts';
export {
  fitVectorizer,
  unpackVectorizer,
  type PackedVectorizer,
  type Vectorizer,
  type VectorizerOptions,
} from './vectorizer.ts';
export { createTermReader, type TermOptions, type TermVisitor } from './terms.ts';
export { createTermTable, type TermTable } from './term-table.ts';
export { scores, trainLinear, trainOneVsRest, type LinearModel, type LinearOptions } from './linear.ts';
export {
  applyIsotonic,
  applyPlatt,
  fitIsotonic,
  fitPlatt,
  type IsotonicScale,
  type PlattScale,
} from './calibration.ts';
export {
  accuracy,
  averagePrecision,
  binaryHits,
  brier,
  calibrationBins,
  calibrationError,
  hits,
  macroF1,
  meanOf,
  precisionAtRecall,
  rocAuc,
  type CalibrationBin,
  type Hits,
} from './metrics.ts';
export { groupFolds, type Fold } from './folds.ts';
export { createDraw, shuffle } from './chance.ts';
export {
  arrayOf,
  ArtefactError,
  fingerprint,
  readArtefact,
  writeArtefact,
  type Artefact,
  type ArtefactArray,
  type ArtefactHeader,
} from './artefact.ts';
export {
  fitBlocks,
  unpackBlocks,
  type BlockSpec,
  type BlockTexts,
  type FeatureBlocks,
} from './feature-blocks.ts';
export { quantise, scoreClasses, weightOf, type ClassMatrix } from './class-matrix.ts';
export { project, symmetricEigen, truncatedSvd, type SvdOptions, type TruncatedSvd } from './svd.ts';
