import { describe, expect, test } from 'vitest';
import { agreementValues, effortOf, isCurrency, rewardLines } from './words.ts';

const noBid = { bid_minor: null, bid_currency: null };
const posted = {
  kind: 'OPPORTUNITY',
  title: 'A thing to do',
  description: 'What is to be done.',
  hours_per_week: 10,
  duration_weeks: 1,
};

describe('what an agreement says', () => {
  test('the effort', () => {
    expect(effortOf(posted)).toBe('about 10 hours a week, for one week');
    expect(effortOf({ ...posted, duration_weeks: null })).toBe('about 10 hours a week');
    expect(effortOf({ ...posted, hours_per_week: null, duration_weeks: 3 })).toBe(
      'as both agree from week to week, for 3 weeks',
    );
  });

  test('the reward, in the places of its currency', () => {
    const lines = rewardLines(
      [
        { kind: 'EQUITY', percent: '2.5', terms: '' },
        { kind: 'HOURLY', amountMinor: '5', currency: 'CAD', terms: 'At most\n40 hours.' },
        { kind: 'PROJECT_FEE', amountMinor: '5000', currency: 'JPY', terms: '' },
      ],
      noBid,
    );
    expect(lines).toEqual([
      'A share of the equity of 2.5 %.',
      'Pay by the hour, 0.05 CAD. At most 40 hours.',
      'A fee for the whole, 5000 JPY.',
    ]);
  });

  test('a bid takes the place of other money, and nothing is said to be nothing', () => {
    const rewards = [
      { kind: 'PROJECT_FEE', amountMinor: '5000', currency: 'CAD', terms: '' },
      { kind: 'EQUITY', percent: '1', terms: '' },
    ] as const;
    expect(rewardLines(rewards, { bid_minor: 123456n, bid_currency: 'CAD' })).toEqual([
      'The price that was bid and accepted: 1234.56 CAD.',
      'A share of the equity of 1 %.',
    ]);
    expect(rewardLines([], noBid)).toEqual(['Nothing but the experience, as both sides know.']);
  });

  test('never more than its blanks take', () => {
    const terms = 'x'.repeat(500);
    const kinds = ['EQUITY', 'REVENUE_SHARE', 'HOURLY', 'PROJECT_FEE', 'UNPAID'] as const;
    const values = agreementValues(
      { ...posted, title: 't'.repeat(120), description: 'd'.repeat(8000) },
      kinds.map((kind) => ({ kind, terms })),
      noBid,
    );
    const lengths = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.length]));
    expect(lengths).toMatchObject({ subject: 120, work: 4000, reward: 2000 });
  });

  test('only currencies there are', () => {
    expect(['CAD', 'EUR', 'ZZZ', 'cad'].map(isCurrency)).toEqual([true, true, false, false]);
  });
});
