export interface Hits {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 from counts; each is 0 where nothing can be divided. */
export function hits(truePositives: number, falsePositives: number, falseNegatives: number): Hits {
  const precision = truePositives / (truePositives + falsePositives || 1);
  const recall = truePositives / (truePositives + falseNegatives || 1);
  return {
    precision,
    recall,
    f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives || 1),
  };
}

/** Of the class of the ones. */
export function binaryHits(truth: ArrayLike<number>, predicted: ArrayLike<number>): Hits {
  const [both, only, missed] = [0, 1, 2].map((kind) => {
    let count = 0;
    for (let row = 0; row < truth.length; row++) {
      const [is, said] = [truth[row] === 1, predicted[row] === 1];
      if (kind === 0 ? is && said : kind === 1 ? !is && said : is && !said) count++;
    }
    return count;
  });
  return hits(both!, only!, missed!);
}

export function accuracy(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let right = 0;
  for (let row = 0; row < truth.length; row++) if (truth[row] === predicted[row]) right++;
  return truth.length ? right / truth.length : Number.NaN;
}

/** The mean F1 of the classes that come in the truth or in the prediction, as scikit-learn's `average='macro'`. */
export function macroF1(truth: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const counts = new Map<number, [both: number, only: number, missed: number]>();
  const of = (label: number) => {
    const known = counts.get(label) ?? ([0, 0, 0] as [number, number, number]);
    counts.set(label, known);
    return known;
  };
  for (let row = 0; row < truth.length; row++) {
    if (truth[row] === predicted[row]) of(truth[row]!)[0]++;
    else {
      of(truth[row]!)[2]++;
      of(predicted[row]!)[1]++;
    }
  }
  let sum = 0;
  for (const [both, only, missed] of counts.values()) sum += hits(both, only, missed).f1;
  return counts.size ? sum / counts.size : Number.NaN;
}

/** Rows by falling score. */
function ranking(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, row) => row).sort((a, b) => scores[b]! - scores[a]!);
}

/** Calls back at the end of each run of equal scores, from the highest score on. */
function sweep(
  truth: ArrayLike<number>,
  scores: ArrayLike<number>,
  visit: (truePositives: number, falsePositives: number, score: number) => void,
): void {
  const order = ranking(scores);
  let truePositives = 0;
  for (let rank = 0; rank < order.length; rank++) {
    if (truth[order[rank]!] === 1) truePositives++;
    const score = scores[order[rank]!]!;
    if (rank + 1 < order.length && scores[order[rank + 1]!] === score) continue;
    visit(truePositives, rank + 1 - truePositives, score);
  }
}

/** Σ (recallₙ − recallₙ₋₁) · precisionₙ, equal scores as one step; NaN without a positive row. */
export function averagePrecision(truth: ArrayLike<number>, scores: ArrayLike<number>): number {
  let sum = 0;
  let found = 0;
  sweep(truth, scores, (truePositives, falsePositives) => {
    sum += ((truePositives - found) * truePositives) / (truePositives + falsePositives);
    found = truePositives;
  });
  return found ? sum / found : Number.NaN;
}

/** The chance that a positive row scores above a negative one, ties counting half; NaN when one kind is missing. */
export function rocAuc(truth: ArrayLike<number>, scores: ArrayLike<number>): number {
  let area = 0;
  let [lastTrue, lastFalse] = [0, 0];
  sweep(truth, scores, (truePositives, falsePositives) => {
    area += ((falsePositives - lastFalse) * (truePositives + lastTrue)) / 2;
    [lastTrue, lastFalse] = [truePositives, falsePositives];
  });
  return lastTrue && lastFalse ? area / (lastTrue * lastFalse) : Number.NaN;
}

/** The best precision at any threshold that reaches at least this recall; NaN without a positive row. */
export function precisionAtRecall(
  truth: ArrayLike<number>,
  scores: ArrayLike<number>,
  recall: number,
): number {
  let positives = 0;
  for (let row = 0; row < truth.length; row++) if (truth[row] === 1) positives++;
  if (!positives) return Number.NaN;
  let best = 0;
  sweep(truth, scores, (truePositives, falsePositives) => {
    if (truePositives / positives >= recall)
      best = Math.max(best, truePositives / (truePositives + falsePositives));
  });
  return best;
}

/** Mean squared distance of probability and outcome. */
export function brier(truth: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < truth.length; row++) sum += (probabilities[row]! - (truth[row] === 1 ? 1 : 0)) ** 2;
  return truth.length ? sum / truth.length : Number.NaN;
}

export interface CalibrationBin {
  readonly count: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Rows by rising probability in bins of equal count (± 1), as of a reliability plot. */
export function calibrationBins(
  truth: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): CalibrationBin[] {
  const order = ranking(probabilities).toReversed();
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.subarray(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    let [predicted, observed] = [0, 0];
    for (const row of rows) {
      predicted += probabilities[row]!;
      observed += truth[row] === 1 ? 1 : 0;
    }
    const count = rows.length;
    return { count, predicted: predicted / (count || 1), observed: observed / (count || 1) };
  }).filter(({ count }) => count > 0);
}

/** Expected calibration error: mean distance of predicted and observed shares over bins of equal count. */
export function calibrationError(
  truth: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  bins = 10,
): number {
  const all = calibrationBins(truth, probabilities, bins);
  const sum = all.reduce((sum, bin) => sum + bin.count * Math.abs(bin.predicted - bin.observed), 0);
  return truth.length ? sum / truth.length : Number.NaN;
}

/** The mean of the numbers among them. */
export function meanOf(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count ? sum / count : Number.NaN;
}
