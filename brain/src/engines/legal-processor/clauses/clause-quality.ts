import {
  averagePrecision,
  calibrationError,
  groupFolds,
  macroF1,
  meanOf,
  precisionAtRecall,
  rocAuc,
} from '../../ml/index.ts';
import { clauseCategories } from './clause-categories.ts';
import type { LabelledContract } from './clause-contracts.ts';
import { typeSpans, weighSegments, type ClauseModel } from './clause-model.ts';
import { plainMatch } from './clause-rules.ts';
import { fitClauses } from './clause-training.ts';

/** What was said of a contract the model had not seen. */
export interface ClauseOutcome {
  readonly contract: LabelledContract;
  /** Probabilities, segment after segment, in each all categories. */
  readonly probabilities: Float32Array;
  /** For each span the number of its likeliest category. */
  readonly guesses: readonly number[];
}

export interface ClauseQuality {
  /** Share of the marked passages whose guess is one of their categories. */
  readonly top1: number;
  /** Mean F1 over categories; a passage of several categories counts as its guess when that is one of them. */
  readonly macroF1: number;
  /** Mean over categories of the average precision over all segments of all contracts. */
  readonly meanAp: number;
  /** Mean over categories of the best precision at a recall of .8 or more of the segments. */
  readonly precisionAt80Recall: number;
  /** Mean over categories of the AUC of a contract's best segment against whether the contract has the category. */
  readonly documentAuc: number;
  /** Mean over categories of the calibration error over all segments (ten bins of equal count). */
  readonly ece: number;
  /** Findings at a probability of .5 or more, of all categories: how many, what they promised and what came true. */
  readonly likely: { readonly count: number; readonly predicted: number; readonly observed: number };
  readonly byCategory: readonly { readonly ap: number; readonly auc: number; readonly contracts: number }[];
}

export function outcomesOf(model: ClauseModel, contracts: readonly LabelledContract[]): ClauseOutcome[] {
  return contracts.map((contract) => ({
    contract,
    probabilities: weighSegments(model, contract.segments).probabilities,
    guesses: typeSpans(model, contract.spans),
  }));
}

/** A third of the training contracts is enough to see how well calibrated a fold is; all other figures stay. */
const calibrationRounds = 1;

/**
 * Each contract seen by a model fitted on the other folds.
 *
 * @param keys Contracts of one key stay together: copies of one text have one.
 */
export function crossValidateClauses(
  contracts: readonly LabelledContract[],
  keys: readonly string[],
  folds: number,
  seed: number,
): ClauseOutcome[] {
  return groupFolds(keys, folds, seed).flatMap(({ train, test }) => {
    const model = fitClauses(
      Array.from(train, (at) => contracts[at]!),
      seed,
      calibrationRounds,
    );
    return outcomesOf(
      model,
      Array.from(test, (at) => contracts[at]!),
    );
  });
}

export function measureClauses(outcomes: readonly ClauseOutcome[]): ClauseQuality {
  const byCategory = clauseCategories.map((_, category) => measureCategory(outcomes, category));
  const truth: number[] = [];
  const guessed: number[] = [];
  let right = 0;
  for (const { contract, guesses } of outcomes) {
    contract.spanLabels.forEach((labels, span) => {
      const guess = guesses[span]!;
      const hit = labels.includes(guess);
      if (hit) right++;
      truth.push(hit ? guess : labels[0]!);
      guessed.push(guess);
    });
  }
  return {
    top1: right / truth.length,
    macroF1: macroF1(truth, guessed),
    meanAp: meanOf(byCategory.map(({ ap }) => ap)),
    precisionAt80Recall: meanOf(byCategory.map(({ precision }) => precision)),
    documentAuc: meanOf(byCategory.map(({ auc }) => auc)),
    ece: meanOf(byCategory.map(({ ece }) => ece)),
    likely: reliabilityOf(outcomes, 0.5),
    byCategory,
  };
}

function reliabilityOf(outcomes: readonly ClauseOutcome[], from: number): ClauseQuality['likely'] {
  let [count, predicted, observed] = [0, 0, 0];
  for (const { contract, probabilities } of outcomes)
    probabilities.forEach((probability, at) => {
      if (probability < from) return;
      count++;
      predicted += probability;
      const labels = contract.segmentLabels[Math.floor(at / clauseCategories.length)]!;
      if (labels.includes(at % clauseCategories.length)) observed++;
    });
  return { count, predicted: predicted / (count || 1), observed: observed / (count || 1) };
}

/** Over the segments of all contracts, and over the contracts. */
function measureCategory(
  outcomes: readonly ClauseOutcome[],
  category: number,
): ClauseQuality['byCategory'][number] & { precision: number; ece: number } {
  const total = outcomes.reduce((sum, { contract }) => sum + contract.segments.length, 0);
  const truth = new Uint8Array(total);
  const scores = new Float32Array(total);
  const present = new Uint8Array(outcomes.length);
  const best = new Float32Array(outcomes.length);
  let at = 0;
  outcomes.forEach(({ contract, probabilities }, index) => {
    contract.segmentLabels.forEach((labels, segment) => {
      const score = probabilities[segment * clauseCategories.length + category]!;
      best[index] = Math.max(best[index]!, score);
      truth[at] = labels.includes(category) ? 1 : 0;
      scores[at++] = score;
    });
    present[index] = contract.spanLabels.some((labels) => labels.includes(category)) ? 1 : 0;
  });
  const contracts = present.reduce((sum, one) => sum + one, 0);
  return {
    contracts,
    ap: averagePrecision(truth, scores),
    auc: rocAuc(present, best),
    precision: precisionAtRecall(truth, scores, 0.8),
    ece: contracts ? calibrationError(truth, scores) : Number.NaN,
  };
}

/**
 * The naive rival: one regular expression a category, met or not. A passage gets the category met whose expression is
 * met by the fewest segments of all, and where none is met the most frequent category.
 */
export function regularExpressionRival(contracts: readonly LabelledContract[]): ClauseOutcome[] {
  const count = clauseCategories.length;
  const met = new Uint32Array(count);
  const frequency = new Uint32Array(count);
  const matches = contracts.map(({ segments, spanLabels }) => {
    for (const label of spanLabels.flat()) frequency[label] = frequency[label]! + 1;
    return Float32Array.from({ length: segments.length * count }, (_, at) => {
      const hit = plainMatch(at % count, segments[Math.floor(at / count)]!.text) ? 1 : 0;
      met[at % count] = met[at % count]! + hit;
      return hit;
    });
  });
  const rarest = [...met.keys()].sort((a, b) => met[a]! - met[b]!);
  const common = frequency.indexOf(Math.max(...frequency));
  return contracts.map((contract, index) => ({
    contract,
    probabilities: matches[index]!,
    guesses: contract.spans.map(
      ({ text }) => rarest.find((category) => plainMatch(category, text)) ?? common,
    ),
  }));
}
