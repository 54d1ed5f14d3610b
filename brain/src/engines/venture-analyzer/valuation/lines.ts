import type { ventureAnalysisWire } from '@smartstart/contract';
import type { Factors } from '../book/assessments.ts';
import type { AmountMedian } from '../next-round/artefact.ts';

/** What the methods of valuation share: what they may rest on, and a line with its amounts or with what is missing. Pure. */

export type Line = (typeof ventureAnalysisWire.valuationLine)['_zod']['input'];
export type Input = Line['inputs'][number];

export interface ValuationFacts {
  readonly currency: string | null;
  readonly minorPerUnit: number;
  /** Whole units of the currency for a US dollar; null where no rate is kept. */
  readonly perDollar: number | null;
  readonly industry: string | null;
  readonly phase: string | null;
  readonly members: number;
  /** Share of the wanted skills that are covered; null when none is named. */
  readonly skillCoverage: number | null;
  /** Money in of the last twelve months, minor units; null below six months of figures. */
  readonly yearIncome: number | null;
  readonly incomeMonths: number;
  readonly lastPriced: { readonly on: string; readonly price: string; readonly postMinor: bigint } | null;
  /** Kind and category of the open data, of the last or the planned round. */
  readonly foreignKind: string | null;
  readonly foreignCategory: string | null;
  readonly medians: readonly AmountMedian[];
  readonly factors: Factors;
  /** Quartiles of the simulated value by discount rate, low rate first; null without a simulation. */
  readonly discounted: {
    readonly rates: readonly number[];
    readonly values: readonly (readonly number[])[];
  } | null;
}

/** Investors of early rounds usually buy so much of the company: a convention, not a figure somebody measured. */
export const soldShares = { low: 0.25, mid: 0.2, high: 0.15 };
export interface About {
  readonly method: Line['method'];
  readonly label: string;
  readonly kind: Line['kind'];
  readonly mode: Line['mode'];
  readonly source: string;
  readonly foreign: boolean;
}

export interface Amounts {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** A line with its amounts in minor units, or without any number when something is missing. */
export function lineOf(
  about: About,
  { currency }: ValuationFacts,
  inputs: readonly Input[],
  missing: readonly string[],
  amounts: Amounts | null,
): Line {
  const said = missing.length || !amounts || currency === null ? null : amounts;
  const text = (value: number) => String(Math.max(0, Math.round(value)));
  return {
    ...about,
    currency: said ? currency : null,
    lowMinor: said && text(said.low),
    midMinor: said && text(said.mid),
    highMinor: said && text(said.high),
    counted: said !== null,
    inputs: [...inputs],
    missing: [...missing],
  };
}

export function needsBooks({ currency }: ValuationFacts): string[] {
  return currency === null ? ['The currency of the books: enter a round or the figures of a month.'] : [];
}

export function needsRate(facts: ValuationFacts): string[] {
  return facts.currency !== null && facts.perDollar === null
    ? [`A rate between US dollars and ${facts.currency}: the method is stated in US dollars.`]
    : [];
}

export function dollars(facts: ValuationFacts, amount: number): number {
  return amount * (facts.perDollar ?? 0) * facts.minorPerUnit;
}

export function given(label: string, value: string | null, from: Exclude<Input['from'], 'UNKNOWN'>): Input {
  return { label, value, from: value === null ? 'UNKNOWN' : from };
}
