import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { brier, calibrationError, fingerprint, rocAuc, type ArtefactHeader } from '../engines/ml/index.ts';
import { bootstrapInterval, take } from '../engines/ml/tabular/index.ts';
import {
  packNextRound,
  unpackNextRound,
  type AmountMedian,
  type BaseRate,
  type ShippedNextRound,
} from '../engines/venture-analyzer/next-round/artefact.ts';
import { moodOf, silenceOf } from '../engines/venture-analyzer/next-round/features.ts';
import {
  isAsked,
  knownBefore,
  raisedWithin,
  type FundingHistory,
} from '../engines/venture-analyzer/next-round/histories.ts';
import {
  fitNextRound,
  labelledSnapshot,
  nextRoundChances,
} from '../engines/venture-analyzer/next-round/model.ts';
import { dayOf, readFundingHistories } from './venture-files.ts';

const version = '1.0.0';
const seed = 20261126;
const licence = 'CC BY (data by Crunchbase, https://www.crunchbase.com)';
const dataSet = 'Crunchbase export of October 2013, rounds before October 2012';
/** Autumns: the fit of the card sees the two before each, and is tried on it. */
const origins = ['2008-10-01', '2009-10-01', '2010-10-01', '2011-10-01'] as const;
const binCount = 6;
const amountsFrom = '2010-01-01';
const leastRounds = 30;

/**
 * `npm run train -- next-round [--data DIR]`: DIR holds companies.csv, rounds.csv and acquisitions.csv. The figures of
 * the card come from fits tried on a later autumn; the shipped model is fitted on the last two.
 */
export async function train(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string', default: '../shared/data/ventures' } },
  });
  const histories = readFundingHistories(values.data);
  const trials = origins.map((origin) => tryAt(histories, day(origin)));
  const last = trials.at(-1)!;
  const fitDays = [day(origins[2]), day(origins[3])];
  const model = fitNextRound(
    fitDays.map((one) => labelledSnapshot(histories, one)),
    seed,
  );
  const asOf = day('2012-10-01');
  const shipped: ShippedNextRound = {
    model,
    day: asOf,
    mood: moodOf(
      histories.map((history) => knownBefore(history, asOf)),
      asOf,
    ),
    bins: binsOf(last),
    yearSpread: spreadOf(trials.map(({ said, came }) => logit(came) - logit(said))),
    base: baseRates(histories),
    amounts: amountMedians(histories),
  };
  const hash = createHash('sha256');
  for (const file of ['companies.csv', 'rounds.csv', 'acquisitions.csv'])
    hash.update(readFileSync(`${values.data}/${file}`));
  const metrics = {
    auc: last.auc,
    aucLow: last.aucInterval.low,
    aucHigh: last.aucInterval.high,
    brier: last.brier,
    baseBrier: last.baseBrier,
    ece: last.ece,
    baseRate: last.came,
    yearSpread: shipped.yearSpread,
  };
  const header: Omit<ArtefactHeader, 'settings' | 'featureSetHash'> = {
    name: 'next-round',
    version,
    createdFrom: { data: dataSet, sha256: hash.digest('hex'), licence },
    seed,
    metrics,
    trainedOn: [],
  };
  const bytes = packNextRound(shipped, header);
  unpackNextRound(bytes);
  writeFileSync(`brain/models/next-round-${version}.bin`, bytes);
  writeFileSync('docs/models/next-round.md', card({ header, trials, shipped, bytes }));
  process.stdout.write(
    `next-round ${version}: ${bytes.length} bytes; AUC ${last.auc.toFixed(3)}, Brier ${last.brier.toFixed(4)} (base rate ${last.baseBrier.toFixed(4)}), ECE ${last.ece.toFixed(3)}\n`,
  );
}

type Trial = ReturnType<typeof tryAt>;

/** Fitted on the two autumns before, tried on this one. */
function tryAt(histories: readonly FundingHistory[], at: number) {
  const before = [at - 731, at - 366].map((one) => labelledSnapshot(histories, one));
  const model = fitNextRound(before, seed);
  const { matrix, labels } = labelledSnapshot(histories, at);
  const chances = nextRoundChances(model, matrix);
  const mean = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const aucInterval = bootstrapInterval(
    labels.length,
    (rows) => rocAuc(take(labels, rows), take(chances, rows)),
    { seed, draws: 200 },
  );
  return {
    at,
    labels,
    chances,
    said: mean(chances),
    came: mean(labels),
    auc: rocAuc(labels, chances),
    aucInterval,
    brier: brier(labels, chances),
    baseBrier: brier(
      labels,
      labels.map(() => model.baseRate),
    ),
    ece: calibrationError(labels, chances),
  };
}

function binsOf({ chances, labels }: Trial): ShippedNextRound['bins'] {
  const order = [...chances.keys()].sort((a, b) => chances[a]! - chances[b]!);
  return Array.from({ length: binCount }, (_, bin) => {
    const rows = order.slice(
      Math.round((bin * order.length) / binCount),
      Math.round(((bin + 1) * order.length) / binCount),
    );
    return {
      upTo: bin === binCount - 1 ? 1 : chances[rows.at(-1)!]!,
      seen: rows.length,
      raised: rows.reduce((sum, row) => sum + labels[row]!, 0),
    };
  });
}

