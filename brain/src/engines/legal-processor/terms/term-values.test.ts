import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates, isoDate } from './dates.ts';
import { findDurations } from './durations.ts';
import { findMoney } from './money.ts';
import { findPlaces } from './places.ts';
import { plainView, spanOf } from '../extraction/plain-view.ts';

describe('dates', () => {
  it.each([
    ['June 21, 1999', '1999-06-21'],
    ['the 15t h day of January 2018', '2018-01-15'],
    ['31 October 2019', '2019-10-31'],
    ['20 March day of 1998', '1998-03-20'],
    ['twenty-first day of May, 2001', '2001-05-21'],
    ['Nov. 02, 2019', '2019-11-02'],
    ['March ___, 1999', '1999-03-??'],
    ['[·] day of [·], 2019', '2019-??-??'],
    ['14 day of SEPTEMBER, 200_', '????-09-14'],
    ['July 2013', '2013-07-??'],
    ['6/21/99', '1999-06-21'],
    ['3-14-18', '2018-03-14'],
    ['1.4.2011', '2011-04-01'],
    ['25/12/2020', '2020-12-25'],
    ['2020-02-29', '2020-02-29'],
  ])('reads “%s”', (text, expected) => {
    expect(findDates(text).map(({ date }) => isoDate(date))).toEqual([expected]);
  });

  it('reads no date out of other numbers', () => {
    for (const text of [
      'Section 4.2.1',
      'phone 604.684.2255',
      '$1/2/99x',
      'ratio 13/45/99',
      'May it please',
    ]) {
      expect(findDates(text)).toEqual([]);
    }
  });
});

describe('durations', () => {
  it.each([
    ['three (3) years', 3, 'year'],
    ['a one-year period', 1, 'year'],
    ['ninety (90) calendar days', 90, 'day'],
    ['one hundred eighty (180) days', 180, 'day'],
    ['one hundred and twenty days', 120, 'day'],
    ['twenty-four months', 24, 'month'],
    ['the fifth (5th) anniversary', 5, 'year'],
    ['two years (2)', 2, 'year'],
  ])('reads “%s”', (text, count, unit) => {
    expect(findDurations(text)[0]?.duration).toMatchObject({ count, unit });
  });
});

describe('money', () => {
  it.each([
    ['$1,250,000.50', '1250000.5', null],
    ['US$ 5 million', '5000000', 'USD'],
    ['$0.005', '0.005', null],
    ['RMB 1,000', '1000', 'CNY'],
    ['€2.75bn', '2750000000', 'EUR'],
    ['$55 CAD', '55', 'CAD'],
    ['500 Swiss francs', '500', 'CHF'],
    ['two hundred thousand dollars', '200000', 'USD'],
    ['$9007199254740993', '9007199254740993', null],
  ])('reads “%s”', (text, amount, currency) => {
    expect(findMoney(text).map(({ money }) => money)).toEqual([{ amount, currency }]);
  });
});

describe('places', () => {
  it('knows other names, the longest first, and pronouns from countries', () => {
    const names = (text: string): string[] => findPlaces(text).map(({ place }) => place.name);
    expect(names('West Virginia and Papua New Guinea')).toEqual(['West Virginia', 'Papua New Guinea']);
    expect(names('England and Wales; the P.R.C.; give us the UK')).toEqual([
      'England and Wales',
      'China',
      'United Kingdom',
    ]);
    expect(names('ofTexas')).toEqual(['Texas']);
    expect(names('Georgian chinaware')).toEqual([]);
  });
});

describe('plainView', () => {
  it('leads every position back to the characters it stands for', () => {
    const text = 'A \u201cB\u201d\r\n\r\n  C\u200b---- \u00a0D';
    const view = plainView(text);
    expect(view.text).toBe('A "B"\u2029C D');
    const at = view.text.indexOf('"B"');
    const { start, end } = spanOf(view, at, at + 3);
    expect(text.slice(start, end)).toBe('\u201cB\u201d');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        const { text: plain, origin } = plainView(any);
        expect(origin).toHaveLength(plain.length + 1);
        for (let index = 0; index < plain.length; index += 1) {
          expect(origin[index]).toBeLessThan(origin[index + 1] ?? Number.NaN);
          if (/[\p{L}\p{N}]/u.test(plain[index] ?? '')) expect(any[origin[index] ?? -1]).toBe(plain[index]);
        }
      }),
    );
  });
});
