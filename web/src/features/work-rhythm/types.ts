import type { workWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Phase = z.output<typeof workWire.phase>;
export type PhaseStanding = z.output<typeof workWire.phaseStanding>;
export type Way = PhaseStanding['ways'][number];
export type Evidence = z.output<typeof workWire.evidence>;
export type LaunchPlan = z.output<typeof workWire.launchPlan>;
export type LaunchPhase = z.output<typeof workWire.launchPhase>;
export type LaunchDecision = z.output<typeof workWire.launchDecision>;
export type Milestone = z.output<typeof workWire.milestone>;
export type MilestoneEvent = Milestone['steps'][number];
export type Contribution = z.output<typeof workWire.contribution>;
export type ContributionState = Contribution['state'];
export type CheckIn = z.output<typeof workWire.checkIn>;
export type Risk = z.output<typeof workWire.risk>;
export type RiskState = Risk['state'];
export type RiskLevel = Risk['level'];
export type Meeting = z.output<typeof workWire.meeting>;
export type MeetingAnswer = z.output<typeof workWire.meetingAnswer>;
export type Activity = z.output<typeof workWire.activity>;
export type WorkEntity = Activity['entity'];

/** From 1 to 5, for everything that is judged on a scale. */
export const ratings = [1, 2, 3, 4, 5] as const;
