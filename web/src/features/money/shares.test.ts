import { describe, expect, test } from 'vitest';
import { wholePart } from '../../lib/money';
import { fallsBetween, faultOf, isSame, type ShareDraft } from './shares';

const line = (userId: string | null, part: number): ShareDraft => ({ userId, name: userId ?? '', part });

describe('revenue shares', () => {
  test('come to exactly 100 %, and each line gets something', () => {
    expect(faultOf([])).toBe('EMPTY');
    expect(faultOf([line('a', wholePart - 1)])).toBe('SUM');
    expect(faultOf([line('a', wholePart), line(null, 0)])).toBe('NOTHING');
    expect(faultOf([line('a', 33_333_333), line('b', 33_333_333), line(null, 33_333_334)])).toBeNull();
  });

  test('fall for whoever gets less than before, or nothing; the venture does not count', () => {
    const before = [line('a', 50_000_000), line('b', 30_000_000), line(null, 20_000_000)];
    const after = [line('a', 49_999_999), line('c', 50_000_001)];
    expect(fallsBetween(before, after)).toEqual([
      { userId: 'a', name: 'a', before: 50_000_000, after: 49_999_999 },
      { userId: 'b', name: 'b', before: 30_000_000, after: 0 },
    ]);
    expect(fallsBetween([], after)).toEqual([]);
  });

  test('say the same in any order', () => {
    expect(isSame([line('a', 1), line('b', 2)], [line('b', 2), line('a', 1)])).toBe(true);
    expect(isSame([line('a', 1)], [line('a', 1), line('b', 2)])).toBe(false);
    expect(isSame([line('a', 1)], [line('b', 1)])).toBe(false);
  });
});
