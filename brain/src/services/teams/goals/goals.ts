import type { contract, Input, teamsWire } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import type { z } from 'zod';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { allow, namesOf, wrong, type Actor, type Ground } from '../ground.ts';
import { record } from '../record/journal.ts';
import { enterTeam, lockTeam, ofTeam, requireTeam, type TeamSeat } from '../record/standing.ts';
import { findMember } from '../record/team-store.ts';
import { goalMachine, type GoalEvent, type GoalState } from '../rules/machines.ts';
import * as store from './goal-store.ts';

type View = z.infer<typeof teamsWire.goal>;
type Wish = Input<typeof contract.teams.addGoal>['body'];
type Change = Input<typeof contract.teams.editGoal>['body'];

const goalsAtMost = 100;
const finished = ['COMPLETED', 'CANCELLED'];

export async function listGoals(ground: Ground, db: Db, actor: Actor, teamId: string) {
  const seat = await enterTeam(ground, db, actor, teamId, 'read');
  const rows = await store.goalsOf(db, teamId);
  const views = await goalViews(ground, db, actor, seat, rows);
  const { rights } = seat;
  return {
    items: views.toSorted((a, b) => Number(finished.includes(a.state)) - Number(finished.includes(b.state))),
    mayAdd: rights.has('write') || rights.has('write-own'),
  };
}

/** A JUNIOR writes their own: goals they own. */
function mayWrite({ rights }: TeamSeat, actor: Actor, ownerId: string): boolean {
  return rights.has('write') || (rights.has('write-own') && ownerId === actor.userId);
}

export async function addGoal(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  { ownerId = actor.userId, dueOn, ...fields }: Wish,
): Promise<View> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  requireTeam(seat, 'write-own');
  allow(mayWrite(seat, actor, ownerId), 'A JUNIOR sets goals of their own.');
  await requireMember(tx, teamId, ownerId);
  if ((await store.goalsOf(tx, teamId)).length >= goalsAtMost)
    throw new Fail('RULE_VIOLATED', `A team keeps at most ${goalsAtMost} goals.`);
  const now = ground.kernel.clock.now();
  const row = await store.insertGoal(tx, {
    team_id: teamId,
    id: newId(),
    ...fields,
    due_on: dueOn,
    current: 0,
    owner_id: ownerId,
    state: goalMachine.start,
    created_by: actor.userId,
    created_at: now,
    updated_at: now,
  });
  return saved(ground, tx, actor, seat, row, { event: 'added', from: null });
}

export async function editGoal(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { teamId, goalId }: { teamId: string; goalId: string },
  { ownerId, dueOn, ...fields }: Change,
  requireVersion: (version: number) => void,
): Promise<View> {
  const { seat, goal } = await lockWritable(ground, tx, actor, teamId, goalId);
  requireVersion(goal.version);
  if (ownerId !== undefined && ownerId !== goal.owner_id) {
    allow(seat.rights.has('write'), 'A JUNIOR keeps goals of their own.');
    await requireMember(tx, teamId, ownerId);
  }
  if (fields.target !== undefined && goal.state !== 'DRAFT' && goal.current >= fields.target)
    throw wrong('body.target', 'The goal is past that target already: complete it, or set one further on.');
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const row = await store.updateGoal(tx, teamId, goalId, {
    ...present,
    ...(ownerId === undefined ? {} : { owner_id: ownerId }),
    ...(dueOn === undefined ? {} : { due_on: dueOn }),
    updated_at: ground.kernel.clock.now(),
  });
  return saved(ground, tx, actor, seat, row, { event: 'edited', from: null });
}

