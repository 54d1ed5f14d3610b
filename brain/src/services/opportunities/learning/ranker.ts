import type { Components } from '../../../engines/matching/index.ts';
import { fromDense, trainLinear } from '../../../engines/ml/index.ts';
import { pastsOf, type Outcome, type Past, type Pasts } from './outcomes.ts';
import { fitTaste, tasteReader, type Taste } from './taste.ts';

/** One suggestion as the ranker looks at it. */
export interface Ratable {
  readonly components: Components;
  readonly wish: number | null;
  readonly traits: readonly string[];
  readonly pasts: Pasts;
}

/** Neither age nor sex, origin, religion or health, nor what is known to stand for them. */
export const featureNames = [
  'skills',
  'experience',
  'availability',
  'location',
  'interests',
  'wish',
  'accepted before',
  'accepting before',
  'taste',
] as const;

export interface Ranker {
  readonly taste: Taste;
  /** Of the features as `featureNames` lists them, after their mean was taken away and they were scaled. */
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly scales: Float64Array;
  /** The share of accepted applications it was trained on: what is assumed of whom nothing is known. */
  readonly usual: number;
}

/** Answers that somebody of whom few are known is taken to have had besides, in the usual share. */
const assumedAnswers = 4;
/** What is not known of the wishes counts half, as everywhere. */
const unknownWish = 0.5;
/** Price of an error against large weights. */
const price = 0.1;
const seed = 7;

/**
 * Learns from answers in the order of the decision. The older part makes the tastes, the later one the weights, so that
 * tastes are weighed on answers they have not seen; in the end they are made from all of them.
 */
export function trainRanker(outcomes: readonly Outcome[]): Ranker {
  const half = Math.floor(outcomes.length / 2);
  const usual = outcomes.filter((one) => one.accepted).length / outcomes.length;
  const pasts = pastsOf(outcomes);
  const early = tasteReader(fitTaste(outcomes.slice(0, half)));
  const rows = outcomes
    .map((one, place) => ({ ...one, pasts: pasts[place]! }))
    .slice(half)
    .map((one) => ({ features: featuresOf(one, usual, early), accepted: one.accepted }));
  const { means, scales } = spread(rows.map(({ features }) => features));
  const scaled = fromDense(
    rows.map(({ features }) => features.map((value, at) => (value - means[at]!) * scales[at]!)),
  );
  const { weights } = trainLinear(
    scaled,
    Int8Array.from(rows, ({ accepted }) => (accepted ? 1 : -1)),
    { loss: 'logistic', c: price, seed, tolerance: 1e-4 },
  );
  return { taste: fitTaste(outcomes), weights: Float64Array.from(weights), means, scales, usual };
}

/** Higher is better; nothing else is said by the number. */
export function raterOf(ranker: Ranker): (one: Ratable) => number {
  const taste = tasteReader(ranker.taste);
  return (one) =>
    featuresOf(one, ranker.usual, taste).reduce(
      (sum, value, at) => sum + ranker.weights[at]! * (value - ranker.means[at]!) * ranker.scales[at]!,
      0,
    );
}

function featuresOf(
  { components, wish, traits, pasts }: Ratable,
  usual: number,
  taste: (known: readonly string[], asked: readonly string[]) => number,
): Float64Array {
  const { skills, experience, availability, location, interests } = components;
  const { person, side } = pasts;
  return Float64Array.of(
    skills,
    experience,
    availability,
    location,
    interests,
    wish ?? unknownWish,
    smoothed(person, usual),
    smoothed(side, usual),
    taste(person.traits, traits),
  );
}

function smoothed({ accepted, asked }: Past, usual: number): number {
  return (accepted + assumedAnswers * usual) / (asked + assumedAnswers);
}

function spread(rows: readonly Float64Array[]) {
  const means = new Float64Array(featureNames.length);
  const scales = new Float64Array(featureNames.length);
  for (let at = 0; at < means.length; at++) {
    const mean = rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length;
    const square = rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / rows.length;
    means[at] = mean;
    // What is the same everywhere says nothing.
    scales[at] = square > 1e-9 ? 1 / Math.sqrt(square) : 0;
  }
  return { means, scales };
}
