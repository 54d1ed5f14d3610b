import { describe, expect, test } from 'vitest';
import { isCurrency, placesOf, readAmount, spoken } from './amounts.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { distributions, lines, reports, rounds } from './machines.ts';
import { readMonths } from './months-csv.ts';
import { partsOf, scoreOf } from './readiness-rule.ts';
import { adviceFor, runwayOf, type Actual } from './runway-rule.ts';

describe('runway', () => {
  const actual = (month: string, cashMinor: bigint, costsMinor: bigint, incomeMinor = 0n): Actual => ({
    month,
    cashMinor,
    incomeMinor,
    costsMinor,
  });
  const three = (cash: bigint, costs: bigint) =>
    ['2026-08', '2026-09', '2026-10'].map((month) => actual(month, cash, costs));

  test.each([
    [299n, 'CRITICAL', 29n],
    [300n, 'HIGH', 30n],
    [599n, 'HIGH', 59n],
    [600n, 'MEDIUM', 60n],
    [1199n, 'MEDIUM', 119n],
    [1200n, 'LOW', 120n],
    [0n, 'CRITICAL', 0n],
  ] as const)('of %s at a burn of 100 is %s', (cash, level, tenths) => {
    expect(runwayOf(three(cash, 100n), '2026-10')).toMatchObject({ level, tenths });
  });

  test('takes the mean of the last three months, and no rounding moves it across a limit', () => {
    const months = [actual('2026-08', 0n, 1n), actual('2026-09', 0n, 1n), actual('2026-10', 4n, 2n)];
    // Mean burn 4/3: exactly 3 months.
    expect(runwayOf(months, '2026-10')).toMatchObject({ level: 'HIGH', tenths: 30n, meanNetBurnMinor: 1n });
    expect(runwayOf([...months, actual('2026-07', 0n, 10n ** 9n)], '2026-10').level).toBe('HIGH');
  });

  test('is “not burning” when as much comes in, and “unknown” without data or with data of long ago', () => {
    expect(runwayOf([actual('2026-10', 5n, 10n, 10n)], '2026-10')).toMatchObject({
      level: 'NOT_BURNING',
      tenths: null,
    });
    expect(runwayOf([], '2026-10').level).toBe('UNKNOWN');
    expect(runwayOf(three(100n, 100n), '2026-12').level).toBe('CRITICAL');
    expect(runwayOf(three(100n, 100n), '2027-01').level).toBe('UNKNOWN');
  });

  test('comes with advice below six months, for small teams, and without data', () => {
    expect(adviceFor(runwayOf(three(599n, 100n), '2026-10'), 3)).toHaveLength(1);
    expect(adviceFor(runwayOf(three(600n, 100n), '2026-10'), 3)).toEqual([]);
    expect(adviceFor(runwayOf([], '2026-10'), 2)).toHaveLength(2);
  });
});

describe('amounts', () => {
  test('are read and spoken in the places of their currency', () => {
    expect([placesOf('CAD'), placesOf('JPY'), placesOf('BHD')]).toEqual([2, 0, 3]);
    expect(readAmount('1250.5', 'CAD')).toBe(125_050n);
    expect(readAmount('1250', 'JPY')).toBe(1_250n);
    for (const wrong of ['1,250.50', '-1', '1250.505', '', '1e5', '٣', '9999999999999999'])
      expect(typeof readAmount(wrong, 'CAD'), wrong).toBe('string');
    expect(readAmount('1.5', 'JPY')).toContain('JPY');
    expect(spoken(-125_050n, 'CAD')).toBe('−1,250.50 CAD');
    expect(spoken(5n, 'CAD')).toBe('0.05 CAD');
    expect([isCurrency('CAD'), isCurrency('ZZZ')]).toEqual([true, false]);
  });
});

