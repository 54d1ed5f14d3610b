import type { contract, Input } from '@smartstart/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { nextState } from '../../../kernel/machine.ts';
import { allow, namesOf, wrong, type Actor, type Ground } from '../ground.ts';
import { closePlace } from '../membership/ending.ts';
import { ratesNow } from '../productivity/productivity.ts';
import { publish, record } from '../record/journal.ts';
import { lockTeam, ofTeam, seeTeam, type TeamSeat } from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import { teamMachine, type TeamEvent, type TeamState } from '../rules/machines.ts';
import { mayStep } from '../rules/policy.ts';
import { isBelow, leastPercent } from '../rules/rates.ts';

type Wish = Input<typeof contract.teams.step>['body'];

/** Fewer are no team. */
const leastMembers = 2;

/** One step of section 20.13: the row is locked, the guard looks, the state changes, and what follows is written with it. */
export async function takeStep(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  { event, reason, mediatorId }: Wish,
): Promise<TeamSeat> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  const { team, rights, role } = seat;
  const from = team.state as TeamState;
  const to = nextState(teamMachine, from, event);
  const below = team.review_suggested_at !== null;
  allow(mayStep(event, from, { rights, role, below }), 'This step is not yours to take in the team.');
  if (mediatorId !== undefined && event !== 'name-mediator')
    throw wrong('body.mediatorId', 'A mediator is named in the step for it.');
  await guard(ground, tx, team, event);
  const mediator = event === 'name-mediator' ? await requireMediator(ground, tx, team, mediatorId) : null;
  if (event === 'conflict' && !reason)
    throw wrong('body.reason', 'Say in a sentence what the conflict is about.');
  await advance(ground, tx, team, { event, to, mediatorId: mediator, actorId: actor.userId, reason });
  // Whoever mediated sees the team only as long as they mediate; the answer is what they were let in for.
  return seeTeam(ground, tx, actor, teamId).catch((error: unknown) => {
    if (error instanceof Fail && error.code === 'NOT_FOUND')
      return { team: { ...team, state: to, mediator_id: null }, role, rights: new Set() };
    throw error;
  });
}

/** Writes the step and what follows from it. Also taken by the system, when the place of a team ends. */
export async function advance(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  step: {
    event: TeamEvent;
    to: TeamState;
    mediatorId?: string | null;
    actorId: string | null;
    reason?: string;
  },
): Promise<void> {
  const { event, to, mediatorId = null, actorId, reason } = step;
  const now = ground.kernel.clock.now();
  await store.updateTeam(tx, team.id, {
    state: to,
    state_since: now,
    mediator_id: mediatorId,
    updated_at: now,
    // The suggestion is answered.
    ...(event === 'review' || to === 'DISBANDED' ? { review_suggested_at: null } : {}),
  });
  await record(ground, tx, ofTeam(team.id), {
    entity: 'TEAM',
    entityId: team.id,
    event,
    subject: team.name,
    from: team.state,
    to,
    actorId,
    reason,
  });
  const members = await store.membersOf(tx, team.id);
  await publish(ground, tx, 'team.state-changed', actorId, {
    teamId: team.id,
    teamName: team.name,
    event,
    from: team.state,
    to,
    mediatorId,
    recipientIds: members.map(({ user_id }) => user_id).filter((id) => id !== actorId),
  });
  if (to === 'DISBANDED') {
    // What was inside stands on its own again, one level up.
    for (const id of await store.nestedIds(tx, team.id))
      await store.updateTeam(tx, id, { parent_id: team.parent_id, updated_at: now });
    await closePlace(ground, tx, { teamId: team.id }, `The team “${team.name}” was disbanded.`);
  }
}

async function guard(ground: Ground, tx: Tx, team: store.TeamRow, event: TeamEvent): Promise<void> {
  if (event === 'complete') {
    const { length } = await store.membersOf(tx, team.id);
    if (length < leastMembers)
      throw new Fail('RULE_VIOLATED', 'A team has at least two members. Invite somebody first.');
  }
  if (event === 'good' || event === 'improve') {
    const { onTime, checkIns } = await ratesNow(ground, tx, team);
    const below = isBelow(onTime) || isBelow(checkIns);
    if (event === 'good' && below)
      throw new Fail(
        'RULE_VIOLATED',
        `A rate is below ${leastPercent} %: plan the improvement, or restructure.`,
      );
    if (event === 'improve' && !below)
      throw new Fail('RULE_VIOLATED', `No rate is below ${leastPercent} %: there is nothing to plan.`);
  }
}

/** Somebody with an account in use who does not belong to the team. */
async function requireMediator(
  ground: Ground,
  tx: Tx,
  team: store.TeamRow,
  mediatorId: string | undefined,
): Promise<string> {
  if (!mediatorId) throw wrong('body.mediatorId', 'Name the person who mediates.');
  const person = (await ground.people.byIds(tx, [mediatorId])).get(mediatorId);
  const able = person?.status === 'ACTIVE' && (await ground.security.held(tx, mediatorId)).has(1);
  if (!able) throw wrong('body.mediatorId', 'Choose a member of the platform.');
  if (await store.findMember(tx, team.id, mediatorId))
    throw wrong('body.mediatorId', 'A mediator does not belong to the team.');
  const name = (await namesOf(ground, tx, [mediatorId]))(mediatorId).name;
  await publish(
    ground,
    tx,
    'team.mediator-named',
    null,
    {
      teamId: team.id,
      teamName: team.name,
      userId: mediatorId,
      memberName: name,
    },
    [`user:${mediatorId}`],
  );
  return mediatorId;
}
