import { type Day, type Decimal, one, type Rounding } from '@smartstart/units';
import {
  type Capitalization,
  type Ownership,
  ownershipOf,
  type ShareClass,
  shareCounts,
} from './capitalization.ts';
import { capitalizationProblems, classProblems, duplicates, positiveProblems } from './checks.ts';
import { type Converting, convertingAt, type ConversionPrice } from './conversion-terms.ts';
import { found, type Outcome, type Problem, problem, refused } from './outcome.ts';
import { dilutionOf, type OwnershipChange } from './ownership-change.ts';
import { targetProblems } from './pool-top-up.ts';
import { afterRound, conversionClasses } from './round-effects.ts';
import { type RoundSolution, solveRound } from './round-solution.ts';

/** A round people think about. */
export interface RoundTerms {
  /** The class the new money buys; one to one into common. */
  readonly newClass: NewClass;
  /** The day it closes: notes accrue up to it. */
  readonly closingOn: Day;
  readonly valuation: { readonly preMoney: Decimal } | { readonly price: Decimal };
  readonly investors: readonly { readonly stakeholderId: string; readonly amount: Decimal }[];
  readonly pool?: PoolTerms;
  /**
   * How conversions meet the valuation (the three methods named by Cooley, “Calculating Share Price With Outstanding
   * Convertible Notes or Safes”). PERCENT_OWNERSHIP, the default and the one post-money SAFEs are made for: the
   * pre-money valuation is divided by a capitalisation that includes the conversions. PRE_MONEY: that excludes them,
   * so that they dilute the new investors too. DOLLARS_INVESTED: they are included, and what they brought in,
   * with interest, is added to the pre-money valuation.
   */
  readonly method?: 'PERCENT_OWNERSHIP' | 'PRE_MONEY' | 'DOLLARS_INVESTED';
  /** Decimal places of prices per share, 0 to 10; without it 4. */
  readonly pricePlaces?: number;
  /** Without it FLOOR: a price is rounded down. Shares are always rounded down. */
  readonly priceRounding?: Rounding;
}

export type NewClass = Pick<ShareClass, 'id' | 'name' | 'seniority'> &
  Partial<Pick<ShareClass, 'liquidationMultiple' | 'participation' | 'participationCapMultiple'>>;

export interface PoolTerms {
  /** The plan that gets the increase; a new one when there is none of this id. */
  readonly planId: string;
  /** TARGET: what all pools have available, as a part of the company after the round. INCREASE: so many shares. */
  readonly size: { readonly target: Decimal } | { readonly increase: bigint };
  /** PRE_MONEY (usual, the default): the old holders bear it. POST_MONEY: everybody does, the new money too. */
  readonly countedIn?: 'PRE_MONEY' | 'POST_MONEY';
}

export interface PricedRound {
  readonly price: Decimal;
  /** What the price was worked out from, or price × capitalisation where the price was agreed. */
  readonly preMoney: Decimal;
  /** What the pre-money valuation was divided by. */
  readonly preMoneyShares: bigint;
  /** Price × all shares after the round. */
  readonly postMoney: Decimal;
  readonly investors: readonly InvestorShares[];
  readonly conversions: readonly Conversion[];
  readonly pool: { readonly planId: string; readonly increase: bigint; readonly available: bigint } | null;
  readonly before: Ownership;
  readonly after: Ownership;
  readonly changes: readonly OwnershipChange[];
  /** The cap table after the round, for the next one or for an exit. */
  readonly capitalization: Capitalization;
}

export interface InvestorShares {
  readonly stakeholderId: string;
  readonly amount: Decimal;
  readonly shares: bigint;
  /** Shares × price. */
  readonly paid: Decimal;
  /** Less than the price of one share. */
  readonly unspent: Decimal;
}

export interface Conversion extends ConversionPrice {
  readonly convertibleId: string;
  readonly stakeholderId: string;
  readonly classId: string;
  readonly interest: Decimal;
  /** Amount with interest. */
  readonly amount: Decimal;
  readonly shares: bigint;
  /** Less than the price of one share; usually paid in cash. */
  readonly unconverted: Decimal;
}

/**
 * What a priced round would do. All convertibles convert. Prices are rounded down to `pricePlaces`, shares are rounded
 * down to whole ones, a pool reaches at least its target; `solveRound` says how these are made to agree.
 */
