import { expect, test } from 'vitest';
import { isBelow, percentOf, ratesBetween, weeksAt, windowAt } from './rates.ts';

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}`;

test('nothing to measure is no rate, and not below one', () => {
  expect(percentOf({ done: 0, possible: 0 })).toBe(null);
  expect(isBelow({ done: 0, possible: 0 })).toBe(false);
  expect(percentOf({ done: 2, possible: 3 })).toBe(66.7);
  expect(isBelow({ done: 3, possible: 5 })).toBe(false);
  expect(isBelow({ done: 599, possible: 1000 })).toBe(true);
});

test('people count from the day they joined, in the ventures they are in', () => {
  const seats = [
    { userId: 'a', ventureId: 'v', since: day(1) },
    { userId: 'b', ventureId: 'v', since: day(9) },
    // Joins after the window.
    { userId: 'c', ventureId: 'v', since: day(20) },
  ];
  const checkIns = [
    { userId: 'a', ventureId: 'v', day: day(5) },
    { userId: 'a', ventureId: 'w', day: day(6) },
    { userId: 'b', ventureId: 'v', day: day(8) },
    { userId: 'b', ventureId: 'v', day: day(9) },
    { userId: 'x', ventureId: 'v', day: day(9) },
    { userId: 'a', ventureId: 'v', day: day(11) },
  ];
  const tasks = [
    { day: day(1), due: 5, onTime: 5 },
    { day: day(4), due: 2, onTime: 1 },
    { day: day(10), due: 1, onTime: 1 },
  ];
  const { onTime, checkIns: rate } = ratesBetween({ tasks, checkIns }, seats, day(4), day(10));
  expect(onTime).toEqual({ done: 2, possible: 3 });
  // a: 4th to 10th; b: 9th and 10th.
  expect(rate).toEqual({ done: 2, possible: 9 });
});

test('the window has thirty days, and the weeks follow each other without a gap', () => {
  const now = new Date('2026-03-31T15:00:00Z');
  expect(windowAt(now)).toEqual({ from: '2026-03-02', to: '2026-03-31' });
  const weeks = weeksAt(now);
  expect(weeks).toHaveLength(12);
  expect(weeks.at(-1)).toEqual({ from: '2026-03-25', to: '2026-03-31' });
  for (const [index, week] of weeks.entries())
    if (index) expect(Date.parse(week.from) - Date.parse(weeks[index - 1]!.to)).toBe(86_400_000);
});
