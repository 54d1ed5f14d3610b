import type { contract } from '@smartstart/contract';
import type { z } from 'zod';

export type PhaseEvent = z.input<typeof contract.work.movePhase.body>['event'];

/** The steps that owners take; ideas are reviewed in another way. */
export const phaseEvents = [
  'submit-idea',
  'skip-review',
  'complete-team',
  'validate',
  'refute',
  'new-hypothesis',
  'finish-mvp',
  'launch',
  'rework',
  'open-round',
  'complete-round',
  'traction',
  'scale-up',
  'mature',
  'fail',
  'retry',
  'negotiate',
  'conclude-exit',
  'call-off',
  'abandon',
] as const satisfies readonly PhaseEvent[];

export function isPhaseEvent(event: string): event is PhaseEvent {
  return phaseEvents.some((one) => one === event);
}
