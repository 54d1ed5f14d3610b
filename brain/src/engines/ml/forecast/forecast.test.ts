import { describe, expect, test } from 'vitest';
import { createDraw } from '../chance.ts';
import { FitError } from '../tabular/index.ts';
import {
  autoregression,
  coverage,
  dampedTrend,
  fitAutoregression,
  forecast,
  linearTrend,
  mase,
  msis,
  naive,
  naiveScale,
  simpleSmoothing,
  smape,
  theta,
} from './index.ts';

const unit = 2 ** 31 - 1;

function noise(seed: number): () => number {
  const draw = createDraw(seed);
  // The sum of twelve uniform numbers less six is normal enough.
  return () => Array.from({ length: 12 }, () => draw(unit) / unit).reduce((sum, value) => sum + value, -6);
}

const line = Float64Array.from({ length: 60 }, (_, at) => 10 + 2 * at);
const seasons = (seed: number, length = 300) => {
  const next = noise(seed);
  return Float64Array.from({ length }, (_, at) => 100 + 20 * Math.sin((2 * Math.PI * at) / 12) + next());
};

describe('methods', () => {
  test.each([
    ['linear trend', linearTrend],
    ['autoregression', autoregression(4, 0.01)],
  ])('%s goes on along a straight line', (_, method) => {
    method(line, 5).forEach((value, step) =>
      expect(Math.abs(value - (10 + 2 * (60 + step)))).toBeLessThan(1),
    );
  });

  test('a damped trend falls behind it, and theta goes on with half its slope', () => {
    expect(dampedTrend(line, 30).at(-1)).toBeLessThan(10 + 2 * 89);
    const ahead = theta(line, 3);
    expect(ahead[2]! - ahead[1]!).toBeCloseTo(1, 6);
  });

  test('smoothing of a level that jumps about stays at its mean', () => {
    const next = noise(4);
    const level = Float64Array.from({ length: 400 }, () => 50 + next());
    expect(Math.abs(simpleSmoothing(level, 1)[0]! - 50)).toBeLessThan(0.5);
  });

  test('an autoregression over a season knows the next one; a short past is answered by the last value', () => {
    const past = seasons(1);
    const ahead = autoregression(13, 1)(past, 12);
    ahead.forEach((value, step) =>
      expect(Math.abs(value - (100 + 20 * Math.sin((2 * Math.PI * (300 + step)) / 12)))).toBeLessThan(4),
    );
    expect(fitAutoregression(past.subarray(0, 20), 13, 1)).toBeNull();
    expect([...autoregression(13, 1)(past.subarray(0, 20), 2)]).toEqual([...naive(past.subarray(0, 20), 2)]);
  });
});

describe('a forecast', () => {
  test('of 95 % holds about 95 % of what comes', () => {
    let inside = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const all = seasons(seed, 312);
      const { low, high } = forecast(all.subarray(0, 300), { steps: 12, season: 12, seed, paths: 400 });
      inside += coverage(all.subarray(300), low, high) / 40;
    }
    expect(inside).toBeGreaterThan(0.9);
    expect(inside).toBeLessThan(0.99);
  });

  test('of four values is a wide guess, of three none', () => {
    const { point, low, high, methods } = forecast(Float64Array.of(3, 5, 4, 6), {
      steps: 2,
      season: 12,
      seed: 1,
    });
    expect(low[1]).toBeLessThan(point[1]!);
    expect(high[1]).toBeGreaterThan(point[1]!);
    expect(methods).toEqual(['damped trend']);
    expect(() => forecast(Float64Array.of(3, 5, 4), { steps: 2, season: 12, seed: 1 })).toThrow('too few');
  });

  test('is equal for equal pasts and seeds, and refuses gaps', () => {
    const options = { steps: 6, season: 12, seed: 3, paths: 100 };
    expect(forecast(seasons(1), options)).toEqual(forecast(seasons(1), options));
    const gap = seasons(1);
    gap[7] = Number.NaN;
    expect(() => forecast(gap, options)).toThrow(FitError);
  });

  test('of a constant past goes on with it', () => {
    const { point, low, high } = forecast(new Float64Array(100).fill(7), { steps: 3, season: 12, seed: 1 });
    for (const bound of [point, low, high]) bound.forEach((value) => expect(value).toBeCloseTo(7, 6));
  });
});

describe('errors', () => {
  test('have the values one gets by hand', () => {
    expect(smape([100, 200], [110, 180])).toBeCloseTo((200 * 10) / 210 / 2 + (200 * 20) / 380 / 2, 10);
    expect(naiveScale([1, 3, 2, 6], 1)).toBeCloseTo(7 / 3, 10);
    expect(mase([5, 7], [4, 9], 2)).toBeCloseTo(0.75, 10);
    // Width 4 and 4; the second value lies 1 above: 40 times that.
    expect(msis([5, 10], [3, 5], [7, 9], 2)).toBeCloseTo((4 + 4 + 40) / 2 / 2, 10);
    expect(coverage([1, 2, 3, 4], [0, 2, 4, 0], [2, 2, 5, 3])).toBe(0.5);
  });
});
