import { forecast } from '../../ml/forecast/index.ts';

export interface Backtest {
  /** Mean absolute scaled error of the method, and of seasonal-naive, over the held-out ends. */
  readonly error: number;
  readonly naiveError: number;
  readonly coverage: number;
  readonly points: number;
}

export const level = 0.8;
export const steps = 13;
export const fewestPeriods = 12;
const yearWeeks = 52;
/** Before the first forecast is judged, so much of the past is known. */
const leastPast = 8;
const mostOrigins = 26;
const seed = 20_250_101;

/** Weeks repeat by the year once two years are known; before, the last value is the naive forecast. */
export const seasonOf = (length: number): number => (length >= 2 * yearWeeks ? yearWeeks : 1);

export function seasonalNaive(past: Float64Array, ahead: number, season: number): number {
  return past[past.length - season + ((ahead - 1) % season)]!;
}

export function project(past: Float64Array) {
  return forecast(past, { steps, season: seasonOf(past.length), seed, level });
}

/**
 * From each of the last origins the method and the naive rival say what comes, and both are held to what came. Neither sees
 * beyond its origin. Null where there is too little past, or none that moves.
 */
export function backtest(values: Float64Array): Backtest | null {
  const first = Math.max(leastPast, values.length - mostOrigins);
  let [own, naive, covered, points, scale, changes] = [0, 0, 0, 0, 0, 0];
  for (let at = 1; at < values.length; at++) {
    scale += Math.abs(values[at]! - values[at - 1]!);
    changes++;
  }
  if (!changes || scale === 0) return null;
  scale /= changes;
  for (let origin = first; origin < values.length; origin++) {
    const past = values.slice(0, origin);
    const season = seasonOf(past.length);
    const ahead = Math.min(steps, values.length - origin);
    const said = forecast(past, { steps: ahead, season, seed, level });
    for (let step = 0; step < ahead; step++) {
      const came = values[origin + step]!;
      own += Math.abs(came - said.point[step]!);
      naive += Math.abs(came - seasonalNaive(past, step + 1, season));
      if (came >= said.low[step]! && came <= said.high[step]!) covered++;
      points++;
    }
  }
  if (!points) return null;
  return {
    error: own / points / scale,
    naiveError: naive / points / scale,
    coverage: covered / points,
    points,
  };
}
