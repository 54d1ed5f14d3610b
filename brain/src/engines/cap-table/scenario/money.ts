import { type Decimal, divideRounded, one } from '@smartstart/units';

/** Currencies whose smallest unit is not a hundredth (ISO 4217, list one). */
const otherPlaces: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

/** The smallest amount that can be paid in a currency, as a Decimal: 0.01 for CAD. */
export function minorUnitOf(currency: string): Decimal {
  return one / 10n ** BigInt(otherPlaces[currency] ?? 2);
}

/** Rounds to whole minor units, to the nearest, halves away from zero. */
export function toMinorUnits(amount: Decimal, currency: string): Decimal {
  const unit = minorUnitOf(currency);
  return divideRounded(amount, unit, 'NORMAL') * unit;
}
