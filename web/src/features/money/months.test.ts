import { describe, expect, test } from 'vitest';
import { inARow, shifted, templateCsv } from './months';
import type { Month } from './types';

const actual = (month: string) => ({ month }) as Month;

describe('months in a row', () => {
  test('show a gap as one, and at most so many', () => {
    const points = inARow([actual('2026-04'), actual('2026-01')], 12);
    expect(points.map(({ month, actual: one }) => `${month} ${one ? 'known' : 'gap'}`)).toEqual([
      '2026-01 known',
      '2026-02 gap',
      '2026-03 gap',
      '2026-04 known',
    ]);
    expect(inARow([actual('2026-04'), actual('2020-01')], 3).map(({ month }) => month)).toEqual([
      '2026-02',
      '2026-03',
      '2026-04',
    ]);
    expect(inARow([], 3)).toEqual([]);
  });

  test('go over the end of a year', () => {
    expect([shifted('2026-01', -1), shifted('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  });
});

describe('the file to fill in', () => {
  test('has a line for each of the last months that is not entered', () => {
    expect(templateCsv('2026-02', 'CAD', new Set(['2026-01']))).toBe(
      'month,cash,income,costs,currency,note\r\n2025-12,0.00,0.00,0.00,CAD,\r\n2026-02,0.00,0.00,0.00,CAD,\r\n',
    );
  });
});
