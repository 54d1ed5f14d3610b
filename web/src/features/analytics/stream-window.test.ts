import { describe, expect, test } from 'vitest';
import { markedPoint, windowAround } from './stream-window';

describe('the stream around an anomaly', () => {
  test('is two days of whole hours', () =>
    expect(windowAround({ startedAt: '2026-11-23T10:17:30.000Z' })).toEqual({
      from: '2026-11-21T16:00:00.000Z',
      to: '2026-11-23T16:00:00.000Z',
    }));

  test('points out the hour the moment falls into', () => {
    const series = ['09', '10', '11'].map((hour) => ({ at: `2026-11-23T${hour}:00:00.000Z` }));
    expect(markedPoint(series, '2026-11-23T10:17:30.000Z')).toBe('2026-11-23T10:00:00.000Z');
    expect(markedPoint(series, '2026-11-23T11:00:00.000Z')).toBe('2026-11-23T11:00:00.000Z');
    expect(markedPoint(series, '2026-11-23T08:59:00.000Z')).toBeNull();
    expect(markedPoint([], '2026-11-23T08:59:00.000Z')).toBeNull();
  });
});
