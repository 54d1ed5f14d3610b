import { createMatrix, type Matrix } from '../../ml/tabular/index.ts';
import { knownBefore, isAsked, monthsBetween, type FundingHistory, type FundingRound } from './histories.ts';

export interface Snapshot {
  readonly day: number;
  readonly ids: readonly string[];
  readonly matrix: Matrix;
}

const kinds = ['angel', 'series-a', 'series-b', 'series-c+', 'venture', 'other', 'private-equity'] as const;
const numbers = [
  'months since last round',
  'months since first round',
  'months between last two rounds',
  'rounds',
  'rounds a year',
  'log of last amount',
  'log of all amounts',
  'last amount over the one before',
  'amounts made known',
  'months since founding',
  'months from founding to first round',
  'how often its category raised in the last year, against all (log-odds)',
  'rounds in its category, last year over the year before',
  'how often its region raised in the last year, against all (log-odds)',
  'how often those at its stage and silence raised in the last year, against all (log-odds)',
] as const;

/** Half-years without a round; who is silent for long seldom comes back. */
const silenceMonths = 6;
/** So many companies at the mean weigh as much as those seen. */
const priorWeight = 30;

/** Fixed, so that a model of one day reads the rows of another. */
const largeCategories = [
  'advertising',
  'analytics',
  'biotech',
  'cleantech',
  'ecommerce',
  'enterprise',
  'games_video',
  'hardware',
  'medical',
  'mobile',
  'semiconductor',
  'software',
  'web',
];

export const featureNames: readonly string[] = [
  ...numbers,
  ...kinds.map((kind) => `last round: ${kind}`),
  ...largeCategories.map((category) => `category: ${category}`),
];

/**
 * A row for each company that is asked about on that day, from what was known before it. The shares are of the year that
 * ended on the day: companies asked about a year before, and whether they raised since.
 */
export function snapshotAt(histories: readonly FundingHistory[], day: number): Snapshot {
  const known = histories.map((history) => knownBefore(history, day));
  const asked = known.filter((history) => isAsked(history, day));
  const mood = moodOf(known, day);
  const matrix = createMatrix(asked.length, featureNames);
  asked.forEach((history, row) =>
    matrix.values.set(featureRow(history, day, mood), row * featureNames.length),
  );
  return { day, ids: asked.map(({ id }) => id), matrix };
}

/** The features of one company, as of a day; later rows of its history are left out. */
export function featureRow(history: FundingHistory, day: number, mood: Mood): Float64Array {
  const known = knownBefore(history, day);
  const last = known.rounds.at(-1)!.kind;
  return Float64Array.from([
    ...rowFor(known, day, mood),
    ...kinds.map((kind) => (kind === last ? 1 : 0)),
    ...largeCategories.map((category) => (category === history.category ? 1 : 0)),
  ]);
}

/** How many raised in the year before a day, plain enough to be kept in an artefact. */
export interface Mood {
  readonly all: Counter;
  readonly byCategory: Readonly<Record<string, Counter>>;
  readonly byRegion: Readonly<Record<string, Counter>>;
  readonly byStage: Readonly<Record<string, Counter>>;
  /** Rounds of the last year and of the year before. */
  readonly rounds: Readonly<Record<string, { readonly late: number; readonly early: number }>>;
}

export function moodOf(known: readonly FundingHistory[], day: number): Mood {
  const before = day - 365;
  const all = counter();
  const byCategory = new Map<string, Counter>();
  const byRegion = new Map<string, Counter>();
  const byStage = new Map<string, Counter>();
  const rounds = new Map<string, { late: number; early: number }>();
  for (const history of known) {
    const then = knownBefore(history, before);
    if (isAsked(then, before)) {
      const raised = history.rounds.some((round) => round.day >= before);
      const last = then.rounds.at(-1)!;
      count(all, raised);
      count(of(byCategory, history.category), raised);
      count(of(byRegion, history.region), raised);
      count(of(byStage, stageKey(last.kind, monthsBetween(last.day, before))), raised);
    }
    const seen = rounds.get(history.category ?? '') ?? { late: 0, early: 0 };
    rounds.set(history.category ?? '', seen);
    for (const round of history.rounds) {
      if (round.day >= before) seen.late++;
      else if (round.day >= before - 365) seen.early++;
    }
  }
  return {
    all,
    byCategory: Object.fromEntries(byCategory),
    byRegion: Object.fromEntries(byRegion),
    byStage: Object.fromEntries(byStage),
    rounds: Object.fromEntries(rounds),
  };
}

/**
 * Against all, because a good year for everybody says nothing of the next one: good and bad years take turns, and the few
 * autumns of a fit would be told apart by it.
 */
function oddsOf({ all }: Mood, counted: Counter | undefined): number {
  const base = (all.raised + 0.5) / (all.seen + 1);
  const share = ((counted?.raised ?? 0) + priorWeight * base) / ((counted?.seen ?? 0) + priorWeight);
  return Math.log(share / (1 - share)) - Math.log(base / (1 - base));
}

function growthOf({ rounds }: Mood, category: string | null): number {
  const { late, early } = rounds[category ?? ''] ?? { late: 0, early: 0 };
  return Math.log((late + 10) / (early + 10));
}

function rowFor(history: FundingHistory, day: number, mood: Mood): number[] {
  const { rounds, founded, category, region } = history;
  const last = rounds.at(-1)!;
  const first = rounds[0]!;
  const prior = rounds.at(-2);
  const silence = monthsBetween(last.day, day);
  const seen = monthsBetween(first.day, day);
  const amounts = rounds.flatMap(({ raised }) => raised ?? []);
  return [
    silence,
    seen,
    prior ? monthsBetween(prior.day, last.day) : Number.NaN,
    rounds.length,
    (12 * rounds.length) / (seen + 12),
    logOf(last.raised),
    amounts.length > 0 ? logOf(amounts.reduce((sum, amount) => sum + amount, 0)) : Number.NaN,
    prior ? logOf(last.raised) - logOf(prior.raised) : Number.NaN,
    amounts.length / rounds.length,
    founded === null ? Number.NaN : monthsBetween(founded, day),
    founded === null ? Number.NaN : monthsBetween(founded, first.day),
    oddsOf(mood, mood.byCategory[category ?? '']),
    growthOf(mood, category),
    oddsOf(mood, mood.byRegion[region ?? '']),
    oddsOf(mood, mood.byStage[stageKey(last.kind, silence)]),
  ];
}

function logOf(raised: FundingRound['raised']): number {
  return raised === null || raised <= 0 ? Number.NaN : Math.log10(raised);
}

function stageKey(kind: string, months: number): string {
  return `${kind} ${Math.min(7, Math.floor(months / silenceMonths))}`;
}

/** Half-years from the last round to a day: 7 stands for three and a half years and more. */
export function silenceOf(last: number, day: number): number {
  return Math.max(0, Math.min(7, Math.floor(monthsBetween(last, day) / silenceMonths)));
}

export interface Counter {
  seen: number;
  raised: number;
}

function counter(): Counter {
  return { seen: 0, raised: 0 };
}

function count(counted: Counter, raised: boolean): void {
  counted.seen++;
  if (raised) counted.raised++;
}

function of(counters: Map<string, Counter>, key: string | null): Counter {
  const found = counters.get(key ?? '') ?? counter();
  counters.set(key ?? '', found);
  return found;
}
