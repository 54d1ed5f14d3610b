import type { Machine } from '../../../kernel/machine.ts';

/** State machines of teams and companies (domain rules, sections 18, 20.13 and 20.14), as data. */

export type TeamState =
  | 'FORMING'
  | 'ACTIVE'
  | 'INACTIVE'
  | 'CONFLICT_RESOLUTION'
  | 'MEDIATION'
  | 'ESCALATED'
  | 'PERFORMANCE_REVIEW'
  | 'IMPROVEMENT_PLANNING'
  | 'RESTRUCTURING'
  | 'DISBANDED';
export type TeamEvent =
  | 'complete'
  | 'disband'
  | 'conflict'
  | 'review'
  | 'rest'
  | 'resume'
  | 'solved'
  | 'name-mediator'
  | 'escalate'
  | 'settled'
  | 'failed'
  | 'keep'
  | 'dissolve'
  | 'good'
  | 'improve'
  | 'restructure'
  | 'goals-met'
  | 'goals-missed'
  | 'set-up-anew';

const lead = 'LEAD';
const leadOrOwner = 'LEAD, or the owner of the company or venture';
const member = 'a member';
const owner = 'the owner of the company or venture';

export const teamMachine: Machine<TeamState, TeamEvent> = {
  name: 'team',
  start: 'FORMING',
  transitions: [
    { event: 'complete', from: ['FORMING'], to: 'ACTIVE', by: lead, guard: 'two members, one of them LEAD' },
    { event: 'disband', from: ['FORMING', 'ACTIVE', 'INACTIVE'], to: 'DISBANDED', by: leadOrOwner },
    { event: 'conflict', from: ['ACTIVE'], to: 'CONFLICT_RESOLUTION', by: member },
    {
      event: 'review',
      from: ['ACTIVE'],
      to: 'PERFORMANCE_REVIEW',
      by: 'LEAD; SENIOR and the owner while a rate is below 60 %',
    },
    { event: 'rest', from: ['ACTIVE'], to: 'INACTIVE', by: lead },
    { event: 'resume', from: ['INACTIVE'], to: 'ACTIVE', by: lead },
    { event: 'solved', from: ['CONFLICT_RESOLUTION'], to: 'ACTIVE', by: member },
    {
      event: 'name-mediator',
      from: ['CONFLICT_RESOLUTION'],
      to: 'MEDIATION',
      by: member,
      guard: 'the mediator is not of the team',
    },
    { event: 'escalate', from: ['CONFLICT_RESOLUTION'], to: 'ESCALATED', by: member },
    { event: 'settled', from: ['MEDIATION'], to: 'ACTIVE', by: 'the mediator' },
    { event: 'failed', from: ['MEDIATION'], to: 'ESCALATED', by: 'the mediator' },
    { event: 'keep', from: ['ESCALATED'], to: 'ACTIVE', by: owner },
    { event: 'dissolve', from: ['ESCALATED'], to: 'DISBANDED', by: owner },
    { event: 'good', from: ['PERFORMANCE_REVIEW'], to: 'ACTIVE', by: lead, guard: 'no rate below 60 %' },
    {
      event: 'improve',
      from: ['PERFORMANCE_REVIEW'],
      to: 'IMPROVEMENT_PLANNING',
      by: lead,
      guard: 'a rate below 60 %',
    },
    { event: 'restructure', from: ['PERFORMANCE_REVIEW'], to: 'RESTRUCTURING', by: lead },
    { event: 'goals-met', from: ['IMPROVEMENT_PLANNING'], to: 'ACTIVE', by: lead },
    { event: 'goals-missed', from: ['IMPROVEMENT_PLANNING'], to: 'RESTRUCTURING', by: lead },
    { event: 'set-up-anew', from: ['RESTRUCTURING'], to: 'FORMING', by: leadOrOwner },
    { event: 'dissolve', from: ['RESTRUCTURING'], to: 'DISBANDED', by: leadOrOwner },
  ],
};

