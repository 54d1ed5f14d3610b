import { spoken } from '@smartstart/units';
import { kindWords, ratesSource } from '../chances/foreign.ts';
import {
  dollars,
  given,
  lineOf,
  needsBooks,
  needsRate,
  soldShares,
  type Line,
  type ValuationFacts,
} from './lines.ts';
import { berkus, payneScorecard, riskSummation } from './rules.ts';

export type { Line, ValuationFacts } from './lines.ts';

/**
 * What a venture may be worth before new money, by several methods. Each states its rule with source and year, what it
 * rests on and what is missing; where that is too much there is no number. Pure.
 */

/** Median of 68 public software companies at the end of September 2023; that private ones fetch less is a convention. */
const softwareMultiple = { public: 6.7, discount: 0.28 };
const leastIncomeMonths = 6;

export function valuationLines(facts: ValuationFacts): Line[] {
  return [
    lastRound(facts),
    comparableRounds(facts),
    revenueMultiple(facts),
    discountedCash(facts),
    payneScorecard(facts),
    berkus(facts),
    riskSummation(facts),
  ];
}

export interface ValueRange {
  readonly low: bigint;
  readonly mid: bigint;
  readonly high: bigint;
  /** The smallest low and the largest high: how far the methods lie apart. */
  readonly least: bigint;
  readonly most: bigint;
  readonly methods: number;
  /** Methods there are, with those that could not be worked out. */
  readonly of: number;
}

const fewestMethods = 2;

