import type { Tx } from '../../kernel/db.ts';
import type { PublishedEvent } from '../../kernel/outbox.ts';
import type { Ground } from './ground.ts';
import { greet } from './invitations/invitations.ts';
import { leaveTeam, passLead } from './membership/joining.ts';
import * as companyStore from './record/company-store.ts';
import * as invitationStore from './record/invitation-store.ts';
import * as teamStore from './record/team-store.ts';
import { advance } from './teams/steps.ts';

/** What teams do when something happens elsewhere. */
export function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('teams.newcomer', ['account.verified'], (tx, event) => greet(ground, tx, personOf(event)));
  // Whoever leaves a venture leaves its teams.
  outbox.subscribe('teams.members', ['member.left', 'member.removed', 'member.lost-access'], (tx, { data }) =>
    leaveVenture(ground, tx, String(data['ventureId']), String(data['userId'])),
  );
  outbox.subscribe('teams.venture-closed', ['venture.changed'], (tx, { data }) =>
    endOfVenture(ground, tx, String(data['ventureId'])),
  );
  outbox.subscribe('teams.erase', ['account.erased'], async (tx, event) => {
    const userId = personOf(event);
    for (const team of await teamStore.teamsOf(tx, userId))
      if (team.role !== 'LEAD') await leaveTeam(ground, tx, team, { userId, actorId: null, event: 'left' });
    for (const { id, role } of await companyStore.companiesOf(tx, userId))
      if (role !== 'OWNER') await companyStore.deletePerson(tx, id, userId);
    await invitationStore.eraseOf(tx, userId);
  });
}

/** Nobody is in a team of a venture who is not in the venture; its owner leads where nobody else is left to. */
async function leaveVenture(ground: Ground, tx: Tx, ventureId: string, userId: string): Promise<void> {
  const roles = await ground.ventures.rolesIn(tx, ventureId);
  if (roles.has(userId)) return;
  const ownerId = [...roles].find(([, role]) => role === 'OWNER')?.[0];
  for (const team of await teamStore.lockTeamsIn(tx, ventureId)) {
    const part = await teamStore.findMember(tx, team.id, userId);
    if (!part) continue;
    if (part.role === 'LEAD') {
      if (!ownerId) continue;
      await teamStore.insertMember(tx, {
        team_id: team.id,
        user_id: ownerId,
        role: 'SENIOR',
        joined_at: ground.kernel.clock.now(),
      });
      await passLead(ground, tx, team, { userId: ownerId, actorId: null });
    }
    await leaveTeam(ground, tx, team, {
      userId,
      actorId: null,
      event: 'left',
      reason: 'They do not belong to the venture any longer.',
    });
  }
}

async function endOfVenture(ground: Ground, tx: Tx, ventureId: string): Promise<void> {
  const facts = (await ground.ventures.factsOf(tx, [ventureId])).get(ventureId);
  if (facts?.status !== 'CLOSED') return;
  for (const team of await teamStore.lockTeamsIn(tx, ventureId)) {
    const now = await teamStore.findTeam(tx, team.id);
    if (!now || now.state === 'DISBANDED') continue;
    await advance(ground, tx, now, {
      event: 'disband',
      to: 'DISBANDED',
      actorId: null,
      reason: 'The venture was closed.',
    });
  }
}

function personOf({ type, data }: PublishedEvent): string {
  const { userId } = data;
  if (typeof userId !== 'string') throw new Error(`${type} names nobody.`);
  return userId;
}
