import type { Decimal } from '@smartstart/units';
import { allUnits, type Capitalization } from './capitalization.ts';
import { limits } from './checks.ts';
import { found, type Outcome, problem, refused } from './outcome.ts';
import { type Conversion, pricedRound, type RoundTerms } from './priced-round.ts';

export interface ConversionPoint {
  readonly preMoney: Decimal;
  readonly price: Decimal;
  readonly conversions: readonly (Conversion & {
    /** Part of the company after the round, in 10⁻⁶ percent, rounded down. */
    readonly units: bigint;
    /** What the shares are worth at the price of the round. */
    readonly value: Decimal;
  })[];
}

/**
 * What each convertible would get at several pre-money valuations of the same round. A valuation at which the round
 * has no solution is refused with its place.
 */
export function conversionsAt(
  capitalization: Capitalization,
  terms: Omit<RoundTerms, 'valuation'>,
  preMoneys: readonly Decimal[],
): Outcome<ConversionPoint[]> {
  if (preMoneys.length > limits.exitValues)
    return refused(problem('TOO_LARGE', 'preMoneys', `At most ${limits.exitValues} valuations at a time.`));
  const points: ConversionPoint[] = [];
  for (const [index, preMoney] of preMoneys.entries()) {
    const round = pricedRound(capitalization, { ...terms, valuation: { preMoney } });
    if (round.value === null)
      return refused(
        ...round.problems.map((each) => ({ ...each, place: `preMoneys/${index}/${each.place}` })),
      );
    const { price, conversions, after } = round.value;
    points.push({
      preMoney,
      price,
      conversions: conversions.map((conversion) => ({
        ...conversion,
        units: (conversion.shares * allUnits) / after.total,
        value: conversion.shares * price,
      })),
    });
  }
  return found(points);
}
