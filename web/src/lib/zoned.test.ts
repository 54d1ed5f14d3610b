import { describe, expect, it } from 'vitest';
import { dayAfter, instantIn, wallIn } from './zoned';

describe('wall-clock times of a zone', () => {
  it('become instants, on both sides of a change of the clock', () => {
    expect(instantIn('2026-01-15', 'America/Toronto')).toBe('2026-01-15T05:00:00.000Z');
    expect(instantIn('2026-03-08', 'America/Toronto')).toBe('2026-03-08T05:00:00.000Z');
    expect(instantIn('2026-03-09', 'America/Toronto')).toBe('2026-03-09T04:00:00.000Z');
    expect(instantIn('2026-11-01T12:30', 'America/Toronto')).toBe('2026-11-01T17:30:00.000Z');
    expect(instantIn('2026-06-01T08:00', 'Asia/Kolkata')).toBe('2026-06-01T02:30:00.000Z');
    expect(instantIn('soon', 'UTC')).toBeNull();
  });

  it('are read off an instant', () => {
    expect(wallIn(new Date('2026-01-01T02:00:00Z'), 'America/Toronto')).toBe('2025-12-31T21:00');
    expect(wallIn(new Date('2026-01-01T02:00:59.999Z'), 'UTC')).toBe('2026-01-01T02:00');
  });

  it('count days across months', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  });
});
