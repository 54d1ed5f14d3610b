import { describe, expect, test } from 'vitest';
import { createDraw } from '../chance.ts';
import { fitBlend } from './blend.ts';
import { cholesky, inverse, solve } from '../dense.ts';
import { fitEase } from './ease.ts';
import { fitIals } from './ials.ts';
import {
  historyOf,
  historyOfPerson,
  interactionsOf,
  meetingsOf,
  type Interactions,
  type Recommender,
} from './interactions.ts';
import { fitNeighbours } from './neighbours.ts';
import { fitPopularity, fitTrend } from './popularity.ts';
import { rankingQuality, topItems } from './ranking-metrics.ts';
import { hideShare, takeNewcomers } from './splits.ts';

const known = (...items: number[]) => historyOf(items.map((item, at) => ({ item, at })));
const rows = (...lists: number[][]): Interactions =>
  interactionsOf(
    lists.map((list) => list.map((item, at) => ({ item, at }))),
    1 + Math.max(...lists.flat()),
  );
const scoresOf = (recommender: Recommender, items: number, ...met: number[]) => {
  const scores = new Float64Array(items);
  recommender.score(known(...met), scores);
  return scores;
};

/** Two camps that share the first items: who met much of one camp's will meet the rest of it. */
function camps(people: number, seed: number): Interactions {
  const draw = createDraw(seed);
  return interactionsOf(
    Array.from({ length: people }, (_, person) => {
      const own = person % 2 === 0 ? 10 : 30;
      const picks = new Set<number>();
      for (let k = 0; k < 14; k++) picks.add(draw(4) === 0 ? draw(10) : own + draw(20));
      return [...picks].map((item, at) => ({ item, at: person + at / 100 }));
    }),
    50,
  );
}

describe('interactions', () => {
  test('are sorted by time, each item once, its first meeting counting', () => {
    const data = interactionsOf(
      [
        [
          { item: 2, at: 5 },
          { item: 0, at: 3 },
          { item: 2, at: 1 },
        ],
        [],
      ],
      3,
    );
    expect(meetingsOf(data, 0)).toEqual([
      { item: 2, at: 1 },
      { item: 0, at: 3 },
    ]);
    expect(historyOfPerson(data, 1)).toEqual({ items: new Uint32Array(0), at: null });
    expect(() => interactionsOf([[{ item: 3, at: 0 }]], 3)).toThrow(RangeError);
  });

  test('a share is hidden from everybody with four items or more, and nothing is lost', () => {
    const data = camps(40, 1);
    const { train, hidden } = hideShare(data, 0.25, 3);
    for (let person = 0; person < data.people; person++) {
      const before = meetingsOf(data, person).map(({ item }) => item);
      const kept = meetingsOf(train, person).map(({ item }) => item);
      expect(hidden[person]!.size).toBe(Math.round(before.length * 0.25));
      expect([...kept, ...hidden[person]!].toSorted()).toEqual(before.toSorted());
    }
    expect(hideShare(rows([0, 1, 2]), 0.5, 1).hidden[0]!.size).toBe(0);
    const newcomers = takeNewcomers(data, 0.25, 3);
    expect([newcomers.train.people, newcomers.rows.length]).toEqual([30, 10]);
  });
});

describe('dense matrices', () => {
  test('inverse and solution undo a random positive definite matrix', () => {
    const draw = createDraw(5);
    const n = 23;
    const root = Float64Array.from({ length: n * n }, () => draw(2000) / 1000 - 1);
    const matrix = new Float64Array(n * n);
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) {
        for (let k = 0; k < n; k++)
          matrix[a * n + b] = matrix[a * n + b]! + root[a * n + k]! * root[b * n + k]!;
        if (a === b) matrix[a * n + b] = matrix[a * n + b]! + 1;
      }
    const back = inverse(matrix.slice(), n);
    const x = Float64Array.from({ length: n }, (_, at) => at + 1);
    const b = Float64Array.from({ length: n }, (_, row) =>
      x.reduce((sum, value, at) => sum + matrix[row * n + at]! * value, 0),
    );
    const solved = solve(cholesky(matrix.slice(), n), n, b.slice());
    for (let row = 0; row < n; row++) {
      expect(solved[row]).toBeCloseTo(row + 1, 8);
      expect(b.reduce((sum, value, at) => sum + back[row * n + at]! * value, 0)).toBeCloseTo(row + 1, 8);
    }
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
  });
});

