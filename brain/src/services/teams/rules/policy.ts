import type { teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { TeamEvent, TeamState } from './machines.ts';

/** Who may do what in teams and companies (domain rules, section 18). Pure. */

export type TeamRole = z.infer<typeof teamsWire.teamRole>;
export type TeamRight = z.infer<typeof teamsWire.teamRight>;
export type CompanyRole = z.infer<typeof teamsWire.companyRole>;
export type CompanyRight = z.infer<typeof teamsWire.companyRight>;

const rightsOfRole: Readonly<Record<TeamRole, readonly TeamRight[]>> = {
  LEAD: ['read', 'write', 'write-own', 'invite', 'analytics', 'lead'],
  SENIOR: ['read', 'write', 'write-own', 'invite', 'analytics', 'leave'],
  MEMBER: ['read', 'write', 'write-own', 'leave'],
  JUNIOR: ['read', 'write-own', 'leave'],
  OBSERVER: ['read', 'leave'],
};
/** What can be done while a team rests, and after its end. */
const whileResting = new Set<TeamRight>(['read', 'analytics', 'lead', 'own', 'leave']);
const afterwards = new Set<TeamRight>(['read', 'analytics']);

/** Leading needs rung 3; without it a LEAD acts as SENIOR. */
export function actingRole(role: TeamRole, seat: boolean): TeamRole {
  return role === 'LEAD' && !seat ? 'SENIOR' : role;
}

export interface TeamStanding {
  /** The role held in the team. */
  readonly role: TeamRole | null;
  /** Holds rung 3. */
  readonly seat: boolean;
  /** Owns the company or venture the team stands in. */
  readonly ownsPlace: boolean;
  /** Holds rung 12: decides where nobody else can, and does not read the workspace. */
  readonly hub: boolean;
  readonly mediates: boolean;
  readonly state: TeamState;
}

export function teamRights(standing: TeamStanding): ReadonlySet<TeamRight> {
  const { role, state } = standing;
  const all: TeamRight[] = role ? [...rightsOfRole[actingRole(role, standing.seat)]] : ['join'];
  // A LEAD without the rung still has to hand the team over before leaving.
  const own = all.filter((right) => !(right === 'leave' && role === 'LEAD'));
  if (standing.ownsPlace) own.push('read', 'analytics', 'own');
  if (standing.hub) own.push('own');
  if (standing.mediates) own.push('read', 'mediate');
  const kept = state === 'DISBANDED' ? afterwards : state === 'INACTIVE' ? whileResting : null;
  return new Set(kept ? own.filter((right) => kept.has(right)) : own);
}

const member: readonly TeamEvent[] = ['conflict', 'solved', 'name-mediator', 'escalate'];
const ownerToo: readonly TeamEvent[] = ['disband', 'set-up-anew'];
const mediator: readonly TeamEvent[] = ['settled', 'failed'];

/** May this person take that step now, as far as their part in the team decides it. */
export function mayStep(
  event: TeamEvent,
  state: TeamState,
  { rights, role, below }: { rights: ReadonlySet<TeamRight>; role: TeamRole | null; below: boolean },
): boolean {
  if (mediator.includes(event)) return rights.has('mediate');
  if (member.includes(event)) return role !== null;
  if (event === 'keep' || (event === 'dissolve' && state === 'ESCALATED')) return rights.has('own');
  if (event === 'dissolve' || ownerToo.includes(event)) return rights.has('lead') || rights.has('own');
  if (event === 'review') return rights.has('lead') || (below && rights.has('analytics'));
  return rights.has('lead');
}

/** Whom somebody may invite: who leads everybody, others nobody above a MEMBER. */
export function mayInviteAs(rights: ReadonlySet<TeamRight>, role: string): boolean {
  if (!rights.has('invite')) return false;
  return rights.has('lead') ? role !== 'LEAD' : ['MEMBER', 'JUNIOR', 'OBSERVER'].includes(role);
}

/** What the roles of a team give in its channels. */
export type TalkRight = 'read' | 'comment' | 'post' | 'announce' | 'manage' | 'moderate';
export function talkRights(role: TeamRole, seat: boolean, state: TeamState): ReadonlySet<TalkRight> {
  const talk = ['read', 'comment', 'post'] as const;
  const of: Record<TeamRole, readonly TalkRight[]> = {
    LEAD: [...talk, 'announce', 'manage', 'moderate'],
    SENIOR: [...talk, 'announce'],
    MEMBER: talk,
    JUNIOR: talk,
    OBSERVER: ['read'],
  };
  return new Set<TalkRight>(state === 'DISBANDED' ? ['read'] : of[actingRole(role, seat)]);
}

export interface CompanyStanding {
  readonly role: CompanyRole | null;
  readonly seat: boolean;
  readonly hub: boolean;
  readonly state: string;
}

/** An OWNER leads with rung 3 only; without it the company rests in the hands of its managers. */
export function companyRights({ role, seat, hub, state }: CompanyStanding): ReadonlySet<CompanyRight> {
  const rights: CompanyRight[] = role ? ['read'] : [];
  const lives = state === 'ACTIVE';
  if (role === 'OWNER' && seat && state !== 'SUSPENDED' && state !== 'DISSOLVED' && state !== 'MERGED')
    rights.push('own');
  if (lives && (role === 'MANAGER' || role === 'OWNER')) rights.push('edit', 'invite', 'documents');
  if (lives && seat && (role === 'MANAGER' || role === 'OWNER')) rights.push('teams');
  if (role && role !== 'OWNER') rights.push('leave');
  if (hub) rights.push('oversee');
  return new Set(rights);
}
