import type { teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db, Tx } from '../../../kernel/db.ts';
import { violatedUnique } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { allow, namesOf, type Actor, type Ground } from '../ground.ts';
import { leaveTeam, passLead, requireVenture } from '../membership/joining.ts';
import * as approvalStore from '../record/approval-store.ts';
import { openFor } from '../record/invitation-store.ts';
import { publish, record } from '../record/journal.ts';
import { lockTeam, ofTeam, requireTeam, seeTeam, type TeamSeat } from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import type { TeamRole } from '../rules/policy.ts';

type MemberView = z.infer<typeof teamsWire.teamMember>;

export async function listMembers(
  ground: Ground,
  db: Db,
  actor: Actor,
  teamId: string,
): Promise<MemberView[]> {
  const seat = await seeTeam(ground, db, actor, teamId);
  const rows = await store.membersOf(db, teamId);
  const name = await namesOf(
    ground,
    db,
    rows.map(({ user_id }) => user_id),
  );
  const leads = seat.rights.has('lead');
  const hands = leads || seat.rights.has('own');
  return rows
    .map((row): MemberView => {
      const isLead = row.role === 'LEAD';
      return {
        ...name(row.user_id),
        role: row.role as TeamRole,
        joinedAt: row.joined_at.toISOString(),
        mayChange: leads && !isLead,
        mayRemove: (leads && !isLead) || (row.user_id === actor.userId && seat.rights.has('leave')),
        mayLead: hands && !isLead,
      };
    })
    .toSorted((a, b) => Number(b.role === 'LEAD') - Number(a.role === 'LEAD'));
}

/** Another role. LEAD hands the team over: to a member who holds rung 3; who led before stays as SENIOR. */
export async function setRole(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  userId: string,
  role: TeamRole,
): Promise<TeamSeat> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  const member = await store.findMember(tx, teamId, userId);
  if (role === 'LEAD') return handOver(ground, tx, actor, seat, userId, member);
  requireTeam(seat, 'lead');
  const { role: before } = found(member, 'This person does not belong to the team.');
  if (before === 'LEAD')
    throw new Fail('RULE_VIOLATED', 'A team has one LEAD: make somebody else LEAD, and this one steps back.');
  if (before === role) return seat;
  await store.setMemberRole(tx, teamId, userId, role);
  await record(ground, tx, ofTeam(teamId), {
    entity: 'MEMBER',
    entityId: userId,
    event: 'role-changed',
    subject: (await namesOf(ground, tx, [userId]))(userId).name,
    from: before,
    to: role,
    actorId: actor.userId,
  });
  await publish(
    ground,
    tx,
    'team.role-changed',
    actor.userId,
    {
      teamId,
      teamName: seat.team.name,
      userId,
      role,
    },
    [`user:${userId}`],
  );
  return seeTeam(ground, tx, actor, teamId);
}

async function handOver(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  seat: TeamSeat,
  userId: string,
  member: store.MemberRow | undefined,
): Promise<TeamSeat> {
  const { team, rights, role } = seat;
  // Who lost rung 3 still hands the team over; that is what they are asked to do.
  allow(
    rights.has('lead') || rights.has('own') || (role === 'LEAD' && team.state !== 'DISBANDED'),
    'A team is handed over by its LEAD, or by the owner of its place.',
  );
  found(member, 'This person does not belong to the team.');
  if (!(await ground.security.held(tx, userId)).has(3))
    throw new Fail(
      'RULE_VIOLATED',
      'Leading a team needs rung 3 (SEAT_HOLDER). This person signs its papers first.',
    );
  await requireVenture(ground, tx, team, userId);
  await passLead(ground, tx, team, { userId, actorId: actor.userId });
  return seeTeam(ground, tx, actor, team.id);
}

/** Leaving is free; being taken off by the LEAD costs what the price list says. */
export async function removeMember(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  userId: string,
): Promise<void> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  const own = userId === actor.userId;
  if (!own) requireTeam(seat, 'lead');
  const { role } = found(
    await store.findMember(tx, teamId, userId),
    'This person does not belong to the team.',
  );
  if (role === 'LEAD')
    throw new Fail('RULE_VIOLATED', 'A team has a LEAD at all times: hand it over first, or disband it.');
  if (own) requireTeam(seat, 'leave');
  await leaveTeam(ground, tx, seat.team, { userId, actorId: actor.userId, event: own ? 'left' : 'removed' });
  if (!own)
    await ground.charges.charge(tx, {
      userId: actor.userId,
      action: 'member-remove',
      causeId: newId(),
    });
}

/** Whoever sees a team may ask its LEAD to be let in. */
export async function askToJoin(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  message: string,
): Promise<string> {
  const { team, rights, role } = await lockTeam(ground, tx, actor, teamId);
  if (role) throw new Fail('RULE_VIOLATED', 'You belong to this team already.');
  if (!rights.has('join') || !['FORMING', 'ACTIVE'].includes(team.state))
    throw new Fail('ILLEGAL_TRANSITION', 'This team takes nobody in at present.');
  if (await openFor(tx, { teamId }, actor.userId))
    throw new Fail('RULE_VIOLATED', 'You are invited to this team already: accept that invitation.');
  await requireVenture(ground, tx, team, actor.userId);
  const { leadId } = (await store.summariesOf(tx, [teamId], actor.userId)).get(teamId)!;
  const name = (await namesOf(ground, tx, [actor.userId]))(actor.userId).name;
  const row = await once(() =>
    approvalStore.insertApproval(tx, {
      id: newId(),
      kind: 'JOIN_TEAM',
      team_id: teamId,
      requester_id: actor.userId,
      approver_id: leadId!,
      subject: `${name} asks to join ${team.name}`,
      message,
      state: 'PENDING',
      created_at: ground.kernel.clock.now(),
    }),
  );
  await publish(
    ground,
    tx,
    'approval.requested',
    actor.userId,
    {
      approvalId: row.id,
      approverId: row.approver_id,
      subject: row.subject,
      requesterName: name,
    },
    [`user:${row.approver_id}`],
  );
  return row.id;
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'approvals_one_joining')
      throw new Fail('ALREADY_EXISTS', 'You have asked already: the LEAD has not answered yet.');
    throw error;
  }
}
