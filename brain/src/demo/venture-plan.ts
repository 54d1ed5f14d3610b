import type { Chance } from './chance.ts';
import type { Idea } from './ideas.ts';
import { lastDay, type InviteePlan, type Joining, type PersonPlan, type Role } from './plan.ts';
import type { VenturePlan } from './venture-acts.ts';
import { closingReasons, invitationMessages } from './wording.ts';

/** Ventures in every state of their life, with owners and teams from the people there are. */

export type Fate =
  | 'ACTIVE'
  | 'APPROVED'
  | 'PAUSED'
  | 'PAUSED_BY_OWNER'
  | 'CLOSED'
  | 'WAITING_FOR_PAPERS'
  | 'WAITING_FOR_APPROVAL'
  | 'DRAFT'
  | 'SUSPENDED';

/** How many of each there are in a community of full size. */
export const fates: Readonly<Record<Fate, number>> = {
  ACTIVE: 14,
  APPROVED: 2,
  PAUSED: 7,
  PAUSED_BY_OWNER: 1,
  CLOSED: 4,
  WAITING_FOR_PAPERS: 2,
  WAITING_FOR_APPROVAL: 2,
  DRAFT: 3,
  SUSPENDED: 1,
};

/**
 * When the owner's trial begins. It lasts 14 days, and 30 days after it a venture is paused (domain rules, section 20.5):
 * so what is active began within the last 44 days, and older ventures rest.
 */
const trialDays: Readonly<Record<Fate, readonly [from: number, to: number]>> = {
  ACTIVE: [-40, -4],
  APPROVED: [-38, -10],
  PAUSED: [-235, -52],
  PAUSED_BY_OWNER: [-40, -18],
  CLOSED: [-220, -25],
  WAITING_FOR_PAPERS: [-9, -3],
  WAITING_FOR_APPROVAL: [-8, -4],
  DRAFT: [-11, -2],
  SUSPENDED: [-38, -24],
};
/** Half of the active ones belong to people whose trial still runs. */
const runningTrial = [-12, -4] as const;
const trialLength = 14;
const invitationLength = 7;

const roles: Readonly<Record<Role, number>> = {
  CO_OWNER: 10,
  LEAD: 18,
  CONTRIBUTOR: 50,
  ADVISER: 12,
  INVESTOR: 4,
  OBSERVER: 6,
};
const maxInvitations = 4;

export function planVenture(
  chance: Chance,
  pool: readonly PersonPlan[],
  idea: Idea,
  fate: Fate,
): VenturePlan | null {
  const [from, to] = fate === 'ACTIVE' && chance.percent(50) ? runningTrial : trialDays[fate];
  const able = pool.filter(
    (one) => one.standing === 'MEMBER' && one.trialDay === null && one.signedDay + 1 < to,
  );
  if (!able.length) return null;
  const owner = chance.pick(able);
  const trialDay = chance.within(Math.max(from, owner.signedDay + 1), to);
  owner.trialDay = trialDay;
  owner.founds = true;
  const createdDay = trialDay + chance.within(0.1, 0.6);
  const submittedDay = fate === 'DRAFT' ? null : createdDay + chance.within(0.1, 0.8);
  const signedDay =
    submittedDay === null || fate === 'WAITING_FOR_PAPERS' ? null : submittedDay + chance.within(0.1, 0.8);
  const base: VenturePlan = {
    idea,
    owner,
    createdDay,
    submittedDay,
    signedDay,
    visibility: chance.weighted({ PUBLIC: 45, INVITE_ONLY: 42, PRIVATE: 13 }),
    rewardKind: chance.weighted({ EQUITY: 45, HYBRID: 30, CASH: 10, UNDECIDED: 15 }),
    teamSize: chance.between(3, 8),
    special: specialOf(chance, fate, idea),
    team: [],
    ending: endingOf(chance, fate, trialDay),
    ownerSignsAnew: false,
  };
  if (signedDay === null || fate === 'WAITING_FOR_APPROVAL') return base;
  const activeDay = fate === 'APPROVED' ? approvalDay(signedDay) : signedDay;
  const end = fate === 'SUSPENDED' ? suspensionDay(signedDay) - 0.6 : (base.ending?.day ?? lastDay);
  const until = Math.min(end, trialDay + trialLength - 0.6);
  return {
    ...base,
    team: planTeam(chance, pool, owner, { from: activeDay + 0.7, until, end, size: chance.between(1, 6) }),
  };
}