/** How far it is. A goal that reached its target is completed with that. */
export async function noteProgress(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { teamId, goalId }: { teamId: string; goalId: string },
  current: number,
): Promise<View> {
  const { seat, goal } = await lockWritable(ground, tx, actor, teamId, goalId);
  if (goal.state === 'DRAFT')
    throw new Fail('ILLEGAL_TRANSITION', 'This goal is a draft: activate it before you note progress.');
  const reached = current >= goal.target;
  const state = reached ? nextState(goalMachine, goal.state, 'complete') : goal.state;
  const row = await store.updateGoal(tx, teamId, goalId, {
    current,
    state,
    updated_at: ground.kernel.clock.now(),
  });
  return saved(ground, tx, actor, seat, row, {
    event: reached ? 'complete' : 'progress',
    from: reached ? goal.state : String(goal.current),
    to: reached ? state : String(current),
  });
}

export async function takeGoalStep(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { teamId, goalId }: { teamId: string; goalId: string },
  { event, reason }: { event: GoalEvent; reason: string },
): Promise<View> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  requireTeam(seat, 'write-own');
  const goal = found(await store.lockGoal(tx, teamId, goalId));
  allow(mayWrite(seat, actor, goal.owner_id), 'A JUNIOR writes goals of their own.');
  const state = nextState(goalMachine, goal.state, event);
  if (event === 'complete' && goal.current < goal.target)
    throw new Fail(
      'RULE_VIOLATED',
      `The goal stands at ${goal.current} of ${goal.target}. Note the progress, or cancel it.`,
    );
  const row = await store.updateGoal(tx, teamId, goalId, { state, updated_at: ground.kernel.clock.now() });
  return saved(ground, tx, actor, seat, row, { event, from: goal.state, reason });
}

async function lockWritable(ground: Ground, tx: Tx, actor: Actor, teamId: string, goalId: string) {
  const seat = await lockTeam(ground, tx, actor, teamId);
  requireTeam(seat, 'write-own');
  const goal = found(await store.lockGoal(tx, teamId, goalId));
  allow(mayWrite(seat, actor, goal.owner_id), 'A JUNIOR writes goals of their own.');
  if (finished.includes(goal.state))
    throw new Fail('ILLEGAL_TRANSITION', `This goal is ${goal.state}: it stays as it is.`);
  return { seat, goal };
}

async function requireMember(tx: Tx, teamId: string, userId: string): Promise<void> {
  if (!(await findMember(tx, teamId, userId)))
    throw wrong('body.ownerId', 'A goal is owned by somebody of the team.');
}

async function saved(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  seat: TeamSeat,
  row: store.GoalRow,
  step: { event: string; from: string | null; to?: string; reason?: string },
): Promise<View> {
  await record(ground, tx, ofTeam(row.team_id), {
    entity: 'GOAL',
    entityId: row.id,
    event: step.event,
    subject: row.title,
    from: step.from,
    to: step.to ?? row.state,
    actorId: actor.userId,
    reason: step.reason,
  });
  return (await goalViews(ground, tx, actor, seat, [row]))[0]!;
}

async function goalViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  seat: TeamSeat,
  rows: readonly store.GoalRow[],
): Promise<View[]> {
  const name = await namesOf(
    ground,
    db,
    rows.map(({ owner_id }) => owner_id),
  );
  const today = utcDay(ground.kernel.clock.now());
  return rows.map((row): View => {
    const writes = mayWrite(seat, actor, row.owner_id);
    const open = !finished.includes(row.state);
    return {
      id: row.id,
      title: row.title,
      description: row.description,
      priority: row.priority,
      unit: row.unit,
      target: row.target,
      current: row.current,
      progress: Math.min(1, row.current / row.target),
      dueOn: row.due_on,
      owner: name(row.owner_id),
      state: row.state as GoalState,
      overdue: open && row.due_on !== null && row.due_on < today,
      mayWrite: writes && open,
      steps: writes
        ? eventsFrom(goalMachine, row.state).filter(
            (event) => event !== 'complete' || row.current >= row.target,
          )
        : [],
      createdAt: row.created_at.toISOString(),
      version: row.version,
    };
  });
}
