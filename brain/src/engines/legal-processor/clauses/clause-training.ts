import {
  createDraw,
  fitBlocks,
  fitPlatt,
  groupFolds,
  quantise,
  trainLinear,
  type ClassMatrix,
  type PlattScale,
  type SparseRows,
} from '../../ml/index.ts';
import { clauseCategories } from './clause-categories.ts';
import type { LabelledContract } from './clause-contracts.ts';
import { clauseBlocks, clauseItems, type ClauseBlock } from './clause-features.ts';
import { scoreSegments, type ClauseLearner, type ClauseModel } from './clause-model.ts';
import { rulePoints } from './clause-rules.ts';
import { fitMarginScale, fitPointScale, type ClauseScale } from './clause-scale.ts';
import { spanBlocks, spanItems, type SpanBlock } from './clause-spans.ts';

/** A class that fewer contracts show is left to its rules: so few give no model that holds elsewhere. */
export const fewestContracts = 40;

/** Of the segments with no label so many in a hundred are trained on; the rest would add time and little else. */
const negativesPerHundred = 60;
const penalty = { segments: 0.5, spans: 1 };
const calibrationFolds = 3;

/**
 * Fits both halves of the model, and calibrates them on contracts that the calibrated fits have not seen: on all, by
 * folds, or on those of the first `rounds` folds only, which is quicker.
 */
export function fitClauses(
  contracts: readonly LabelledContract[],
  seed: number,
  rounds = calibrationFolds,
): ClauseModel {
  const learnt = learntCategories(contracts);
  const segments = fitSegments(contracts, learnt, seed);
  const spans = fitSpans(contracts, learnt, seed);
  return {
    segments,
    spans,
    segmentScales: calibrate(contracts, learnt, seed, rounds),
    spanScales: clauseCategories.map((_, category) =>
      learnt.includes(category) ? null : calibrateRule(contracts, category),
    ),
  };
}

/** The categories that enough of these contracts show. */
export function learntCategories(contracts: readonly LabelledContract[]): number[] {
  const counts = clauseCategories.map(
    (_, category) =>
      contracts.filter(({ spanLabels }) => spanLabels.some((of) => of.includes(category))).length,
  );
  return [...counts.keys()].filter((category) => counts[category]! >= fewestContracts);
}

/** Tells for each segment of a contract which clauses it holds. */
export function fitSegments(
  contracts: readonly LabelledContract[],
  learnt: readonly number[],
  seed: number,
): ClauseLearner<ClauseBlock> {
  const draw = createDraw(seed);
  const labels: (readonly number[])[] = [];
  const items = clauseItems(
    contracts.map(({ segments }) => segments),
    (contract, segment) => {
      const own = contracts[contract]!.segmentLabels[segment]!;
      const chosen = own.length > 0 || draw(100) < negativesPerHundred;
      if (chosen) labels.push(own);
      return chosen;
    },
  );
  const blocks = fitBlocks(clauseBlocks, items.texts);
  const rows = blocks.transform(items.texts, items.shapes);
  return { blocks, learnt, matrix: fitMatrix(rows, labels, learnt, penalty.segments, seed) };
}

/** Tells which kind of clause a marked passage is. */
export function fitSpans(
  contracts: readonly LabelledContract[],
  learnt: readonly number[],
  seed: number,
): ClauseLearner<SpanBlock> {
  const items = spanItems(contracts.flatMap(({ spans }) => spans));
  const labels = contracts.flatMap(({ spanLabels }) => spanLabels);
  const blocks = fitBlocks(spanBlocks, items.texts);
  const rows = blocks.transform(items.texts, items.shapes);
  return { blocks, learnt, matrix: fitMatrix(rows, labels, learnt, penalty.spans, seed) };
}

function fitMatrix(
  rows: SparseRows,
  labels: readonly (readonly number[])[],
  learnt: readonly number[],
  c: number,
  seed: number,
): ClassMatrix {
  const models = learnt.map((category) => {
    const signs = Int8Array.from(labels, (of) => (of.includes(category) ? 1 : -1));
    return trainLinear(rows, signs, { loss: 'squaredHinge', c, seed });
  });
  return quantise(models);
}

/**
 * A sigmoid a category. Margins come from folds by contract, so that they are those of unseen contracts; the points of
 * a rule were fitted to nothing and are taken as they are.
 */
function calibrate(
  contracts: readonly LabelledContract[],
  learnt: readonly number[],
  seed: number,
  rounds: number,
): ClauseScale[] {
  const count = clauseCategories.length;
  const margins: Float32Array[] = [];
  const labels: (readonly number[])[] = [];
  for (const fold of groupFolds(
    contracts.map(({ id }) => id),
    calibrationFolds,
    seed,
  ).slice(0, rounds)) {
    const learner = fitSegments(
      Array.from(fold.train, (index) => contracts[index]!),
      learnt,
      seed,
    );
    for (const index of fold.test) {
      margins.push(scoreSegments(learner, contracts[index]!.segments));
      labels.push(...contracts[index]!.segmentLabels);
    }
  }
  return clauseCategories.map((_, category) => {
    const own = new Float64Array(labels.length);
    let at = 0;
    for (const part of margins) for (let k = category; k < part.length; k += count) own[at++] = part[k]!;
    const positives = Uint8Array.from(labels, (of) => (of.includes(category) ? 1 : 0));
    return learnt.includes(category) ? fitMarginScale(own, positives) : fitPointScale(own, positives);
  });
}

/** How far the points of a rule are to be trusted among marked passages. */
function calibrateRule(contracts: readonly LabelledContract[], category: number): PlattScale {
  const spans = contracts.flatMap(({ spans }) => spans);
  return fitPlatt(
    spans.map(({ text, heading }) => rulePoints(category, text, heading ?? '')),
    contracts.flatMap(({ spanLabels }) => spanLabels.map((of) => (of.includes(category) ? 1 : 0))),
  );
}
