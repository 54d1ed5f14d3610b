import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfQuietHours } from './quiet-hours.ts';
import { heldUntil, nextHour } from './timing.ts';

const settings = {
  emailEnabled: true,
  pushEnabled: true,
  pushText: false,
  quietFrom: null,
  quietTo: null,
  digestHour: null,
  pausedUntil: null,
};
const sending = { urgent: false, mandatory: false, timeZone: 'America/Toronto' };
const now = new Date('2026-11-23T03:00:00Z'); // 22:00 in Toronto

describe('when a mail or a push message goes out', () => {
  test('at once unless something holds it', () => expect(heldUntil(now, settings, sending)).toBeNull());

  test('after the pause, and after the quiet hours the pause ends in', () => {
    const pausedUntil = new Date('2026-11-24T08:00:00Z'); // 03:00
    const paused = { ...settings, pausedUntil };
    expect(heldUntil(now, paused, sending)).toEqual(pausedUntil);
    expect(heldUntil(now, { ...paused, quietFrom: '22:00', quietTo: '07:00' }, sending)).toEqual(
      new Date('2026-11-24T12:00:00Z'),
    );
    expect(heldUntil(now, paused, { ...sending, mandatory: true })).toBeNull();
    expect(
      heldUntil(now, { ...paused, quietFrom: '22:00', quietTo: '07:00' }, { ...sending, urgent: true }),
    ).toBeNull();
  });

  test('quiet hours of nearly a day end in the minute that is left, also on the day summer time begins', () => {
    const quiet = { from: '12:01', to: '12:00', timeZone: 'Europe/Berlin' };
    expect(endOfQuietHours(new Date('2026-03-28T11:01:00Z'), quiet)).toEqual(
      new Date('2026-03-29T10:00:00Z'),
    );
  });
});

describe('the hour of the digest', () => {
  test.each([
    ['2026-11-23T15:00:00Z', 18, 'America/Toronto', '2026-11-23T23:00:00Z'],
    ['2026-11-23T23:00:00Z', 18, 'America/Toronto', '2026-11-24T23:00:00Z'],
    ['2026-11-23T15:00:00Z', 8, 'Asia/Kathmandu', '2026-11-24T02:15:00Z'],
    // 02:00 is skipped on this day: it comes when the clocks leap over it.
    ['2026-03-29T00:30:00Z', 2, 'Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['2026-11-23T15:00:00Z', 0, 'UTC', '2026-11-24T00:00:00Z'],
  ])('after %s, %i o’clock in %s is %s', (at, hour, zone, wanted) => {
    expect(nextHour(new Date(at), hour, zone)).toEqual(new Date(wanted));
  });

  test('always lies ahead, within 26 hours', () => {
    const zones = [
      'America/Toronto',
      'Europe/Berlin',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'UTC',
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom(...zones),
        (at, hour, zone) => {
          const ahead = nextHour(at, hour, zone).getTime() - at.getTime();
          expect(ahead).toBeGreaterThan(0);
          expect(ahead).toBeLessThanOrEqual(26 * 3_600_000);
        },
      ),
      { numRuns: 200 },
    );
  });
});
