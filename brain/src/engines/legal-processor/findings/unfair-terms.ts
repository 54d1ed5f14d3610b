import {
  binaryHits,
  createRowBuilder,
  fitBlocks,
  groupFolds,
  scores,
  trainLinear,
  type BlockSpec,
  type FeatureBlocks,
  type LinearModel,
  type SparseRows,
} from '../../ml/index.ts';
import { riskFlags } from './risk-rules.ts';

/**
 * A model of its own for sentences of online terms that are unfair to consumers. Its data may be used for evaluation
 * only, so nothing fitted here is shipped; it measures how far rules and words carry on such sentences. What is shipped
 * are the rules (`risk-rules.ts`) and the clause model.
 */
export interface UnfairModel {
  /** Above `threshold` a sentence counts as unfair. */
  score(texts: readonly string[]): Float32Array;
  readonly threshold: number;
}

export interface TermSentence {
  readonly text: string;
  readonly unfair: boolean;
  /** Sentences that may come from one document. */
  readonly group: string;
}

type UnfairBlock = 'words';
const blocks: readonly BlockSpec<UnfairBlock>[] = [
  {
    name: 'words',
    scale: 1,
    options: {
      analyzer: 'word',
      ngrams: [1, 3],
      minCount: 2,
      maxFeatures: 120_000,
      sublinear: true,
      foldDigits: true,
      minTokenLength: 1,
    },
  },
];
const ruleScale = 0.3;
const penalty = 0.5;
/** An unfair sentence weighs more than a fair one: nine in ten are fair. */
const classWeights = { positive: 3, negative: 1 };
const thresholdFolds = 4;

/** The threshold is the best one for F1 on folds within `train`. */
export function fitUnfair(train: readonly TermSentence[], seed: number): UnfairModel {
  const held = new Float32Array(train.length);
  const groups = train.map(({ group }) => group);
  for (const fold of groupFolds(groups, thresholdFolds, seed)) {
    const fit = fitOnce(
      Array.from(fold.train, (row) => train[row]!),
      seed,
    );
    const margins = fit(Array.from(fold.test, (row) => train[row]!.text));
    fold.test.forEach((row, at) => (held[row] = margins[at]!));
  }
  const threshold = bestThreshold(
    held,
    train.map(({ unfair }) => (unfair ? 1 : 0)),
  );
  return { score: fitOnce(train, seed), threshold };
}

function fitOnce(train: readonly TermSentence[], seed: number): (texts: readonly string[]) => Float32Array {
  const words = train.map(({ text }) => text);
  const features = fitBlocks(blocks, { words });
  const labels = Int8Array.from(train, ({ unfair }) => (unfair ? 1 : -1));
  const model: LinearModel = trainLinear(rowsOf(features, words), labels, {
    loss: 'squaredHinge',
    c: penalty,
    classWeights,
    seed,
  });
  return (texts) => scores(model, rowsOf(features, texts));
}

function rowsOf(features: FeatureBlocks<UnfairBlock>, texts: readonly string[]): SparseRows {
  const flags = createRowBuilder();
  let columns = 0;
  for (const text of texts) {
    const own = riskFlags(text);
    columns = own.length;
    own.forEach((flag, column) => {
      if (flag) flags.add(column, ruleScale);
    });
    flags.endRow();
  }
  return features.transform({ words: texts }, flags.finish(columns));
}

/** Of thresholds that are equally good the one nearest to zero, where the fit itself draws the line. */
function bestThreshold(margins: Float32Array, truth: readonly number[]): number {
  let best = { threshold: 0, f1: -1 };
  for (let step = 0; step <= 40; step++) {
    const threshold = ((step % 2 ? 1 : -1) * Math.ceil(step / 2)) / 25;
    const { f1 } = binaryHits(
      truth,
      Array.from(margins, (margin) => (margin > threshold ? 1 : 0)),
    );
    if (f1 > best.f1) best = { threshold, f1 };
  }
  return best.threshold;
}
