import type { ventureAnalysisWire } from '@smartstart/contract';
import { shiftedMonth, spoken } from '@smartstart/units';
import { costPrior, priorMonths, revenuePrior, type Books, type LogProcess } from './process.ts';
import { quantileShares, type MonthQuantiles, type Plan } from './simulation.ts';
import { lastsUntil, type Study, type Trial } from './study.ts';

/** A simulation as it is shown: quantiles by month, when the cash ends, what it rests on and what would move it. Pure. */

type Forecast = (typeof ventureAnalysisWire.runwayForecast)['_zod']['input'];
type Assumptions = (typeof ventureAnalysisWire.assumptions)['_zod']['output'];
type Quantiles = (typeof ventureAnalysisWire.quantiles)['_zod']['input'];
type Parameter = (typeof ventureAnalysisWire.runwayParameter)['_zod']['input'];

export interface ActualMonth {
  readonly month: string;
  readonly cashMinor: bigint;
  readonly incomeMinor: bigint;
  readonly costsMinor: bigint;
}

export interface ForecastInput {
  readonly study: Study;
  readonly books: Books;
  readonly plan: Plan;
  readonly actuals: readonly ActualMonth[];
  readonly currency: string;
  readonly seed: number;
  readonly pastRecord: Forecast['pastRecord'];
}

/** So many months of the past beside the fan. */
const shownActuals = 24;
const spans = [6, 12, 18] as const;
const quantileNames = [
  'q2_5',
  'q5',
  'q10',
  'q25',
  'q50',
  'q75',
  'q90',
  'q95',
  'q97_5',
] as const satisfies (keyof Quantiles)[];
/** Between these lie eight of ten drifts. */
const z80 = 1.2816;
const strongest = 5;

export const runwaySource =
  `Simulation from the venture’s own months, drawn to an assumption of this platform that is not learnt: income ` +
  `${signed(100 * revenuePrior.drift)} % a month, give or take ${100 * revenuePrior.spread} %; costs ` +
  `${signed(100 * costPrior.drift)} %, give or take ${100 * costPrior.spread} %. It weighs as much as ${priorMonths} own months.`;

export function planFrom(assumptions: Assumptions): Plan {
  const { horizonMonths, growthPercent, costChange, shocks } = assumptions;
  return {
    horizonMonths,
    growthPercent,
    costChange,
    shocks,
    hires: assumptions.hires.map(({ month, people, monthlyCostMinor }) => ({
      month,
      people,
      monthlyCost: Number(monthlyCostMinor),
    })),
    rounds: assumptions.rounds.map(({ month, amountMinor, probability }) => ({
      month,
      amount: Number(amountMinor),
      probability,
    })),
    oneOffs: assumptions.oneOffs.map(({ month, amountMinor }) => ({ month, amount: Number(amountMinor) })),
  };
}

/** What is tried to say what would move the chance: single steps anybody could take, and the plan without each part. */
export function trialsOf(plan: Plan): Trial[] {
  const without = (key: string, text: string, change: Partial<Plan>): Trial => ({
    key,
    text,
    plan: { ...plan, ...change },
  });
  return [
    { key: 'COSTS_DOWN', text: 'Costs lower by 10 % from now on', plan, costFactor: 0.9 },
    { key: 'COSTS_UP', text: 'Costs higher by 10 % from now on', plan, costFactor: 1.1 },
    { key: 'INCOME_UP', text: 'Income higher by 10 % from now on', plan, incomeFactor: 1.1 },
    { key: 'INCOME_DOWN', text: 'Income lower by 10 % from now on', plan, incomeFactor: 0.9 },
    ...(plan.rounds.length ? [without('NO_ROUND', 'Without the assumed round', { rounds: [] })] : []),
    ...(plan.hires.length ? [without('NO_HIRES', 'Without the assumed hires', { hires: [] })] : []),
    ...(plan.shocks.length ? [without('NO_SHOCKS', 'Without the assumed shocks', { shocks: [] })] : []),
    ...(plan.oneOffs.length
      ? [without('NO_ONE_OFFS', 'Without the assumed single amounts', { oneOffs: [] })]
      : []),
    ...(plan.growthPercent === null
      ? []
      : [
          without('OWN_GROWTH', 'With the growth the own months speak for, instead of the assumed one', {
            growthPercent: null,
          }),
        ]),
    ...(plan.costChange
      ? [without('NO_COST_CHANGE', 'Without the assumed change of costs', { costChange: null })]
      : []),
  ];
}

