import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelReached, levels, standingOf } from './levels.ts';

test.each([
  [0, 'OWLET', '×1.0'],
  [999, 'OWLET', '×1.0'],
  [1_000, 'NIGHT_WATCHER', '×1.2'],
  [4_999, 'NIGHT_WATCHER', '×1.2'],
  [5_000, 'WISE_OWL', '×1.5'],
  [19_999, 'WISE_OWL', '×1.5'],
  [20_000, 'SKY_MASTER', '×2.0'],
  [1_000_000, 'SKY_MASTER', '×2.0'],
])('%i XP are the level %s', (xp, level, multiplier) => {
  expect(standingOf(xp)).toMatchObject({ level, multiplier, xp });
});

test('says how far the next level is', () => {
  expect(standingOf(2_000)).toMatchObject({
    percent: 25,
    next: { level: 'WISE_OWL', from: 5_000, missing: 3_000 },
  });
  expect(standingOf(999).percent).toBe(99);
  expect(standingOf(20_000)).toMatchObject({ percent: 100, next: null });
  expect(standingOf(-50)).toMatchObject({ level: 'OWLET', percent: 0, next: { missing: 1_050 } });
});

test('more XP never lowers a level, and a level reached is told once', () => {
  const place = (xp: number) => levels.findIndex(({ level }) => level === standingOf(xp).level);
  fc.assert(
    fc.property(fc.integer({ min: -500, max: 40_000 }), fc.nat(10_000), (xp, more) => {
      expect(place(xp + more)).toBeGreaterThanOrEqual(place(xp));
      const { percent } = standingOf(xp);
      expect(percent >= 0 && percent <= 100).toBe(true);
      expect(levelReached(xp, xp + more) !== null).toBe(place(xp + more) > place(xp));
      expect(levelReached(xp + more, xp)).toBeNull();
    }),
  );
});
