import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor, Ground } from '../ground.ts';
import {
  companyRights,
  teamRights,
  type CompanyRight,
  type CompanyRole,
  type TeamRight,
  type TeamRole,
} from '../rules/policy.ts';
import type { TeamState } from '../rules/machines.ts';
import * as companyStore from './company-store.ts';
import * as teamStore from './team-store.ts';

/** Who somebody is to a team or a company, read anew at every call: leaving ends access at once. */

export interface TeamSeat {
  readonly team: teamStore.TeamRow;
  /** The role held, whether or not the rung for it is. */
  readonly role: TeamRole | null;
  readonly rights: ReadonlySet<TeamRight>;
}

export interface CompanySeat {
  readonly company: companyStore.CompanyRow;
  readonly role: CompanyRole | null;
  readonly rights: ReadonlySet<CompanyRight>;
}

export async function viewerOf(ground: Ground, db: Db, actor: Actor): Promise<companyStore.Viewer> {
  const parts = await ground.ventures.partsOf(db, actor);
  return {
    userId: actor.userId,
    hub: actor.held.has(12),
    now: ground.kernel.clock.now(),
    ventureIds: parts.map(({ ventureId }) => ventureId),
    ownedVentureIds: parts.flatMap(({ ventureId, role }) => (role === 'OWNER' ? [ventureId] : [])),
  };
}

/** The team for one who may see it; NOT_FOUND for everybody else. */
export async function seeTeam(ground: Ground, db: Db, actor: Actor, teamId: string): Promise<TeamSeat> {
  const viewer = await viewerOf(ground, db, actor);
  return seatOf(db, actor, viewer, found(await teamStore.findVisible(db, viewer, teamId)));
}

/** The same, and nobody else changes it, its members or what waits for them until the end of the transaction. */
export async function lockTeam(ground: Ground, tx: Tx, actor: Actor, teamId: string): Promise<TeamSeat> {
  await teamStore.lockTeam(tx, teamId);
  return seeTeam(ground, tx, actor, teamId);
}

async function seatOf(
  db: Db,
  actor: Actor,
  viewer: companyStore.Viewer,
  team: teamStore.TeamRow,
): Promise<TeamSeat> {
  const role = ((await teamStore.findMember(db, team.id, actor.userId))?.role ?? null) as TeamRole | null;
  const ownsPlace = team.venture_id
    ? viewer.ownedVentureIds.includes(team.venture_id)
    : team.company_id !== null && (await companyStore.ownerOf(db, team.company_id)) === actor.userId;
  const rights = teamRights({
    role,
    seat: actor.held.has(3),
    ownsPlace,
    hub: viewer.hub,
    mediates: team.mediator_id === actor.userId,
    state: team.state as TeamState,
  });
  return { team, role, rights };
}

/** Somebody who may do this in the team; a sentence for those who see it and may not. */
export async function enterTeam(
  ground: Ground,
  db: Db,
  actor: Actor,
  teamId: string,
  right: TeamRight,
): Promise<TeamSeat> {
  const seat = await seeTeam(ground, db, actor, teamId);
  requireTeam(seat, right);
  return seat;
}

const refusals: Partial<Record<TeamRight, string>> = {
  read: 'What is inside the team is for its members.',
  write: 'Your role in the team reads.',
  'write-own': 'Your role in the team reads.',
  invite: 'People are invited by the LEAD and the SENIORs of the team.',
  analytics: 'These figures are for the LEAD, the SENIORs and whoever owns the place of the team.',
  lead: 'That is for the LEAD of the team, who holds rung 3.',
};

export function requireTeam({ team, rights, role }: TeamSeat, right: TeamRight): void {
  if (rights.has(right)) return;
  if (team.state === 'DISBANDED' && role !== null)
    throw new Fail('ILLEGAL_TRANSITION', 'This team was disbanded: it can be read.');
  if (team.state === 'INACTIVE' && role !== null && right !== 'lead')
    throw new Fail('ILLEGAL_TRANSITION', 'This team rests. The LEAD can resume it.');
  throw new Fail('FORBIDDEN', refusals[right] ?? 'Your part in the team does not include that.');
}

export async function seeCompany(
  ground: Ground,
  db: Db,
  actor: Actor,
  companyId: string,
): Promise<CompanySeat> {
  const viewer = await viewerOf(ground, db, actor);
  const company = found(await companyStore.findVisible(db, viewer, companyId));
  const role = ((await companyStore.findPerson(db, companyId, actor.userId))?.role ??
    null) as CompanyRole | null;
  const { state } = company;
  return {
    company,
    role,
    rights: companyRights({ role, seat: actor.held.has(3), hub: viewer.hub, state }),
  };
}

export async function lockCompany(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
): Promise<CompanySeat> {
  await companyStore.lockCompany(tx, companyId);
  return seeCompany(ground, tx, actor, companyId);
}

const companyRefusals: Partial<Record<CompanyRight, string>> = {
  read: 'What is inside the company is for those who belong to it.',
  own: 'That is for the OWNER of the company, who holds rung 3.',
  oversee: 'That is for a super administrator.',
};

export function requireCompany({ company, rights, role }: CompanySeat, right: CompanyRight): void {
  if (rights.has(right)) return;
  if (role !== null && role !== 'MEMBER' && company.state !== 'ACTIVE')
    throw new Fail('ILLEGAL_TRANSITION', `The company is ${company.state}: it can be read.`);
  throw new Fail(
    'FORBIDDEN',
    companyRefusals[right] ?? 'That is for the OWNER and the MANAGERs of the company.',
  );
}

/** The place a history entry belongs to. */
export const ofTeam = (id: string) => ({ kind: 'team', id }) as const;
export const ofCompany = (id: string) => ({ kind: 'company', id }) as const;
