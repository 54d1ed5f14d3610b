import { dayOf, type Decimal, decimalOf, formatDecimal, one } from '@smartstart/units';
import { describe, expect, test } from 'vitest';
import type { Capitalization, ShareClass } from './capitalization.ts';
import type { ExitTerms } from './exit-model.ts';
import { breakpoints, type ExitWaterfall, exitWaterfall } from './exit-waterfall.ts';
import {
  codesOf,
  common,
  founders,
  million,
  millions,
  money,
  preferred,
  safe,
  table,
  valueOf,
} from './test-tables.ts';

const exitOn = dayOf('2028-06-30');
const terms: ExitTerms = { exitOn };

function at(company: Capitalization, exitValue: Decimal, more: Partial<ExitTerms> = {}): ExitWaterfall {
  return valueOf(exitWaterfall(company, { ...terms, ...more }, exitValue));
}

/** Proceeds by class, plan or convertible, as text. */
function classes({ classes }: Pick<ExitWaterfall, 'classes'>): Record<string, string> {
  return Object.fromEntries(classes.map(({ what, proceeds }) => [what, formatDecimal(proceeds)]));
}

const choiceOf = ({ lines }: ExitWaterfall, what: string) => lines.find((line) => line.what === what)!.choice;
const held = (classId: string, shares: bigint, stakeholderId = classId) => ({
  stakeholderId,
  classId,
  shares,
});

