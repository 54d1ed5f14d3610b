import type { FanPoint } from '../../components/fan-chart';
import { majorOf } from '../../lib/money';
import { drawn } from '../../lib/numbers';
import type { Forecast, ForecastMonth } from './types';

/** A forecast as a fan, and what changed between two of them. Pure. */

/** From the widest to the narrowest range that the quantiles bound. */
export const bands = [
  { level: 0.95, low: 'q2_5', high: 'q97_5' },
  { level: 0.8, low: 'q10', high: 'q90' },
  { level: 0.5, low: 'q25', high: 'q75' },
] as const;

/** Actual figures shown before the forecast; more would press the fan aside. */
const pastMonths = 12;

export function fanOf(forecast: Forecast, before: Forecast | null): FanPoint[] {
  const major = (minor: string) => drawn(majorOf(minor, forecast.currency));
  const ghost = new Map(before?.months.map(({ month, cash }) => [month, major(cash.q50)]));
  const start = major(forecast.startCashMinor);
  const past = forecast.actuals.slice(-pastMonths).map(({ month, cashMinor }) => ({
    at: month,
    actual: major(cashMinor),
  }));
  const joint: FanPoint = {
    at: forecast.startMonth,
    actual: start,
    median: start,
    bands: bands.map(({ level }) => ({ level, low: start, high: start })),
    ...(before ? { before: start } : {}),
  };
  const coming = forecast.months.map(({ month, cash }) => ({
    at: month,
    median: major(cash.q50),
    bands: bands.map(({ level, low, high }) => ({ level, low: major(cash[low]), high: major(cash[high]) })),
    ...(ghost.has(month) ? { before: ghost.get(month)! } : {}),
  }));
  // The fan begins where the actual figures end.
  return [...past.filter(({ at }) => at !== forecast.startMonth), joint, ...coming];
}

/** The widest ranges would press everything else flat: beyond this many times what is there now they are cut. */
const mostTimes = 3;

/** Where the axis ends, and whether anything is cut off by that. */
export function scaleOf(points: readonly FanPoint[]): { low: number; high: number; cut: boolean } {
  const lines = points.flatMap(({ actual, median, before }) => [actual ?? 0, median ?? 0, before ?? 0]);
  const ranges = points.flatMap((point) => point.bands ?? []);
  const now = Math.max(...points.flatMap(({ actual }) => actual ?? 0), 1);
  const top = Math.max(...lines, ...ranges.map(({ high }) => high));
  const bottom = Math.min(...lines, ...ranges.map(({ low }) => low), 0);
  const high = Math.min(top, Math.max(...lines, now * mostTimes));
  const low = Math.max(bottom, Math.min(...lines, -now * mostTimes));
  return { low: nice(low), high: nice(high), cut: high < top || low > bottom };
}

/** The next number with two figures that count, away from nothing. */
function nice(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(size)) - 1);
  return Math.sign(value) * Math.ceil(size / step) * step;
}

/** Rows of the table beside the picture, actual months first. */
export interface FanRow {
  readonly month: string;
  readonly actualMinor: string | null;
  readonly coming: ForecastMonth | null;
  readonly beforeMinor: string | null;
}

export function rowsOf(forecast: Forecast, before: Forecast | null): FanRow[] {
  const ghost = new Map(before?.months.map(({ month, cash }) => [month, cash.q50]));
  return [
    ...forecast.actuals.slice(-pastMonths).map(({ month, cashMinor }) => ({
      month,
      actualMinor: cashMinor,
      coming: null,
      beforeMinor: null,
    })),
    ...forecast.months.map((coming) => ({
      month: coming.month,
      actualMinor: null,
      coming,
      beforeMinor: ghost.get(coming.month) ?? null,
    })),
  ];
}

/** Months until the cash ends in the middle course; `horizon` when it lasts beyond what was looked at. */
export interface Lasts {
  readonly middle: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly horizon: number;
  /** Share of the courses in which it lasts all along. */
  readonly never: number;
}

export function lastsOf({ ends, months }: Forecast): Lasts {
  return { middle: ends.q50, low: ends.q10, high: ends.q90, horizon: months.length, never: ends.never };
}

/** What the change comes to in the middle course; null when both last beyond what was looked at. */
export type Difference =
  | { readonly kind: 'longer' | 'shorter'; readonly months: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'nowBeyond' | 'nowEnds' }
  | { readonly kind: 'beyond'; readonly change: 'more' | 'fewer' | 'same' };

/** Shares closer than this read the same. */
const alike = 0.005;

export function differenceOf(now: Lasts, before: Lasts): Difference {
  if (now.middle === null && before.middle === null) {
    const change = now.never - before.never;
    return {
      kind: 'beyond',
      change: Math.abs(change) < alike ? 'same' : change > 0 ? 'more' : 'fewer',
    };
  }
  if (now.middle === null) return { kind: 'nowBeyond' };
  if (before.middle === null) return { kind: 'nowEnds' };
  const months = now.middle - before.middle;
  if (months === 0) return { kind: 'same' };
  return { kind: months > 0 ? 'longer' : 'shorter', months: Math.abs(months) };
}
