import { describe, expect, test } from 'vitest';
import { differenceOf, fanOf, lastsOf, rowsOf, scaleOf, type Lasts } from './fan';
import type { Forecast } from './types';

const cash = (middle: number) => ({
  q2_5: String(middle - 400),
  q5: String(middle - 300),
  q10: String(middle - 200),
  q25: String(middle - 100),
  q50: String(middle),
  q75: String(middle + 100),
  q90: String(middle + 200),
  q95: String(middle + 300),
  q97_5: String(middle + 400),
});

const forecast: Forecast = {
  kind: 'PREDICTED',
  mode: 'SHRUNKEN',
  currency: 'CAD',
  startMonth: '2026-10',
  startCashMinor: '1000',
  actuals: [
    { month: '2026-09', cashMinor: '1500', revenueMinor: '0', costsMinor: '500' },
    { month: '2026-10', cashMinor: '1000', revenueMinor: '0', costsMinor: '500' },
  ],
  ownMonths: 2,
  ownWeight: 0.2,
  parameters: [],
  months: [
    { month: '2026-11', cash: cash(500), burn: cash(500), revenue: cash(0) },
    { month: '2026-12', cash: cash(-50), burn: cash(550), revenue: cash(0) },
  ],
  lasts: [],
  ends: { distribution: [], never: 0.2, q10: 1, q50: 2, q90: null },
  text: '',
  reasons: [],
  paths: 1000,
  seed: 1,
  provenance: { model: null, version: null, trainedAt: null, source: '', foreign: false },
  pastRecord: { due: 0, open: 0, meanSaid: null, shareTrue: null, brier: null, coverage: null },
};

describe('the fan', () => {
  test('goes on where the actual figures end, in major units', () => {
    const points = fanOf(forecast, null);
    expect(points.map(({ at }) => at)).toEqual(['2026-09', '2026-10', '2026-11', '2026-12']);
    expect(points[1]).toMatchObject({ actual: 10, median: 10 });
    expect(points[1]!.bands!.every(({ low, high }) => low === 10 && high === 10)).toBe(true);
    expect(points[3]!.bands![0]).toEqual({ level: 0.95, low: -4.5, high: 3.5 });
    expect(points[2]).not.toHaveProperty('before');
  });

  test('has the line before only for months that were looked at before', () => {
    const shorter = { ...forecast, months: forecast.months.slice(0, 1) };
    const points = fanOf(forecast, shorter);
    expect(points.map(({ before }) => before)).toEqual([undefined, 10, 5, undefined]);
    expect(rowsOf(forecast, shorter).map(({ beforeMinor }) => beforeMinor)).toEqual([
      null,
      null,
      '500',
      null,
    ]);
  });

  test('shows the start also when no figure of that month was handed over', () => {
    const points = fanOf({ ...forecast, actuals: [] }, null);
    expect(points[0]).toMatchObject({ at: '2026-10', actual: 10 });
  });
});

describe('the scale', () => {
  const band = (low: number, high: number) => [{ level: 0.9, low, high }];

  test('shows everything where ranges stay near what is there now', () =>
    expect(
      scaleOf([
        { at: 'a', actual: 100 },
        { at: 'b', median: 90, bands: band(-120, 240) },
      ]),
    ).toEqual({
      low: -120,
      high: 240,
      cut: false,
    }));

  test('cuts ranges that run away, and never a line', () => {
    const wide = [
      { at: 'a', actual: 101 },
      { at: 'b', median: 450, bands: band(-9000, 90_000) },
    ];
    expect(scaleOf(wide)).toEqual({ low: -310, high: 450, cut: true });
  });

  test('also stands where there is no money at all', () =>
    expect(scaleOf([{ at: 'a', actual: 0 }])).toEqual({ low: 0, high: 0, cut: false }));
});

describe('the difference of two forecasts', () => {
  const lasts = (middle: number | null, never = 0): Lasts => ({ ...lastsOf(forecast), middle, never });

  test.each([
    [lasts(9), lasts(7), { kind: 'longer', months: 2 }],
    [lasts(5), lasts(7), { kind: 'shorter', months: 2 }],
    [lasts(7), lasts(7), { kind: 'same' }],
    [lasts(null), lasts(7), { kind: 'nowBeyond' }],
    [lasts(7), lasts(null), { kind: 'nowEnds' }],
    [lasts(null, 0.9), lasts(null, 0.7), { kind: 'beyond', change: 'more' }],
    [lasts(null, 0.7), lasts(null, 0.9), { kind: 'beyond', change: 'fewer' }],
    [lasts(null, 0.7), lasts(null, 0.701), { kind: 'beyond', change: 'same' }],
  ])('%#', (now, before, expected) => expect(differenceOf(now, before)).toEqual(expected));
});