describe('textbook cases', () => {
  // 8m common, 2m Series A for 1.00 each: a fifth of the company for 2m.
  const with1x = (more: Partial<ShareClass> = {}) =>
    table({
      classes: [common, preferred('a', 1, more)],
      holdings: [...founders(8n * million), held('a', 2n * million)],
    });

  test('not participating: the preference below 10m, a fifth above', () => {
    // Indifferent where 0.2 × value = 2m, that is at 10m.
    expect(classes(at(with1x(), millions(1)))).toEqual({ a: '1000000', common: '0' });
    expect(classes(at(with1x(), millions(6)))).toEqual({ a: '2000000', common: '4000000' });
    expect(classes(at(with1x(), millions(20)))).toEqual({ a: '4000000', common: '16000000' });
    expect(choiceOf(at(with1x(), millions('9.99')), 'a')).toBe('PREFERENCE');
    expect(choiceOf(at(with1x(), millions('10.01')), 'a')).toBe('CONVERTS');
    const points = valueOf(breakpoints(with1x(), terms));
    expect(points.map(({ exitValue }) => exitValue)).toEqual([millions(2), millions(10)]);
    expect(points[1]!.changes).toEqual([{ kind: 'SHARES', what: 'a', choice: 'CONVERTS' }]);
  });

  test('participating in full: the preference, and a fifth of the rest', () => {
    // 2m + 0.2 × 18m = 5.6m
    expect(classes(at(with1x({ participation: 'FULL' }), millions(20)))).toEqual({
      a: '5600000',
      common: '14400000',
    });
  });

  test('participating up to 3 times: a dead zone between the cap and the conversion', () => {
    const capped = with1x({ participation: 'CAPPED', participationCapMultiple: money(3) });
    // Cap 6m: 2m + 0.2 × (value − 2m) = 6m at 22m; conversion pays when 0.2 × value = 6m, at 30m.
    expect(valueOf(breakpoints(capped, terms)).map(({ exitValue }) => exitValue)).toEqual(
      [2, 22, 30].map(millions),
    );
    expect(classes(at(capped, millions(12)))).toEqual({ a: '4000000', common: '8000000' });
    expect(classes(at(capped, millions(26)))).toEqual({ a: '6000000', common: '20000000' });
    expect(choiceOf(at(capped, millions(26)), 'a')).toBe('CAPPED');
    expect(classes(at(capped, millions(40)))).toEqual({ a: '8000000', common: '32000000' });
  });

  // Series B of 4m at rank 2 or beside A (3m) at rank 1; 6m cannot pay both.
  const two = (seniority: number) =>
    table({
      classes: [common, preferred('a', 3), preferred('b', 4, { seniority })],
      holdings: [...founders(8n * million), held('a', million), held('b', million)],
    });

  test('seniority: B first, A gets what is left', () =>
    expect(classes(at(two(2), millions(6)))).toEqual({ a: '2000000', b: '4000000', common: '0' }));

  test('pari passu: pro rata to the preferences, 3 : 4', () => {
    // 6m × 3 ÷ 7 = 2,571,428.571…, 6m × 4 ÷ 7 = 3,428,571.428…
    expect(classes(at(two(1), millions(6)))).toEqual({ a: '2571428.57', b: '3428571.43', common: '0' });
  });

  test('costs and debts come before everything', () => {
    const debts = [
      { id: 'bank', amount: millions(1), seniority: 2 },
      { id: 'lender', amount: millions(1), seniority: 1 },
    ];
    const paid = at(with1x(), millions('2.5'), { costs: millions('0.4'), debts });
    expect(classes(paid)).toEqual({
      '': '400000',
      a: '100000',
      bank: '1000000',
      common: '0',
      lender: '1000000',
    });
    const short = at(with1x(), millions('1.9'), { costs: millions('0.4'), debts });
    expect(classes(short)).toEqual({ '': '400000', a: '0', bank: '1000000', common: '0', lender: '500000' });
  });

  test('the order of conversion is that of preference per common share', () => {
    // A textbook exercise: A 5m at 2 times, 5m shares: 2.00 a share; B 10m for 8m shares: 1.25;
    // C 10m for 5m: 2.00; D 5m for 10m: 0.50; founders 10m. Preferences 35m; at 0.50: 35 + 10 × 0.5 = 40m;
    // at 1.25: 40 + 20 × 0.75 = 55m; at 2.00: 55 + 28 × 0.75 = 76m.
    const company = table({
      classes: [
        common,
        preferred('a', 1, { liquidationMultiple: money(2) }),
        preferred('b', '1.25'),
        preferred('c', 2),
        preferred('d', '0.5'),
      ],
      holdings: [
        ...founders(10n * million),
        held('a', 5n * million),
        held('b', 8n * million),
        held('c', 5n * million),
        held('d', 10n * million),
      ],
    });
    const points = valueOf(breakpoints(company, terms));
    expect(points.map(({ exitValue }) => exitValue)).toEqual([35, 40, 55, 76].map(millions));
    expect(points.slice(1).map(({ changes }) => changes.map(({ what }) => what))).toEqual([
      ['d'],
      ['b'],
      ['a', 'c'],
    ]);
    expect(formatDecimal(at(company, millions(55)).perCommonShare)).toBe('1.25');
  });

  test('options and warrants join when a common share is worth more than they cost', () => {
    // Preferred 1,000 at 1.50; 1,000 common; 1,000 options at 0.20; 1,000 warrants on common at 1.00. Breakpoints
    // 1,500; + 1,000 × 0.20 = 1,700; + 2,000 × 0.80 = 3,300; + 3,000 × 0.50 = 4,800.
    const company = table({
      classes: [common, preferred('a', '1.5')],
      holdings: [...founders(1_000n), held('a', 1_000n)],
      options: [
        {
          stakeholderId: 'staff',
          planId: 'plan',
          shares: 1_500n,
          vested: 1_000n,
          exercisePrice: money('0.2'),
        },
      ],
      warrants: [{ stakeholderId: 'bank', classId: 'common', shares: 1_000n, exercisePrice: one }],
    });
    const points = valueOf(breakpoints(company, terms)).map(({ exitValue }) => exitValue);
    expect(points).toEqual([1_500, 1_700, 3_300, 4_800].map(decimalOf));
    // At 3,000: 1,500 + 1,000 x + 1,000 (x − 0.20) = 3,000 ⇒ x = 0.85. 200 was paid to exercise.
    const sold = at(company, decimalOf(3_000));
    expect(
      sold.lines.map(({ kind, proceeds, exerciseCost }) => [
        kind,
        formatDecimal(proceeds),
        formatDecimal(exerciseCost),
      ]),
    ).toEqual([
      ['OPTIONS', '650', '200'],
      ['SHARES', '1500', '0'],
      ['SHARES', '850', '0'],
      ['WARRANTS', '0', '0'],
    ]);
    // Accelerated there are 1,500 options: 1,500 + 1,000 x + 1,500 (x − 0.20) = 3,000 ⇒ x = 0.72.
    expect(formatDecimal(at(company, decimalOf(3_000), { accelerated: true }).perCommonShare)).toBe('0.72');
  });

  test('a warrant on preferred shares asks for their preference above its price', () => {
    const company = table({
      classes: [common, preferred('a', 2)],
      holdings: [...founders(1_000n), held('a', 1_000n)],
      warrants: [{ stakeholderId: 'bank', classId: 'a', shares: 500n, exercisePrice: money('0.5') }],
    });
    // Preferences 2,000 and 500 × 1.50 = 750; then founders alone up to 2.00 a share: 4,750; then 2,500 shares.
    expect(classes(at(company, decimalOf(3_000)))).toMatchObject({ common: '250' });
    expect(at(company, decimalOf(3_000)).stakeholders).toContainEqual({
      stakeholderId: 'bank',
      proceeds: decimalOf(750),
    });
    expect(formatDecimal(at(company, decimalOf(4_750 + 2_500)).perCommonShare)).toBe('3');
  });

  test('a conversion ratio counts, fractions too', () => {
    const ratioOf = { numerator: 3n, denominator: 2n };
    const company = table({
      classes: [common, preferred('a', 1, { conversionRatio: ratioOf })],
      holdings: [...founders(7n), held('a', 3n)],
    });
    // 3 shares are 4.5 common ones: 23 × 4.5 ÷ 11.5 = 9.
    expect(classes(at(company, decimalOf(23)))).toEqual({ a: '9', common: '14' });
  });
});

