import { expect, test } from 'vitest';
import { addDays, readingMinutes, utcDay } from './index.ts';

test('days are rolling periods of 24 hours in UTC', () => {
  expect(addDays(new Date('2026-03-07T12:00:00Z'), 2).toISOString()).toBe('2026-03-09T12:00:00.000Z');
  expect(utcDay(new Date('2026-12-31T23:59:59-05:00'))).toBe('2027-01-01');
});

test('reading times are whole minutes, at least one', () => {
  expect(readingMinutes('a few words')).toBe(1);
  expect(readingMinutes('word '.repeat(1150))).toBe(5);
});
