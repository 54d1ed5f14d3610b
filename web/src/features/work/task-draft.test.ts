import { describe, expect, test } from 'vitest';
import { bodyOf, emptyTask, faultsOf, hoursOf, minutesOf } from './task-draft';

describe('the form of a task', () => {
  test('sends the fields that were given, and what was emptied as nothing', () => {
    expect(bodyOf({ title: ' Write ', estimatedHours: 1.5, dueOn: '', assigneeId: '' })).toEqual({
      title: 'Write',
      estimatedMinutes: 90,
      dueOn: null,
      assigneeId: null,
    });
    expect(bodyOf({})).toEqual({});
  });

  test('refuses what is no number instead of guessing one', () => {
    expect(faultsOf({ ...emptyTask, title: 'x' })).toEqual({});
    expect(
      faultsOf({ ...emptyTask, title: ' ', points: '3.5', estimatedHours: '3,5', actualHours: 1001 }),
    ).toEqual({ title: 'title', points: 'points', estimatedHours: 'hours', actualHours: 'hours' });
    expect(faultsOf({ ...emptyTask, title: 'x', points: 2.5 })).toEqual({ points: 'points' });
  });

  test('minutes and hours', () => {
    expect(hoursOf(null)).toBe('');
    expect(hoursOf(100)).toBe(1.67);
    expect(minutesOf(1.67)).toBe(100);
    expect(minutesOf('')).toBeNull();
  });
});
