import { addMonths, type Day, type Decimal, divideRounded, one, partsOf } from '@smartstart/units';
import type { InterestRate, InterestTerms } from './capitalization.ts';
import { toMinorUnits } from './money.ts';

/**
 * Interest on a principal up to a day (which itself does not accrue), rounded to whole minor units of the currency,
 * halves up.
 *
 * Simple: principal × rate × days ÷ basis. Compounding: at the end of each full accrual period, counted in calendar
 * months from the start of the rate, its interest joins the balance; the days after the last full period accrue simply.
 * Between periods the balance is kept to 10⁻¹⁰, rounded down.
 *
 * Day counts as in the ISDA 2006 Definitions, section 4.16: (d) actual/365 fixed, (f) 30/360.
 */
export function accruedInterest(
  principal: Decimal,
  terms: InterestTerms,
  until: Day,
  currency: string,
): Decimal {
  let balance = principal;
  for (const { rate, from, to } of spans(terms.rates, until)) {
    const base = terms.compounding === 'SIMPLE' ? principal : balance;
    const ends = terms.compounding === 'SIMPLE' ? [to] : periodEnds(from, to, terms.accrualPeriod);
    let grown = base;
    let start = from;
    for (const end of ends) {
      grown += interestOf(grown, rate, start, end, terms.dayCount);
      start = end;
    }
    balance += grown - base;
  }
  return toMinorUnits(balance - principal, currency);
}

function interestOf(
  balance: Decimal,
  rate: Decimal,
  from: Day,
  to: Day,
  dayCount: InterestTerms['dayCount'],
): Decimal {
  const [days, year] = dayCount === 'ACTUAL_365' ? [to - from, 365n] : [thirtyDays(from, to), 360n];
  return divideRounded(balance * rate * BigInt(days), one * year, 'FLOOR');
}

/** Days between two dates with months of 30 days: the 31st counts as the 30th, at the end only after a start on the 30th or 31st. */
export function thirtyDays(from: Day, to: Day): number {
  const [a, b] = [partsOf(from), partsOf(to)];
  const first = Math.min(a.dayOfMonth, 30);
  const last = b.dayOfMonth === 31 && first === 30 ? 30 : b.dayOfMonth;
  return (b.year - a.year) * 360 + (b.month - a.month) * 30 + (last - first);
}

function spans(rates: readonly InterestRate[], until: Day): { rate: Decimal; from: Day; to: Day }[] {
  const inOrder = rates.toSorted((a, b) => a.accrualStart - b.accrualStart);
  return inOrder
    .map(({ rate, accrualStart, accrualEnd }, index) => {
      const next = inOrder[index + 1]?.accrualStart ?? until;
      const end = accrualEnd === null ? next : Math.min(accrualEnd + 1, next);
      return { rate, from: accrualStart, to: Math.min(end, until) };
    })
    .filter(({ from, to }) => to > from);
}

const monthsIn = { MONTHLY: 1, QUARTERLY: 3, SEMI_ANNUAL: 6, ANNUAL: 12 };

function periodEnds(from: Day, to: Day, period: InterestTerms['accrualPeriod']): Day[] {
  const endOf = (count: number) =>
    period === 'DAILY' ? from + count : addMonths(from, count * monthsIn[period]);
  const ends: Day[] = [];
  for (let count = 1; endOf(count) < to; count += 1) ends.push(endOf(count));
  return [...ends, to];
}
