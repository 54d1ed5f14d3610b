import { describe, expect, test } from 'vitest';
import { createDraw } from '../../ml/index.ts';
import { coverageOn } from './coverage.ts';
import { createDraws } from './draws.ts';
import { readBooks, type BookMonth } from './process.ts';
import { takeQuantiles } from './quantiles.ts';
import { quantileAt, quantileShares, simulate, type Plan } from './simulation.ts';
import { lastsUntil, study } from './study.ts';

const calm: Plan = {
  horizonMonths: 36,
  growthPercent: null,
  costChange: null,
  hires: [],
  rounds: [],
  oneOffs: [],
  shocks: [],
};
const months = (count: number): BookMonth[] =>
  Array.from({ length: count }, (_, at) => ({
    at,
    cash: 9_000_000 - 200_000 * at,
    income: Math.round(400_000 * 1.03 ** at * (1 + 0.1 * Math.sin(3 * at))),
    costs: Math.round(650_000 * 1.01 ** at * (1 + 0.04 * Math.cos(5 * at))),
  }));
const everything: Plan = {
  ...calm,
  growthPercent: 2.5,
  costChange: { percent: -12.5, month: 4 },
  hires: [
    { month: 3, people: 2, monthlyCost: 712_345 },
    { month: 9, people: 1, monthlyCost: 1 },
  ],
  rounds: [
    { month: 5, amount: 50_000_001, probability: 0.4 },
    { month: 5, amount: 7, probability: 1 },
  ],
  oneOffs: [
    { month: 2, amount: 1_234_567 },
    { month: 2, amount: -765_432 },
  ],
  shocks: [
    { kind: 'REVENUE_DROP', month: 2, lastsMonths: 5, percent: 33.3, probability: 0.5 },
    { kind: 'DELAYED_PAYMENT', month: 1, lastsMonths: null, percent: 41.7, delayMonths: 3, probability: 0.7 },
    { kind: 'COST_RISE', month: 7, lastsMonths: 1, percent: 80, probability: 1 },
  ],
};

