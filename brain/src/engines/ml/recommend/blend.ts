import { fitEase } from './ease.ts';
import { fitIals } from './ials.ts';
import {
  historyOf,
  historyOfPerson,
  type History,
  type Interactions,
  type Recommender,
} from './interactions.ts';
import { fitNeighbours } from './neighbours.ts';
import { fitPopularity, fitTrend } from './popularity.ts';
import { rankingQuality, topItems } from './ranking-metrics.ts';
import { hideShare, takeNewcomers } from './splits.ts';

export const members = ['popularity', 'trend', 'neighbours', 'ease', 'ials'] as const;
export type Member = (typeof members)[number];
/** How much each member's standardised score counts. */
export type Weights = Readonly<Record<Member, number>>;

/** Weights for people of whom at least `from` items are known. */
export interface Step {
  readonly from: number;
  readonly weights: Weights;
  /** nDCG of the blend and of popularity alone on the people the weights were found on. */
  readonly ndcg: number;
  readonly popularity: number;
}

export interface Blend extends Recommender {
  /** By rising `from`; the first is from 0. */
  readonly steps: readonly Step[];
  /** The setting of each member that was best alone. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface BlendOptions {
  readonly seed: number;
  /** The ranking is tuned for its first this many. */
  readonly depth: number;
  readonly onProgress?: (done: number, of: number, what: string) => void;
}

type Fit = (data: Interactions) => Recommender;
type Fits = Readonly<Record<Member, Fit>>;

/** One person of the validation: what is known, what is asked for. */
interface Question {
  readonly history: History;
  readonly relevant: ReadonlySet<number>;
}

const validationShare = 0.25;
const newcomerShare = 0.3;
const newcomerSteps = [1, 2, 3, 5, 8, 12, 20];
/** Weights are searched on this many people at most. */
const mostQuestions = 1500;

/**
 * A blend of popularity, trend, neighbours, EASE and iALS whose weights depend on how much is known of the person: of
 * newcomers popularity knows best, of others the rest. Settings and weights are found on interactions hidden from the
 * fits within `data`; then everything is fitted again on all of it. A blend that does not beat popularity by more than
 * chance explains gives way to it.
 */
export function fitBlend(data: Interactions, { seed, depth, onProgress }: BlendOptions): Blend {
  const total = 4 + newcomerSteps.length;
  let done = 0;
  const told = (what: string) => onProgress?.(++done, total, what);
  const split = hideShare(data, validationShare, seed);
  const asked = sample(
    split.hidden.flatMap((relevant, person) =>
      relevant.size > 0 ? [{ history: historyOfPerson(split.train, person), relevant }] : [],
    ),
  );
  const { fits, settings, fitted } = chooseSettings(split.train, asked, depth);
  told('settings');
  const known = findWeights(tableOf(fitted, asked, data.items), depth);
  told('weights');
  const newcomers = takeNewcomers(data, newcomerShare, seed + 1);
  const withoutThem = fitAll(fits, newcomers.train);
  told('newcomers');
  const steps: Step[] = [];
  for (const from of newcomerSteps) {
    const questions = sample(
      newcomers.rows.flatMap((row) =>
        row.length > from
          ? [
              {
                history: historyOf(row.slice(0, from)),
                relevant: new Set(row.slice(from).map(({ item }) => item)),
              },
            ]
          : [],
      ),
    );
    if (questions.length > 0)
      steps.push({ from, ...findWeights(tableOf(withoutThem, questions, data.items), depth) });
    told(`${from} known`);
  }
  const last = steps.at(-1)?.from ?? 0;
  const all = [
    {
      from: 0,
      weights: popularityAlone,
      ndcg: steps[0]?.popularity ?? 0,
      popularity: steps[0]?.popularity ?? 0,
    },
    ...steps,
    { from: last + 1, ...known },
  ];
  const final = fitAll(fits, data);
  told('fit');
  return { steps: all, settings, ...blended(final, all, data.items) };
}