export type CompanyState = 'ACTIVE' | 'INACTIVE' | 'SUSPENDED' | 'DISSOLVED' | 'MERGED';
export type CompanyEvent = 'rest' | 'resume' | 'suspend' | 'lift' | 'dissolve' | 'merge';

export const companyMachine: Machine<CompanyState, CompanyEvent> = {
  name: 'company',
  start: 'ACTIVE',
  transitions: [
    { event: 'rest', from: ['ACTIVE'], to: 'INACTIVE', by: 'OWNER' },
    { event: 'resume', from: ['INACTIVE'], to: 'ACTIVE', by: 'OWNER' },
    { event: 'suspend', from: ['ACTIVE', 'INACTIVE'], to: 'SUSPENDED', by: 'SUPER_ADMIN, with a reason' },
    { event: 'lift', from: ['SUSPENDED'], to: 'ACTIVE', by: 'SUPER_ADMIN' },
    {
      event: 'dissolve',
      from: ['ACTIVE', 'INACTIVE'],
      to: 'DISSOLVED',
      by: 'OWNER',
      guard: 'all its teams are disbanded',
    },
    {
      event: 'merge',
      from: ['ACTIVE', 'INACTIVE'],
      to: 'MERGED',
      by: 'OWNER',
      guard: 'the owner of the other company approved; all its teams are disbanded',
    },
  ],
};

export type GoalState = 'DRAFT' | 'ACTIVE' | 'ON_TRACK' | 'AT_RISK' | 'COMPLETED' | 'CANCELLED';
export type GoalEvent = 'activate' | 'on-track' | 'at-risk' | 'complete' | 'cancel';

const open = ['ACTIVE', 'ON_TRACK', 'AT_RISK'] as const;
const writer = 'who may write the goal';

export const goalMachine: Machine<GoalState, GoalEvent> = {
  name: 'goal',
  start: 'DRAFT',
  transitions: [
    { event: 'activate', from: ['DRAFT'], to: 'ACTIVE', by: writer },
    { event: 'on-track', from: ['ACTIVE', 'AT_RISK'], to: 'ON_TRACK', by: writer },
    { event: 'at-risk', from: ['ACTIVE', 'ON_TRACK'], to: 'AT_RISK', by: writer },
    { event: 'complete', from: open, to: 'COMPLETED', by: writer, guard: 'current reached target' },
    { event: 'cancel', from: ['DRAFT', ...open], to: 'CANCELLED', by: writer },
  ],
};

export type InvitationState = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'CANCELLED' | 'EXPIRED';
export type InvitationEvent = 'accept' | 'decline' | 'cancel' | 'expire' | 'resend';

export const invitationMachine: Machine<InvitationState, InvitationEvent> = {
  name: 'invitation',
  start: 'PENDING',
  transitions: [
    { event: 'accept', from: ['PENDING'], to: 'ACCEPTED', by: 'addressee' },
    { event: 'decline', from: ['PENDING'], to: 'DECLINED', by: 'addressee' },
    { event: 'cancel', from: ['PENDING'], to: 'CANCELLED', by: 'inviter, or who leads there' },
    { event: 'expire', from: ['PENDING'], to: 'EXPIRED', by: '7 days' },
    { event: 'resend', from: ['EXPIRED', 'CANCELLED'], to: 'PENDING', by: 'inviter, or who leads there' },
  ],
};

export type ApprovalState = 'PENDING' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'LAPSED';
export type ApprovalEvent = 'approve' | 'reject' | 'withdraw' | 'lapse';

export const approvalMachine: Machine<ApprovalState, ApprovalEvent> = {
  name: 'approval',
  start: 'PENDING',
  transitions: [
    { event: 'approve', from: ['PENDING'], to: 'APPROVED', by: 'approver' },
    { event: 'reject', from: ['PENDING'], to: 'REJECTED', by: 'approver' },
    { event: 'withdraw', from: ['PENDING'], to: 'WITHDRAWN', by: 'requester' },
    { event: 'lapse', from: ['PENDING'], to: 'LAPSED', by: 'the end of the team or company' },
  ],
};
