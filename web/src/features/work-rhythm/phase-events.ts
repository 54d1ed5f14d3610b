import { workWire } from '@smartstart/contract';
import type { z } from 'zod';

export type PhaseEvent = z.infer<typeof workWire.phaseEvent>;

export function isPhaseEvent(event: string): event is PhaseEvent {
  return workWire.phaseEvent.options.some((one) => one === event);
}
