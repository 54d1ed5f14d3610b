import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, goalMachine, goalPercent, goalStates, goalTerms, type Goal } from './goals.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';

const goal: Goal = { state: 'ACTIVE', target: 10, progress: 0 };

describe('a goal', () => {
  test('moves by listed steps alone', () => {
    expect(goalStates.map((state) => [state, eventsFrom(goalMachine, state)])).toEqual([
      ['ACTIVE', ['pause', 'reach', 'cancel']],
      ['PAUSED', ['resume', 'cancel']],
      ['COMPLETED', []],
      ['CANCELLED', []],
    ]);
    const events = goalMachine.transitions.map(({ event }) => event);
    fc.assert(
      fc.property(fc.constantFrom(...goalStates), fc.constantFrom(...events), (state, event) => {
        if (eventsFrom(goalMachine, state).includes(event))
          expect(goalStates).toContain(nextState(goalMachine, state, event));
        else expect(() => nextState(goalMachine, state, event)).toThrow('does not allow');
      }),
    );
  });

  test('is completed by reaching its target', () => {
    expect(advance(goal, 9)).toEqual({ ...goal, progress: 9 });
    expect(advance({ ...goal, progress: 9 }, 4)).toEqual({ ...goal, progress: 4 });
    expect(advance(goal, 10).state).toBe('COMPLETED');
    expect(advance(goal, 14)).toEqual({ state: 'COMPLETED', target: 10, progress: 14 });
    for (const state of ['PAUSED', 'COMPLETED', 'CANCELLED'] as const) {
      expect(() => advance({ ...goal, state }, 5)).toThrow('takes no progress');
    }
    for (const progress of [-1, 0.5, Number.NaN])
      expect(() => advance(goal, progress)).toThrow('whole number');
  });

  test('has a title and a target', () => {
    expect(goalTerms({ title: ' Ten tasks ', target: 10 })).toEqual({ title: 'Ten tasks', target: 10 });
    expect(() => goalTerms({ title: '  ', target: 10 })).toThrow('title');
    expect(() => goalTerms({ title: 'x'.repeat(121), target: 10 })).toThrow('title');
    for (const target of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => goalTerms({ title: 'x', target })).toThrow('target');
    }
  });

  test('shows whole percents', () => {
    expect([0, 1, 9, 10, 25].map((progress) => goalPercent({ target: 10, progress }))).toEqual([
      0, 10, 90, 100, 100,
    ]);
  });
});
