import { type Day, type Decimal, divideRounded, one, type Rounding } from '@smartstart/units';
import {
  type CapitalizationRules,
  type Convertible,
  postMoneyRules,
  preMoneyRules,
} from './capitalization.ts';
import { accruedInterest } from './interest.ts';

/** A convertible at the day it converts: what it brings in, and the terms it may choose from. */
export interface Converting {
  readonly convertible: Convertible;
  readonly interest: Decimal;
  /** Amount with interest: what is divided by the price. */
  readonly amount: Decimal;
  /** Its own terms first; with MFN also those of every convertible issued later. */
  readonly terms: readonly ConversionTerms[];
}

export interface ConversionTerms {
  /** The convertible the terms are written in. */
  readonly from: string;
  readonly cap: Decimal | null;
  readonly discount: Decimal;
  readonly timing: Convertible['timing'];
  readonly rules: CapitalizationRules;
}

/** In the order of their ids, so that the order of the input changes nothing. */
export function convertingAt(convertibles: readonly Convertible[], day: Day, currency: string): Converting[] {
  const inOrder = convertibles.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.map((convertible) => {
    const interest = convertible.interest
      ? accruedInterest(convertible.amount, convertible.interest, day, currency)
      : 0n;
    return {
      convertible,
      interest,
      amount: convertible.amount + interest,
      terms: termsOf(convertible, inOrder),
    };
  });
}

/**
 * YC MFN SAFE, section 3: the holder may have the SAFE amended to be identical to one instrument issued later — all of
 * its terms or none, never the cap of one with the discount of another. The purchase amount stays.
 */
function termsOf(convertible: Convertible, all: readonly Convertible[]): ConversionTerms[] {
  const later = convertible.mfn ? all.filter(({ issuedOn }) => issuedOn > convertible.issuedOn) : [];
  return [convertible, ...later].map(({ id, cap, discount, timing, rules }) => ({
    from: id,
    cap,
    discount,
    timing,
    rules: rules ?? (timing === 'POST_MONEY' ? postMoneyRules : preMoneyRules),
  }));
}

/** How prices are rounded: to a multiple of `step`. */
export interface PriceRule {
  readonly step: Decimal;
  readonly rounding: Rounding;
}

export function roundedPrice(
  numerator: Decimal,
  denominator: bigint,
  { step, rounding }: PriceRule,
): Decimal {
  return divideRounded(numerator, denominator * step, rounding) * step;
}

/** What the parts of the company count when a cap is divided. */
export interface CountedShares {
  readonly shares: bigint;
  readonly options: bigint;
  readonly unissued: bigint;
  readonly thisSecurity: bigint;
  readonly otherConverting: bigint;
  readonly poolTopUp: bigint;
  readonly newMoney: bigint;
}

export interface ConversionPrice {
  readonly price: Decimal;
  /** Which of the prices is the lowest; at a tie the one that needs no term. */
  readonly basis: 'ROUND_PRICE' | 'CAP' | 'DISCOUNT';
  readonly termsFrom: string;
  readonly capPrice: Decimal | null;
  readonly discountPrice: Decimal | null;
  /** What the cap was divided by. */
  readonly capitalization: bigint | null;
}

/**
 * The lowest of: the price of the round; the cap price, cap ÷ capitalisation (“Safe Price”); the discount price,
 * round price × (1 − discount). The lower price gives the greater number of shares, which is what the forms say
 * (YC SAFE, section 1(a) and “Conversion Price”). Over several terms (MFN), the lowest of all.
 */
export function conversionPrice(
  terms: readonly ConversionTerms[],
  roundPrice: Decimal,
  counted: CountedShares,
  rule: PriceRule,
): ConversionPrice {
  const [own, ...later] = terms.map((each) => priceUnder(each, roundPrice, counted, rule));
  return later.reduce((best, next) => (next.price < best.price ? next : best), own!);
}

function priceUnder(
  { from, cap, discount, rules }: ConversionTerms,
  roundPrice: Decimal,
  counted: CountedShares,
  rule: PriceRule,
): ConversionPrice {
  const capitalization = cap === null ? null : countedUnder(rules, counted);
  const capPrice = cap !== null && capitalization ? roundedPrice(cap, capitalization, rule) : null;
  const discountPrice = discount > 0n ? roundedPrice(roundPrice * (one - discount), one, rule) : null;
  const of = { termsFrom: from, capPrice, discountPrice, capitalization };
  if (capPrice !== null && capPrice < roundPrice && capPrice <= (discountPrice ?? capPrice))
    return { price: capPrice, basis: 'CAP', ...of };
  if (discountPrice !== null && discountPrice < roundPrice)
    return { price: discountPrice, basis: 'DISCOUNT', ...of };
  return { price: roundPrice, basis: 'ROUND_PRICE', ...of };
}

function countedUnder(rules: CapitalizationRules, counted: CountedShares): bigint {
  return (
    (rules.outstandingShares ? counted.shares : 0n) +
    (rules.outstandingOptions ? counted.options : 0n) +
    (rules.unissuedOptions ? counted.unissued : 0n) +
    (rules.thisSecurity ? counted.thisSecurity : 0n) +
    (rules.otherConvertingSecurities ? counted.otherConverting : 0n) +
    (rules.poolTopUp ? counted.poolTopUp : 0n) +
    (rules.newMoney ? counted.newMoney : 0n)
  );
}