export function pricedRound(capitalization: Capitalization, terms: RoundTerms): Outcome<PricedRound> {
  const problems = [...capitalizationProblems(capitalization), ...termsProblems(capitalization, terms)];
  if (problems.length > 0) return refused(...problems);
  const converting = convertingAt(capitalization.convertibles, terms.closingOn, capitalization.currency);
  const investors = terms.investors.toSorted((a, b) => (a.stakeholderId < b.stakeholderId ? -1 : 1));
  const solved = solveRound({
    counts: shareCounts(capitalization),
    newMoney: investors.map(({ amount }) => amount),
    converting,
    preMoney:
      'preMoney' in terms.valuation ? terms.valuation.preMoney + convertedMoney(terms, converting) : null,
    price: 'price' in terms.valuation ? terms.valuation.price : null,
    conversionsInPreMoney: terms.method !== 'PRE_MONEY',
    pool: {
      target: terms.pool && 'target' in terms.pool.size ? terms.pool.size.target : null,
      increase: terms.pool && 'increase' in terms.pool.size ? terms.pool.size.increase : 0n,
      inPreMoney: terms.pool?.countedIn !== 'POST_MONEY',
    },
    rule: { step: stepOf(terms.pricePlaces ?? 4), rounding: terms.priceRounding ?? 'FLOOR' },
  });
  if (solved.value === null) return solved;
  return found(described(capitalization, terms, converting, investors, solved.value));
}

function described(
  capitalization: Capitalization,
  terms: RoundTerms,
  converting: readonly Converting[],
  investors: RoundTerms['investors'],
  solution: RoundSolution,
): PricedRound {
  const { price } = solution;
  const bought = investors.map(({ stakeholderId, amount }, index) => {
    const shares = solution.newShares[index]!;
    return { stakeholderId, amount, shares, paid: shares * price, unspent: amount - shares * price };
  });
  const classIds = conversionClasses(capitalization, terms.newClass, solution);
  const conversions = converting.map(({ convertible, interest, amount }, index) => {
    const { shares, price } = solution.conversions[index]!;
    return {
      ...price,
      convertibleId: convertible.id,
      stakeholderId: convertible.stakeholderId,
      classId: classIds.get(price.price)!,
      interest,
      amount,
      shares,
      unconverted: amount - shares * price.price,
    };
  });
  const next = afterRound(capitalization, terms, solution, bought, conversions);
  const [before, after] = [ownershipOf(capitalization), ownershipOf(next)];
  const available = next.pools.reduce((sum, pool) => sum + pool.available, 0n);
  return {
    price,
    preMoney:
      'preMoney' in terms.valuation
        ? terms.valuation.preMoney
        : price * solution.preMoneyShares - convertedMoney(terms, converting),
    preMoneyShares: solution.preMoneyShares,
    postMoney: price * after.total,
    investors: bought,
    conversions,
    pool: terms.pool ? { planId: terms.pool.planId, increase: solution.poolIncrease, available } : null,
    before,
    after,
    changes: dilutionOf(before, after),
    capitalization: next,
  };
}

function convertedMoney({ method }: RoundTerms, converting: readonly Converting[]): Decimal {
  return method === 'DOLLARS_INVESTED' ? converting.reduce((sum, { amount }) => sum + amount, 0n) : 0n;
}

function stepOf(places: number): Decimal {
  return one / 10n ** BigInt(places);
}

function termsProblems(capitalization: Capitalization, terms: RoundTerms): Problem[] {
  const { newClass, valuation, investors, pool, pricePlaces = 4 } = terms;
  const fresh: ShareClass = {
    kind: 'PREFERRED',
    originalPrice: one,
    liquidationMultiple: null,
    participation: 'NONE',
    participationCapMultiple: null,
    conversionRatio: { numerator: 1n, denominator: 1n },
    ...newClass,
  };
  const increase = pool && 'increase' in pool.size ? pool.size.increase : 0n;
  return [
    ...classProblems(fresh),
    ...duplicates('classes', [...new Set(capitalization.classes.map(({ id }) => id)), newClass.id]),
    ...('preMoney' in valuation
      ? positiveProblems('valuation/preMoney', valuation.preMoney)
      : positiveProblems('valuation/price', valuation.price)),
    ...duplicates(
      'investors',
      investors.map(({ stakeholderId }) => stakeholderId),
    ),
    ...investors.flatMap(({ amount }, index) => positiveProblems(`investors/${index}/amount`, amount)),
    ...(pool && 'target' in pool.size ? targetProblems(pool.size.target) : []),
    ...(increase < 0n || increase > 10n ** 15n
      ? [
          problem(
            'SHARES',
            'pool/increase',
            'The increase of the pool must not be negative, and not above 10¹⁵.',
          ),
        ]
      : []),
    ...(Number.isInteger(pricePlaces) && pricePlaces >= 0 && pricePlaces <= 10
      ? []
      : [problem('PLACES', 'pricePlaces', 'Prices have 0 to 10 decimal places.')]),
  ];
}
