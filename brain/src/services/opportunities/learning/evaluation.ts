import { weights } from '../../../engines/matching/index.ts';
import { createDraw } from '../../../engines/ml/index.ts';
import { rankingQuality, topItems } from '../../../engines/ml/recommend/index.ts';
import { pastsOf, type Outcome } from './outcomes.ts';
import { raterOf, trainRanker, type Ranker } from './ranker.ts';

/** What the two orders are worth on answers that were given after those learnt from. */
export interface Evaluation {
  readonly trained: number;
  readonly heldOut: number;
  /** People with both an acceptance and a rejection among the later answers; only of them an order can be right or wrong. */
  readonly people: number;
  readonly learned: number;
  readonly transparent: number;
  /** Of the difference: 95 of 100 repetitions with other people drawn lie between. */
  readonly gainLow: number;
  readonly gainHigh: number;
  readonly passed: boolean;
  /** A sentence that says why. */
  readonly why: string;
}

/** The last quarter of the answers is kept back. */
const heldOutShare = 0.25;
const depth = 10;
/** Fewer people do not tell two orders apart. */
export const peopleNeeded = 30;
const repetitions = 2000;
const seed = 11;

export interface Trained {
  readonly ranker: Ranker;
  readonly evaluation: Evaluation;
}

/** Trains on the older answers and judges on the later ones. What is judged is what serves. In the order of decision. */
export function trainAndJudge(outcomes: readonly Outcome[]): Trained {
  const cut = Math.floor(outcomes.length * (1 - heldOutShare));
  const ranker = trainRanker(outcomes.slice(0, cut));
  const rate = raterOf(ranker);
  const pasts = pastsOf(outcomes);
  const groups = new Map<string, { accepted: boolean; learned: number; transparent: number }[]>();
  for (const [at, one] of outcomes.entries()) {
    if (at < cut) continue;
    const judged = {
      accepted: one.accepted,
      learned: rate({ ...one, pasts: pasts[at]! }),
      transparent: transparent(one),
    };
    groups.set(one.applicantId, [...(groups.get(one.applicantId) ?? []), judged]);
  }
  const telling = [...groups.values()].filter(
    (own) => own.some(({ accepted }) => accepted) && own.some(({ accepted }) => !accepted),
  );
  const pairs = telling.map((own) => {
    const relevant = new Set(own.flatMap(({ accepted }, place) => (accepted ? [place] : [])));
    const quality = (by: 'learned' | 'transparent') =>
      rankingQuality(
        topItems(
          own.map((one) => one[by]),
          depth,
        ),
        relevant,
        depth,
      ).ndcg;
    return { learned: quality('learned'), transparent: quality('transparent') };
  });
  return { ranker, evaluation: judge(cut, outcomes.length - cut, pairs) };
}

function judge(
  trained: number,
  heldOut: number,
  pairs: readonly { learned: number; transparent: number }[],
): Evaluation {
  const people = pairs.length;
  const gains = pairs.map((pair) => pair.learned - pair.transparent);
  const [gainLow, gainHigh] = people ? interval(gains) : [0, 0];
  const enough = people >= peopleNeeded;
  const passed = enough && gainLow > 0;
  return {
    trained,
    heldOut,
    people,
    learned: mean(pairs.map((pair) => pair.learned)),
    transparent: mean(pairs.map((pair) => pair.transparent)),
    gainLow,
    gainHigh,
    passed,
    why: passed
      ? 'Better than the transparent score on later answers.'
      : enough
        ? 'Not better than the transparent score on later answers by more than chance explains.'
        : `Only ${people} people had both an acceptance and a rejection among the later answers; ${peopleNeeded} are needed to tell two orders apart.`,
  };
}

/** Percentile bootstrap over people. */
function interval(gains: readonly number[]): [low: number, high: number] {
  const draw = createDraw(seed);
  const means = Float64Array.from({ length: repetitions }, () => {
    let sum = 0;
    for (let k = 0; k < gains.length; k++) sum += gains[draw(gains.length)]!;
    return sum / gains.length;
  }).sort();
  return [means[Math.floor(repetitions * 0.025)]!, means[Math.ceil(repetitions * 0.975) - 1]!];
}

/** The transparent score: what the order in use goes by, of which the learned one has to be better. */
function transparent({ components }: Outcome): number {
  return Object.entries(weights).reduce(
    (sum, [name, weight]) => sum + weight * components[name as keyof typeof weights],
    0,
  );
}

function mean(values: readonly number[]): number {
  return values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}
