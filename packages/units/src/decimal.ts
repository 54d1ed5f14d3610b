/**
 * Exact decimals: a count of 10⁻¹⁰, the finest step Open Cap Format knows for shares, money and ratios.
 * Multiply and divide through `multiplyRatio` only, so that every rounding has a name.
 */
export type Decimal = bigint;

const places = 10;
/** 1, as a Decimal. */
export const one: Decimal = 10n ** BigInt(places);

const pattern = /^([+-]?)(\d+)(?:\.(\d{1,10}))?$/;

/** FLOOR towards −∞, CEILING towards +∞, NORMAL to the nearest, halves away from zero (OCF RoundingType). */
export type Rounding = 'FLOOR' | 'CEILING' | 'NORMAL';

/** Reads what OCF calls Numeric: sign, digits, at most ten places. Throws RangeError on anything else. */
export function parseDecimal(text: string): Decimal {
  const match = pattern.exec(text);
  if (!match)
    throw new RangeError(`“${text.slice(0, 40)}” is not a number with at most ${places} decimal places.`);
  const [, sign, whole, fraction = ''] = match;
  const value = BigInt(whole!) * one + BigInt(fraction.padEnd(places, '0'));
  return sign === '-' ? -value : value;
}

/** The shortest way to write it: no plus sign, no zeros at the end. */
export function formatDecimal(value: Decimal): string {
  const size = value < 0n ? -value : value;
  const fraction = (size % one).toString().padStart(places, '0').replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / one}${fraction ? `.${fraction}` : ''}`;
}

/** For people: 1250000.5 reads 1,250,000.5. */
export function groupedDecimal(value: Decimal): string {
  const [whole = '', fraction] = formatDecimal(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export function decimalOf(whole: number | bigint): Decimal {
  return BigInt(whole) * one;
}

export function isWhole(value: Decimal): boolean {
  return value % one === 0n;
}

/** The whole part; throws RangeError when there is a fraction. */
export function wholeOf(value: Decimal): bigint {
  if (!isWhole(value)) throw new RangeError(`${formatDecimal(value)} is not a whole number.`);
  return value / one;
}

/** numerator ÷ denominator as an integer. The denominator must not be zero. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator < 0n) return divideRounded(-numerator, -denominator, rounding);
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  if (rounding === 'FLOOR') return rest < 0n ? quotient - 1n : quotient;
  if (rounding === 'CEILING') return rest > 0n ? quotient + 1n : quotient;
  const twice = 2n * (rest < 0n ? -rest : rest);
  return twice >= denominator ? quotient + (rest < 0n ? -1n : 1n) : quotient;
}

/** value × numerator ÷ denominator, rounded to a multiple of `step` (10⁻¹⁰ unless told; `one` gives whole shares). */
export function multiplyRatio(
  value: Decimal,
  numerator: bigint,
  denominator: bigint,
  rounding: Rounding,
  step: Decimal = 1n,
): Decimal {
  return divideRounded(value * numerator, denominator * step, rounding) * step;
}

/**
 * Splits a total over weights by largest remainder (Hamilton): each gets the whole part of its share, and what is left
 * goes one by one to the largest remainders, ties to the lower id. The parts always sum to the total.
 * @param total in whole units (cents, shares), not negative
 * @param weights not negative, at least one above zero
 */
export function largestRemainder(
  total: bigint,
  weights: readonly { readonly id: string; readonly weight: bigint }[],
): Map<string, bigint> {
  const sum = weights.reduce((all, { weight }) => all + weight, 0n);
  if (total < 0n || sum <= 0n || weights.some(({ weight }) => weight < 0n))
    throw new RangeError('A split needs a total and weights that are not negative, and a weight above zero.');
  const parts = weights.map(({ id, weight }) => ({
    id,
    amount: (total * weight) / sum,
    rest: (total * weight) % sum,
  }));
  const given = parts.reduce((all, { amount }) => all + amount, 0n);
  const byRemainder = parts.toSorted((a, b) =>
    a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1,
  );
  for (const part of byRemainder.slice(0, Number(total - given))) part.amount += 1n;
  return new Map(parts.map(({ id, amount }) => [id, amount]));
}
