import { dayOf, decimalOf, formatDecimal } from '@smartstart/units';
import { describe, expect, test } from 'vitest';
import type { InterestTerms } from './capitalization.ts';
import { accruedInterest, thirtyDays } from './interest.ts';
import { money } from './test-tables.ts';

function interest(from: string, until: string, more: Partial<InterestTerms> = {}, currency = 'USD'): string {
  const terms: InterestTerms = {
    rates: [{ rate: money('0.08'), accrualStart: dayOf(from), accrualEnd: null }],
    dayCount: 'ACTUAL_365',
    compounding: 'SIMPLE',
    accrualPeriod: 'ANNUAL',
    ...more,
  };
  return formatDecimal(accruedInterest(decimalOf(100_000), terms, dayOf(until), currency));
}

describe('interest on 100,000 at 8 %', () => {
  test.each([
    // 365 days, and 366 in a leap year: 100,000 × 0.08 × 366 ÷ 365 = 8,021.9178
    ['2025-01-01', '2026-01-01', {}, '8000'],
    ['2024-01-01', '2025-01-01', {}, '8021.92'],
    ['2024-01-01', '2025-01-01', { dayCount: '30_360' }, '8000'],
    // January to July: 181 days, but six months of 30: 3,967.12 and 4,000
    ['2025-01-01', '2025-07-01', {}, '3967.12'],
    ['2025-01-01', '2025-07-01', { dayCount: '30_360' }, '4000'],
    // 100,000 × 1.08² = 116,640
    ['2025-01-01', '2027-01-01', { compounding: 'COMPOUNDING' }, '16640'],
    // 100,000 × 1.02⁴ = 108,243.216, and (1 + 0.08 ÷ 12)¹² = 1.0829995
    [
      '2025-01-01',
      '2026-01-01',
      { compounding: 'COMPOUNDING', accrualPeriod: 'QUARTERLY', dayCount: '30_360' },
      '8243.22',
    ],
    [
      '2025-01-01',
      '2026-01-01',
      { compounding: 'COMPOUNDING', accrualPeriod: 'MONTHLY', dayCount: '30_360' },
      '8299.95',
    ],
    // (1 + 0.08 ÷ 365)³⁶⁵ = 1.0832775…
    ['2025-01-01', '2026-01-01', { compounding: 'COMPOUNDING', accrualPeriod: 'DAILY' }, '8327.76'],
    // A year, then half a year on 108,000: 108,000 × 0.08 × 180 ÷ 360 = 4,320
    ['2025-01-01', '2026-07-01', { compounding: 'COMPOUNDING', dayCount: '30_360' }, '12320'],
    ['2025-01-01', '2025-01-01', {}, '0'],
    ['2026-01-01', '2025-01-01', {}, '0'],
  ] as const)('from %s to %s, %j: %s', (from, until, more, amount) =>
    expect(interest(from, until, more)).toBe(amount),
  );

  test('is whole in the smallest unit of the currency', () =>
    expect(interest('2024-01-01', '2025-01-01', {}, 'JPY')).toBe('8022'));

  test('a rate ends on its last day or when the next one starts', () => {
    const rate = (text: string, start: string, end: string | null) => ({
      rate: money(text),
      accrualStart: dayOf(start),
      accrualEnd: end === null ? null : dayOf(end),
    });
    // 100 days at 3.65 % and 100 at 7.3 %: 1,000 + 2,000.
    const rates = [rate('0.0365', '2025-01-01', null), rate('0.073', '2025-04-11', '2025-07-19')];
    expect(interest('2025-01-01', '2026-01-01', { rates })).toBe('3000');
  });
});

test('months of thirty days: the 31st is the 30th', () => {
  const days = (from: string, to: string) => thirtyDays(dayOf(from), dayOf(to));
  expect(days('2025-01-30', '2025-03-31')).toBe(60);
  expect(days('2025-01-31', '2025-02-28')).toBe(28);
  expect(days('2025-01-15', '2025-03-31')).toBe(76);
});
