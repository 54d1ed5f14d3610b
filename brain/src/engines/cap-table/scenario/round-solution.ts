import type { Decimal } from '@smartstart/units';
import type { ShareCounts } from './capitalization.ts';
import {
  type Converting,
  type ConversionPrice,
  conversionPrice,
  type CountedShares,
  type PriceRule,
  roundedPrice,
} from './conversion-terms.ts';
import { found, type Outcome, problem, refused } from './outcome.ts';
import { increaseFor } from './pool-top-up.ts';

/** The definitions of a round, without the people in it. */
export interface RoundDefinitions {
  readonly counts: ShareCounts;
  /** What each new investor pays. */
  readonly newMoney: readonly Decimal[];
  readonly converting: readonly Converting[];
  /** The valuation the price is worked out from; null when the price itself is agreed. */
  readonly preMoney: Decimal | null;
  readonly price: Decimal | null;
  /** Cooley's “pre-money method” leaves conversions out of what the pre-money valuation is divided by. */
  readonly conversionsInPreMoney: boolean;
  readonly pool: { readonly target: Decimal | null; readonly increase: bigint; readonly inPreMoney: boolean };
  readonly rule: PriceRule;
}

/** Numbers that satisfy all the definitions at once. */
export interface RoundSolution {
  readonly price: Decimal;
  readonly newShares: readonly bigint[];
  readonly conversions: readonly { readonly shares: bigint; readonly price: ConversionPrice }[];
  readonly poolIncrease: bigint;
  /** What the pre-money valuation was divided by. */
  readonly preMoneyShares: bigint;
}

/** More than any company has; numbers beyond it mean that the terms have no solution. */
const mostShares = 10n ** 18n;
const mostSteps = 20_000;

/**
 * The price, the conversions and the pool depend on each other. With every rounding in place the definitions are
 *
 *   price        = pre-money ÷ (shares + options + pool [+ its increase] [+ conversions])
 *   new shares   = ⌊money ÷ price⌋
 *   conversion   = ⌊amount ÷ lowest of (price, cap ÷ what counts, price × (1 − discount))⌋
 *   pool increase = fewest shares that reach the target
 *
 * All are monotone: a lower price never means fewer shares of anything, and more shares never mean a higher price. So
 * we start with the highest price there could be and no conversions, and put the numbers through the definitions until
 * nothing changes. The price only falls and the counts only rise, in whole steps, so that this ends or runs over the
 * bounds; where it ends, all definitions hold exactly, and of all such solutions it is the one with the highest price
 * and the fewest new shares (the least fixed point of Kleene and of Knaster and Tarski). It runs over the bounds when
 * there is no solution: the convertibles, the pool and the money together want the whole company, or all but a
 * thousandth of it.
 */
export function solveRound(definitions: RoundDefinitions): Outcome<RoundSolution> {
  const { counts, pool, preMoney, rule } = definitions;
  const existing = counts.shares + counts.options + counts.unissued;
  if (existing === 0n)
    return refused(problem('NO_SHARES', 'holdings', 'A company without shares has no price per share.'));
  let at: State = {
    price: definitions.price ?? roundedPrice(preMoney!, existing, rule),
    shares: definitions.converting.map(() => 0n),
    poolIncrease: pool.increase,
  };
  if (at.price <= 0n) return tooLow();
  for (let step = 0; step < mostSteps; step += 1) {
    const next = once(definitions, at);
    if (next === null || next.price <= 0n) return noSolution();
    if (next.shares.some((shares) => shares > mostShares) || next.poolIncrease > mostShares)
      return noSolution();
    if (same(at, next)) return found(solutionAt(definitions, at));
    at = next;
  }
  return noSolution();
}

interface State {
  readonly price: Decimal;
  readonly shares: readonly bigint[];
  readonly poolIncrease: bigint;
}

/** All definitions once, each with the newest numbers. Null when a conversion price rounds to zero. */
function once(definitions: RoundDefinitions, at: State): State | null {
  const { counts, converting, newMoney, pool, rule } = definitions;
  const bought = sum(newMoney.map((amount) => amount / at.price));
  const prices = pricesAt(definitions, at, bought);
  if (prices.some(({ price }) => price <= 0n)) return null;
  const shares = converting.map(({ amount }, index) => amount / prices[index]!.price);
  const others = counts.shares + counts.options + sum(shares) + bought;
  const poolIncrease =
    pool.target === null ? pool.increase : increaseFor(pool.target, others, counts.unissued);
  const price =
    definitions.price ??
    roundedPrice(definitions.preMoney!, preMoneyShares(definitions, sum(shares), poolIncrease), rule);
  return { price, shares, poolIncrease };
}

function pricesAt(
  { converting, counts, rule }: RoundDefinitions,
  at: State,
  bought: bigint,
): ConversionPrice[] {
  const all = sum(at.shares);
  return converting.map(({ terms }, index) => {
    const counted: CountedShares = {
      ...counts,
      thisSecurity: at.shares[index]!,
      otherConverting: all - at.shares[index]!,
      poolTopUp: at.poolIncrease,
      newMoney: bought,
    };
    return conversionPrice(terms, at.price, counted, rule);
  });
}

function solutionAt(definitions: RoundDefinitions, at: State): RoundSolution {
  const newShares = definitions.newMoney.map((amount) => amount / at.price);
  const prices = pricesAt(definitions, at, sum(newShares));
  return {
    price: at.price,
    newShares,
    conversions: at.shares.map((shares, index) => ({ shares, price: prices[index]! })),
    poolIncrease: at.poolIncrease,
    preMoneyShares: preMoneyShares(definitions, sum(at.shares), at.poolIncrease),
  };
}

function preMoneyShares(
  { counts, pool, conversionsInPreMoney }: RoundDefinitions,
  conversions: bigint,
  poolIncrease: bigint,
): bigint {
  return (
    counts.shares +
    counts.options +
    counts.unissued +
    (pool.inPreMoney ? poolIncrease : 0n) +
    (conversionsInPreMoney ? conversions : 0n)
  );
}

function same(a: State, b: State): boolean {
  return (
    a.price === b.price &&
    a.poolIncrease === b.poolIncrease &&
    a.shares.every((shares, index) => shares === b.shares[index])
  );
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((all, value) => all + value, 0n);
}

function noSolution() {
  return refused(
    problem(
      'NO_SOLUTION',
      '',
      'At these terms the convertibles, the pool and the new money together take the whole company. Raise the valuation, lower the amounts or the pool, or give prices more decimal places.',
    ),
  );
}

function tooLow() {
  return refused(
    problem(
      'PRICE_TOO_LOW',
      'pricePlaces',
      'A price per share rounds to zero. Use more decimal places for prices, or a higher valuation.',
    ),
  );
}
