import type { gamificationWire } from '@smartstart/contract';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { eventsFrom, nextState } from '../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import type { Ground } from './deps.ts';
import * as store from './goal-store.ts';
import { advance, goalMachine, goalPercent, goalTerms, type GoalState } from './rules/goals.ts';
import { publish } from './standing.ts';

type GoalView = (typeof gamificationWire.goal)['_zod']['input'];
type OwnEvent = 'pause' | 'resume' | 'cancel';

const mostOpen = 50;

export async function addGoal(
  ground: Ground,
  tx: Tx,
  userId: string,
  body: { title: string; target: number },
): Promise<store.GoalRow> {
  const terms = goalTerms(body);
  if ((await store.countOpen(tx, userId)) >= mostOpen)
    throw new Fail(
      'RULE_VIOLATED',
      `At most ${mostOpen} goals can be open. Finish, cancel or delete one first.`,
    );
  const now = ground.kernel.clock.now();
  const row = await store.insert(tx, {
    user_id: userId,
    id: newId(),
    ...terms,
    state: goalMachine.start,
    created_at: now,
    updated_at: now,
  });
  await step(ground, tx, row, 'set', null);
  return row;
}

export async function editGoal(
  ground: Ground,
  tx: Tx,
  userId: string,
  goalId: string,
  change: { title?: string | undefined; target?: number | undefined; progress?: number | undefined },
  requireVersion: (version: number) => void,
): Promise<store.GoalRow> {
  const before = found(await store.lock(tx, userId, goalId));
  requireVersion(before.version);
  if (before.state === 'COMPLETED' || before.state === 'CANCELLED')
    throw new Fail('ILLEGAL_TRANSITION', 'A goal that is completed or cancelled stays as it is.');
  const { title, target } = goalTerms({
    title: change.title ?? before.title,
    target: change.target ?? before.target,
  });
  const goal = { state: before.state as GoalState, target, progress: before.progress };
  // A paused goal takes new terms, and no progress; a lower target can complete an active one.
  const now =
    change.progress !== undefined || goal.state === 'ACTIVE'
      ? advance(goal, change.progress ?? before.progress)
      : goal;
  const row = await store.update(tx, userId, goalId, {
    title,
    target,
    progress: now.progress,
    state: now.state,
    updated_at: ground.kernel.clock.now(),
  });
  if (row.state !== before.state) await step(ground, tx, row, 'reach', before.state);
  return row;
}

export async function stepGoal(
  ground: Ground,
  tx: Tx,
  userId: string,
  goalId: string,
  event: OwnEvent,
): Promise<store.GoalRow> {
  const before = found(await store.lock(tx, userId, goalId));
  const to = nextState(goalMachine, before.state, event);
  // The target may have been lowered while the goal rested.
  const reached = to === 'ACTIVE' && before.progress >= before.target;
  const row = await store.update(tx, userId, goalId, {
    state: reached ? nextState(goalMachine, to, 'reach') : to,
    updated_at: ground.kernel.clock.now(),
  });
  await step(ground, tx, row, reached ? 'reach' : event, before.state);
  return row;
}

export async function removeGoal(tx: Tx, userId: string, goalId: string): Promise<void> {
  found(await store.lock(tx, userId, goalId));
  await store.remove(tx, userId, goalId);
}

async function step(
  ground: Ground,
  tx: Tx,
  row: store.GoalRow,
  event: string,
  from: string | null,
): Promise<void> {
  await store.addStep(tx, {
    user_id: row.user_id,
    id: newId(),
    goal_id: row.id,
    event,
    from_state: from,
    to_state: row.state,
    at: ground.kernel.clock.now(),
  });
  await publish(ground, tx, 'goal.changed', row.user_id, {
    goalId: row.id,
    title: row.title,
    state: row.state,
    event,
  });
}

export async function listGoals(
  db: Db,
  userId: string,
  query: { state?: GoalState | undefined; cursor?: string | undefined; limit: number },
) {
  const rows = await store.list(db, userId, {
    state: query.state,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  return toPage(rows, query.limit, ({ id }) => [id], goalView);
}

export function goalView(row: store.GoalRow): GoalView {
  const state = row.state as GoalState;
  return {
    id: row.id,
    title: row.title,
    target: row.target,
    progress: row.progress,
    percent: goalPercent(row),
    state,
    events: eventsFrom(goalMachine, state).filter((event): event is OwnEvent => event !== 'reach'),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
