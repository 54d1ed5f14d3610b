import { FitError } from '../tabular/index.ts';
import { fitAutoregression, pathOf, rowsFor, simulate, type Autoregression } from './autoregression.ts';
import { dampedTrend, naive } from './smoothing.ts';

export interface Forecast {
  readonly point: Float64Array;
  /** Bounds of the interval of the level asked for. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** What it rests on. */
  readonly methods: readonly string[];
}

export interface ForecastOptions {
  readonly steps: number;
  /** Steps of one season, such as 52 of weeks, 12 of months; 1 when there is none. */
  readonly season: number;
  readonly seed: number;
  readonly level?: number;
  readonly paths?: number;
}

const fewest = 4;

/**
 * The equal mean of autoregressions that look one and two seasons back; equal weights because weights fitted on one
 * series' past are mostly noise (Stock and Watson 2004). Where the past is too short for a whole season, the mean of
 * the longest look that it allows and of a damped trend. The interval is that of paths with errors drawn from the past,
 * moved to the point forecast.
 */
export function forecast(past: Float64Array, options: ForecastOptions): Forecast {
  const { steps, season, seed, level = 0.95, paths = 1000 } = options;
  for (const value of past)
    if (!Number.isFinite(value)) throw new FitError('A value of the past is missing.');
  if (past.length < fewest)
    throw new FitError(`${past.length} values are too few: at least ${fewest} are needed.`);
  const { models, whole } = modelsFor(past, season);
  const parts = [
    ...(whole ? [] : [dampedTrend(past, steps)]),
    ...models.map((model) => pathOf(model, steps, null)),
  ];
  const point = Float64Array.from(
    { length: steps },
    (_, step) => parts.reduce((sum, part) => sum + part[step]!, 0) / parts.length,
  );
  const spread =
    models.length > 0 ? simulate(models[0]!, steps, paths, seed) : walks(past, steps, paths, seed);
  const centre = models.length > 0 ? pathOf(models[0]!, steps, null) : naive(past, steps);
  const [low, high] = [(1 - level) / 2, 1 - (1 - level) / 2].map((share) =>
    Float64Array.from({ length: steps }, (_, step) => {
      const sorted = Float64Array.from(spread, (path) => path[step]!).sort();
      const bound = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
      return point[step]! + bound - centre[step]!;
    }),
  );
  return {
    point,
    low: low!,
    high: high!,
    methods: [
      ...(whole ? [] : ['damped trend']),
      ...models.map(({ lags }) => `autoregression over ${lags} steps`),
    ],
  };
}

interface Looks {
  readonly models: readonly Autoregression[];
  /** They look back a whole season, or there is none. */
  readonly whole: boolean;
}

/** One and two seasons, or what fits. */
function modelsFor(past: Float64Array, season: number): Looks {
  const wanted = season > 1 ? [season + 1, 2 * season] : [4, 13];
  const models = wanted.flatMap((lags) => fitAutoregression(past, lags, lags / 10) ?? []);
  if (models.length > 0) return { models, whole: season > 1 };
  const fitting = [26, 13, 4, 2, 1].find((lags) => past.length >= rowsFor(lags));
  return {
    models: fitting === undefined ? [] : [fitAutoregression(past, fitting, 1)!],
    whole: false,
  };
}

/** Without an autoregression: a walk by the differences of the past. */
function walks(past: Float64Array, steps: number, paths: number, seed: number): Float64Array[] {
  const differences = Float64Array.from({ length: past.length - 1 }, (_, at) => past[at + 1]! - past[at]!);
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return simulate(
    {
      lags: 0,
      weights: new Float64Array(1),
      residuals: differences.map((value) => value - mean),
      scale: 1,
      logarithmic: false,
      level: past.at(-1)!,
      latest: new Float64Array(0),
    },
    steps,
    paths,
    seed,
  );
}