/** The blend of fitted members. */
function blended(
  fitted: Readonly<Record<Member, Recommender>>,
  steps: readonly Step[],
  items: number,
): Recommender {
  const inner = new Float64Array(items);
  const met = new Uint8Array(items);
  return {
    score(history, scores) {
      const { weights } = steps.findLast(({ from }) => from <= history.items.length)!;
      for (let k = 0; k < history.items.length; k++) met[history.items[k]!] = 1;
      scores.fill(0);
      for (const member of members) {
        if (weights[member] === 0) continue;
        fitted[member].score(history, inner);
        standardise(inner, met);
        for (let item = 0; item < items; item++)
          scores[item] = scores[item]! + weights[member] * inner[item]!;
      }
      for (let k = 0; k < history.items.length; k++) met[history.items[k]!] = 0;
    },
  };
}

const popularityAlone: Weights = { popularity: 1, trend: 0, neighbours: 0, ease: 0, ials: 0 };

/** Mean 0 and deviation 1 over the items not met; met ones and constant scores become 0. */
function standardise(scores: Float64Array, met: Uint8Array): void {
  let [sum, squares, count] = [0, 0, 0];
  for (let item = 0; item < scores.length; item++) {
    if (met[item]) continue;
    sum += scores[item]!;
    squares += scores[item]! ** 2;
    count++;
  }
  const mean = sum / (count || 1);
  const deviation = Math.sqrt(Math.max(0, squares / (count || 1) - mean * mean));
  const scale = deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? 1 / deviation : 0;
  for (let item = 0; item < scores.length; item++)
    scores[item] = met[item] ? 0 : (scores[item]! - mean) * scale;
}

function fitAll(fits: Fits, data: Interactions): Record<Member, Recommender> {
  return Object.fromEntries(members.map((member) => [member, fits[member](data)])) as Record<
    Member,
    Recommender
  >;
}

/** The settings tried of each member; instants are taken to spread as `span` does. */
function candidates(span: number): Record<Member, readonly { name: string; fit: Fit }[]> {
  return {
    popularity: [{ name: '–', fit: fitPopularity }],
    trend: [0.02, 0.06, 0.2].map((share) => ({
      name: `width ${share} of the time covered`,
      fit: (data: Interactions) => fitTrend(data, share * (span || 1)),
    })),
    neighbours: [
      { sharpness: 2, discount: 0.3 },
      { sharpness: 3, discount: 0.5 },
      { sharpness: 4, discount: 0.5 },
    ].map((options) => ({
      name: `sharpness ${options.sharpness}, discount ${options.discount}`,
      fit: (data: Interactions) => fitNeighbours(data, options),
    })),
    ease: [100, 300, 800].map((ridge) => ({
      name: `ridge ${ridge}`,
      fit: (data: Interactions) => fitEase(data, ridge),
    })),
    ials: [
      { rank: 24, unmet: 0.1, ridge: 0.01 },
      { rank: 48, unmet: 0.1, ridge: 0.03 },
      { rank: 48, unmet: 0.3, ridge: 0.01 },
    ].map((options) => ({
      name: `rank ${options.rank}, unmet ${options.unmet}, ridge ${options.ridge}`,
      fit: (data: Interactions) => fitIals(data, { ...options, rounds: 8, seed: 7 }),
    })),
  };
}

/** Of each member the setting that ranks best alone. */
function chooseSettings(train: Interactions, asked: readonly Question[], depth: number) {
  const instants = train.at.toSorted();
  const span = (instants.at(-1) ?? 0) - (instants[0] ?? 0);
  const fits: Partial<Record<Member, Fit>> = {};
  const fitted: Partial<Record<Member, Recommender>> = {};
  const settings: Record<string, string> = {};
  const tried = candidates(span);
  for (const member of members) {
    let best = -1;
    for (const { name, fit } of tried[member]) {
      const recommender = fit(train);
      const quality = tried[member].length > 1 ? qualityOf(recommender, asked, train.items, depth) : 0;
      if (quality <= best) continue;
      best = quality;
      [fits[member], fitted[member], settings[member]] = [fit, recommender, name];
    }
  }
  return { fits: fits as Fits, fitted: fitted as Record<Member, Recommender>, settings };
}

