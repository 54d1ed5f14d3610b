import { readSeries } from '../brain/src/commands/series-files.ts';
import {
  coverage,
  dampedTrend,
  forecast,
  linearTrend,
  mase,
  msis,
  naive,
  naiveScale,
  simpleSmoothing,
  smape,
  theta,
  type Forecaster,
} from '../brain/src/engines/ml/forecast/index.ts';
import { dataPath, report, sourcesOf } from './report.ts';

const seed = 1;
/** Weeks of a year; the errors of M4's weekly series are scaled with a season of one. */
const seasons = 52;

const rivals: Record<string, Forecaster> = {
  theta,
  'damped trend': dampedTrend,
  Comb: (past, steps) => {
    const parts = [simpleSmoothing, linearTrend, dampedTrend].map((method) => method(past, steps));
    return Float64Array.from(
      { length: steps },
      (_, step) => (parts[0]![step]! + parts[1]![step]! + parts[2]![step]!) / 3,
    );
  },
};

/**
 * `npm run evaluate -- forecast [--train FILE --test FILE --frequency N]`: each series of the first file is continued by
 * as many steps as the second has. OWA is the mean of sMAPE and MASE, each over that of the naive rival, the last value
 * for ever (Naive2 of a frequency of one); intervals are of 95 %.
 */
export async function run(args: string[]): Promise<void> {
  const { train, test, frequency } = sourcesOf(args);
  const past = readSeries(train ?? dataPath('forecast', 'weekly-train.csv'));
  const future = readSeries(test ?? dataPath('forecast', 'weekly-test.csv'));
  const season = frequency ?? 1;
  const names = [...past.keys()].filter((name) => future.has(name));
  const scales = names.map((name) => naiveScale(past.get(name)!, season));
  const mean = (of: (name: string, at: number) => number) =>
    names.reduce((sum, name, at) => sum + of(name, at), 0) / names.length;
  const errors = (points: readonly Float64Array[]) => ({
    smape: mean((name, at) => smape(future.get(name)!, points[at]!)),
    mase: mean((name, at) => mase(future.get(name)!, points[at]!, scales[at]!)),
  });
  const by = (method: Forecaster) =>
    errors(names.map((name) => method(past.get(name)!, future.get(name)!.length)));
  const base = by(naive);
  const owaOf = (one: typeof base) => (one.smape / base.smape + one.mase / base.mase) / 2;
  const started = performance.now();
  const forecasts = names.map((name) =>
    forecast(past.get(name)!, {
      steps: future.get(name)!.length,
      season: season > 1 ? season : seasons,
      seed,
    }),
  );
  console.log(`${names.length} series, ${((performance.now() - started) / names.length).toFixed(1)} ms each`);
  const own = errors(forecasts.map(({ point }) => point));
  const beside = Object.entries(rivals).map(([name, method]) => [name, by(method)] as const);
  console.table(
    Object.fromEntries(
      [['naive', base] as const, ...beside, ['SmartStart', own] as const].map(([name, one]) => [
        name,
        { ...one, owa: owaOf(one) },
      ]),
    ),
  );
  const metrics = {
    ...own,
    owa: owaOf(own),
    msis: mean((name, at) => msis(future.get(name)!, forecasts[at]!.low, forecasts[at]!.high, scales[at]!)),
    coverage: mean((name, at) => coverage(future.get(name)!, forecasts[at]!.low, forecasts[at]!.high)),
  };
  report(
    'forecast',
    [
      { metric: 'sMAPE', value: metrics.smape, naive: base.smape },
      { metric: 'MASE', value: metrics.mase, naive: base.mase },
      { metric: 'OWA', value: metrics.owa, naive: 1, floor: 0.97, target: 0.925, lessIsBetter: true },
      { metric: 'MSIS', value: metrics.msis, target: 18.5, lessIsBetter: true },
      { metric: 'coverage of 95 %', value: metrics.coverage, floor: 0.93, most: 0.98 },
    ],
    { metrics, naive: { ...base, owa: 1 } },
  );
}
