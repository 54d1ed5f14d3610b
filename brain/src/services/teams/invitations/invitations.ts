import type { contract, Input } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { allow, namesOf, wrong, type Actor, type Ground } from '../ground.ts';
import { joinCompany, joinTeam, requireVenture } from '../membership/joining.ts';
import { findPerson } from '../record/company-store.ts';
import * as store from '../record/invitation-store.ts';
import type { InvitationRow, PlaceRef } from '../record/invitation-store.ts';
import { publish } from '../record/journal.ts';
import {
  lockCompany,
  lockTeam,
  requireCompany,
  requireTeam,
  seeCompany,
  seeTeam,
} from '../record/standing.ts';
import * as companyStore from '../record/company-store.ts';
import * as teamStore from '../record/team-store.ts';
import { invitationMachine, type InvitationState } from '../rules/machines.ts';
import { mayInviteAs, type TeamRole } from '../rules/policy.ts';
import { mailInvitation } from './mails.ts';
import { hashOf, makeToken, nameOf, noted, once, refund, stateAt } from './standing.ts';

/** Invitations to teams and companies, by e-mail or by a profile (domain rules, sections 18 and 20.14). */

type Wish = Input<typeof contract.teamInvitations.invite>['body'];

export const validDays = 7;
const openAtOnce = 100;
const batch = 100;

/** Where an invitation leads: what it is called, and who may invite there. */
export interface Door {
  readonly ref: PlaceRef;
  readonly name: string;
  /** Decides about invitations of others, too. */
  readonly leads: boolean;
}

export async function invite(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  wish: Wish,
  origin: string,
): Promise<InvitationRow> {
  const ref = placeOf(wish);
  if ((wish.email === undefined) === (wish.userId === undefined))
    throw wrong('body.email', 'Name an e-mail address or a person, one of them.');
  const door = await openDoor(ground, tx, actor, ref, wish.role);
  await expire(ground, tx, { place: ref, limit: openAtOnce });
  const now = ground.kernel.clock.now();
  if ((await store.countOpen(tx, ref, now)) >= openAtOnce)
    throw new Fail('RULE_VIOLATED', `At most ${openAtOnce} invitations can be open at a time.`);
  const { email, userId } = await addressee(ground, tx, wish);
  if (userId === actor.userId) throw wrong('body.email', 'That is yourself.');
  if (userId) await requireOutside(tx, ref, userId);
  const token = makeToken();
  const row = await once(() =>
    store.insertInvitation(tx, {
      id: newId(),
      team_id: 'teamId' in ref ? ref.teamId : null,
      company_id: 'companyId' in ref ? ref.companyId : null,
      role: wish.role,
      email,
      user_id: userId,
      message: wish.message,
      state: invitationMachine.start,
      token_hash: hashOf(token),
      invited_by: actor.userId,
      created_at: now,
      expires_at: addDays(now, validDays),
    }),
  );
  await send(ground, tx, row, { door, token, origin, actor, event: 'sent' });
  return row;
}

function placeOf({
  teamId,
  companyId,
}: {
  teamId?: string | undefined;
  companyId?: string | undefined;
}): PlaceRef {
  if (teamId && !companyId) return { teamId };
  if (companyId && !teamId) return { companyId };
  throw wrong('body.teamId', 'An invitation is to a team or to a company, one of them.');
}

/** Locks the place for somebody who may invite there as this role. */
async function openDoor(ground: Ground, tx: Tx, actor: Actor, ref: PlaceRef, role: string): Promise<Door> {
  if ('companyId' in ref) {
    const seat = await lockCompany(ground, tx, actor, ref.companyId);
    requireCompany(seat, 'invite');
    if (role !== 'MEMBER' && role !== 'MANAGER')
      throw wrong('body.role', 'People join a company as MEMBER or MANAGER.');
    allow(role === 'MEMBER' || seat.role === 'OWNER', 'MANAGERs are invited by the OWNER.');
    return { ref, name: seat.company.name, leads: true };
  }
  const seat = await lockTeam(ground, tx, actor, ref.teamId);
  requireTeam(seat, 'invite');
  if (role === 'MANAGER') throw wrong('body.role', 'A team has no managers: choose one of its roles.');
  allow(mayInviteAs(seat.rights, role), 'SENIORs invite as MEMBER, JUNIOR or OBSERVER; others by the LEAD.');
  if (!['FORMING', 'ACTIVE', 'IMPROVEMENT_PLANNING', 'RESTRUCTURING'].includes(seat.team.state))
    throw new Fail('ILLEGAL_TRANSITION', 'The team takes nobody in while it is in this state.');
  return { ref, name: seat.team.name, leads: seat.rights.has('lead') };
}