describe('the machines', () => {
  test('have the steps of the domain rules and no other', () => {
    const ways = (machine: {
      transitions: readonly { event: string; from: readonly string[]; to: string }[];
    }) => machine.transitions.flatMap(({ event, from, to }) => from.map((one) => `${one} ${event} ${to}`));
    expect(ways(distributions)).toEqual([
      'DRAFT calculate CALCULATED',
      'CALCULATED object DRAFT',
      'CALCULATED approve APPROVED',
      'APPROVED pay DISTRIBUTING',
      'PARTIALLY_FAILED retry DISTRIBUTING',
      'DISTRIBUTING all-paid COMPLETED',
      'DISTRIBUTING some-failed PARTIALLY_FAILED',
    ]);
    expect(ways(rounds)).toEqual([
      'PLANNED open ACTIVE',
      'PLANNED cancel CANCELLED',
      'ACTIVE complete COMPLETED',
      'ACTIVE fail CANCELLED',
    ]);
    expect(ways(reports)).toEqual(['REPORTED recognise RECOGNISED', 'REPORTED reject REJECTED']);
    expect(ways(lines)).toEqual([
      'PENDING send PROCESSING',
      'FAILED send PROCESSING',
      'PROCESSING confirm COMPLETED',
      'PROCESSING refuse FAILED',
    ]);
    expect(eventsFrom(rounds, 'COMPLETED')).toEqual([]);
    expect(() => nextState(rounds, 'COMPLETED', 'open')).toThrow('COMPLETED');
  });
});

describe('readiness', () => {
  test('leaves out what is not known and rescales the rest', () => {
    const known = {
      members: 5,
      raisedMinor: null,
      targetMinor: null,
      papersInForce: 1,
      papersRequired: 2,
      reviewHundredths: null,
      evidence: 5,
    };
    // (30 + 10 + 5) ÷ 60
    expect(scoreOf(partsOf(known))).toBe(750n);
    expect(scoreOf(partsOf({ ...known, raisedMinor: 500n, targetMinor: 250n, reviewHundredths: 300 }))).toBe(
      775n,
    );
  });
});

describe('CSV', () => {
  const given = { currency: 'CAD', lastOver: '2026-10' };

  test('reads comma, semicolon and tab, in any order of columns', () => {
    for (const sign of [',', ';', '\t']) {
      const text = `\uFEFFcosts,Month,cash,income\r\n12.5,2026-10,100,0\r\n\r\n`.replaceAll(',', sign);
      expect(readMonths(text, given)).toMatchObject({
        problems: [],
        months: [{ line: 2, month: '2026-10', cashMinor: 10_000n, costsMinor: 1_250n, incomeMinor: 0n }],
      });
    }
  });

  test('names line and column of every problem', () => {
    const text = [
      'month,cash,income,costs,currency',
      '2026-10,100,0,50,CAD',
      '2026-13,100,0,50,CAD',
      '2026-09,-100,x,50,USD',
      '2026-10,100,0,50,CAD',
      '2026-11,100,0,50,CAD',
      '2026-08,100,0',
      '2026-07,1.005,0,50,',
    ].join('\n');
    expect(readMonths(text, given).problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '3 month',
      '4 currency',
      '4 cash',
      '4 income',
      '5 month',
      '6 month',
      '7 null',
      '8 cash',
    ]);
  });

  test.each([
    ['', 'empty'],
    ['month,cash,income\n2026-10,1,2', '“costs”'],
    ['month,cash,income,costs,colour\n2026-10,1,2,3,red', '“colour”'],
    ['month,cash,cash,income,costs\n2026-10,1,1,2,3', 'twice'],
    ['month,cash,income,costs', 'no line'],
    ['month,cash,income,costs\n2026-10,"1,2,3', 'not CSV'],
  ])('refuses %j', (text, message) => {
    const { problems, months } = readMonths(text, given);
    expect(months).toEqual([]);
    expect(problems.map((problem) => problem.message).join(' ')).toContain(message);
  });
});
