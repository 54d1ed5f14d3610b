import type { meetingsWire } from '@smartstart/contract';
import type { output } from 'zod';

export type Meeting = output<typeof meetingsWire.meeting>;
export type Attendance = output<typeof meetingsWire.attendance>;
/** A part of a meeting its organiser changes in a dialogue of its own. */
export type MeetingPart = 'plan' | 'people' | 'notes';
