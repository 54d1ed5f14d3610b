import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardLimits, rank, type Candidate } from './leaderboard.ts';

const now = new Date('2026-06-10T12:00:00Z');
const person = (userId: string, figure: number, change: Partial<Candidate> = {}): Candidate => ({
  userId,
  figures: [BigInt(figure)],
  lastActiveAt: now,
  optedOut: false,
  ...change,
});
const seen = (
  candidates: readonly Candidate[],
  userId: string | null = null,
  top: number = boardLimits.full,
) => rank(candidates, { now, top, userId });

const crowd: fc.Arbitrary<Candidate[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.nat(200),
      figure: fc.integer({ min: -3, max: 12 }),
      days: fc.nat(12),
      optedOut: fc.boolean(),
    })
    .map(({ id, figure, days, optedOut }) =>
      person(`user-${id}`, figure, { optedOut, lastActiveAt: new Date(now.getTime() - days * 86_400_000) }),
    ),
  { selector: ({ userId }) => userId, maxLength: 50 },
);

describe('a leaderboard', () => {
  test('gives equals one place and the next a later one', () => {
    const { places } = seen([person('d', 5), person('a', 9), person('c', 7), person('b', 7)]);
    expect(places.map(({ place, userId }) => [place, userId])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [2, 'c'],
      [4, 'd'],
    ]);
  });

  test('shows ten, or five, and says how many share the last place', () => {
    const tied = Array.from({ length: 14 }, (_, index) => person(`user-${index}`, 3));
    expect(seen(tied).places).toHaveLength(10);
    expect(seen(tied).alsoLast).toBe(4);
    expect(seen([person('a', 9), ...tied], null, boardLimits.overview)).toMatchObject({ alsoLast: 10 });
    expect(seen([])).toEqual({ places: [], alsoLast: 0, own: { on: false, why: 'NOT_ASKED' } });
  });

  test('takes those active within seven days', () => {
    const active = (iso: string) => seen([person('a', 5, { lastActiveAt: new Date(iso) })], 'a');
    expect(active('2026-06-03T12:00:00Z').places).toHaveLength(1);
    expect(active('2026-06-03T11:59:59Z').own).toEqual({ on: false, why: 'INACTIVE' });
    expect(seen([person('a', 5, { lastActiveAt: null })]).places).toEqual([]);
  });

  test('compares further figures between equals', () => {
    const { places } = seen([person('a', 0, { figures: [2n, 1n] }), person('b', 0, { figures: [2n, 8n] })]);
    expect(places.map(({ userId }) => userId)).toEqual(['b', 'a']);
  });

  test('tells the own place wherever it is, and why there is none', () => {
    const many = Array.from({ length: 30 }, (_, index) => person(`user-${index}`, 100 - index));
    expect(seen(many, 'user-24').own).toMatchObject({ on: true, place: { place: 25 }, of: 30 });
    expect(seen([...many, person('x', 0)], 'x').own).toEqual({ on: false, why: 'NOTHING_YET' });
    expect(seen(many, 'unknown').own).toEqual({ on: false, why: 'NOTHING_YET' });
    expect(seen([...many, person('x', 999, { optedOut: true })], 'x').own).toEqual({
      on: false,
      why: 'OPTED_OUT',
    });
  });

  test('is the same as if those who opted out did not exist', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const open = people.filter(({ optedOut }) => !optedOut);
        expect(seen(people)).toEqual(seen(open));
        for (const { userId } of open) expect(seen(people, userId)).toEqual(seen(open, userId));
        for (const { userId } of people.filter(({ optedOut }) => optedOut)) {
          expect(seen(people, userId).own).toEqual({ on: false, why: 'OPTED_OUT' });
        }
      }),
    );
  });

  test('does not depend on the order of people, and a place is one more than those ahead', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        expect(seen(people.toReversed())).toEqual(seen(people));
        const { places } = seen(people, null, 1_000);
        for (const { place, figures } of places) {
          expect(place).toBe(1 + places.filter((other) => other.figures[0]! > figures[0]!).length);
        }
      }),
    );
  });
});