/** Of every autumn, whoever was asked about then. */
function baseRates(histories: readonly FundingHistory[]): BaseRate[] {
  const counts = new Map<string, { kind: string; silence: number; seen: number; raised: number }>();
  for (const at of origins.map(day))
    for (const history of histories) {
      const known = knownBefore(history, at);
      if (!isAsked(known, at)) continue;
      const { kind, day: when } = known.rounds.at(-1)!;
      const silence = silenceOf(when, at);
      const key = `${kind} ${silence}`;
      const counted = counts.get(key) ?? { kind, silence, seen: 0, raised: 0 };
      counts.set(key, counted);
      counted.seen++;
      if (raisedWithin(history, at)) counted.raised++;
    }
  return [...counts.values()].sort((a, b) => a.kind.localeCompare(b.kind) || a.silence - b.silence);
}

function amountMedians(histories: readonly FundingHistory[]): AmountMedian[] {
  const from = day(amountsFrom);
  const groups = new Map<string, number[]>();
  for (const { rounds, category } of histories)
    for (const { day: at, kind, raised } of rounds) {
      if (at < from || raised === null) continue;
      for (const key of [`${kind} `, ...(category ? [`${kind} ${category}`] : [])])
        groups.set(key, [...(groups.get(key) ?? []), raised]);
    }
  return [...groups]
    .filter(([, list]) => list.length >= leastRounds)
    .map(([key, list]) => {
      const sorted = list.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
      const [kind = '', category = ''] = key.split(' ');
      return { kind, category, rounds: sorted.length, q25: at(0.25), median: at(0.5), q75: at(0.75) };
    })
    .sort((a, b) => a.kind.localeCompare(b.kind) || a.category.localeCompare(b.category));
}

function spreadOf(list: readonly number[]): number {
  return Math.sqrt(list.reduce((sum, value) => sum + value ** 2, 0) / list.length);
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function day(text: string): number {
  return dayOf(text)!;
}

function isoOf(at: number): string {
  return new Date(at * 86_400_000).toISOString().slice(0, 10);
}

function card({
  header,
  trials,
  shipped,
  bytes,
}: {
  header: Omit<ArtefactHeader, 'settings' | 'featureSetHash'>;
  trials: readonly Trial[];
  shipped: ShippedNextRound;
  bytes: Uint8Array;
}): string {
  const share = (value: number) => value.toFixed(3).replace(/^0/, '');
  const last = trials.at(-1)!;
  return `# Model card: next-round ${header.version}

Generated by \`npm run train -- next-round\`; change the generator, not this page.

**What it does.** Says for a company that has raised money how likely another round is within twelve months.

**How.** Boosted trees on what was known before a day: kind, amount and time of the rounds, time since, category, and how
many in the category, the region and at the same stage raised in the year before. Platt scaling on the later of two
autumns. The interval of a chance is that of the share that raised among unseen companies of about the same chance,
widened by how far whole years lay from what was said (${share(shipped.yearSpread)} in log-odds).

**Data.** ${header.createdFrom.data}; ${header.createdFrom.licence}; SHA-256 of the files ${header.createdFrom.sha256.slice(0, 16)}….
Mostly companies in the United States, as far as Crunchbase knew of them. **Foreign to every installation**: wherever a
chance of it is shown, that is said beside it, and own outcomes are counted beside it.

**Figures**, each fitted on the two autumns before and tried on the one named. The naive rival says the share of the
years of the fit.

| tried on | companies | raised | AUC (95 %) | Brier | naive | ECE |
| --- | --- | --- | --- | --- | --- | --- |
${trials
  .map(
    ({ at, labels, came, auc, aucInterval, brier: own, baseBrier, ece }) =>
      `| ${isoOf(at)} | ${labels.length} | ${share(came)} | ${share(auc)} (${share(aucInterval.low)}–${share(aucInterval.high)}) | ${own.toFixed(4)} | ${baseBrier.toFixed(4)} | ${share(ece)} |`,
  )
  .join('\n')}

Shares that came true on ${isoOf(last.at)}, by the chance said:

| chance up to | companies | raised |
| --- | --- | --- |
${shipped.bins.map(({ upTo, seen, raised }) => `| ${share(upTo)} | ${seen} | ${share(raised / seen)} |`).join('\n')}

Besides the trees it carries base rates by kind of the last round and half-years since, counted over the four autumns,
and quartiles of the amounts raised since ${amountsFrom} by kind and category, for the valuation by comparable rounds.

**Meant for** a founder who weighs plans. **Not meant for** deciding about people or money without a look at the venture.
Rounds that nobody reported are missing in the data, and closures are under-recorded: it says nothing of survival.

**Reproduce.** Seed ${header.seed}; ${bytes.length.toLocaleString('en')} bytes; ${fingerprint(bytes).slice(0, 16)}….
`;
}