describe('convertibles that have not converted', () => {
  const company = (...convertibles: Capitalization['convertibles']) =>
    table({ holdings: founders(9n * million), convertibles });

  test('a post-money SAFE takes its money back below the cap, its part above', () => {
    // 1m at 10m: a tenth of 9m ÷ 0.9 = 10m shares; converts when these are worth 10m.
    const table = company(safe('s', 1_000_000, { cap: millions(10) }));
    expect(valueOf(breakpoints(table, terms)).map(({ exitValue }) => exitValue)).toEqual([
      millions(1),
      millions(10),
    ]);
    expect(classes(at(table, millions(5)))).toEqual({ common: '4000000', s: '1000000' });
    expect(classes(at(table, millions(20)))).toEqual({ common: '18000000', s: '2000000' });
    expect(choiceOf(at(table, millions(20)), 's')).toBe('CONVERTS');
  });

  test('a pre-money SAFE divides its cap by what there is without it', () => {
    // 1m × 9m ÷ 9m = 1m shares beside 9m.
    const table = company(safe('s', 1_000_000, { cap: millions(9), timing: 'PRE_MONEY' }));
    expect(classes(at(table, millions(20)))).toEqual({ common: '18000000', s: '2000000' });
  });

  test('a discount alone is worth amount ÷ (1 − discount) as soon as common shares get anything', () => {
    const table = company(safe('s', 800_000, { discount: money('0.2') }));
    expect(classes(at(table, millions('0.9')))).toEqual({ common: '0', s: '900000' });
    expect(classes(at(table, millions(5)))).toEqual({ common: '4000000', s: '1000000' });
  });

  test('a note ranks before shares and brings its interest; its exit multiple counts', () => {
    const interest = {
      rates: [{ rate: money('0.1'), accrualStart: dayOf('2027-06-30'), accrualEnd: null }],
      dayCount: '30_360' as const,
      compounding: 'SIMPLE' as const,
      accrualPeriod: 'ANNUAL' as const,
    };
    const note = safe('n', 100_000, { kind: 'NOTE', interest, exitMultiple: money(2) });
    const withA = {
      classes: [common, preferred('a', 1)],
      holdings: [...founders(million), held('a', million)],
    };
    const paid = at(table({ ...withA, convertibles: [note] }), millions('0.5'));
    expect(classes(paid)).toEqual({ a: '290000', common: '0', n: '210000' });
  });

  test('a SAFE shares with the most senior preferred when there is not enough', () => {
    const company = table({
      classes: [common, preferred('a', 1), preferred('b', 1, { seniority: 2 })],
      holdings: [...founders(million), held('a', million), held('b', million)],
      convertibles: [safe('s', 1_000_000)],
    });
    expect(classes(at(company, millions(1)))).toEqual({ a: '0', b: '500000', common: '0', s: '500000' });
  });

  test('while preferred holders convert one by one the SAFE gains what their conversion gives it', () => {
    // Founders 8m, A 2m shares with 4m; SAFE a tenth. Before A converts 8m ÷ 0.9 shares count: it is paid back up to
    // 8m x ÷ 0.9 = 10m, x = 1.125. A converts at x = 2: before 16m + 4m + 16m ÷ 9 = 21.77…m, after 20m ÷ 0.9 = 22.22…m.
    const company = table({
      classes: [common, preferred('a', 2)],
      holdings: [...founders(8n * million), held('a', 2n * million)],
      convertibles: [safe('s', 1_000_000, { cap: millions(10) })],
    });
    const points = valueOf(breakpoints(company, terms));
    expect(points.map(({ exitValue, gradual }) => [formatDecimal(exitValue), gradual])).toEqual([
      ['5000000', false],
      ['14000000', false],
      ['21777777.78', true],
      ['22222222.23', false],
    ]);
    const between = at(company, millions(22));
    expect(formatDecimal(between.perCommonShare)).toBe('2');
    expect(classes(between)).toEqual({ a: '4000000', common: '16000000', s: '2000000' });
    // A tenth of 30m for the SAFE, the rest 8 : 2.
    expect(classes(at(company, millions(30)))).toEqual({ a: '5400000', common: '21600000', s: '3000000' });
  });

  test('one conversion may bring on another', () => {
    // Two SAFEs of 10 % at caps 10m and 12m beside 8m shares: together 8m ÷ 0.8 = 10m count. The first converts at
    // 8m x ÷ 0.9 = 10m, x = 1.125; the second at 10m x = 12m, x = 1.2.
    const both = table({
      holdings: founders(8n * million),
      convertibles: [
        safe('s', 1_000_000, { cap: millions(10) }),
        safe('t', 1_200_000, { cap: millions(12) }),
      ],
    });
    const points = valueOf(breakpoints(both, terms));
    expect(points.map(({ perCommonShare }) => formatDecimal(perCommonShare))).toEqual([
      '0',
      '1.125',
      '1.2',
      '1.2',
    ]);
    // At caps 10m and 11m the second would do so at 10m x = 11m, x = 1.1, where both do: 10m × 1.1 ≥ 10m.
    const near = {
      ...both,
      convertibles: [both.convertibles[0]!, safe('t', 1_100_000, { cap: millions(11) })],
    };
    expect(
      valueOf(breakpoints(near, terms)).map(({ perCommonShare, changes }) => [
        formatDecimal(perCommonShare),
        changes.length,
      ]),
    ).toEqual([
      ['0', 3],
      ['1.1', 2],
      ['1.1', 2],
    ]);
  });

  test('a pre-money SAFE counts for a post-money one once it converts, not while it takes cash', () => {
    // s is a tenth of what counts; p has 1m × 8m ÷ 16m = 0.5m shares and converts at x = 2. At x = 1.8:
    // 14.4m + 1m + 14.4m ÷ 9 = 17m. At x = 3.6: 28.8m + 1.8m + 30.6m ÷ 9 = 34m.
    const both = table({
      holdings: founders(8n * million),
      convertibles: [
        safe('s', 1_000_000, { cap: millions(10) }),
        safe('p', 1_000_000, { cap: millions(16), timing: 'PRE_MONEY' }),
      ],
    });
    expect(classes(at(both, millions(17)))).toEqual({ common: '14400000', p: '1000000', s: '1600000' });
    expect(classes(at(both, millions(34)))).toEqual({ common: '28800000', p: '1800000', s: '3400000' });
  });

  test('caps that promise everything are refused', () => {
    const all = company(
      safe('s', 5_000_000, { cap: millions(10) }),
      safe('t', 5_000_000, { cap: millions(10) }),
    );
    expect(codesOf(exitWaterfall(all, terms, millions(1)))).toEqual(['OVERPROMISED']);
  });
});

test('what has no answer is refused with its place', () => {
  const company = table({ holdings: founders(million) });
  expect(exitWaterfall(company, terms, 1n).problems[0]).toMatchObject({
    code: 'MINOR_UNITS',
    place: 'exitValues/0',
  });
  expect(codesOf(exitWaterfall(company, terms, -one))).toEqual(['AMOUNT']);
  expect(codesOf(exitWaterfall(table({}), terms, one))).toEqual(['NOBODY_TO_PAY']);
  const debts = [{ id: 'bank', amount: one, seniority: 1 }];
  expect(codesOf(exitWaterfall(table({}), { ...terms, debts }, 2n * one))).toEqual(['NOBODY_TO_PAY']);
  expect(classes(at(table({}), one, { debts }))).toEqual({ bank: '1' });
  expect(classes(at(company, 0n))).toEqual({ common: '0' });
});