/** An address may have an account already: then it is that person’s, without the inviter being told so. */
async function addressee(
  { people }: Ground,
  tx: Tx,
  wish: Wish,
): Promise<{ email: string | null; userId: string | null }> {
  if (wish.email) {
    const email = wish.email.toLowerCase();
    return { email, userId: await people.findByEmail(tx, email) };
  }
  const userId = wish.userId!;
  const person = (await people.byIds(tx, [userId])).get(userId);
  const shown = person?.status === 'ACTIVE' && (await people.privacyOf(tx, userId)).profile !== 'PRIVATE';
  if (!shown)
    throw wrong('body.userId', 'There is nobody here that you can invite. Use their e-mail address.');
  return { email: null, userId };
}

async function requireOutside(tx: Tx, ref: PlaceRef, userId: string): Promise<void> {
  const inside =
    'teamId' in ref
      ? await teamStore.findMember(tx, ref.teamId, userId)
      : await findPerson(tx, ref.companyId, userId);
  if (inside) throw new Fail('ALREADY_EXISTS', 'This person belongs to it already.');
}

/** History, mail, live message and, last, what it costs: a charge keeps the ledger locked to the commit. */
async function send(
  ground: Ground,
  tx: Tx,
  row: InvitationRow,
  about: { door: Door; token: string; origin: string; actor: Actor; event: 'sent' | 'resent' },
): Promise<void> {
  const { door, token, origin, actor, event } = about;
  const inviter = (await namesOf(ground, tx, [actor.userId]))(actor.userId).name;
  await noted(ground, tx, row, event, actor.userId);
  const to = row.email ?? (await ground.people.byIds(tx, [row.user_id!])).get(row.user_id!)!.email;
  // Whoever has an account gets the mail of their notification, by their own preferences.
  if (!row.user_id)
    await mailInvitation(ground, tx, row, {
      to,
      inviter,
      placeName: door.name,
      kind: 'teamId' in door.ref ? 'TEAM' : 'COMPANY',
      url: `${origin}/team-invitation/${token}`,
    });
  else await tell(ground, tx, row, door.name, inviter);
  if (row.team_id)
    await ground.charges.charge(tx, { userId: actor.userId, action: 'member-invite', causeId: row.id });
}

function tell(
  ground: Ground,
  tx: Tx,
  row: InvitationRow,
  placeName: string,
  inviterName: string,
): Promise<void> {
  return publish(
    ground,
    tx,
    'team.invited',
    row.invited_by,
    {
      invitationId: row.id,
      userId: row.user_id,
      kind: row.team_id ? 'TEAM' : 'COMPANY',
      placeName,
      inviterName,
      role: row.role,
      expiresAt: row.expires_at.toISOString(),
    },
    [`user:${row.user_id}`],
  );
}

/** Somebody confirmed an address: what was sent to it has waited for them. */
export async function greet(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const person = (await ground.people.byIds(tx, [userId])).get(userId);
  if (!person) return;
  for (const row of await store.lockWaitingFor(tx, person.email.toLowerCase(), ground.kernel.clock.now())) {
    const ref: PlaceRef = row.team_id ? { teamId: row.team_id } : { companyId: row.company_id! };
    if (await store.openFor(tx, ref, userId)) continue;
    const found = await store.updateInvitation(tx, row.id, { user_id: userId });
    const inviter = (await namesOf(ground, tx, [row.invited_by]))(row.invited_by).name;
    await tell(ground, tx, found, await nameOf(tx, row), inviter);
  }
}

export async function accept(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
): Promise<InvitationRow> {
  const { row, state } = await lockAddressed(ground, tx, actor, invitationId, 'accept');
  const joining = { userId: actor.userId, actorId: actor.userId };
  const saved = await store.updateInvitation(tx, row.id, { state, ended_at: ground.kernel.clock.now() });
  if (row.team_id) {
    const team = found(await teamStore.findTeam(tx, row.team_id));
    await requireVenture(ground, tx, team, actor.userId);
    await joinTeam(ground, tx, team, { ...joining, role: row.role as TeamRole });
  } else {
    const company = found(await companyStore.findCompany(tx, row.company_id!));
    await joinCompany(ground, tx, company, { ...joining, role: row.role as 'MEMBER' | 'MANAGER' });
  }
  await noted(ground, tx, saved, 'accepted', actor.userId);
  await answered(ground, tx, saved, actor);
  return saved;
}

export async function decline(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
): Promise<InvitationRow> {
  const { row, state } = await lockAddressed(ground, tx, actor, invitationId, 'decline');
  const saved = await store.updateInvitation(tx, row.id, { state, ended_at: ground.kernel.clock.now() });
  await noted(ground, tx, saved, 'declined', actor.userId);
  await answered(ground, tx, saved, actor);
  await refund(ground, tx, [saved], 'The invitation was declined.');
  return saved;
}

