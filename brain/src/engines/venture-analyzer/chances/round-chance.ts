import type { ventureAnalysisWire } from '@smartstart/contract';
import { applyPlatt } from '../../ml/index.ts';
import { createMatrix, marginsOf } from '../../ml/tabular/index.ts';
import type { ShippedNextRound } from '../next-round/artefact.ts';
import { featureNames, featureRow, silenceOf } from '../next-round/features.ts';
import { isAsked, knownBefore, type FundingHistory } from '../next-round/histories.ts';
import { nextRoundReasons } from '../next-round/model.ts';
import { kindWords } from './foreign.ts';

/** The chance of another round within twelve months, from what was known before a day, and what it goes with. Pure. */

type Chance = (typeof ventureAnalysisWire.chance)['_zod']['input'];
type Reason = Chance['reasons'][number];

export interface Served {
  readonly shipped: ShippedNextRound;
  readonly version: string;
  readonly trainedAt: Date;
}

/** What became of completed rounds of this installation. */
export interface OwnOutcomes {
  readonly seen: number;
  readonly raised: number;
}

export interface ChanceInput {
  readonly history: FundingHistory;
  readonly day: number;
  readonly served: Served | null;
  readonly own: OwnOutcomes;
  readonly pastRecord: Chance['pastRecord'];
}

const horizonMonths = 12;
const level = 0.8;
/** Of the normal distribution, for eight of ten. */
const z80 = 1.2816;
/** The base rate weighs as much as so many own outcomes. */
export const priorOutcomes = 50;
/** Published shares of companies that raise again within twelve months (intelligence of the platform, section 3). */
const published: Readonly<Record<string, number>> = {
  angel: 0.25,
  'series-a': 0.22,
  'series-b': 0.16,
  'series-c+': 0.19,
};
/** Counted with the published shares, whose numbers are not published beside them. */
const publishedWeight = 100;
const strongest = 3;
const unknown = ' (not known)';
const againstAll = ', against all (log-odds)';
const halfYear = 183;
const crunchbase = 'Crunchbase (CC BY, crunchbase.com), rounds before October 2012';

/** @returns what is said, or what is missing to say anything */
export function roundChanceOf(input: ChanceInput): Chance {
  const { day, served, own, pastRecord } = input;
  const known = knownBefore(input.history, day);
  const about = {
    kind: 'PREDICTED' as const,
    horizonMonths,
    // What happened before `day` went into it.
    asOf: isoDay(day - 1),
    ownOutcomes: own.seen,
    pastRecord,
  };
  const missing = whatIsMissing(known, day);
  if (missing.length)
    return {
      ...about,
      mode: 'PRIOR',
      probability: null,
      interval: null,
      text: `Not enough data: ${missing.join(' ')}`,
      ownWeight: 0,
      reasons: [],
      movers: [],
      provenance: provenanceOf(baseSource(served), true),
      missing,
    };
  const learnt = served && known.rounds.at(-1)!.raised !== null ? served : null;
  const said = learnt ? learntChance(known, day, learnt) : priorChance(known, day, served, own);
  const chance = saidAs(said);
  return {
    ...about,
    mode: learnt ? 'LEARNT' : own.seen ? 'SHRUNKEN' : 'PRIOR',
    ...chance,
    text: sentence(chance, learnt !== null),
    ownWeight: learnt ? 0 : hundredth(own.seen / (own.seen + priorOutcomes)),
    reasons: said.reasons,
    movers: moversOf(known, day, said, (changed, at) =>
      learnt ? learntChance(changed, at, learnt).p : priorChance(changed, at, served, own).p,
    ),
    provenance: learnt
      ? {
          model: 'next-round',
          version: learnt.version,
          trainedAt: learnt.trainedAt.toISOString(),
          source: `Learnt from ${crunchbase}: foreign companies, mostly of the United States.`,
          foreign: true,
        }
      : provenanceOf(baseSource(served), true),
    missing: learnt
      ? []
      : [
          served
            ? 'The amount of the last round in a currency that can be compared with the open data: until then the base rate of its kind stands.'
            : 'No model serves: the base rate of the last round’s kind stands.',
        ],
  };
}

