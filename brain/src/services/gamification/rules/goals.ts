import { Fail } from '../../../kernel/errors.ts';
import { nextState, type Machine } from '../../../kernel/machine.ts';

/** Personal goals: what they say, how they move. The machine is data: checks, pages and documentation are drawn from it. */

export const goalStates = ['ACTIVE', 'PAUSED', 'COMPLETED', 'CANCELLED'] as const;
export type GoalState = (typeof goalStates)[number];
export type GoalEvent = 'pause' | 'resume' | 'reach' | 'cancel';

export const goalMachine: Machine<GoalState, GoalEvent> = {
  name: 'goal',
  start: 'ACTIVE',
  transitions: [
    { event: 'pause', from: ['ACTIVE'], to: 'PAUSED', by: 'owner' },
    { event: 'resume', from: ['PAUSED'], to: 'ACTIVE', by: 'owner' },
    { event: 'reach', from: ['ACTIVE'], to: 'COMPLETED', by: 'system', guard: 'progress ≥ target' },
    { event: 'cancel', from: ['ACTIVE', 'PAUSED'], to: 'CANCELLED', by: 'owner' },
  ],
};

export const goalLimits = { title: 120, target: 1_000_000_000 } as const;

export interface GoalTerms {
  readonly title: string;
  readonly target: number;
}

/** The terms as they are kept. */
export function goalTerms({ title, target }: GoalTerms): GoalTerms {
  const trimmed = title.trim();
  if (trimmed === '' || trimmed.length > goalLimits.title) {
    throw new Fail('INVALID_INPUT', `Give the goal a title of at most ${goalLimits.title} characters.`);
  }
  if (!Number.isSafeInteger(target) || target < 1 || target > goalLimits.target) {
    throw new Fail('INVALID_INPUT', `A target is a whole number from 1 to ${goalLimits.target}.`);
  }
  return { title: trimmed, target };
}

export interface Goal {
  readonly state: GoalState;
  readonly target: number;
  readonly progress: number;
}

/** Sets the progress of an active goal; it may also go back, until the target is reached. */
export function advance(goal: Goal, progress: number): Goal {
  if (goal.state !== 'ACTIVE') {
    throw new Fail('ILLEGAL_TRANSITION', `A goal in the state ${goal.state} takes no progress.`);
  }
  if (!Number.isSafeInteger(progress) || progress < 0 || progress > goalLimits.target) {
    throw new Fail('INVALID_INPUT', `Progress is a whole number from 0 to ${goalLimits.target}.`);
  }
  const state = progress >= goal.target ? nextState(goalMachine, goal.state, 'reach') : goal.state;
  return { ...goal, progress, state };
}

/** Whole percent, at most 100. */
export function goalPercent({ target, progress }: Pick<Goal, 'target' | 'progress'>): number {
  return Math.min(100, Math.floor((progress * 100) / target));
}
