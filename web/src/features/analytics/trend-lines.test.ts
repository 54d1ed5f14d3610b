import { describe, expect, test } from 'vitest';
import { linesOf } from './trend-lines';

const line = (label: string, ...days: [day: number, value: number][]) => ({
  label,
  total: days.reduce((sum, [, value]) => sum + value, 0),
  points: days.map(([day, value]) => ({
    at: `2026-10-${String(day).padStart(2, '0')}T04:00:00.000Z`,
    value,
  })),
});
const sum = (rows: readonly { readonly total: number }[]) => rows.reduce((all, { total }) => all + total, 0);

describe('lines of a trend', () => {
  test('the biggest comes first, on one axis in the order of time, with noughts between', () => {
    const { lines, times } = linesOf([line('small', [4, 1]), line('big', [3, 9], [1, 2])], 'DAY', 'others');
    expect(times).toEqual(['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']);
    expect(lines.map(({ label, values }) => [label, values])).toEqual([
      ['big', [2, 0, 9, 0]],
      ['small', [0, 0, 0, 1]],
    ]);
  });

  test('weeks go on over the change of the clocks', () => {
    const weeks = {
      label: 'weeks',
      total: 2,
      points: [
        { at: '2026-10-26T04:00:00.000Z', value: 1 },
        { at: '2026-11-09T05:00:00.000Z', value: 1 },
      ],
    };
    expect(linesOf([weeks], 'WEEK', 'others').times).toEqual(['2026-10-26', '2026-11-02', '2026-11-09']);
  });

  test('what could not be told apart is added up, and nothing gets lost', () => {
    const many = Array.from({ length: 12 }, (_, index) => line(`value ${index}`, [1, index], [2, 1]));
    const { lines } = linesOf(many, 'DAY', 'others');
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)?.label).toBe('others');
    expect(sum(lines)).toBe(sum(many));
    expect(lines.flatMap(({ values }) => values).reduce((all, value) => all + value, 0)).toBe(sum(many));
  });

  test('nothing asked, nothing drawn', () =>
    expect(linesOf([], 'DAY', 'others')).toEqual({ lines: [], moments: new Map(), times: [] }));
});
