import { fitPlatt } from '../../engines/ml/index.ts';
import {
  explainRow,
  fitPipeline,
  predictChances,
  predictMargins,
  take,
  takeTable,
  type Pipeline,
} from '../../engines/ml/tabular/index.ts';
import { referencesOf } from './distributions.ts';
import { checksOf, positivesNeeded } from './gate.ts';
import { chanceIntervals } from './intervals.ts';
import { measuresOf, reliability, subgroupMeasures, thresholdOf } from './measures.ts';
import type { StoredReport } from './report.ts';
import { sliceByTime, type Slices } from './slices.ts';
import type { Feature, Recipe, Trainable } from './trainable.ts';
import type { TrainingTable } from './training-table.ts';

/** What a thread is handed: a trainable without its functions, and its rows. */
export interface FitInput extends TrainingTable {
  readonly about: Pick<Trainable, 'target' | 'unit' | 'gate' | 'data'> & {
    readonly baselineTitle: string;
    readonly features: readonly Feature[];
  };
  readonly recipe: Recipe;
}

export type FitAnswer =
  | { readonly outcome: 'NOT_ENOUGH'; readonly why: string }
  | { readonly outcome: 'JUDGED'; readonly pipeline: Pipeline; readonly report: StoredReport };

/** Fewest outcomes of the rarer kind in a slice, below which a figure of it says nothing. */
const fewest = { calibration: 10, test: 15 };
const explained = 200;

/** Learns from the earliest rows, calibrates on later ones, and judges on the latest. */
export function fitAndJudge(
  { about, recipe, ...rows }: FitInput,
  tell: (share: number, note: string) => void,
): FitAnswer {
  const slices = sliceByTime(rows, { fit: positivesNeeded(about, recipe), ...fewest });
  if (!slices) return { outcome: 'NOT_ENOUGH', why: tooFewInTime(rows, about, recipe) };
  const { table, labels } = rows;
  const pipeline = calibrated(learn(rows, about.features, recipe, slices, tell), rows, slices);
  tell(0.8, 'Judging on later outcomes');
  const chances = predictChances(pipeline, takeTable(table, slices.test));
  const report = reportOf({ about, recipe, ...rows }, slices, pipeline, chances);
  tell(1, 'Judged');
  return labels.length ? { outcome: 'JUDGED', pipeline, report } : { outcome: 'NOT_ENOUGH', why: '' };
}

function learn(
  { table, labels, times }: TrainingTable,
  features: readonly Feature[],
  { seed, ...recipe }: Recipe,
  { fit }: Slices,
  tell: (share: number, note: string) => void,
): Pipeline {
  const monotone = Object.fromEntries(
    features.flatMap(({ name, monotone: direction }) => (direction ? [[name, direction] as const] : [])),
  );
  const boosting = { ...recipe.boosting, ...(Object.keys(monotone).length ? { monotone } : {}) };
  return fitPipeline(
    table,
    labels,
    { ...recipe, boosting, calibration: 'none' },
    { seed, rows: fit, times, onProgress: (share) => tell(0.75 * share, 'Learning') },
  );
}

/** Platt's scale on rows later than those learnt from; margins that order them wrongly say the base rate. */
function calibrated(pipeline: Pipeline, { table, labels }: TrainingTable, { calibration }: Slices): Pipeline {
  const truth = take(labels, calibration);
  const scale = fitPlatt(predictMargins(pipeline, takeTable(table, calibration)), truth);
  const flat = { slope: 0, offset: fitPlatt(new Float64Array(truth.length), truth).offset };
  return { ...pipeline, calibration: { kind: 'platt', scale: scale.slope < 0 ? scale : flat } };
}

function reportOf(
  { about, recipe, ...rows }: FitInput,
  slices: Slices,
  pipeline: Pipeline,
  chances: Float64Array,
): StoredReport {
  const { table, labels, keys, positives } = rows;
  const truth = take(labels, slices.test);
  const testKeys = Array.from(slices.test, (row) => keys[row]!);
  const earlier = Float64Array.from([...slices.fit, ...slices.calibration], (row) => labels[row]!);
  const baseRate = earlier.reduce((sum, one) => sum + one, 0) / earlier.length;
  const judged = {
    labels: truth,
    chances,
    baseline: take(rows.baseline, slices.test),
    baseRate,
    keys: testKeys,
  };
  const metrics = measuresOf(judged, recipe.seed);
  const threshold = thresholdOf(
    take(labels, slices.calibration),
    predictChances(pipeline, takeTable(table, slices.calibration)),
  );
  const subgroups = subgroupMeasures(judged, rows.subgroups, slices.test, threshold);
  return {
    target: about.target,
    unit: about.unit,
    learner: recipe.learner,
    baseline: about.baselineTitle,
    rows: labels.length,
    keys: new Set(keys).size,
    positives,
    baseRate,
    slices: {
      fit: sliceView(rows, slices.fit),
      calibration: sliceView(rows, slices.calibration),
      test: sliceView(rows, slices.test),
    },
    metrics,
    bins: reliability(truth, chances),
    subgroups,
    checks: checksOf({ about, recipe, metrics, subgroups, fit: take(labels, slices.fit), pipeline }),
    importance: importanceOf(pipeline, rows, slices.test, about.features),
    chances: chanceIntervals(chances, truth, testKeys),
    chanceLevel: 0.9,
    reference: referencesOf(table, slices.fit),
    foreign: about.data.foreign,
    source: `${about.data.title} (${about.data.licence})`,
  };
}

function sliceView({ times, labels }: TrainingTable, rows: Uint32Array) {
  const at = (place: number) => new Date(times[rows[place]!]!).toISOString();
  const positives = rows.reduce((sum, row) => sum + labels[row]!, 0);
  return { from: at(0), to: at(rows.length - 1), rows: rows.length, positives };
}

/** Each feature's share of all that moves the margin, over rows the model did not learn from. */
function importanceOf(
  pipeline: Pipeline,
  { table }: TrainingTable,
  test: Uint32Array,
  features: readonly Feature[],
): StoredReport['importance'] {
  const step = Math.max(1, Math.ceil(test.length / explained));
  const moved = new Map(features.map(({ name }) => [name, 0]));
  for (let at = 0; at < test.length; at += step)
    for (const { feature, effect } of explainRow(pipeline, table, test[at]!).reasons)
      moved.set(feature, moved.get(feature)! + Math.abs(effect));
  const all = [...moved.values()].reduce((sum, one) => sum + one, 0);
  return features
    .map(({ name, description, kind }) => ({
      feature: name,
      description,
      kind,
      share: all > 0 ? moved.get(name)! / all : 0,
    }))
    .sort((a, b) => b.share - a.share);
}

function tooFewInTime(
  { times, positives, labels }: TrainingTable,
  about: FitInput['about'],
  recipe: Recipe,
): string {
  const moments = new Set(times).size;
  const rarer = Math.min(positives, labels.length - positives);
  return (
    `Not enough data yet: learning, calibrating and judging each need later outcomes than the one before. ` +
    `There are ${labels.length} rows at ${moments} moments with ${rarer} of the rarer outcome; at least ` +
    `${positivesNeeded(about, recipe)}, ${fewest.calibration} and ${fewest.test} of it are needed, each certain before the next begins.`
  );
}