describe('recommenders', () => {
  test('popularity counts people', () => {
    expect([...scoresOf(fitPopularity(rows([0, 1], [1], [1, 2])), 3, 0)]).toEqual([1, 3, 1]);
  });

  test('trend counts people of the same time, and everybody where the time is not known', () => {
    const data = interactionsOf([[{ item: 0, at: 0 }], [{ item: 1, at: 100 }], [{ item: 1, at: 101 }]], 2);
    const trend = fitTrend(data, 10);
    const scores = new Float64Array(2);
    trend.score({ items: [], at: 0 }, scores);
    expect(scores[0]).toBe(1);
    expect(scores[1]).toBeCloseTo(Math.exp(-10) + Math.exp(-10.1), 12);
    trend.score({ items: [], at: null }, scores);
    expect([...scores]).toEqual([1, 2]);
  });

  test('EASE of two items is the closed form worked out by hand', () => {
    // XᵀX = [[3, 2], [2, 2]], λ = 1: P = 1/8 · [[3, −2], [−2, 4]]; B₀₁ = 2/4, B₁₀ = 2/3.
    const ease = fitEase(rows([0, 1], [0, 1], [0]), 1);
    expect(scoresOf(ease, 2, 0)[1]).toBeCloseTo(0.5, 6);
    expect(scoresOf(ease, 2, 1)[0]).toBeCloseTo(2 / 3, 6);
    expect(scoresOf(ease, 2, 0)[0]).toBe(0);
  });

  test('iALS finds the camp of a person it was not fitted on, and says the same each time', () => {
    const data = camps(60, 2);
    const options = { rank: 4, unmet: 0.2, ridge: 0.05, rounds: 6, seed: 1 };
    const model = fitIals(data, options);
    const first = scoresOf(model, data.items, 11, 12, 13);
    expect([...scoresOf(model, data.items, 11, 12, 13)]).toEqual([...first]);
    const mean = (from: number) => first.slice(from, from + 20).reduce((a, b) => a + b, 0) / 20;
    expect(mean(10)).toBeGreaterThan(mean(30) + 0.2);
  });

  test('neighbours weigh people by their cosine', () => {
    // The person met 0 and 1; the first other met 0, 1, 2 (cosine 2/√6), the second 1, 3 (cosine 1/2).
    const scores = scoresOf(fitNeighbours(rows([0, 1, 2], [1, 3]), { sharpness: 2, discount: 0 }), 4, 0, 1);
    expect(scores[2]).toBeCloseTo(4 / 6, 12);
    expect(scores[3]).toBeCloseTo(1 / 4, 12);
  });
});

describe('quality of a ranking', () => {
  test('is the one worked out by hand', () => {
    const quality = rankingQuality([7, 1, 9], new Set([1, 9, 4]), 3);
    const worth = (rank: number) => 1 / Math.log2(rank + 1);
    expect(quality.ndcg).toBeCloseTo((worth(2) + worth(3)) / (worth(1) + worth(2) + worth(3)), 12);
    expect(quality.averagePrecision).toBeCloseTo((1 / 2 + 2 / 3) / 3, 12);
    expect(quality.recall).toBeCloseTo(2 / 3, 12);
    expect(rankingQuality([1, 2], new Set([1]), 10).ndcg).toBe(1);
    expect(() => rankingQuality([], new Set(), 10)).toThrow(RangeError);
  });

  test('the top is that of a full sort, ties by number, without what is excluded', () => {
    const draw = createDraw(9);
    for (let round = 0; round < 50; round++) {
      const scores = Float64Array.from({ length: 40 }, () => draw(12));
      const excluded = Uint8Array.from(scores, () => (draw(4) === 0 ? 1 : 0));
      const sorted = [...scores.keys()]
        .filter((item) => !excluded[item])
        .sort((a, b) => scores[b]! - scores[a]! || a - b);
      expect(topItems(scores, 10, excluded)).toEqual(sorted.slice(0, 10));
    }
  });
});

describe('the blend', () => {
  test('finds the camps, leaves newcomers to popularity, and is the same for the same seed', () => {
    const data = camps(240, 4);
    const { train, hidden } = hideShare(data, 0.25, 8);
    const told: number[] = [];
    const blend = fitBlend(train, { seed: 1, depth: 5, onProgress: (done) => void told.push(done) });
    expect(told).toEqual(told.map((_, at) => at + 1));
    expect(blend.steps[0]!.weights).toMatchObject({
      popularity: 1,
      trend: 0,
      neighbours: 0,
      ease: 0,
      ials: 0,
    });
    for (const step of blend.steps) expect(step.ndcg).toBeGreaterThanOrEqual(step.popularity);
    const quality = (recommender: typeof blend | ReturnType<typeof fitPopularity>) => {
      const scores = new Float64Array(data.items);
      return hidden.reduce((sum, relevant, person) => {
        const history = historyOfPerson(train, person);
        const met = new Uint8Array(data.items);
        for (const item of Array.from(history.items)) met[item] = 1;
        recommender.score(history, scores);
        return sum + rankingQuality(topItems(scores, 5, met), relevant, 5).ndcg;
      }, 0);
    };
    const reached = quality(blend);
    expect(reached).toBeGreaterThan(1.5 * quality(fitPopularity(train)));
    expect(quality(fitBlend(train, { seed: 1, depth: 5 }))).toBe(reached);
  });

  test('with nothing to learn from it is popularity', () => {
    const blend = fitBlend(rows([0], [1], [1]), { seed: 1, depth: 5 });
    const scores = new Float64Array(2);
    blend.score({ items: [], at: null }, scores);
    expect(topItems(scores, 2)).toEqual([1, 0]);
    blend.score(known(1), scores);
    expect([...scores].every(Number.isFinite)).toBe(true);
  });
});
