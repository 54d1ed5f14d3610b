import type { Rung } from '@smartstart/contract';

/** Who may do what in a venture (sections 7.3 and 20.5), as tables. Pure. */

export type Status =
  | 'DRAFT'
  | 'PENDING_CONTRACTS'
  | 'PENDING_APPROVAL'
  | 'ACTIVE'
  | 'PAUSED'
  | 'SUSPENDED'
  | 'CLOSED';
export type Role = 'OWNER' | 'CO_OWNER' | 'LEAD' | 'CONTRIBUTOR' | 'ADVISER' | 'INVESTOR' | 'OBSERVER';
export type MemberState = 'JOINING' | 'ACTIVE' | 'LAPSED';
export type Right =
  | 'edit'
  | 'submit'
  | 'withdraw'
  | 'discard'
  | 'publish'
  | 'pause'
  | 'resume'
  | 'close'
  | 'transfer'
  | 'invite'
  | 'manage-members'
  | 'see-members'
  | 'leave';

const rightsOf: Record<Role, readonly Right[]> = {
  OWNER: [
    'edit',
    'submit',
    'withdraw',
    'discard',
    'publish',
    'pause',
    'resume',
    'close',
    'transfer',
    'invite',
    'manage-members',
    'see-members',
  ],
  CO_OWNER: ['edit', 'invite', 'manage-members', 'see-members', 'leave'],
  LEAD: ['invite', 'see-members', 'leave'],
  CONTRIBUTOR: ['see-members', 'leave'],
  ADVISER: ['see-members', 'leave'],
  INVESTOR: ['see-members', 'leave'],
  OBSERVER: ['see-members', 'leave'],
};

/** The states in which a right means anything. */
const statusesFor: Partial<Record<Right, readonly Status[]>> = {
  edit: ['DRAFT', 'ACTIVE', 'PAUSED'],
  submit: ['DRAFT'],
  discard: ['DRAFT'],
  withdraw: ['PENDING_CONTRACTS'],
  publish: ['ACTIVE'],
  pause: ['ACTIVE'],
  resume: ['PAUSED'],
  close: ['ACTIVE', 'PAUSED'],
  transfer: ['ACTIVE', 'PAUSED'],
  invite: ['ACTIVE'],
  'manage-members': ['ACTIVE', 'PAUSED'],
  leave: ['ACTIVE', 'PAUSED', 'SUSPENDED'],
};

/** The rung a role needs; without it the person acts as a contributor. */
const rungFor: Partial<Record<Role, Rung>> = { OWNER: 2, CO_OWNER: 5, LEAD: 5 };
const rungForRight: Partial<Record<Right, Rung>> = {
  publish: 4,
  pause: 4,
  resume: 4,
  close: 4,
  transfer: 4,
};

export interface Membership {
  readonly role: Role;
  readonly state: MemberState;
}

/** The role a member acts in now: co-owners and leads without rung 5 act as contributors. */
export function actingRole(role: Role, held: ReadonlySet<Rung>): Role {
  const rung = rungFor[role];
  if (rung === undefined || held.has(rung)) return role;
  return role === 'OWNER' ? 'OBSERVER' : 'CONTRIBUTOR';
}

/** What the membership allows, whatever state the venture is in. */
export function rightsOfMember(membership: Membership | null, held: ReadonlySet<Rung>): Right[] {
  if (!membership) return [];
  if (membership.state !== 'ACTIVE') return ['leave'];
  return rightsOf[actingRole(membership.role, held)].filter((right) => {
    const rung = rungForRight[right];
    return rung === undefined || held.has(rung);
  });
}

/** What the membership allows now. */
export function rightsIn(status: Status, membership: Membership | null, held: ReadonlySet<Rung>): Right[] {
  return rightsOfMember(membership, held).filter((right) => statusesFor[right]?.includes(status) ?? true);
}

/** May somebody without a part in the venture see its card. */
export function cardVisible(status: Status, visibility: string, isMember: boolean): boolean {
  if (status !== 'ACTIVE' && status !== 'PAUSED') return false;
  return visibility === 'PUBLIC' || (visibility === 'INVITE_ONLY' && isMember);
}

type Event =
  | 'submit'
  | 'papers-signed'
  | 'approval-due'
  | 'withdraw'
  | 'approve'
  | 'refuse'
  | 'pause'
  | 'resume'
  | 'suspend'
  | 'lift'
  | 'close';

/** Section 20.5. A transition that is not listed does not exist. */
const transitions: Record<Event, Partial<Record<Status, Status>>> = {
  submit: { DRAFT: 'PENDING_CONTRACTS' },
  'papers-signed': { PENDING_CONTRACTS: 'ACTIVE' },
  'approval-due': { PENDING_CONTRACTS: 'PENDING_APPROVAL' },
  withdraw: { PENDING_CONTRACTS: 'DRAFT' },
  approve: { PENDING_APPROVAL: 'ACTIVE' },
  refuse: { PENDING_APPROVAL: 'DRAFT' },
  pause: { ACTIVE: 'PAUSED' },
  resume: { PAUSED: 'ACTIVE' },
  suspend: { ACTIVE: 'SUSPENDED', PAUSED: 'SUSPENDED' },
  lift: { SUSPENDED: 'ACTIVE' },
  close: { ACTIVE: 'CLOSED', PAUSED: 'CLOSED', SUSPENDED: 'CLOSED' },
};
export type StatusEvent = Event;

export function nextStatus(status: Status, event: Event): Status | null {
  return transitions[event][status] ?? null;
}

export type Approval = 'SECURITY' | 'LEGAL' | 'HUB';
export const approvers: Record<Approval, readonly Rung[]> = {
  SECURITY: [10, 12],
  LEGAL: [11, 12],
  HUB: [12],
};

/** The approvals the answers of the wizard call for (section 7.1). */
export function approvalsFor(venture: {
  tier_ceiling: number;
  health_data: boolean;
  data_residency: string;
  hub_services: boolean;
}): Approval[] {
  const due: Approval[] = [];
  if (venture.tier_ceiling >= 2 || venture.health_data) due.push('SECURITY');
  if (venture.data_residency !== 'CA') due.push('LEGAL');
  if (venture.hub_services) due.push('HUB');
  return due;
}

/** What a draft still lacks before it can be submitted (section 7.1, step 1). */
export function incompleteFields(venture: {
  purpose: string;
  description: string;
  industry: string;
}): { path: string; message: string }[] {
  const problems: { path: string; message: string }[] = [];
  if (!venture.purpose)
    problems.push({ path: 'body.purpose', message: 'Say in a sentence what the venture is for.' });
  if (venture.description.length < 100)
    problems.push({ path: 'body.description', message: 'Describe the venture in at least 100 characters.' });
  return problems;
}
