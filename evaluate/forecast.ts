import { readSeries } from '../brain/src/commands/series-files.ts';
import {
  coverage,
  dampedTrend,
  forecast,
  linearTrend,
  mase,
  msis,
  naiveScale,
  simpleSmoothing,
  smape,
  theta,
  type Forecaster,
} from '../brain/src/engines/ml/forecast/index.ts';
import { naive2 } from './naive2.ts';
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
 * as many steps as the second has. OWA is the mean of sMAPE and MASE, each over that of the naive rival, Naive2
 * (the last value for ever where the frequency is one); intervals are of 95 %.
 */
export async function run(args: string[]): Promise<void> {
  const { train, test, frequency } = sourcesOf(args);
  const past = readSeries(train ?? dataPath('forecast', 'weekly-train.csv'));
  const future = readSeries(test ?? dataPath('forecast', 'weekly-test.csv'));
  const season = frequency ?? 1;
  const names = [...past.keys()].filter((name) => future.has(name));
  requireForecastable(names, past, future);
  const scales = names.map((name) => naiveScale(past.get(name)!, season));
  const mean = (of: (name: string, at: number) => number) =>
    names.reduce((sum, name, at) => sum + of(name, at), 0) / names.length;
  const errors = (points: readonly Float64Array[]) => ({
    smape: mean((name, at) => smape(future.get(name)!, points[at]!)),
    mase: mean((name, at) => mase(future.get(name)!, points[at]!, scales[at]!)),
  });
  const by = (method: Forecaster) =>
    errors(names.map((name) => method(past.get(name)!, future.get(name)!.length)));
  const rivalled = names.map((name) => naive2(past.get(name)!, future.get(name)!.length, season));
  const base = errors(rivalled.map(({ point }) => point));
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
      [['Naive2', base] as const, ...beside, ['SmartStart', own] as const].map(([name, one]) => [
        name,
        { ...one, owa: owaOf(one) },
      ]),
    ),
  );
  const intervals = (said: readonly { readonly low: Float64Array; readonly high: Float64Array }[]) => ({
    msis: mean((name, at) => msis(future.get(name)!, said[at]!.low, said[at]!.high, scales[at]!)),
    coverage: mean((name, at) => coverage(future.get(name)!, said[at]!.low, said[at]!.high)),
  });
  const metrics = { ...own, owa: owaOf(own), ...intervals(forecasts) };
  const rival = { ...base, owa: 1, ...intervals(rivalled) };
  report(
    'forecast',
    [
      { metric: 'sMAPE', value: metrics.smape, naive: base.smape },
      { metric: 'MASE', value: metrics.mase, naive: base.mase },
      {
        metric: 'OWA',
        value: metrics.owa,
        naive: 1,
        floor: 0.97,
        target: 0.925,
        stretch: 0.9,
        lessIsBetter: true,
      },
      { metric: 'MSIS', value: metrics.msis, naive: rival.msis, target: 18.5, lessIsBetter: true },
      {
        metric: 'coverage of 95 %',
        value: metrics.coverage,
        naive: rival.coverage,
        floor: 0.93,
        most: 0.98,
      },
    ],
    { metrics, naive: rival },
  );
}

/** The shortest past that a forecast and a scale of its errors can be worked out from. */
const fewest = 4;

function requireForecastable(
  names: readonly string[],
  past: ReadonlyMap<string, Float64Array>,
  future: ReadonlyMap<string, Float64Array>,
): void {
  if (!names.length) throw new Error('No series has the same name in both files.');
  for (const name of names) {
    const [before, after] = [past.get(name)!, future.get(name)!];
    if (before.length < fewest)
      throw new Error(`The series “${name}” has ${before.length} values before: ${fewest} are needed.`);
    if (!after.length) throw new Error(`The series “${name}” has no value in the file to test on.`);
    if (![...before, ...after].every(Number.isFinite))
      throw new Error(`The series “${name}” holds something that is no number.`);
  }
}
