import { addDays, dayAt, utcDay } from '@smartstart/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, isBusinessDay } from './business-days.ts';
import { firstMonth, monthFrom, retryAt } from './periods.ts';
import { regions } from './tax-rates.ts';
import { shareOf, taxesByRegion, taxesOf } from './tax.ts';

const both = { gstNumber: '123456789 RT0001', qstNumber: '1234567890 TQ0001' };
const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n });
const places = fc.constantFrom(...regions.map(({ code }) => ({ country: 'CA', region: code })));
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const days = moments.map(utcDay);

describe('taxes', () => {
  test('of a month of 100.00, as the Canada Revenue Agency and Revenu Québec have them', () => {
    const of = (region: string) =>
      taxesOf(10_000n, { country: 'CA', region }, '2026-11-23', both).lines.map(({ kind, amountMinor }) => [
        kind,
        Number(amountMinor),
      ]);
    expect(of('ON')).toEqual([['HST', 1300]]);
    expect(of('NS')).toEqual([['HST', 1400]]);
    expect(of('AB')).toEqual([['GST', 500]]);
    // 9.975 % of the price alone: 9.975 dollars, half a cent up.
    expect(of('QC')).toEqual([
      ['GST', 500],
      ['QST', 998],
    ]);
    expect(taxesOf(10_000n, { country: 'CA', region: 'NS' }, '2025-03-31', both).lines).toMatchObject([
      { rateMilli: 15_000, amountMinor: 1500n },
    ]);
  });

  test('are the exact share, rounded half up to the cent, each line by itself', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 100_000 }), (base, milli) => {
        const exact = base * BigInt(milli);
        const twice = 2n * exact - 2n * shareOf(base, milli) * 100_000n;
        // The exact amount lies within half a cent, and the half itself goes up.
        expect(twice < 100_000n && twice >= -100_000n).toBe(true);
      }),
    );
  });

  test('never depend on each other, never exceed the price, and grow with it', () => {
    fc.assert(
      fc.property(amounts, amounts, places, days, (one, other, place, day) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const sum = (net: bigint) =>
          taxesOf(net, place, day, both).lines.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        expect(sum(less) <= sum(more)).toBe(true);
        expect(sum(more) < more || more < 10n).toBe(true);
        for (const line of taxesOf(one, place, day, both).lines) expect(line.baseMinor).toBe(one);
      }),
    );
  });

  test('are none without a number to collect them under, and none abroad', () => {
    fc.assert(
      fc.property(amounts, places, days, (net, place, day) => {
        expect(taxesOf(net, place, day, { gstNumber: null, qstNumber: null }).lines).toEqual([]);
        const noQst = taxesOf(net, place, day, { ...both, qstNumber: null });
        expect(noQst.lines.some(({ kind }) => kind === 'QST')).toBe(false);
        expect(taxesOf(net, { country: 'DE', region: place.region }, day, both).lines).toEqual([]);
      }),
    );
  });

  test('one rate of a kind holds in each region on each day', () => {
    fc.assert(
      fc.property(days, (day) => {
        for (const { lines } of taxesByRegion(10_000n, day, both)) {
          expect(lines.length).toBeGreaterThan(0);
          expect(new Set(lines.map(({ kind }) => kind)).size).toBe(lines.length);
        }
      }),
    );
  });
});

describe('months', () => {
  test('follow each other without gap or overlap, and come back to the day they are counted to', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const first = firstMonth(start);
        expect(first.start).toEqual(start);
        let period: { start: Date; end: Date } = first;
        for (let month = 0; month < count; month++) {
          const next = monthFrom(period.end, first.anchorDay);
          expect(next.start).toEqual(period.end);
          const length = (next.end.getTime() - next.start.getTime()) / 86_400_000;
          expect(length).toBeGreaterThanOrEqual(28);
          expect(length).toBeLessThanOrEqual(31);
          expect(next.end.getUTCDate()).toBe(Math.min(first.anchorDay, lastDayOf(next.end)));
          period = next;
        }
      }),
    );
  });

  test('a retry is due on days 1, 3 and 5, and then never again', () => {
    const since = new Date('2026-11-23T10:00:00Z');
    expect([0, 1, 2, 3].map((count) => retryAt(since, count, [1, 3, 5]))).toEqual([
      addDays(since, 1),
      addDays(since, 3),
      addDays(since, 5),
      null,
    ]);
  });
});

describe('business days', () => {
  test('leave out weekends and the holidays of the Canada Labour Code, kept on the next working day', () => {
    expect(addBusinessDays(new Date('2026-12-23T12:00:00Z'), 3)).toBe('2026-12-30');
    // Good Friday, Victoria Day and Canada Day of 2027.
    for (const day of ['2027-03-26', '2027-05-24', '2027-07-01'])
      expect(isBusinessDay(dayAt(new Date(day)))).toBe(false);
    // 25 and 26 December 2027 are a weekend: Monday and Tuesday are kept instead.
    expect(addBusinessDays(new Date('2027-12-24T12:00:00Z'), 1)).toBe('2027-12-29');
  });

  test('that many of them lie between the day and the answer', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const end = dayAt(new Date(addBusinessDays(from, count)));
        let passed = 0;
        for (let day = dayAt(from) + 1; day <= end; day++) if (isBusinessDay(day)) passed += 1;
        expect(passed).toBe(count);
        expect(isBusinessDay(end)).toBe(true);
      }),
    );
  });
});

function lastDayOf(at: Date): number {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
}
