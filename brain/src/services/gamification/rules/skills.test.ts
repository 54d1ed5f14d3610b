import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  demandOf,
  gapPriority,
  gapsOf,
  isVerified,
  marketValue,
  portfolioOf,
  portfolioRank,
  type Grade,
} from './skills.ts';

test('a skill is verified by a test, a certificate or three weighty endorsements', () => {
  const none = { testPassed: false, certificateChecked: false, endorsementWeights: [] };
  expect(isVerified(none)).toBe(false);
  expect(isVerified({ ...none, testPassed: true })).toBe(true);
  expect(isVerified({ ...none, certificateChecked: true })).toBe(true);
  expect(isVerified({ ...none, endorsementWeights: [3, 5, 2, 2, 2] })).toBe(false);
  expect(isVerified({ ...none, endorsementWeights: [3, 5, 1, 3] })).toBe(true);
});

describe('demand', () => {
  const asks = (counts: readonly number[]) =>
    new Map(counts.map((count, index) => [`skill-${index}`, count]));
  const demands = (counts: readonly number[]) => [...demandOf(asks(counts)).values()];

  test('is the quintile', () => {
    expect(demands([10, 20, 30, 40, 50])).toEqual([1, 2, 3, 4, 5]);
    expect(demands([9, 1, 8, 2, 7, 3, 6, 4, 5, 10])).toEqual([5, 1, 4, 1, 4, 2, 3, 2, 3, 5]);
  });

  test('is the least for what nobody asks for, and the middle where all are asked alike', () => {
    expect(demands([0, 0, 4])).toEqual([1, 1, 3]);
    expect(demands([2, 2, 2, 2])).toEqual([3, 3, 3, 3]);
    expect(demandOf(new Map())).toEqual(new Map());
  });

  test('follows the number of those who ask', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 60 }), (counts) => {
        const graded = demands(counts);
        counts.forEach((count, one) =>
          counts.forEach((less, other) => {
            if (count === less) expect(graded[one]).toBe(graded[other]);
            if (count > less) expect(graded[one]).toBeGreaterThanOrEqual(graded[other]!);
          }),
        );
      }),
    );
  });

  test('parts distinct counts into five equal groups', () => {
    for (const size of [5, 25, 100, 1_000]) {
      const graded = demands(Array.from({ length: size }, (_, index) => index + 1));
      for (const grade of [1, 2, 3, 4, 5]) {
        expect(graded.filter((one) => one === grade)).toHaveLength(size / 5);
      }
    }
  });
});

test('the gaps that matter most come first, five of them, and none that is held', () => {
  const grades: [string, Grade, Grade][] = [
    ['a', 5, 1],
    ['b', 1, 5],
    ['c', 5, 5],
    ['d', 2, 2],
    ['e', 4, 4],
    ['f', 3, 3],
    ['g', 1, 1],
    ['h', 2, 4],
  ];
  const market = grades.map(([skillId, demand, complexity]) => ({ skillId, demand, complexity }));
  const gaps = gapsOf(market, new Set(['e']));
  expect(gaps.map(({ skillId, priority }) => [skillId, priority])).toEqual([
    ['c', 25],
    ['f', 9],
    ['h', 8],
    ['a', 5],
    ['b', 5],
  ]);
  expect(gapPriority({ demand: 3, complexity: 4 })).toBe(12);
  expect(marketValue(4, 5)).toBe(20);
});

test('a portfolio counts what is different once, and ranks by projects first', () => {
  const portfolio = portfolioOf({
    projects: ['one', 'two', 'one'],
    contributions: [{ skillIds: ['a', 'b'] }, { skillIds: ['b'] }, { skillIds: [] }],
    earnings: [2_500_000n, 10_000_000n],
  });
  expect(portfolio).toEqual({ projects: 2, contributions: 3, buzEarned: 12_500_000n, skills: 2 });
  expect(portfolioRank(portfolio)).toEqual([2n, 3n, 12_500_000n, 2n]);
});
