import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfQuietHours } from './quiet-hours.ts';

const toronto = { from: '22:00', to: '07:00', timeZone: 'America/Toronto' };
const end = (at: string, quiet = toronto) => endOfQuietHours(new Date(at), quiet)?.toISOString() ?? null;

describe('quiet hours', () => {
  test('over midnight they end the next morning', () => {
    expect(end('2026-07-01T03:30:45.000Z')).toBe('2026-07-01T11:00:00.000Z');
    expect(end('2026-07-01T10:59:59.999Z')).toBe('2026-07-01T11:00:00.000Z');
  });

  test('outside of them nothing is held, at their very end neither', () => {
    expect(end('2026-07-01T11:00:00.000Z')).toBeNull();
    expect(end('2026-07-01T18:00:00.000Z')).toBeNull();
    expect(end('2026-07-02T01:59:59.999Z')).toBeNull();
    expect(end('2026-07-02T02:00:00.000Z')).toBe('2026-07-02T11:00:00.000Z');
  });

  test('within one day they end the same day', () => {
    const nap = { from: '12:00', to: '14:30', timeZone: 'Asia/Kolkata' };
    expect(end('2026-01-10T07:00:00.000Z', nap)).toBe('2026-01-10T09:00:00.000Z');
    expect(end('2026-01-10T09:00:00.000Z', nap)).toBeNull();
  });

  test('the night summer time begins is an hour shorter', () => {
    expect(end('2026-03-08T04:00:00.000Z')).toBe('2026-03-08T11:00:00.000Z');
  });

  test('the night summer time ends is an hour longer', () => {
    expect(end('2026-11-01T03:00:00.000Z')).toBe('2026-11-01T12:00:00.000Z');
  });

  test('an end that the clocks skip is the moment of the skip', () => {
    expect(end('2026-03-08T06:30:00.000Z', { ...toronto, to: '02:30' })).toBe('2026-03-08T07:00:00.000Z');
  });

  test('an end that comes twice holds until the first', () => {
    expect(end('2026-11-01T05:10:00.000Z', { ...toronto, to: '01:30' })).toBe('2026-11-01T05:30:00.000Z');
    expect(end('2026-11-01T06:10:00.000Z', { ...toronto, to: '01:30' })).toBe('2026-11-01T06:30:00.000Z');
  });

  test('always: the end is in the future, within 25 hours, not quiet itself, and quiet until then', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const zone = fc.constantFrom(
      'America/Toronto',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'UTC',
    );
    const at = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(at, time, time, zone, (now, from, to, timeZone) => {
        fc.pre(from !== to);
        const quiet = { from, to, timeZone };
        const until = endOfQuietHours(now, quiet);
        if (!until) return;
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect(endOfQuietHours(until, quiet)).toBeNull();
        expect(endOfQuietHours(new Date(until.getTime() - 60_000), quiet)).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