export function forecastOf({
  study: { result, effects },
  books,
  plan,
  actuals,
  currency,
  seed,
  pastRecord,
}: ForecastInput): Forecast {
  const last = actuals.at(-1)!;
  const weight = weightOf(books.changes);
  const shares = Array.from(result.endsIn, (count) => count / result.paths);
  const endMonth = (share: number) => {
    let sum = 0;
    const at = shares.findIndex((part) => (sum += part) >= share - 1e-12);
    return at < 0 ? null : at + 1;
  };
  const ends = {
    distribution: shares.map((probability, at) => ({
      month: shiftedMonth(last.month, at + 1),
      probability: rounded(probability, 4),
    })),
    never: rounded(lastsUntil(result, plan.horizonMonths), 4),
    q10: endMonth(0.1),
    q50: endMonth(0.5),
    q90: endMonth(0.9),
  };
  const lasts = spans
    .filter((months) => months <= plan.horizonMonths)
    .map((months) => ({ months, probability: rounded(lastsUntil(result, months), 2) }));
  return {
    kind: 'PREDICTED',
    mode: books.changes ? 'SHRUNKEN' : 'PRIOR',
    currency,
    startMonth: last.month,
    startCashMinor: String(last.cashMinor),
    actuals: actuals.slice(-shownActuals).map(({ month, cashMinor, incomeMinor, costsMinor }) => ({
      month,
      cashMinor: String(cashMinor),
      revenueMinor: String(incomeMinor),
      costsMinor: String(costsMinor),
    })),
    ownMonths: books.months,
    ownWeight: rounded(weight, 2),
    parameters: parametersOf(books),
    months: result.months.map((month, at) => ({
      month: shiftedMonth(last.month, at + 1),
      ...quantilesOf(month),
    })),
    lasts,
    ends,
    text: sentence(last, currency, ends, lasts),
    reasons: effects
      .map(({ key, text, effect }) => ({ key, text, effect: rounded(effect, 3) }))
      .filter(({ effect }) => Math.abs(effect) >= 0.005)
      .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
      .slice(0, strongest),
    paths: result.paths,
    seed,
    provenance: {
      model: 'venture-runway',
      version: null,
      trainedAt: null,
      source: runwaySource,
      foreign: false,
    },
    pastRecord,
  };
}

function sentence(
  { month, cashMinor }: ActualMonth,
  currency: string,
  { never, q10, q50 }: Pick<Forecast['ends'], 'never' | 'q10' | 'q50'>,
  lasts: Forecast['lasts'],
): string {
  const year = lasts.find(({ months }) => months === 12) ?? lasts.at(-1)!;
  const from = `From ${spoken(cashMinor, currency)} at the end of ${month}`;
  const chance = `the cash lasts ${year.months} months in ${percent(year.probability)} of the simulated courses`;
  const middle =
    q50 === null
      ? `In ${percent(never)} of them it lasts through the whole time shown.`
      : `In the middle course it ends in ${shiftedMonth(month, q50)}.`;
  const early = q10 === null ? '' : ` In one of ten it has ended by ${shiftedMonth(month, q10)}.`;
  return `${from}, ${chance}. ${middle}${early}`;
}

function quantilesOf({ cash, burn, revenue }: MonthQuantiles) {
  return { cash: named(cash), burn: named(burn), revenue: named(revenue) };
}

function named(values: readonly number[]): Quantiles {
  if (values.length !== quantileShares.length) throw new Error('There are not as many quantiles as shares.');
  return Object.fromEntries(
    quantileNames.map((name, at) => [name, BigInt(values[at]!).toString()]),
  ) as Record<keyof Quantiles, string>;
}

function parametersOf({ income, costs, correlation, ownCorrelation, changes }: Books): Parameter[] {
  const both = [
    ...(income.recurring
      ? ofProcess(income.recurring, ['GROWTH', 'REVENUE_NOISE'], ['Growth of income', 'Spread of income'])
      : []),
    ...(costs ? ofProcess(costs, ['COST_GROWTH', 'COST_NOISE'], ['Growth of costs', 'Spread of costs']) : []),
  ];
  const linked = income.recurring && costs && ownCorrelation !== null;
  return [
    ...both,
    ...(linked
      ? [
          {
            key: 'CORRELATION' as const,
            label: 'Correlation of income and costs',
            value: rounded(correlation, 2),
            low: -1,
            high: 1,
            own: rounded(ownCorrelation, 2),
            prior: 0,
            ownWeight: rounded(changes / (changes + 2 * priorMonths), 2),
          },
        ]
      : []),
    ...(income.recurringShare === null
      ? []
      : [
          {
            key: 'RECURRING' as const,
            label: 'Income that recurs, of all income',
            value: rounded(100 * income.recurringShare, 0),
            low: 0,
            high: 100,
            own: rounded(100 * income.recurringShare, 0),
            prior: 100,
            ownWeight: 1,
          },
        ]),
  ];
}

/** In percent a month, with the range in which eight of ten courses have it. */
function ofProcess(
  { drift, variance, freedom, weight, ownDrift, ownSpread, changes, prior }: LogProcess,
  keys: readonly [Parameter['key'], Parameter['key']],
  labels: readonly [string, string],
): Parameter[] {
  const spread = Math.sqrt(variance);
  const ofDrift = z80 * (spread / Math.sqrt(weight));
  const grown = (log: number) => rounded(100 * Math.expm1(log), 1);
  const ofSpread = z80 * Math.sqrt(1 / (2 * freedom));
  const ownWeight = rounded(weightOf(changes), 2);
  return [
    {
      key: keys[0],
      label: labels[0],
      value: grown(drift),
      low: grown(drift - ofDrift),
      high: grown(drift + ofDrift),
      own: ownDrift === null ? null : grown(ownDrift),
      prior: grown(prior.drift),
      ownWeight,
    },
    {
      key: keys[1],
      label: labels[1],
      value: rounded(100 * spread, 1),
      low: rounded(100 * spread * Math.exp(-ofSpread), 1),
      high: rounded(100 * spread * Math.exp(ofSpread), 1),
      own: ownSpread === null ? null : rounded(100 * ownSpread, 1),
      prior: rounded(100 * prior.spread, 1),
      ownWeight,
    },
  ];
}

function weightOf(changes: number): number {
  return changes / (changes + priorMonths);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value)}`;
}

function rounded(value: number, places: number): number {
  const factor = 10 ** places;
  // Never −0, which reads as a sign.
  return Math.round(value * factor) / factor + 0;
}
