import type { supportWire } from '@smartstart/contract';
import type { output } from 'zod';

export type SupportRequest = output<typeof supportWire.supportRequest>;
export type SupportCase = output<typeof supportWire.supportCase>;
export type SupportState = output<typeof supportWire.supportState>;
export type Priority = output<typeof supportWire.supportPriority>;
export type Report = output<typeof supportWire.report>;
export type Decision = output<typeof supportWire.decision>;
export type ModerationCase = output<typeof supportWire.moderationCase>;
export type ModerationState = output<typeof supportWire.moderationState>;
export type Measure = output<typeof supportWire.moderationMeasure>;