/** Mean nDCG over the questions. */
function qualityOf(
  recommender: Recommender,
  asked: readonly Question[],
  items: number,
  depth: number,
): number {
  const scores = new Float64Array(items);
  const sum = asked.reduce((total, { history, relevant }) => {
    recommender.score(history, scores);
    return total + rankingQuality(topItems(scores, depth, marks(history, items)), relevant, depth).ndcg;
  }, 0);
  return sum / (asked.length || 1);
}

/** Standardised scores of every member for every question. */
interface Table {
  readonly items: number;
  readonly questions: readonly Question[];
  readonly scores: readonly Readonly<Record<Member, Float32Array>>[];
  readonly met: readonly Uint8Array[];
}

function tableOf(
  fitted: Readonly<Record<Member, Recommender>>,
  questions: readonly Question[],
  items: number,
): Table {
  const scratch = new Float64Array(items);
  const met = questions.map(({ history }) => marks(history, items));
  const scores = questions.map(
    ({ history }, at) =>
      Object.fromEntries(
        members.map((member) => {
          fitted[member].score(history, scratch);
          standardise(scratch, met[at]!);
          return [member, Float32Array.from(scratch)];
        }),
      ) as Record<Member, Float32Array>,
  );
  return { items, questions, scores, met };
}

const factors = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3];
const mostPasses = 4;

/** Coordinate ascent from popularity alone; each weight is the best of `factors` while the others stand. */
function findWeights(table: Table, depth: number): { weights: Weights; ndcg: number; popularity: number } {
  const base = qualities(table, popularityAlone, depth);
  let weights = popularityAlone;
  let best = base;
  for (let pass = 0; pass < mostPasses; pass++) {
    const before = mean(best);
    for (const member of members.toReversed())
      for (const factor of factors) {
        const tried = { ...weights, [member]: factor };
        const reached = qualities(table, tried, depth);
        if (mean(reached) > mean(best) + 1e-6) [weights, best] = [tried, reached];
      }
    if (mean(best) - before < 1e-4) break;
  }
  const gains = Float64Array.from(best, (value, at) => value - base[at]!);
  return mean(gains) > standardError(gains)
    ? { weights, ndcg: mean(best), popularity: mean(base) }
    : { weights: popularityAlone, ndcg: mean(base), popularity: mean(base) };
}

/** nDCG of each question. */
function qualities({ items, questions, scores, met }: Table, weights: Weights, depth: number): Float64Array {
  const sums = new Float64Array(items);
  const used = members.filter((member) => weights[member] !== 0);
  return Float64Array.from(questions, ({ relevant }, at) => {
    sums.fill(0);
    for (const member of used) {
      const [own, weight] = [scores[at]![member], weights[member]];
      for (let item = 0; item < items; item++) sums[item] = sums[item]! + weight * own[item]!;
    }
    return rankingQuality(topItems(sums, depth, met[at]), relevant, depth).ndcg;
  });
}

function marks(history: History, items: number): Uint8Array {
  const met = new Uint8Array(items);
  for (let k = 0; k < history.items.length; k++) met[history.items[k]!] = 1;
  return met;
}

/** Evenly over the list, at most as many as are searched on. */
function sample(questions: readonly Question[]): readonly Question[] {
  if (questions.length <= mostQuestions) return questions;
  return Array.from(
    { length: mostQuestions },
    (_, at) => questions[Math.floor((at * questions.length) / mostQuestions)]!,
  );
}

function mean(values: Float64Array): number {
  return values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}

function standardError(values: Float64Array): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return values.length > 1
    ? Math.sqrt(squares / (values.length - 1) / values.length)
    : Number.POSITIVE_INFINITY;
}
