import { describe, expect, test } from 'vitest';
import { eventBetween, hindranceOf, neighbour, placeBefore, waysFrom } from './moves';

const items = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, position: (index + 1) * 1024 }));
type Part = Parameters<typeof hindranceOf>[0];
const tomas = { userId: 'u', name: 'Tomás' };

describe('moves of a task', () => {
  test('columns next to each other are one step apart, others none', () => {
    expect(eventBetween('TODO', 'IN_PROGRESS')).toBe('start');
    expect(eventBetween('REVIEW', 'IN_PROGRESS')).toBe('ask-changes');
    expect(eventBetween('TODO', 'DONE')).toBeNull();
    expect(waysFrom('IN_PROGRESS')).toEqual(['REVIEW', 'TODO']);
  });

  test('what stands against a move is told by who may take it', () => {
    const task: Part = { state: 'REVIEW', steps: [], contribution: null, assignee: tomas };
    expect(hindranceOf({ ...task, steps: ['approve'] }, 'DONE', true)).toBeNull();
    expect(hindranceOf(task, 'DONE', true)).toEqual({ why: 'notYours', name: 'Tomás' });
    expect(hindranceOf(task, 'DONE', false)).toEqual({ why: 'reader' });
    expect(hindranceOf(task, 'TODO', true)).toEqual({ why: 'tooFar', ways: ['DONE', 'IN_PROGRESS'] });
    const filed: Part = { ...task, contribution: { id: 'c', state: 'PENDING' } };
    expect(hindranceOf(filed, 'DONE', true)).toEqual({ why: 'inReview' });
    expect(hindranceOf({ ...task, state: 'DONE' }, 'IN_PROGRESS', true)).toEqual({ why: 'leads' });
  });

  test('one place up and down, to the top and to the end; nowhere from where it is already', () => {
    expect(neighbour(items, 'c', 'up')).toBe('b');
    expect(neighbour(items, 'c', 'top')).toBe('a');
    expect(neighbour(items, 'b', 'down')).toBe('d');
    expect(neighbour(items, 'c', 'down')).toBeNull();
    expect(neighbour(items, 'a', 'end')).toBeNull();
    expect(neighbour(items, 'a', 'up')).toBeUndefined();
    expect(neighbour(items, 'd', 'down')).toBeUndefined();
    expect(neighbour(items, 'x', 'up')).toBeUndefined();
  });

  test('the place for the moment lies between the new neighbours', () => {
    expect(placeBefore(items, 'a')).toBe(512);
    expect(placeBefore(items, 'c')).toBe(2560);
    expect(placeBefore(items, null)).toBeGreaterThan(4096);
    expect(placeBefore([], null)).toBe(1);
  });
});
