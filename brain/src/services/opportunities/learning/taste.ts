import { fitEase, interactionsOf } from '../../../engines/ml/recommend/index.ts';
import type { Outcome } from './outcomes.ts';

/**
 * What people who were accepted for one kind of thing are accepted for besides. An opportunity is open for weeks and
 * answered by few, so it is its traits that are recommended (EASE over traits), not the opportunity: that speaks of new
 * ones, too.
 */
export interface Taste {
  /** In the order of the rows and columns. */
  readonly traits: readonly string[];
  /** What knowing the trait of the row says of the trait of the column. */
  readonly links: Float32Array;
}

/** More say no more, and the matrix is inverted. */
const mostTraits = 400;
/** In people; few outcomes shall not say much. */
const ridge = 20;

/** Rarer traits than in this many answers are chance. */
const leastAnswers = 3;

export function fitTaste(outcomes: readonly Outcome[]): Taste {
  const accepted = outcomes.filter((one) => one.accepted);
  const traits = commonest(accepted);
  const number = new Map(traits.map((trait, place) => [trait, place]));
  const meetings = new Map<string, Map<number, number>>();
  for (const { applicantId, traits: own, decidedAt } of accepted) {
    const met = meetings.get(applicantId) ?? new Map<number, number>();
    meetings.set(applicantId, met);
    for (const trait of own) {
      const item = number.get(trait);
      if (item !== undefined && !met.has(item)) met.set(item, decidedAt);
    }
  }
  const rows = [...meetings.values()].map((met) => [...met].map(([item, at]) => ({ item, at })));
  const recommender = fitEase(interactionsOf(rows, traits.length), ridge);
  const links = new Float32Array(traits.length ** 2);
  const scores = new Float64Array(traits.length);
  for (let item = 0; item < traits.length; item++) {
    recommender.score({ items: [item], at: null }, scores);
    links.set(Float32Array.from(scores), item * traits.length);
  }
  return { traits, links };
}

/** Says how much what the person was accepted for speaks for these traits; 0 where nothing is known. */
export function tasteReader({
  traits,
  links,
}: Taste): (known: readonly string[], asked: readonly string[]) => number {
  const number = new Map(traits.map((trait, place) => [trait, place]));
  const placesOf = (names: readonly string[]) => names.flatMap((name) => number.get(name) ?? []);
  return (known, asked) => {
    const [from, to] = [placesOf(known), placesOf(asked)];
    if (!from.length || !to.length) return 0;
    let sum = 0;
    for (const row of from) for (const column of to) sum += links[row * traits.length + column]!;
    return sum / to.length;
  };
}

function commonest(outcomes: readonly Outcome[]): string[] {
  const counts = new Map<string, number>();
  for (const { traits } of outcomes)
    for (const trait of new Set(traits)) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= leastAnswers)
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, mostTraits)
    .map(([trait]) => trait);
}
