import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayPlus, dayStart, localDay, localMonth } from './local-day.ts';
import {
  challengeOf,
  challengeParts,
  finishedDays,
  lengthOfDay,
  streakOf,
  type Act,
  type Stay,
} from './streaks.ts';

const hourMs = 3_600_000;
const lived = (timeZone: string): Stay[] => [{ from: new Date('2020-01-01T00:00:00Z'), timeZone }];
const allParts = (iso: string, timeZone: string): Act[] =>
  challengeParts.map((part) => ({ part, at: new Date(iso), timeZone }));
const zones = [
  'UTC',
  'America/Vancouver',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'America/Havana',
];

describe('days', () => {
  test('are those of the zone', () => {
    const at = new Date('2026-07-01T02:00:00Z');
    expect(localDay(at, 'America/Vancouver')).toBe('2026-06-30');
    expect(localMonth(at, 'America/Vancouver')).toBe('2026-06');
    expect(localDay(at, 'Pacific/Kiritimati')).toBe('2026-07-01');
    expect(dayPlus('2028-02-28', 1)).toBe('2028-02-29');
    expect(dayPlus('2026-01-01', -1)).toBe('2025-12-31');
  });

  test.each([
    ['2026-03-29', 'Europe/Berlin', 23],
    ['2026-10-25', 'Europe/Berlin', 25],
    ['2026-06-10', 'Europe/Berlin', 24],
    ['2026-03-08', 'America/Vancouver', 23],
    ['2026-04-05', 'Australia/Lord_Howe', 24.5],
    ['2026-03-08', 'America/Havana', 23],
    // Samoa went over the date line and left this date out.
    ['2011-12-30', 'Pacific/Apia', 0],
  ])('%s in %s has %d hours', (day, zone, hours) => {
    expect(lengthOfDay(day, lived(zone)) / hourMs).toBe(hours);
  });

  test('begin where their date begins', () => {
    expect(dayStart('2026-03-08', 'America/Havana').toISOString()).toBe('2026-03-08T05:00:00.000Z');
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(3_000), (zone, days) => {
        const day = dayPlus('2022-01-01', days);
        const start = dayStart(day, zone);
        expect(localDay(start, zone)).toBe(day);
        expect(localDay(new Date(start.getTime() - 1), zone)).toBe(dayPlus(day, -1));
      }),
    );
  });
});