/** The chance that is kept as a statement: unrounded. */
export function exactChanceOf(input: ChanceInput): number | null {
  const { day, served, own } = input;
  const known = knownBefore(input.history, day);
  if (whatIsMissing(known, day).length) return null;
  return served && known.rounds.at(-1)!.raised !== null
    ? learntChance(known, day, served).p
    : priorChance(known, day, served, own).p;
}

interface Said {
  readonly p: number;
  readonly low: number;
  readonly high: number;
  readonly reasons: Reason[];
}

function whatIsMissing(known: FundingHistory, day: number): string[] {
  if (!known.rounds.length)
    return ['No round is completed yet. What is known of next rounds speaks of those who raised before.'];
  if (!isAsked(known, day))
    return ['The last round is more than four years ago. Nothing comparable is known of such ventures.'];
  return [];
}

function learntChance(known: FundingHistory, day: number, { shipped }: Served): Said {
  const { model, bins, yearSpread, mood } = shipped;
  const row = featureRow(known, day, mood);
  const matrix = createMatrix(1, featureNames);
  matrix.values.set(row);
  const margin = marginsOf(model.trees, matrix)[0]!;
  const p = applyPlatt(model.scale, margin);
  const bin = bins.find(({ upTo }) => p <= upTo) ?? bins.at(-1)!;
  const sampling = 1 / (bin.raised + 0.5) + 1 / (bin.seen - bin.raised + 0.5);
  const effects = nextRoundReasons(model, row);
  return {
    p,
    ...around(p, Math.sqrt(sampling + yearSpread ** 2)),
    reasons: groupedEffects(effects, row)
      .map(({ key, text, effect }) => ({
        key,
        text,
        effect: hundredth(p - applyPlatt(model.scale, margin - effect)),
      }))
      // What the records do not say is no reason anybody could act upon.
      .filter(({ effect, text }) => effect !== 0 && !text.endsWith(unknown))
      .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
      .slice(0, strongest),
  };
}

/** Columns that say one thing together count together. */
function groupedEffects(effects: Float64Array, row: Float64Array) {
  const groups = new Map<string, { key: string; text: string; effect: number }>();
  featureNames.forEach((name, at) => {
    const [group] = name.split(': ');
    const key = group!;
    const found = groups.get(key) ?? { key, text: wordsOf(name, row), effect: 0 };
    groups.set(key, { ...found, effect: found.effect + effects[at]! });
  });
  return [...groups.values()];
}

function wordsOf(name: string, row: Float64Array): string {
  const value = (column: string) => row[featureNames.indexOf(column)]!;
  if (name.startsWith('last round: ')) return 'The kind of the last round';
  if (name.startsWith('category: ')) return 'The industry';
  const shown = value(name);
  if (Number.isNaN(shown)) return `${capital(name)}${unknown}`;
  if (name.startsWith('log of') || name.startsWith('last amount'))
    return capital(name.replace('log of ', 'size of '));
  if (name.endsWith(againstAll))
    return `${capital(name.slice(0, -againstAll.length))}: ${shown >= 0 ? 'more' : 'less'} often than all`;
  return `${capital(name)}: ${Math.round(10 * shown) / 10}`;
}

