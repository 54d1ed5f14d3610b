import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Choices that come out the same for the same seed, so that every demo community is the same one. */
export interface Chance {
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  /** A number from `low` up to, and without, `high`. */
  within(low: number, high: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** So many different members of the list, or all of it. */
  some<T>(list: readonly T[], count: number): T[];
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

export function createChance(seed: number): Chance {
  const source = xoroshiro128plus(seed);
  const between = (low: number, high: number) => uniformInt(source, low, high);
  const within = (low: number, high: number) => low + uniformFloat64(source) * (high - low);
  return {
    between,
    within,
    percent: (share) => within(0, 100) < share,
    pick: (list) => list[between(0, list.length - 1)]!,
    some(list, count) {
      const left = [...list];
      const taken: typeof left = [];
      while (left.length && taken.length < count) taken.push(...left.splice(between(0, left.length - 1), 1));
      return taken;
    },
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = within(
        0,
        entries.reduce((sum, [, weight]) => sum + weight, 0),
      );
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0]!)[0];
    },
  };
}
