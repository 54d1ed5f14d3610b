import { before } from '../scoring/ranking.ts';

export interface DiversityTerms<T> {
  /** How many to choose. */
  readonly take: number;
  /** Items below this value are never chosen, however different they are. */
  readonly cut: number;
  /** The share of the value against likeness, 0 to 1: at 1 the order of values stays, at 0 only difference counts. */
  readonly tradeOff: number;
  /** How alike two items are, 0 to 1, the same both ways: `likeness` of their features, for one. */
  readonly alike: (one: T, other: T) => number;
}

/**
 * Chooses a varied few by maximal marginal relevance (Carbonell and Goldstein, 1998): the best item first, then each
 * time the one with the highest tradeOff × value − (1 − tradeOff) × likeness to the most alike already chosen. Equal
 * ones go by value, then by id. The same items in any order give the same choice.
 */
export function diversify<T extends { readonly id: string; readonly value: number }>(
  items: readonly T[],
  { take, cut, tradeOff, alike }: DiversityTerms<T>,
): T[] {
  if (!(tradeOff >= 0 && tradeOff <= 1)) throw new RangeError(`tradeOff is 0 to 1, not ${tradeOff}.`);
  const waiting = items
    .filter(({ value }) => value >= cut)
    .toSorted(before)
    .map((item) => ({ item, likeness: 0 }));
  const chosen: T[] = [];
  while (chosen.length < take && waiting.length > 0) {
    let best = 0;
    // The first is the best by value: nothing is chosen yet that it could be like.
    if (chosen.length > 0)
      for (let at = 1; at < waiting.length; at++)
        if (gain(waiting[at]!, tradeOff) > gain(waiting[best]!, tradeOff)) best = at;
    const [{ item }] = waiting.splice(best, 1) as [(typeof waiting)[number]];
    chosen.push(item);
    for (const other of waiting) other.likeness = Math.max(other.likeness, alike(item, other.item));
  }
  return chosen;
}

function gain({ item, likeness }: { item: { value: number }; likeness: number }, tradeOff: number): number {
  return tradeOff * item.value - (1 - tradeOff) * likeness;
}

/** The share of common features (Jaccard), 0 to 1; two items without features are not alike. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const feature of one) if (other.has(feature)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}
