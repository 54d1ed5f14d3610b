import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { namesOf, type Ground } from '../ground.ts';
import * as approvalStore from '../record/approval-store.ts';
import * as companyStore from '../record/company-store.ts';
import { publish, record } from '../record/journal.ts';
import { ofCompany, ofTeam } from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import type { TeamRole } from '../rules/policy.ts';

/** How people come to belong to teams and companies, and how they leave. The row of the place is locked before. */

export const companyPeople = 500;

export async function joinTeam(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  joining: { userId: string; role: TeamRole; actorId: string | null },
): Promise<void> {
  const { userId, role } = joining;
  if (!['FORMING', 'ACTIVE', 'RESTRUCTURING', 'IMPROVEMENT_PLANNING'].includes(team.state))
    throw new Fail('ILLEGAL_TRANSITION', `The team takes nobody in while it is ${inWords(team.state)}.`);
  const members = await store.membersOf(tx, team.id);
  if (members.some((one) => one.user_id === userId))
    throw new Fail('RULE_VIOLATED', 'This person belongs to the team already.');
  if (members.length >= team.size)
    throw new Fail(
      'RULE_VIOLATED',
      `The team is full: it is meant for ${team.size}. The LEAD can make it larger.`,
    );
  await requireVenture(ground, tx, team, userId);
  await store.insertMember(tx, {
    team_id: team.id,
    user_id: userId,
    role,
    joined_at: ground.kernel.clock.now(),
  });
  await tellJoined(ground, tx, team, joining);
  // Whoever is in asks no longer.
  const asked = await approvalStore.pendingJoin(tx, team.id, userId);
  if (asked)
    await approvalStore.updateApproval(tx, asked.id, {
      state: 'LAPSED',
      comment: 'You joined by an invitation.',
      decided_at: ground.kernel.clock.now(),
    });
}

/** A team of a venture is made of people who signed what joining the venture asks for. */
export async function requireVenture(
  { ventures }: Ground,
  tx: Tx,
  team: Pick<store.TeamRow, 'venture_id'>,
  userId: string,
): Promise<void> {
  if (team.venture_id === null || (await ventures.rolesIn(tx, team.venture_id)).has(userId)) return;
  throw new Fail(
    'RULE_VIOLATED',
    'This team stands in a venture. One joins the venture first, and then its teams.',
  );
}

async function tellJoined(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  { userId, role, actorId }: { userId: string; role: TeamRole; actorId: string | null },
): Promise<void> {
  const name = (await namesOf(ground, tx, [userId]))(userId).name;
  await record(ground, tx, ofTeam(team.id), {
    entity: 'MEMBER',
    entityId: userId,
    event: 'joined',
    subject: name,
    to: role,
    actorId,
  });
  const leadId = (await store.summariesOf(tx, [team.id], userId)).get(team.id)?.leadId;
  await publish(
    ground,
    tx,
    'team.joined',
    actorId,
    {
      teamId: team.id,
      userId,
      teamName: team.name,
      memberName: name,
      recipientIds: leadId && leadId !== userId ? [leadId] : [],
    },
    [`user:${userId}`],
  );
}

/** The first member: who makes a team leads it. */
export async function openWithLead(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  userId: string,
): Promise<void> {
  await store.insertMember(tx, {
    team_id: team.id,
    user_id: userId,
    role: 'LEAD',
    joined_at: ground.kernel.clock.now(),
  });
  await tellJoined(ground, tx, team, { userId, role: 'LEAD', actorId: userId });
}

/** Off the team at once: sockets that follow it are told, and its goals stay with it. */
export async function leaveTeam(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  leaving: { userId: string; actorId: string | null; event: 'left' | 'removed'; reason?: string },
): Promise<void> {
  const { userId, actorId, event, reason } = leaving;
  if (!(await store.deleteMember(tx, team.id, userId))) return;
  const name = (await namesOf(ground, tx, [userId]))(userId).name;
  await record(ground, tx, ofTeam(team.id), {
    entity: 'MEMBER',
    entityId: userId,
    event,
    subject: name,
    actorId,
    reason,
  });
  await publish(
    ground,
    tx,
    'team.left',
    actorId,
    { teamId: team.id, userId, teamName: team.name, removed: event === 'removed' },
    [`user:${userId}`],
    { lostAccess: { userId, topic: `team:${team.id}` } },
  );
}

/** Another member leads from now on; the one before stays as SENIOR. What waited for the one waits for the other. */
export async function passLead(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  passing: { userId: string; actorId: string | null },
): Promise<void> {
  const { userId, actorId } = passing;
  const leadId = (await store.summariesOf(tx, [team.id], userId)).get(team.id)?.leadId ?? null;
  if (leadId === userId) return;
  if (leadId) await store.setMemberRole(tx, team.id, leadId, 'SENIOR');
  await store.setMemberRole(tx, team.id, userId, 'LEAD');
  for (const row of await approvalStore.lockPendingOf(tx, { teamId: team.id })) {
    if (row.approver_id !== leadId) continue;
    const now = ground.kernel.clock.now();
    await approvalStore.updateApproval(
      tx,
      row.id,
      row.requester_id === userId
        ? { state: 'LAPSED', comment: 'You lead the team now.', decided_at: now }
        : { approver_id: userId },
    );
  }
  const name = await namesOf(ground, tx, [leadId, userId]);
  await record(ground, tx, ofTeam(team.id), {
    entity: 'MEMBER',
    entityId: userId,
    event: 'leads',
    subject: name(userId).name,
    from: leadId ? name(leadId).name : null,
    to: name(userId).name,
    actorId,
  });
  await publish(ground, tx, 'team.led', actorId, { teamId: team.id, teamName: team.name, userId }, [
    `user:${userId}`,
  ]);
}

export async function joinCompany(
  ground: Ground,
  tx: Tx,
  company: companyStore.CompanyRow,
  joining: { userId: string; role: 'MANAGER' | 'MEMBER'; actorId: string | null },
): Promise<void> {
  const { userId, role, actorId } = joining;
  if (company.state !== 'ACTIVE')
    throw new Fail('ILLEGAL_TRANSITION', `The company is ${company.state}: nobody joins it now.`);
  const { people } = (await companyStore.countsOf(tx, [company.id])).get(company.id)!;
  if (people >= companyPeople)
    throw new Fail('RULE_VIOLATED', `At most ${companyPeople} people belong to a company.`);
  const added = await companyStore.insertPerson(tx, {
    company_id: company.id,
    user_id: userId,
    role,
    joined_at: ground.kernel.clock.now(),
  });
  if (!added) throw new Fail('RULE_VIOLATED', 'This person belongs to the company already.');
  const name = (await namesOf(ground, tx, [userId]))(userId).name;
  await record(ground, tx, ofCompany(company.id), {
    entity: 'MEMBER',
    entityId: userId,
    event: 'joined',
    subject: name,
    to: role,
    actorId,
  });
  await publish(ground, tx, 'company.joined', actorId, { companyId: company.id, userId }, [`user:${userId}`]);
}

export function inWords(state: string): string {
  return state.toLowerCase().replaceAll('_', ' ');
}
