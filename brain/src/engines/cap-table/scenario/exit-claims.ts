import {
  capThreshold,
  type ClaimGroup,
  type ConvertiblePayoff,
  type ExitModel,
  type Payoff,
} from './exit-model.ts';
import { compare, larger, minus, over, plus, type Ratio, ratio, times, total, zero } from './ratio.ts';

export type ExitChoice =
  | 'FIXED'
  | 'NOTHING'
  | 'COMMON'
  | 'PREFERENCE'
  | 'PARTICIPATES'
  | 'CAPPED'
  | 'CONVERTS'
  | 'EXERCISED'
  | 'NOT_EXERCISED'
  | 'CASH'
  | 'DISCOUNT';

/** Just before or just after a value is reached: who is indifferent has not moved yet, or has. */
export type Side = 'BEFORE' | 'AFTER';

export interface Claims {
  /** In the order of the groups. */
  readonly amounts: readonly Ratio[];
  readonly choices: readonly ExitChoice[];
  /** Value of all shares that count as converted, without post-money convertibles. */
  readonly converted: Ratio;
}

/**
 * What everybody asks for when a common share gets `x`, each by the choice that is best for them at that `x`. Nobody's
 * claim falls when `x` rises; that is why the value of the company determines `x`, and with it every choice: the
 * choices are an equilibrium, found without trying combinations.
 *
 * A post-money convertible gets its part of a liquidity capitalisation that counts the others who convert (YC SAFE,
 * section 2), so that one conversion may bring on the next. Of the sets that agree with themselves we take the largest,
 * which is the best one for every one of its members.
 */
export function claimsAt({ groups, rights }: ExitModel, x: Ratio, side: Side): Claims {
  const amounts: Ratio[] = [];
  const choices: ExitChoice[] = [];
  let converted = times(rights, x);
  for (const { claim, shares } of groups) {
    if (claim.rule === 'FIXED') {
      amounts.push(claim.amount);
      choices.push('FIXED');
    } else if (claim.rule === 'SHARE') {
      const { value, choice } = shareClaim(claim.terms, claim.strike, x, side);
      amounts.push(times(value, ratio(shares)));
      choices.push(choice);
      if (claim.strike === null && countsAsConverted(claim.terms, x, side))
        converted = plus(converted, times(times(claim.terms.ratio, x), ratio(shares)));
    } else {
      const { value, choice } = ownClaim(claim.terms, x, side);
      amounts.push(value);
      choices.push(choice);
      if (choice !== 'CASH' && claim.terms.part === null) converted = plus(converted, value);
    }
  }
  settlePostMoney(groups, converted, side, amounts, choices);
  return { amounts, choices, converted };
}

/** One share that costs `strike`: what is above it, never less than nothing. Held shares have cost nothing. */
function shareClaim(
  terms: Payoff,
  strike: Ratio | null,
  x: Ratio,
  side: Side,
): { value: Ratio; choice: ExitChoice } {
  const { value, choice } = perShare(terms, x, side);
  if (strike === null) return { value, choice };
  const gain = minus(value, strike);
  return reached(value, strike, side)
    ? { value: larger(gain, zero), choice: 'EXERCISED' }
    : { value: zero, choice: 'NOT_EXERCISED' };
}

function perShare(terms: Payoff, x: Ratio, side: Side): { value: Ratio; choice: ExitChoice } {
  const { kind, participation, preference, cap } = terms;
  const asCommon = times(terms.ratio, x);
  const shares = begun(x, side);
  if (kind === 'COMMON') return { value: asCommon, choice: shares ? 'COMMON' : 'NOTHING' };
  const both = plus(preference, asCommon);
  if (participation === 'FULL') return { value: both, choice: shares ? 'PARTICIPATES' : 'PREFERENCE' };
  if (participation === 'NONE')
    return reached(asCommon, preference, side)
      ? { value: asCommon, choice: 'CONVERTS' }
      : { value: preference, choice: 'PREFERENCE' };
  if (reached(asCommon, cap, side)) return { value: asCommon, choice: 'CONVERTS' };
  if (reached(both, cap, side)) return { value: cap, choice: 'CAPPED' };
  return { value: both, choice: shares ? 'PARTICIPATES' : 'PREFERENCE' };
}

/** Preferred shares that take their preference instead of a conversion do not count; participating ones get both. */
function countsAsConverted(terms: Payoff, x: Ratio, side: Side): boolean {
  if (terms.kind === 'COMMON' || terms.participation !== 'NONE') return true;
  return reached(times(terms.ratio, x), terms.preference, side);
}

/** A convertible for itself: cash, discount, or the shares of a pre-money cap. */
function ownClaim(terms: ConvertiblePayoff, x: Ratio, side: Side): { value: Ratio; choice: ExitChoice } {
  const { cash, discounted, shares } = terms;
  const atCap = shares === null ? zero : times(shares, x);
  if (shares !== null && reached(atCap, larger(cash, discounted), side))
    return { value: atCap, choice: 'CONVERTS' };
  if (compare(discounted, zero) > 0 && begun(x, side)) return { value: discounted, choice: 'DISCOUNT' };
  return { value: cash, choice: 'CASH' };
}

