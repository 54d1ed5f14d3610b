import type { Decimal } from '@smartstart/units';
import type { Capitalization, Holding, ShareClass } from './capitalization.ts';
import { withIncrease } from './pool-top-up.ts';
import type { Conversion, InvestorShares, NewClass, RoundTerms } from './priced-round.ts';
import type { RoundSolution } from './round-solution.ts';

/**
 * The class each conversion price leads to. Who converts at the price of the round gets the new class; a lower price
 * gets a series of its own that differs only in its price, so that nobody's preference exceeds what was paid
 * (“Safe Preferred Stock” of the YC SAFE, section 2). Series are numbered from the highest price down: seed-2, seed-3.
 */
export function conversionClasses(
  { classes }: Capitalization,
  newClass: NewClass,
  { price, conversions }: RoundSolution,
): Map<Decimal, string> {
  const taken = new Set([newClass.id, ...classes.map(({ id }) => id)]);
  const prices = new Set(
    conversions.map((conversion) => conversion.price.price).filter((each) => each !== price),
  );
  const ids = new Map([[price, newClass.id]]);
  let number = 2;
  for (const each of [...prices].toSorted((a, b) => (a > b ? -1 : 1))) {
    while (taken.has(`${newClass.id}-${number}`)) number += 1;
    ids.set(each, `${newClass.id}-${number}`);
    number += 1;
  }
  return ids;
}

/** The cap table once the round has closed. */
export function afterRound(
  capitalization: Capitalization,
  { newClass, pool }: RoundTerms,
  { price, poolIncrease }: RoundSolution,
  investors: readonly InvestorShares[],
  conversions: readonly Conversion[],
): Capitalization {
  const issued: Holding[] = [
    ...investors.map(({ stakeholderId, shares, paid }) => ({
      stakeholderId,
      classId: newClass.id,
      shares,
      costBasis: paid,
    })),
    ...conversions.map(({ stakeholderId, classId, shares, amount, unconverted }) => ({
      stakeholderId,
      classId,
      shares,
      costBasis: amount - unconverted,
    })),
  ].filter(({ shares }) => shares > 0n);
  const seriesPrices = new Map(conversions.map(({ classId, price }) => [classId, price]));
  const series = [...new Map([[newClass.id, price], ...seriesPrices])].map(([id, originalPrice]) =>
    seriesOf(newClass, id, originalPrice),
  );
  const next = {
    ...capitalization,
    classes: [...capitalization.classes, ...series],
    holdings: [...capitalization.holdings, ...issued],
    convertibles: [],
  };
  return pool ? withIncrease(next, pool.planId, poolIncrease) : next;
}

function seriesOf(newClass: NewClass, id: string, originalPrice: Decimal): ShareClass {
  return {
    kind: 'PREFERRED',
    liquidationMultiple: null,
    participation: 'NONE',
    participationCapMultiple: null,
    conversionRatio: { numerator: 1n, denominator: 1n },
    ...newClass,
    id,
    name: newClass.name + id.slice(newClass.id.length),
    originalPrice,
  };
}