describe('the courses', () => {
  test('the books of every course balance to the minor unit, whatever is assumed', () => {
    let [checked, last] = [0, null as Float64Array | null];
    simulate({ books: readBooks(months(9)), plan: everything, paths: 2_000, seed: 3 }, (_, flows) => {
      const { before, into, out, after } = flows;
      for (let path = 0; path < before.length; path++) {
        const whole = [before[path]!, into[path]!, out[path]!, after[path]!].every(Number.isSafeInteger);
        const balanced =
          BigInt(before[path]!) + BigInt(into[path]!) - BigInt(out[path]!) === BigInt(after[path]!);
        if (!whole || !balanced) throw new Error(`Course ${path} does not balance.`);
        // What one month ends with is what the next begins with.
        if (last && last[path] !== before[path]) throw new Error(`Course ${path} jumps.`);
        checked++;
      }
      last = after.slice();
    });
    expect(checked).toBe(2_000 * 36);
  });

  test('the same seed gives the same courses, another one others', () => {
    const order = { books: readBooks(months(9)), plan: everything, paths: 1_000 };
    expect(simulate({ ...order, seed: 5 })).toEqual(simulate({ ...order, seed: 5 }));
    expect(simulate({ ...order, seed: 5 }).months).not.toEqual(simulate({ ...order, seed: 6 }).months);
  });

  test('quantiles rise, and what ends is counted once', () => {
    const {
      months: shown,
      endsIn,
      paths,
    } = simulate({
      books: readBooks(months(9)),
      plan: everything,
      paths: 3_000,
      seed: 5,
    });
    for (const { cash, burn, revenue } of shown)
      for (const list of [cash, burn, revenue]) {
        expect(list.every(Number.isSafeInteger)).toBe(true);
        expect(list).toEqual(list.toSorted((a, b) => a - b));
      }
    expect(endsIn.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(paths);
  });

  test('a shock that cannot come changes nothing; one that comes lowers the cash', () => {
    const books = readBooks(months(12));
    const drop = (probability: number): Plan => ({
      ...calm,
      shocks: [{ kind: 'REVENUE_DROP', month: 1, lastsMonths: null, percent: 50, probability }],
    });
    const middle = (plan: Plan) =>
      quantileAt(simulate({ books, plan, paths: 4_000, seed: 2 }).months[11]!.cash, 0.5);
    expect(middle(drop(1))).toBeLessThan(middle(calm) - 1_000_000);
    expect(Math.abs(middle(drop(0)) - middle(calm))).toBeLessThan(400_000);
  });

  test('a delayed payment comes: only its time changes', () => {
    const books = readBooks(months(12));
    const late: Plan = {
      ...calm,
      shocks: [
        { kind: 'DELAYED_PAYMENT', month: 1, lastsMonths: 2, percent: 100, delayMonths: 4, probability: 1 },
      ],
    };
    const { months: shown } = simulate({ books, plan: late, paths: 4_000, seed: 2 });
    const base = simulate({ books, plan: calm, paths: 4_000, seed: 2 }).months;
    expect(shown[0]!.revenue.every((value) => value === 0)).toBe(true);
    expect(quantileAt(shown[1]!.cash, 0.5)).toBeLessThan(quantileAt(base[1]!.cash, 0.5) - 700_000);
    expect(Math.abs(quantileAt(shown[11]!.cash, 0.5) - quantileAt(base[11]!.cash, 0.5))).toBeLessThan(
      150_000,
    );
  });

  test('the fan is the wider the fewer months there are', () => {
    const flat = (count: number) =>
      months(count).map((month) => ({ ...month, cash: 9_000_000, income: 400_000, costs: 650_000 }));
    const width = (count: number) => {
      const { cash } = simulate({ books: readBooks(flat(count)), plan: calm, paths: 4_000, seed: 4 })
        .months[11]!;
      return quantileAt(cash, 0.9) - quantileAt(cash, 0.1);
    };
    expect(width(1)).toBeGreaterThan(width(6));
    expect(width(6)).toBeGreaterThan(width(20));
  });

  test('what would move it points the right way', () => {
    const plan = calm;
    const short = months(9).map((month) => ({ ...month, cash: 3_600_000 }));
    const { effects, result } = study({
      books: readBooks(short),
      plan,
      paths: 1_000,
      seed: 1,
      trials: [
        { key: 'down', text: '', plan, costFactor: 0.9 },
        { key: 'up', text: '', plan, costFactor: 1.1 },
      ],
    });
    expect(effects[0]!.effect).toBeGreaterThan(0.02);
    expect(effects[1]!.effect).toBeLessThan(-0.02);
    expect(lastsUntil(result, 0)).toBe(1);
  });
});

describe('reading the books', () => {
  test('without income there is none; with no neighbour months the prior stands', () => {
    const books = readBooks([{ at: 1, cash: 100, income: 0, costs: 50 }]);
    expect(books.income.recurring).toBeNull();
    expect(books.income.recurringShare).toBeNull();
    expect(books.costs).toMatchObject({ changes: 0, ownDrift: null, drift: 0.01 });
    const apart = readBooks(months(8).filter(({ at }) => at % 2 === 0));
    expect(apart.changes).toBe(0);
  });

  test('a single large receipt is a one-off, and does not grow', () => {
    const list = months(10).map((month) => (month.at === 5 ? { ...month, income: 5_000_000 } : month));
    const { income } = readBooks(list);
    expect(income.oneOffs.seen).toHaveLength(1);
    expect(income.oneOffs.seen[0]).toBeCloseTo(5_000_000 - 437_000, -5);
    expect(income.recurringShare).toBeLessThan(0.6);
    expect(Math.exp(income.recurring!.level)).toBeLessThan(700_000);
    const onlyOne = readBooks(months(6).map((month) => ({ ...month, income: month.at === 2 ? 9_000 : 0 })));
    expect(onlyOne.income).toMatchObject({
      recurring: null,
      oneOffs: { seen: [9_000], assumedShare: 0 },
      recurringShare: 0,
    });
  });

  test('constant, zero and huge figures stay finite', () => {
    for (const month of [
      { cash: 1, income: 7, costs: 7 },
      { cash: 1e15, income: 5e13, costs: 5e13 },
      { cash: 10, income: 0, costs: 0 },
      { cash: 10, income: 3, costs: 0 },
    ]) {
      const books = readBooks(Array.from({ length: 12 }, (_, at) => ({ at, ...month })));
      const { months: shown } = simulate({ books, plan: everything, paths: 1_000, seed: 1 });
      expect(shown.every(({ cash }) => cash.every(Number.isSafeInteger))).toBe(true);
    }
  });

  test('one leap is no growth to go on with', () => {
    const leap = readBooks([
      { at: 1, cash: 1_000_000, income: 1_000, costs: 200_000 },
      { at: 2, cash: 900_000, income: 90_000, costs: 200_000 },
      { at: 3, cash: 700_000, income: 10_000, costs: 210_000 },
    ]);
    expect(leap.income.recurring!.drift).toBeLessThan(0.13);
    const rise = readBooks(
      [1_000, 10_000, 100_000].map((income, at) => ({ at, cash: 1_000_000, income, costs: 200_000 })),
    );
    expect(rise.income.recurring!.drift).toBeLessThan(0.13);
    const { months: shown } = simulate({ books: rise, plan: calm, paths: 4_000, seed: 1 });
    expect(quantileAt(shown.at(-1)!.revenue, 0.5)).toBeLessThan(100_000 * 6);
  });

  test('months may come in any order', () => {
    expect(readBooks(months(9).toReversed())).toEqual(readBooks(months(9)));
  });
});

describe('draws and quantiles', () => {
  test('normal draws have the moments of the normal distribution', () => {
    const values = new Float64Array(400_000);
    createDraws(11).normals(values);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 2);
    expect(moment(2)).toBeCloseTo(1, 1.7);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.06);
    const beyond = values.filter((value) => Math.abs(value) > 3.4427).length / values.length;
    expect(beyond).toBeGreaterThan(0.0004);
    expect(beyond).toBeLessThan(0.0008);
  });

  test('chi-squared draws have their mean and variance', () => {
    const draws = createDraws(12);
    const list = Array.from({ length: 100_000 }, () => draws.chiSquared(6));
    const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(mean).toBeCloseTo(6, 1);
    expect(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length).toBeCloseTo(12, 0);
  });

  test('quantiles are those of the sorted list', () => {
    const draw = createDraw(4);
    for (const size of [1, 2, 3, 10, 999, 4_000]) {
      const values = Float64Array.from({ length: size }, () => draw(size % 2 ? 5 : 1_000_000));
      const sorted = values.toSorted();
      const expected = quantileShares.map((share) => sorted[Math.max(0, Math.ceil(share * size) - 1)]);
      expect(takeQuantiles(values, quantileShares)).toEqual(expected);
    }
  });
});

describe('how often the ranges hold, on books made by chance', () => {
  const histories = 300;
  /** Four standard errors of such a share. */
  const give = (share: number) => 4 * Math.sqrt((share * (1 - share)) / histories);

  test.each([3, 6, 12, 24])('after %i months, where ventures move as is assumed', (months) => {
    const { half, eighty, ninetyFive } = coverageOn('assumed', { months, ahead: 12, histories });
    expect(Math.abs(half - 0.5)).toBeLessThan(give(0.5));
    expect(Math.abs(eighty - 0.8)).toBeLessThan(give(0.8));
    expect(Math.abs(ninetyFive - 0.95)).toBeLessThan(give(0.95));
  });

  test('where single amounts come and go, the range of eight of ten holds seven of ten at least', () => {
    const { eighty, ninetyFive } = coverageOn('single', { months: 12, ahead: 12, histories });
    expect(eighty).toBeGreaterThan(0.7);
    expect(ninetyFive).toBeGreaterThan(0.85);
  });
});
