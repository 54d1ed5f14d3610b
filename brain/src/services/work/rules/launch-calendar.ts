import type { workWire } from '@smartstart/contract';
import { dayOf, isoDay } from '@smartstart/units';

/** The thirty days (domain rules, section 7.7). Pure. */

export type LaunchPhase = (typeof workWire.launchPhase)['options'][number];

export const launchDays = 30;
export const mostExtraDays = 7;
/** Once a day after the decision fell due. */
export const mostReminders = 7;

export const usualMilestones: readonly {
  readonly phase: LaunchPhase;
  readonly day: number;
  readonly title: string;
  readonly priority: number;
}[] = [
  { phase: 'FOUNDATION', day: 2, title: 'Legal set-up and team', priority: 5 },
  { phase: 'FOUNDATION', day: 4, title: 'Architecture', priority: 4 },
  { phase: 'FOUNDATION', day: 6, title: 'Definition of the MVP', priority: 5 },
  { phase: 'SPRINT_1', day: 14, title: 'First sprint finished', priority: 4 },
  { phase: 'SPRINT_2', day: 21, title: 'Second sprint finished, MVP usable', priority: 5 },
  { phase: 'LAUNCH_PREP', day: 30, title: 'Final test and launch', priority: 5 },
];

/** The date of a day of the plan; the day it is started is day 1. */
export function dateOfDay(startedOn: string, day: number): string {
  return isoDay(dayOf(startedOn) + day - 1);
}

export function daysBetween(from: string, to: string): number {
  return dayOf(to) - dayOf(from);
}

/** The day of the plan that a date is, from 1 on. */
export function dayOfPlan(startedOn: string, date: string): number {
  return daysBetween(startedOn, date) + 1;
}
