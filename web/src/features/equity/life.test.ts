import { dayOf, isoDay } from '@smartstart/units';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDay, sampleDays } from './life';

const today = '2026-11-23';

test('the first day is found exactly, with few questions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 20_000 }), async (age) => {
      const begun = dayOf(today) - age;
      let asked = 0;
      const found = await firstDay(today, (day) => {
        asked += 1;
        return Promise.resolve(dayOf(day) >= begun);
      });
      expect(found).toBe(isoDay(begun));
      expect(asked).toBeLessThan(25);
    }),
    { numRuns: 50 },
  );
});

test('a large table is not asked for to the day', async () => {
  let asked = 0;
  const begun = dayOf('2019-05-03');
  const found = await firstDay(
    today,
    (day) => {
      asked += 1;
      return Promise.resolve(dayOf(day) >= begun);
    },
    92,
  );
  expect(dayOf(found) - begun).toBeLessThanOrEqual(92);
  expect(asked).toBeLessThan(12);
});

test('days are spread evenly, with those that are known', () => {
  expect(sampleDays('2026-01-01', '2026-01-03', 12, [])).toEqual(['2026-01-01', '2026-01-02', '2026-01-03']);
  expect(sampleDays('2026-01-01', '2026-01-01', 12, [])).toEqual(['2026-01-01']);
  const days = sampleDays('2025-01-01', '2026-01-01', 12, ['2025-06-15', '2030-01-01']);
  expect(days).toContain('2025-06-15');
  expect(days.at(-1)).toBe('2026-01-01');
  expect(days).toHaveLength(13);
});
