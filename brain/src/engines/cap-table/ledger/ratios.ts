import { parseDecimal, type Day, type Decimal } from '@smartstart/units';
import type { StockClass } from '../ocf/objects.ts';
import type { Ledger } from './ledger.ts';

/** How many shares one share of a class converts to: `numerator ÷ denominator`. */
export interface ConversionRatio {
  readonly numerator: Decimal;
  readonly denominator: Decimal;
}

/** A ratio stated on a day. */
export interface StatedRatio extends ConversionRatio {
  readonly day: Day;
}

export function ratioOf({
  ratio,
}: {
  readonly ratio: { readonly numerator: string; readonly denominator: string };
}): ConversionRatio {
  return { numerator: parseDecimal(ratio.numerator), denominator: parseDecimal(ratio.denominator) };
}

/**
 * The ratio at the end of a day: the one stated last, and what splits did since. A split of the class converted to gives
 * more shares for each, one of the class itself fewer; a ratio stated on the day of a split holds after it.
 */
export function conversionRatioAt(ledger: Ledger, stock: StockClass, day: Day): ConversionRatio {
  const right = stock.conversion_rights?.[0];
  const stated = ledger.ratios.get(stock.id)?.findLast((one) => one.day <= day);
  const mechanism = right?.conversion_mechanism;
  let { numerator, denominator } =
    stated ?? (mechanism ? ratioOf(mechanism) : { numerator: 1n, denominator: 1n });
  const since = ({ day: of }: { day: Day }) => of <= day && (stated === undefined || of > stated.day);
  for (const split of ledger.splitsOf(right?.converts_to_stock_class_id ?? null).filter(since)) {
    numerator *= split.numerator;
    denominator *= split.denominator;
  }
  for (const split of ledger.splitsOf(stock.id).filter(since)) {
    numerator *= split.denominator;
    denominator *= split.numerator;
  }
  return { numerator, denominator };
}