/** Medians of the lows, middles and highs of the methods that could be worked out: one odd method does not move them far. */
export function rangeOf(lines: readonly Line[]): ValueRange | null {
  const counted = lines.filter((line) => line.counted);
  if (counted.length < fewestMethods) return null;
  const sorted = (pick: (line: Line) => string | null) =>
    counted.map((line) => BigInt(pick(line)!)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const middle = (values: readonly bigint[]) => {
    const at = values.length >>> 1;
    return values.length % 2 ? values[at]! : (values[at - 1]! + values[at]!) / 2n;
  };
  const [lows, highs] = [sorted(({ lowMinor }) => lowMinor), sorted(({ highMinor }) => highMinor)];
  return {
    low: middle(lows),
    mid: middle(sorted(({ midMinor }) => midMinor)),
    high: middle(highs),
    least: lows[0]!,
    most: highs.at(-1)!,
    methods: counted.length,
    of: lines.length,
  };
}

function lastRound(facts: ValuationFacts): Line {
  const { lastPriced, currency } = facts;
  const value = lastPriced ? Number(lastPriced.postMinor) : null;
  return lineOf(
    {
      method: 'LAST_ROUND',
      label: 'Last priced issue',
      kind: 'COMPUTED',
      mode: 'SCORECARD',
      source: 'All shares of the live cap table, fully diluted, at the price of the last issue (post-money).',
      foreign: false,
    },
    facts,
    [
      given('Price of a share', lastPriced && `${lastPriced.price} ${currency ?? ''}`.trim(), 'RECORDS'),
      given('Day of the issue', lastPriced?.on ?? null, 'RECORDS'),
    ],
    lastPriced ? needsBooks(facts) : ['An issue of shares with a price in the cap table.'],
    value === null ? null : { low: value, mid: value, high: value },
  );
}

function comparableRounds(facts: ValuationFacts): Line {
  const { foreignKind, foreignCategory, medians } = facts;
  const of = (category: string) =>
    medians.find((row) => row.kind === foreignKind && row.category === category) ?? null;
  const found = (foreignCategory && of(foreignCategory)) || of('');
  const missing = [
    ...(foreignKind === null ? ['A round, planned or completed: its kind says what is comparable.'] : []),
    ...(foreignKind !== null && !found ? ['Enough rounds of this kind in the open data.'] : []),
    ...needsBooks(facts),
    ...needsRate(facts),
  ];
  const before = (raised: number, sold: number) => dollars(facts, raised / sold - raised);
  return lineOf(
    {
      method: 'COMPARABLE_ROUNDS',
      label: 'Comparable rounds',
      kind: 'COMPUTED',
      mode: 'PRIOR',
      source: `Quartiles of the amounts raised from 2010 to September 2012 (Crunchbase export of October 2013, CC BY, crunchbase.com), when investors buy 15 to 25 % of the company (a convention); ${ratesSource}.`,
      foreign: true,
    },
    facts,
    [
      given('Kind of round', foreignKind && (kindWords[foreignKind] ?? foreignKind), 'RECORDS'),
      given(
        'Rounds compared',
        found && `${found.rounds}${found.category ? ` in ${found.category}` : ''}`,
        'OPEN_DATA',
      ),
      given(
        'Median amount raised',
        found && `${Math.round(found.median).toLocaleString('en')} USD`,
        'OPEN_DATA',
      ),
      given('Part sold', '15 to 25 %', 'RULE'),
    ],
    missing,
    found && {
      low: before(found.q25, soldShares.low),
      mid: before(found.median, soldShares.mid),
      high: before(found.q75, soldShares.high),
    },
  );
}

function revenueMultiple(facts: ValuationFacts): Line {
  const { yearIncome, industry, incomeMonths, currency } = facts;
  const software = industry === 'Technology';
  const low = softwareMultiple.public * (1 - softwareMultiple.discount);
  const missing = [
    ...(software ? [] : ['A published multiple for this industry: one is kept here for software only.']),
    ...(incomeMonths < leastIncomeMonths ? [`Figures of ${leastIncomeMonths} months at least.`] : []),
    ...(yearIncome === 0 ? ['Income: there was none in the months entered.'] : []),
    ...needsBooks(facts),
  ];
  const income = yearIncome ?? 0;
  return lineOf(
    {
      method: 'REVENUE_MULTIPLE',
      label: 'Multiple of revenue',
      kind: 'COMPUTED',
      mode: 'PRIOR',
      source:
        'Median of public software companies, 6.7 × yearly run-rate revenue at the end of September 2023 (SaaS Capital Index), down to 28 % less because private ones fetch less (a convention). Money in is taken for revenue.',
      foreign: true,
    },
    facts,
    [
      given(
        'Income of a year',
        yearIncome !== null && currency ? spoken(BigInt(Math.round(yearIncome)), currency) : null,
        'RECORDS',
      ),
      given('Months entered of the last twelve', String(incomeMonths), 'RECORDS'),
      given('Multiple', software ? `${low.toFixed(1)} to ${softwareMultiple.public}` : null, 'OPEN_DATA'),
    ],
    missing,
    {
      low: income * low,
      mid: (income * (low + softwareMultiple.public)) / 2,
      high: income * softwareMultiple.public,
    },
  );
}

function discountedCash(facts: ValuationFacts): Line {
  const { discounted } = facts;
  const [gentle, harsh] = [discounted?.values[0], discounted?.values.at(-1)];
  const rates = discounted?.rates.map((rate) => `${Math.round(100 * rate)} %`) ?? [];
  const nothing = gentle !== undefined && gentle[1]! <= 0;
  return lineOf(
    {
      method: 'DISCOUNTED_CASH',
      label: 'Discounted cash by the simulation',
      kind: 'PREDICTED',
      mode: 'SHRUNKEN',
      source:
        'Simulated net cash of 36 months without new money, then for ever with 2 % growth a year, discounted at the returns that venture investors ask for: 60 % a year down to 30 % from the first to the fourth stage (Bhagat, Why do venture capitalists use such high discount rates?, Journal of Risk Finance 15, 2014).',
      foreign: false,
    },
    facts,
    [
      given('Discount rates a year', rates.length ? rates.join(' and ') : null, 'RULE'),
      given('Courses', discounted ? 'quartiles of the simulation' : null, 'SIMULATION'),
    ],
    [
      ...(discounted ? [] : ['A simulation of the runway: it needs figures of the last months.']),
      ...(facts.incomeMonths < leastIncomeMonths
        ? [`Figures of ${leastIncomeMonths} months at least: before, growth is assumed rather than known.`]
        : []),
      ...(nothing
        ? [
            'Net cash above zero: in half of the simulated courses nothing is left to discount, so the method gives no value.',
          ]
        : []),
      ...needsBooks(facts),
    ],
    gentle && harsh
      ? { low: Math.min(harsh[0]!, harsh[1]!), mid: (harsh[1]! + gentle[1]!) / 2, high: gentle[2]! }
      : null,
  );
}