async function answered(ground: Ground, tx: Tx, row: InvitationRow, actor: Actor): Promise<void> {
  const name = (await namesOf(ground, tx, [actor.userId]))(actor.userId).name;
  await publish(
    ground,
    tx,
    'team-invitation.answered',
    actor.userId,
    {
      invitationId: row.id,
      inviterId: row.invited_by,
      memberName: name,
      placeName: await nameOf(tx, row),
      teamId: row.team_id,
      companyId: row.company_id,
      accepted: row.state === 'ACCEPTED',
    },
    [`user:${row.invited_by}`],
  );
}

export async function cancel(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
): Promise<InvitationRow> {
  const { row } = await lockSent(ground, tx, actor, invitationId);
  const state = nextState(invitationMachine, stateAt(ground, row), 'cancel');
  const saved = await store.updateInvitation(tx, row.id, { state, ended_at: ground.kernel.clock.now() });
  await noted(ground, tx, saved, 'cancelled', actor.userId);
  await refund(ground, tx, [saved], 'The invitation was cancelled.');
  return saved;
}

export async function resend(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
  origin: string,
): Promise<InvitationRow> {
  const { row, ref } = await lockSent(ground, tx, actor, invitationId);
  const door = await openDoor(ground, tx, actor, ref, row.role);
  const state = nextState(invitationMachine, stateAt(ground, row), 'resend');
  const userId = row.user_id ?? (row.email ? await ground.people.findByEmail(tx, row.email) : null);
  if (userId) await requireOutside(tx, ref, userId);
  // One that ran out and that no job has ended yet gives back what it cost before it costs again.
  await refund(ground, tx, [row], 'The invitation was not answered.');
  const token = makeToken();
  const saved = await once(() =>
    store.updateInvitation(tx, row.id, {
      state,
      user_id: userId,
      token_hash: hashOf(token),
      invited_by: actor.userId,
      expires_at: addDays(ground.kernel.clock.now(), validDays),
      ended_at: null,
    }),
  );
  await send(ground, tx, saved, { door, token, origin, actor, event: 'resent' });
  return saved;
}

/** The place first, then the invitation: everybody who ends a place waits in the same order. */
async function lockAddressed(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
  event: 'accept' | 'decline',
): Promise<{ row: InvitationRow; state: InvitationState }> {
  const known = found(await store.findInvitation(tx, invitationId));
  if (known.user_id !== actor.userId) throw new Fail('NOT_FOUND');
  if (known.team_id) await teamStore.lockTeam(tx, known.team_id);
  else await companyStore.lockCompany(tx, known.company_id!);
  const row = found(await store.lockInvitation(tx, invitationId));
  if (row.user_id !== actor.userId) throw new Fail('NOT_FOUND');
  return { row, state: nextState(invitationMachine, stateAt(ground, row), event) };
}

/** Who sent it, or who leads there now. */
async function lockSent(ground: Ground, tx: Tx, actor: Actor, invitationId: string) {
  const known = found(await store.findInvitation(tx, invitationId));
  const ref: PlaceRef = known.team_id ? { teamId: known.team_id } : { companyId: known.company_id! };
  const mine = known.invited_by === actor.userId;
  if ('teamId' in ref) {
    const seat = await lockTeam(ground, tx, actor, ref.teamId);
    if (!(mine && seat.role) && !seat.rights.has('lead')) throw new Fail('NOT_FOUND');
  } else {
    const seat = await lockCompany(ground, tx, actor, ref.companyId);
    if (!seat.rights.has('invite')) throw new Fail('NOT_FOUND');
  }
  return { row: found(await store.lockInvitation(tx, invitationId)), ref };
}

/** May this person see the invitations of the place: those who invite there. */
export async function requireInviter(ground: Ground, db: Db, actor: Actor, ref: PlaceRef): Promise<void> {
  if ('teamId' in ref) requireTeam(await seeTeam(ground, db, actor, ref.teamId), 'invite');
  else requireCompany(await seeCompany(ground, db, actor, ref.companyId), 'invite');
}

export function defineExpiry(ground: Ground): void {
  ground.kernel.jobs.define({
    name: 'team-invitations',
    cron: '45 * * * *',
    async run() {
      const { database } = ground.kernel;
      while ((await database.transact((tx) => expire(ground, tx, { limit: batch }))) === batch);
    },
  });
}

async function expire(ground: Ground, tx: Tx, of: { limit: number; place?: PlaceRef }): Promise<number> {
  const rows = await store.lockExpired(tx, { ...of, now: ground.kernel.clock.now() });
  for (const row of rows) {
    const state = nextState(invitationMachine, row.state, 'expire');
    const saved = await store.updateInvitation(tx, row.id, { state, ended_at: row.expires_at });
    await noted(ground, tx, saved, 'expired', null);
  }
  await refund(ground, tx, rows, 'The invitation was not answered.');
  return rows.length;
}