/** A day and a half after the papers the administrator has decided. */
export function approvalDay(signedDay: number): number {
  return signedDay + 1.5;
}

export function suspensionDay(signedDay: number): number {
  return signedDay + 14;
}

function specialOf(chance: Chance, fate: Fate, { industry }: Idea): VenturePlan['special'] {
  if (fate !== 'APPROVED' && fate !== 'WAITING_FOR_APPROVAL') return null;
  return industry === 'Healthcare' ? 'HEALTH' : chance.pick(['TIER', 'RESIDENCY', 'HUB'] as const);
}

function endingOf(chance: Chance, fate: Fate, trialDay: number): VenturePlan['ending'] {
  const day = trialDay + chance.within(9, 13);
  if (fate === 'CLOSED') return { kind: 'close', day, reason: chance.pick(closingReasons) };
  return fate === 'PAUSED_BY_OWNER' ? { kind: 'pause', day, reason: '' } : null;
}

interface Window {
  readonly from: number;
  readonly until: number;
  /** From here on nobody joins or leaves. */
  readonly end: number;
  readonly size: number;
}

/** Invitations within the window, to people who were members by then. */
export function planTeam(
  chance: Chance,
  pool: readonly PersonPlan[],
  owner: PersonPlan,
  { from, until, end, size }: Window,
): InviteePlan[] {
  const team: InviteePlan[] = [];
  const asked = new Set<string>([owner.key]);
  for (let place = 0; place < size && from < until; place++) {
    const invitedDay = chance.within(from, until);
    const able = pool.filter(
      (one) =>
        one.standing === 'MEMBER' &&
        one.signedDay < invitedDay - 1 &&
        one.invitations < maxInvitations &&
        !asked.has(one.key),
    );
    if (!able.length) continue;
    const person = chance.pick(able);
    asked.add(person.key);
    const answer = answerOf(chance, invitedDay, end);
    person.invitations += 1;
    team.push({
      key: person.key,
      role: chance.weighted(roles),
      message: chance.pick(invitationMessages),
      invitedDay,
      answer,
    });
  }
  return team;
}

function answerOf(chance: Chance, invitedDay: number, end: number): InviteePlan['answer'] {
  const kind = chance.weighted({ ACCEPTED: 74, DECLINED: 9, CANCELLED: 4, NONE: 13 });
  const day = invitedDay + chance.within(0.2, invitationLength - 1);
  // Accepted while the venture is active, and with room for the papers.
  if (kind === 'NONE' || day > end) return { kind: 'NONE' };
  return kind === 'ACCEPTED' ? { kind, ...joiningOf(chance, day, end) } : { kind, day };
}

function joiningOf(chance: Chance, day: number, end: number): Joining {
  const signedDay = day + chance.pick([0.05, 0.05, 0.5, 1, 2]);
  const countersignedDay = signedDay + chance.within(0.1, 2);
  const late = signedDay > end;
  const papers = late ? 'NONE' : chance.weighted({ ALL: 90, SOME: 6, NONE: 4 });
  const leaves = chance.percent(6) ? countersignedDay + chance.within(10, 60) : null;
  return {
    day,
    papers,
    signedDay,
    countersignedDay: countersignedDay > end || chance.percent(4) ? null : countersignedDay,
    renews: chance.percent(68),
    leavesDay: leaves !== null && leaves < end ? leaves : null,
  };
}