/** Overwrites what the post-money convertibles with a cap get. */
function settlePostMoney(
  groups: readonly ClaimGroup[],
  converted: Ratio,
  side: Side,
  amounts: Ratio[],
  choices: ExitChoice[],
): void {
  const capped = postMoneyOf(groups);
  for (let count = capped.length; count > 0; count -= 1) {
    const rest = total(
      capped.slice(count).map(({ index }) => (choices[index] === 'CASH' ? zero : amounts[index]!)),
    );
    const all = over(plus(converted, rest), remainingPart(capped, count));
    if (!reached(all, capped[count - 1]!.threshold, side)) continue;
    for (const { index, part } of capped.slice(0, count)) {
      amounts[index] = times(part, all);
      choices[index] = 'CONVERTS';
    }
    return;
  }
}

interface PostMoney {
  readonly index: number;
  readonly part: Ratio;
  readonly threshold: Ratio;
  readonly terms: ConvertiblePayoff;
}

/** Post-money convertibles with a cap, those that convert first in front. */
function postMoneyOf(groups: readonly ClaimGroup[]): PostMoney[] {
  return groups
    .flatMap(({ claim }, index) =>
      claim.rule === 'CONVERTIBLE' && claim.terms.part !== null
        ? [{ index, part: claim.terms.part, threshold: capThreshold(claim.terms), terms: claim.terms }]
        : [],
    )
    .toSorted((a, b) => compare(a.threshold, b.threshold) || a.index - b.index);
}

/** What is left of the liquidity capitalisation when the first `count` have their parts. */
function remainingPart(capped: readonly PostMoney[], count: number): Ratio {
  return minus(ratio(1n), total(capped.slice(0, count).map(({ part }) => part)));
}

/** Whether post-money caps together promise the whole company or more. */
export function overpromised({ groups }: ExitModel): boolean {
  const capped = postMoneyOf(groups);
  return remainingPart(capped, capped.length).n <= 0n;
}

/** Every `x` at which somebody may change their choice, in order, from 0. */
export function criticalValues(model: ExitModel): Ratio[] {
  const own = inOrder([zero, ...model.groups.flatMap(ownCriticalValues)]);
  const capped = postMoneyOf(model.groups);
  if (capped.length === 0) return own;
  const more = own.flatMap((from, index) => {
    const to = own[index + 1] ?? null;
    const end = to ?? plus(from, ratio(1n));
    const low = claimsAt(model, from, 'AFTER').converted;
    const slope = over(minus(claimsAt(model, end, 'BEFORE').converted, low), minus(end, from));
    if (slope.n <= 0n) return [];
    return capped.flatMap(({ threshold }, place) => {
      const rest = total(capped.slice(place + 1).map(({ terms }) => terms.discounted));
      const needed = minus(times(threshold, remainingPart(capped, place + 1)), rest);
      const x = plus(from, over(minus(needed, low), slope));
      return compare(x, from) > 0 && (to === null || compare(x, to) < 0) ? [x] : [];
    });
  });
  return inOrder([...own, ...more]);
}

/** Where the claim of a group bends for itself, whatever the others do. */
function ownCriticalValues({ claim }: ClaimGroup): Ratio[] {
  if (claim.rule === 'FIXED') return [];
  if (claim.rule === 'CONVERTIBLE') {
    const { cash, discounted, shares } = claim.terms;
    return shares === null || shares.n === 0n ? [] : [over(larger(cash, discounted), shares)];
  }
  const { terms } = claim;
  const strike = claim.strike ?? zero;
  const at = (amount: Ratio) => over(amount, terms.ratio);
  if (terms.kind === 'COMMON') return [at(strike)];
  const above = at(minus(strike, terms.preference));
  if (terms.participation === 'FULL') return above.n > 0n ? [above] : [];
  if (terms.participation === 'NONE') return [at(terms.preference), at(strike)];
  const bends = [at(minus(terms.cap, terms.preference)), at(terms.cap), at(strike)];
  return above.n > 0n ? [...bends, above] : bends;
}

function inOrder(values: readonly Ratio[]): Ratio[] {
  const sorted = values.toSorted(compare);
  return sorted.filter((value, index) => index === 0 || compare(value, sorted[index - 1]!) !== 0);
}

/** Whether common shares have begun to be paid. */
function begun(x: Ratio, side: Side): boolean {
  return x.n > 0n || side === 'AFTER';
}

function reached(value: Ratio, threshold: Ratio, side: Side): boolean {
  const order = compare(value, threshold);
  return side === 'AFTER' ? order >= 0 : order > 0;
}
