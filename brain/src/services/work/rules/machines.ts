import type { workWire } from '@smartstart/contract';
import type { Machine } from '../../../kernel/machine.ts';

/** The state machines of work (domain rules, sections 20.6 and 20.14). Phases have a table of their own. */

type Of<S extends { options: readonly string[] }> = S['options'][number];

export type TaskState = Of<typeof workWire.taskState>;
export type TaskEvent = Of<typeof workWire.taskEvent>;
export const taskMachine: Machine<TaskState, TaskEvent> = {
  name: 'task',
  start: 'TODO',
  transitions: [
    { event: 'start', from: ['TODO'], to: 'IN_PROGRESS', by: 'assignee' },
    { event: 'hand-in', from: ['IN_PROGRESS'], to: 'REVIEW', by: 'assignee' },
    {
      event: 'approve',
      from: ['REVIEW'],
      to: 'DONE',
      by: 'reviewer who is not the assignee; the assignee when no contribution is filed',
      guard: 'no open blocker',
    },
    { event: 'put-back', from: ['IN_PROGRESS'], to: 'TODO', by: 'LEAD and above' },
    { event: 'ask-changes', from: ['REVIEW'], to: 'IN_PROGRESS', by: 'LEAD and above' },
    { event: 'reopen', from: ['DONE'], to: 'IN_PROGRESS', by: 'LEAD and above' },
  ],
};

export type SprintState = Of<typeof workWire.sprintState>;
export type SprintEvent = Of<typeof workWire.sprintEvent>;
export const sprintMachine: Machine<SprintState, SprintEvent> = {
  name: 'sprint',
  start: 'PLANNING',
  transitions: [
    { event: 'start', from: ['PLANNING'], to: 'ACTIVE', by: 'LEAD and above', guard: 'no other ACTIVE' },
    { event: 'finish', from: ['ACTIVE'], to: 'COMPLETED', by: 'LEAD and above' },
    { event: 'drop', from: ['PLANNING', 'ACTIVE'], to: 'CANCELLED', by: 'LEAD and above' },
  ],
};

export type MilestoneState = Of<typeof workWire.milestoneState>;
export type MilestoneEvent = Of<typeof workWire.milestoneEvent>;
export const milestoneMachine: Machine<MilestoneState, MilestoneEvent> = {
  name: 'milestone',
  start: 'PENDING',
  transitions: [
    { event: 'start', from: ['PENDING'], to: 'IN_PROGRESS', by: 'LEAD and above' },
    { event: 'block', from: ['IN_PROGRESS'], to: 'BLOCKED', by: 'LEAD and above' },
    { event: 'unblock', from: ['BLOCKED'], to: 'IN_PROGRESS', by: 'LEAD and above' },
    { event: 'finish', from: ['IN_PROGRESS'], to: 'COMPLETED', by: 'LEAD and above' },
  ],
};

export type PlanState = Of<typeof workWire.planState> | 'NOT_STARTED';
export type PlanEvent =
  | 'start'
  | 'extend'
  | 'all-done'
  | 'last-day'
  | 'decide-scale'
  | 'decide-pivot'
  | 'decide-kill'
  | 'abandon';
const evidenced = 'evidence and reasons; OWNER with rung 4';
export const planMachine: Machine<PlanState, PlanEvent> = {
  name: 'launch plan',
  start: 'NOT_STARTED',
  transitions: [
    {
      event: 'start',
      from: ['NOT_STARTED'],
      to: 'RUNNING',
      by: 'OWNER',
      guard: 'phase TEAM_BUILDING to BETA',
    },
    { event: 'extend', from: ['RUNNING'], to: 'RUNNING', by: 'OWNER', guard: 'once, at most 7 days, reason' },
    { event: 'all-done', from: ['RUNNING'], to: 'DECISION_DUE', by: 'system', guard: 'all milestones done' },
    { event: 'last-day', from: ['RUNNING'], to: 'DECISION_DUE', by: 'system', guard: 'last day reached' },
    { event: 'decide-scale', from: ['DECISION_DUE'], to: 'SCALED', by: 'OWNER', guard: evidenced },
    { event: 'decide-pivot', from: ['DECISION_DUE'], to: 'PIVOTED', by: 'OWNER', guard: evidenced },
    { event: 'decide-kill', from: ['DECISION_DUE'], to: 'KILLED', by: 'OWNER', guard: evidenced },
    {
      event: 'abandon',
      from: ['RUNNING', 'DECISION_DUE'],
      to: 'KILLED',
      by: 'system',
      guard: 'the venture is abandoned',
    },
  ],
};

export type ContributionState = Of<typeof workWire.contributionState>;
export type ContributionEvent = 'approve' | 'reject' | 'ask-changes' | 'resubmit';
const reviewer = 'LEAD and above, not the assignee';
export const contributionMachine: Machine<ContributionState, ContributionEvent> = {
  name: 'contribution',
  start: 'PENDING',
  transitions: [
    { event: 'approve', from: ['PENDING'], to: 'APPROVED', by: reviewer, guard: 'PCA and IAA in force' },
    { event: 'reject', from: ['PENDING'], to: 'REJECTED', by: reviewer },
    { event: 'ask-changes', from: ['PENDING'], to: 'CHANGES_REQUESTED', by: reviewer },
    { event: 'resubmit', from: ['CHANGES_REQUESTED'], to: 'PENDING', by: 'assignee' },
  ],
};

export type RiskState = Of<typeof workWire.riskState>;
export type RiskEvent = Of<typeof workWire.riskEvent>;
export const riskMachine: Machine<RiskState, RiskEvent> = {
  name: 'risk',
  start: 'OPEN',
  transitions: [
    { event: 'mitigate', from: ['OPEN'], to: 'MITIGATED', by: 'owner of the risk' },
    { event: 'reopen', from: ['MITIGATED'], to: 'OPEN', by: 'owner of the risk' },
    { event: 'close', from: ['OPEN', 'MITIGATED'], to: 'CLOSED', by: 'owner of the risk' },
  ],
};

export type MeetingState = Of<typeof workWire.meetingState>;
export type MeetingEvent = Of<typeof workWire.meetingEvent>;
export const meetingMachine: Machine<MeetingState, MeetingEvent> = {
  name: 'meeting',
  start: 'SCHEDULED',
  transitions: [
    { event: 'hold', from: ['SCHEDULED'], to: 'DONE', by: 'organiser', guard: 'it has begun' },
    { event: 'cancel', from: ['SCHEDULED'], to: 'CANCELLED', by: 'organiser' },
  ],
};

/** All of them, for documentation. */
export const workMachines = [
  taskMachine,
  sprintMachine,
  milestoneMachine,
  planMachine,
  contributionMachine,
  riskMachine,
  meetingMachine,
] as const;
