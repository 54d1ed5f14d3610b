import type { FundingHistory } from '../next-round/histories.ts';

/** How the records of a venture here read in the terms of the open data on rounds. Pure. */

/** Mean rates of 2024 as kept here, to compare amounts with foreign data and for nothing else. */
const perDollar: Readonly<Record<string, number>> = {
  USD: 1,
  CAD: 1.37,
  EUR: 0.924,
  GBP: 0.783,
  AUD: 1.516,
  CHF: 0.881,
};
export const ratesSource = 'exchange rates as kept here, means of 2024 (a convention, for comparison only)';

/** Whole units of the currency for a US dollar; null for a currency whose rate is not kept here. */
export function perDollarOf(currency: string | null): number | null {
  return (currency && perDollar[currency]) || null;
}

const kinds: Readonly<Record<string, string>> = {
  PRE_SEED: 'angel',
  SEED: 'angel',
  SERIES_A: 'series-a',
  SERIES_B: 'series-b',
  SERIES_C: 'series-c+',
  SERIES_D: 'series-c+',
};
export const kindWords: Readonly<Record<string, string>> = {
  angel: 'pre-seed or seed',
  'series-a': 'series A',
  'series-b': 'series B',
  'series-c+': 'series C or later',
};

export function foreignKind(kind: string): string {
  return kinds[kind] ?? 'other';
}

const categories: Readonly<Record<string, string>> = {
  Technology: 'software',
  Healthcare: 'medical',
  Finance: 'finance',
  Education: 'education',
  'E-commerce': 'ecommerce',
  Manufacturing: 'manufacturing',
  'Real estate': 'real_estate',
  Entertainment: 'games_video',
  'Food & beverage': 'hospitality',
  Transportation: 'transportation',
  Energy: 'cleantech',
  Retail: 'ecommerce',
  Consulting: 'consulting',
  Marketing: 'advertising',
  'Social impact': 'nonprofit',
};

export function foreignCategory(industry: string | null): string | null {
  return (industry && categories[industry]) || null;
}

export interface OwnRound {
  readonly kind: string;
  readonly state: string;
  readonly raisedMinor: bigint;
  readonly closedAt: Date | null;
}

/** Rounds that were completed, as the open data would list them. Amounts in a currency without a rate are unknown. */
export function historyOf(
  ventureId: string,
  industry: string | null,
  {
    rounds,
    currency,
    minorPerUnit,
  }: { rounds: readonly OwnRound[]; currency: string | null; minorPerUnit: number },
): FundingHistory {
  const rate = perDollarOf(currency);
  return {
    id: ventureId,
    category: foreignCategory(industry),
    region: null,
    founded: null,
    acquired: null,
    rounds: rounds
      .flatMap(({ kind, state, raisedMinor, closedAt }) =>
        state === 'COMPLETED' && closedAt
          ? [
              {
                day: dayNumber(closedAt),
                kind: foreignKind(kind),
                raised: rate === null || raisedMinor <= 0n ? null : Number(raisedMinor) / minorPerUnit / rate,
              },
            ]
          : [],
      )
      .sort((a, b) => a.day - b.day),
  };
}

/** Days since 1970-01-01, in UTC. */
export function dayNumber(at: Date): number {
  return Math.floor(at.getTime() / 86_400_000);
}
