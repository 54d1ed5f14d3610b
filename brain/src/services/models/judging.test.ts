import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../../engines/ml/index.ts';
import { calibrationOf } from './checks.ts';
import { referencesOf, sharesIn, stabilityIndex } from './distributions.ts';
import { chanceIntervals, intervalAt, roundedChance, stepOf, widened, wilson } from './intervals.ts';
import { sliceByTime } from './slices.ts';

const numbers = (values: readonly number[]) => ({
  rows: values.length,
  columns: [{ kind: 'number' as const, name: 'x', values: Float64Array.from(values) }],
});
const drawn = (count: number, seed: number, from = 0) => {
  const draw = createDraw(seed);
  return Array.from({ length: count }, () => from + draw(1_000) / 10);
};

describe('slices', () => {
  test('know nothing of what came after them, whatever the rows', () => {
    const row = fc.record({
      at: fc.integer({ min: 0, max: 30 }),
      horizon: fc.integer({ min: 1, max: 6 }),
      label: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 30, maxLength: 200 }), (rows) => {
        const times = Float64Array.from(rows, ({ at }) => at);
        const closed = Float64Array.from(rows, ({ at, horizon }) => at + horizon);
        const labels = Float64Array.from(rows, ({ label }) => label);
        const slices = sliceByTime({ times, closed, labels }, { fit: 2, calibration: 1, test: 1 });
        if (!slices) return;
        const first = (of: Uint32Array) => Math.min(...Array.from(of, (one) => times[one]!));
        const known = (of: Uint32Array) => Math.max(...Array.from(of, (one) => closed[one]!));
        expect(known(slices.fit)).toBeLessThanOrEqual(first(slices.calibration));
        expect(known(slices.calibration)).toBeLessThanOrEqual(first(slices.test));
        const all = [...slices.fit, ...slices.calibration, ...slices.test];
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });

  test('do not exist where labels are certain too late', () => {
    const times = Float64Array.from({ length: 300 }, (_, row) => row % 3);
    const labels = times.map((_, row) => row & 1);
    const needs = { fit: 10, calibration: 10, test: 10 };
    expect(sliceByTime({ times, closed: times.map((at) => at + 1), labels }, needs)).not.toBeNull();
    expect(sliceByTime({ times, closed: times.map((at) => at + 2), labels }, needs)).toBeNull();
  });
});

describe('the stability index', () => {
  const then = numbers(drawn(2_000, 1));
  const [reference] = referencesOf(
    then,
    Array.from({ length: 2_000 }, (_, row) => row),
  );
  const indexOf = (values: readonly (number | null)[]) =>
    stabilityIndex({ shares: reference!.shares, count: 2_000 }, sharesIn(reference!, values));

  test('is small for others of the same kind, and large for those who moved', () => {
    expect(indexOf(drawn(400, 2))).toBeLessThan(0.08);
    expect(indexOf(drawn(400, 3, 40))).toBeGreaterThan(0.5);
    expect(indexOf(drawn(400, 4).map((value, at) => (at % 3 ? value : null)))).toBeGreaterThan(0.5);
  });

  test('is a number, and not below zero, for any values', () => {
    const value = fc.oneof(fc.double(), fc.constant(null), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const index = indexOf(values);
        expect(Number.isFinite(index)).toBe(true);
        expect(index).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  test('takes a category it never met for another', () => {
    const words = {
      rows: 4,
      columns: [{ kind: 'category' as const, name: 'w', values: ['a', 'a', 'b', null] }],
    };
    const [known] = referencesOf(words, [0, 1, 2, 3]);
    expect(known).toMatchObject({ categories: ['a', 'b'], shares: [0.5, 0.25, 0, 0.25] });
    expect(sharesIn(known!, ['c', 'a']).shares).toEqual([0.5, 0, 0.5, 0]);
  });
});

describe('an interval', () => {
  test('of a share is that of Wilson, and everything where nothing was seen', () => {
    const { low, high } = wilson(8, 10, 1.959963984540054);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilson(0, 0, 1.96)).toEqual({ low: 0, high: 1 });
  });

  test('of a chance holds it, and a chance is never said more exactly, nor as certain', () => {
    const draw = createDraw(5);
    const chances = Float64Array.from({ length: 300 }, () => draw(1_000) / 1_000);
    const labels = chances.map((chance) => (draw(1_000) / 1_000 < chance ? 1 : 0));
    const grid = chanceIntervals(
      chances,
      labels,
      Array.from(chances, (_, row) => `person ${row % 100}`),
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
        const range = intervalAt(grid, chance);
        expect(range.low <= chance && chance <= range.high).toBe(true);
        const step = stepOf(range);
        const said = roundedChance(chance, step);
        expect(said > 0 && said < 1).toBe(true);
        expect(Math.abs(said - chance)).toBeLessThanOrEqual(step / 2 + 1e-9);
        expect(step).toBeLessThanOrEqual(Math.max(0.005, (range.high - range.low) / 2));
        const { low, high } = widened(range, step);
        expect(low <= said && said <= high).toBe(true);
        expect(low <= range.low && range.high <= high).toBe(true);
      }),
    );
  });

  test('is wider where few people stand behind many rows', () => {
    const chances = new Float64Array(200).fill(0.3);
    const labels = chances.map((_, row) => (row % 10 < 3 ? 1 : 0));
    const width = (people: number) => {
      const keys = Array.from(chances, (_, row) => String(row % people));
      const { low, high } = intervalAt(chanceIntervals(chances, labels, keys), 0.3);
      return high - low;
    };
    expect(width(10)).toBeGreaterThan(width(200) * 1.5);
  });
});

describe('calibration in use', () => {
  const said = (count: number, off: number) => {
    const draw = createDraw(9);
    return Array.from({ length: count }, () => {
      const chance = 0.1 + draw(600) / 1_000;
      return { said: chance, outcome: draw(1_000) / 1_000 < chance + off ? 1 : 0 };
    });
  };

  test('alarms for what is wrong, not for what chance alone makes of few', () => {
    expect(calibrationOf(said(100, 0.3), 1).state).toBe('TOO_FEW');
    expect(calibrationOf(said(220, 0), 1).state).toBe('FINE');
    expect(calibrationOf(said(600, 0.2), 1).state).toBe('ALARM');
    expect(calibrationOf([], 1)).toMatchObject({ state: 'TOO_FEW', report: { ece: null, bins: [] } });
  });
});