function priorChance(known: FundingHistory, day: number, served: Served | null, own: OwnOutcomes): Said {
  const { kind, day: last } = known.rounds.at(-1)!;
  const silence = silenceOf(last, day);
  const counted = served?.shipped.base.find((row) => row.kind === kind && row.silence === silence);
  const [seen, raised] = counted
    ? [counted.seen, counted.raised]
    : [publishedWeight, publishedWeight * (published[kind] ?? published['angel']!)];
  const prior = (raised + 0.5) / (seen + 1);
  const weight = own.seen / (own.seen + priorOutcomes);
  const p = weight * (own.seen ? own.raised / own.seen : 0) + (1 - weight) * prior;
  const rows = Math.min(seen, priorOutcomes) + own.seen;
  const spread = Math.sqrt(1 / (p * rows + 0.5) + 1 / ((1 - p) * rows + 0.5));
  return {
    p,
    ...around(p, Math.hypot(spread, served?.shipped.yearSpread ?? 0)),
    reasons: [
      {
        key: 'last round',
        text: counted
          ? `Of ${seen} companies whose last round was ${kindWords[kind] ?? kind} as long ago, ${Math.round(raised)} raised again within a year`
          : `Base rate after a round of the kind ${kindWords[kind] ?? kind}`,
        effect: 0,
      },
      ...(own.seen
        ? [
            {
              key: 'own outcomes',
              text: `${own.raised} of ${own.seen} completed rounds here were followed by another within a year`,
              effect: hundredth(p - prior),
            },
          ]
        : []),
    ],
  };
}

/**
 * The same with one thing changed: what goes with a higher or a lower chance, not what brings it about. Said in the steps of
 * the chance itself: a change too small for them is none.
 */
function moversOf(
  known: FundingHistory,
  day: number,
  now: Said,
  chanceAt: (history: FundingHistory, day: number) => number,
): Chance['movers'] {
  const last = known.rounds.at(-1)!;
  const again = { ...last, day: day - 1 };
  const tries: { key: string; text: string; history: FundingHistory; at: number }[] = [
    { key: 'WAIT', text: 'Six more months without a round', history: known, at: day + halfYear },
    {
      key: 'ROUND_NOW',
      text: 'A round like the last one completed today',
      history: { ...known, rounds: [...known.rounds, again] },
      at: day,
    },
    ...(last.raised === null
      ? []
      : [
          {
            key: 'LARGER',
            text: 'Had the last round been twice as large',
            history: {
              ...known,
              rounds: [...known.rounds.slice(0, -1), { ...last, raised: 2 * last.raised }],
            },
            at: day,
          },
        ]),
  ];
  return tries
    .filter(({ history, at }) => isAsked(history, at))
    .map(({ key, text, history, at }) => {
      const step = stepOf(now);
      const change = toStep(chanceAt(history, at) - now.p, step);
      const probability = hundredth(Math.max(0, Math.min(1, toStep(now.p, step) + change)));
      return { key, text, probability, change };
    });
}

function around(p: number, spread: number): { low: number; high: number } {
  const odds = Math.log(p / (1 - p));
  const at = (by: number) => 1 / (1 + Math.exp(-(odds + by)));
  return { low: at(-z80 * spread), high: at(z80 * spread) };
}

/** No more exactly than the interval allows: five percent where it is wider than ten. */
function stepOf({ low, high }: Said): number {
  return high - low > 0.1 ? 0.05 : 0.01;
}

function toStep(value: number, step: number): number {
  return hundredth(Math.round(value / step) * step);
}

function saidAs(said: Said) {
  const { p, low, high } = said;
  return {
    probability: toStep(p, stepOf(said)),
    interval: { low: hundredth(low), high: hundredth(high), level },
  };
}

function sentence({ probability, interval }: ReturnType<typeof saidAs>, learnt: boolean): string {
  const share = (value: number) => `${Math.round(100 * value)} %`;
  const range = `between ${share(interval.low)} and ${share(interval.high)}`;
  return learnt
    ? `About ${share(probability)} (${range}): so many companies like this raised again within twelve months, in open data from before October 2012.`
    : `About ${share(probability)} (${range}): the base rate of companies at this stage, not of this venture.`;
}

function baseSource(served: Served | null): string {
  return served
    ? `Base rate by kind of the last round and the half-years since: ${crunchbase}.`
    : `Base rate by kind of the last round: ${crunchbase}, rounds of 2006 to 2011.`;
}

function provenanceOf(source: string, foreign: boolean): Chance['provenance'] {
  return { model: null, version: null, trainedAt: null, source, foreign };
}

function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function hundredth(value: number): number {
  return Math.round(100 * value) / 100 + 0;
}
