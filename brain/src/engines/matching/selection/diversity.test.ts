import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diversify, likeness } from './diversity.ts';

interface Item {
  readonly id: string;
  readonly value: number;
  readonly features: ReadonlySet<string>;
}

const items = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,3}$/),
    value: fc.integer({ min: 0, max: 20 }).map((value) => value / 20),
    features: fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map((list): ReadonlySet<string> => new Set(list)),
  }),
  { selector: ({ id }) => id, maxLength: 25 },
);
const alike = (one: Item, other: Item) => likeness(one.features, other.features);
const terms = fc.record({
  take: fc.integer({ min: 1, max: 12 }),
  cut: fc.integer({ min: 0, max: 20 }).map((cut) => cut / 20),
  tradeOff: fc.integer({ min: 0, max: 10 }).map((share) => share / 10),
});

describe('a varied choice', () => {
  test('keeps the first, takes nobody below the cut, nobody twice, and as many as there are', () => {
    fc.assert(
      fc.property(items, terms, (list, given) => {
        const chosen = diversify(list, { ...given, alike });
        const above = list.filter(({ value }) => value >= given.cut);
        expect(chosen.length).toBe(Math.min(given.take, above.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        for (const item of chosen) expect(above).toContain(item);
        const highest = Math.max(...above.map(({ value }) => value));
        if (chosen[0]) expect(chosen[0].value).toBe(highest);
      }),
    );
  });

  test('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(items, terms, (list, given) => {
        expect(diversify(list.toReversed(), { ...given, alike })).toEqual(
          diversify(list, { ...given, alike }),
        );
      }),
    );
  });

  test('with the whole weight on the value it is the order of values', () => {
    fc.assert(
      fc.property(items, (list) => {
        const values = diversify(list, { take: 25, cut: 0, tradeOff: 1, alike }).map(({ value }) => value);
        expect(values).toEqual(values.toSorted((a, b) => b - a));
      }),
    );
  });

  test('prefers the different one of two close ones', () => {
    const list: Item[] = [
      { id: 'a', value: 0.9, features: new Set(['x', 'y']) },
      { id: 'b', value: 0.88, features: new Set(['x', 'y']) },
      { id: 'c', value: 0.8, features: new Set(['z']) },
      { id: 'd', value: 0.2, features: new Set(['w']) },
    ];
    const ids = (tradeOff: number) =>
      diversify(list, { take: 3, cut: 0.3, tradeOff, alike }).map(({ id }) => id);
    expect(ids(0.7)).toEqual(['a', 'c', 'b']);
    expect(ids(1)).toEqual(['a', 'b', 'c']);
  });

  test('refuses a share outside 0 to 1', () => {
    for (const tradeOff of [-0.1, 1.1, Number.NaN])
      expect(() => diversify([], { take: 1, cut: 0, tradeOff, alike })).toThrow(RangeError);
  });
});
