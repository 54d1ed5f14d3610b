import { dayOf, multiplyRatio, one, parseDecimal, type Day, type Decimal } from '@smartstart/units';

/** From its day on, every `denominator` shares of a class are `numerator` shares. */
export interface Split {
  readonly day: Day;
  readonly numerator: Decimal;
  readonly denominator: Decimal;
}

export function splitOf({
  date,
  split_ratio,
}: {
  readonly date: string;
  readonly split_ratio: { readonly numerator: string; readonly denominator: string };
}): Split {
  const { numerator, denominator } = split_ratio;
  return { day: dayOf(date), numerator: parseDecimal(numerator), denominator: parseDecimal(denominator) };
}

/**
 * What shares counted at the end of `since` come to at the end of `until`. Each split in between multiplies them and
 * rounds down to whole shares; one on the first day is in their number already.
 */
export function afterSplits(quantity: Decimal, splits: readonly Split[], since: Day, until: Day): Decimal {
  let result = quantity;
  for (const { day, numerator, denominator } of splits)
    if (day > since && day <= until) result = multiplyRatio(result, numerator, denominator, 'FLOOR', one);
  return result;
}

/**
 * The way back: what shares counted at the end of `until` were at the end of `since`. May be a fraction of a share, and
 * is rounded up in the tenth place, so that `afterSplits` gives whole shares again as they were.
 */
export function beforeSplits(quantity: Decimal, splits: readonly Split[], since: Day, until: Day): Decimal {
  let result = quantity;
  for (const { day, numerator, denominator } of splits.toReversed())
    if (day > since && day <= until) result = multiplyRatio(result, denominator, numerator, 'CEILING');
  return result;
}

/** A price a share on the same way: what all shares cost together stays the same. Ten places. */
export function priceAfterSplits(price: Decimal, splits: readonly Split[], since: Day, until: Day): Decimal {
  let result = price;
  for (const { day, numerator, denominator } of splits)
    if (day > since && day <= until) result = multiplyRatio(result, denominator, numerator, 'NORMAL');
  return result;
}