describe('the challenge', () => {
  test('is finished with all four parts on one date of the person', () => {
    const berlin = 'Europe/Berlin';
    const acts = allParts('2026-06-10T21:30:00Z', berlin);
    const late = { part: 'IDEA', at: new Date('2026-06-10T22:30:00Z'), timeZone: berlin } as const;
    const three = acts.filter(({ part }) => part !== 'IDEA');
    const now = new Date('2026-06-10T21:45:00Z');
    expect(challengeOf(acts, now, berlin)).toMatchObject({ day: '2026-06-10', finished: true });
    // Half an hour after midnight it counts for the next day.
    const open = challengeOf([...three, late], now, berlin);
    expect(open.finished).toBe(false);
    expect(open.parts.filter(({ done }) => !done)).toEqual([{ part: 'IDEA', done: false }]);
    expect(finishedDays([...three, late])).toEqual([]);
    expect(finishedDays([...acts, ...acts, late])).toEqual(['2026-06-10']);
  });

  test('ends with the day, be it of 23 or 25 hours', () => {
    const at = new Date('2026-03-29T08:00:00Z');
    expect(challengeOf([], at, 'Europe/Berlin').endsAt.toISOString()).toBe('2026-03-29T22:00:00.000Z');
    const autumn = new Date('2026-10-25T08:00:00Z');
    expect(challengeOf([], autumn, 'Europe/Berlin').endsAt.toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });
});

describe('a streak', () => {
  const june = (...days: number[]) => days.map((day) => `2026-06-${String(day).padStart(2, '0')}`);
  const at = (iso: string) => new Date(iso);

  test('stands until the day after is over', () => {
    const days = june(7, 8, 9);
    const inZone = (iso: string) => streakOf(days, lived('America/Vancouver'), at(iso));
    expect(inZone('2026-06-09T20:00:00Z')).toEqual({ current: 3, longest: 3, today: true });
    expect(inZone('2026-06-11T06:59:00Z')).toEqual({ current: 3, longest: 3, today: false });
    expect(inZone('2026-06-11T07:00:00Z')).toEqual({ current: 0, longest: 3, today: false });
    expect(streakOf([], lived('UTC'), at('2026-06-11T07:00:00Z'))).toEqual({
      current: 0,
      longest: 0,
      today: false,
    });
  });

  test('remembers the longest run', () => {
    const days = june(1, 2, 3, 4, 6, 8, 9);
    expect(streakOf(days, lived('UTC'), at('2026-06-09T12:00:00Z'))).toEqual({
      current: 2,
      longest: 4,
      today: true,
    });
  });

  test('goes on over the days on which clocks change', () => {
    for (const zone of zones) {
      const acts = Array.from({ length: 366 }, (_, index) => dayPlus('2026-01-01', index)).flatMap((day) =>
        allParts(new Date(dayStart(day, zone).getTime() + 22.5 * hourMs).toISOString(), zone),
      );
      expect(streakOf(finishedDays(acts), lived(zone), at('2027-01-02T12:00:00Z')).longest).toBe(366);
    }
  });

  test('survives a flight east that leaves hardly anything of a date', () => {
    // Left Honolulu on the evening of the 10th; in Auckland it was the evening of the 11th, and then the 12th.
    const stays: Stay[] = [
      ...lived('Pacific/Honolulu'),
      { from: at('2026-06-11T08:00:00Z'), timeZone: 'Pacific/Auckland' },
    ];
    expect(lengthOfDay('2026-06-11', stays) / hourMs).toBe(4);
    const flown = streakOf(june(9, 10, 12), stays, at('2026-06-12T03:00:00Z'));
    expect(flown).toEqual({ current: 3, longest: 3, today: true });
    // For somebody who stayed at home the same dates are a broken streak.
    expect(streakOf(june(9, 10, 12), lived('Pacific/Honolulu'), at('2026-06-12T20:00:00Z'))).toEqual({
      current: 1,
      longest: 2,
      today: true,
    });
  });

  test('survives a flight west, and counts the date that comes twice once', () => {
    const stays: Stay[] = [
      ...lived('Pacific/Auckland'),
      { from: at('2026-06-11T20:00:00Z'), timeZone: 'Pacific/Honolulu' },
    ];
    const acts = [
      ...allParts('2026-06-10T20:00:00Z', 'Pacific/Auckland'),
      ...allParts('2026-06-11T19:00:00Z', 'Pacific/Auckland'),
      ...allParts('2026-06-12T20:00:00Z', 'Pacific/Honolulu'),
    ];
    expect(finishedDays(acts)).toEqual(june(11, 12));
    // It is the 11th again.
    expect(streakOf(june(11, 12), stays, at('2026-06-11T21:00:00Z'))).toEqual({
      current: 2,
      longest: 2,
      today: true,
    });
  });

  test('survives the date that Samoa left out', () => {
    const days = ['2011-12-28', '2011-12-29', '2011-12-31'];
    const stays: Stay[] = [{ from: at('2010-01-01T00:00:00Z'), timeZone: 'Pacific/Apia' }];
    expect(streakOf(days, stays, at('2011-12-31T03:00:00Z')).current).toBe(3);
  });

  test('is at most the number of finished days, and one more day never shortens it', () => {
    const days = fc.uniqueArray(
      fc.nat(40).map((day) => dayPlus('2026-05-01', day)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), fc.nat(40), (finished, zone, more) => {
        const now = new Date('2026-06-09T12:00:00Z');
        const { current, longest } = streakOf(finished, lived(zone), now);
        expect(current).toBeLessThanOrEqual(longest);
        expect(longest).toBeLessThanOrEqual(finished.length);
        const fuller = streakOf([...finished, dayPlus('2026-05-01', more)], lived(zone), now);
        expect(fuller.longest).toBeGreaterThanOrEqual(longest);
      }),
      { numRuns: 60 },
    );
  });
});
