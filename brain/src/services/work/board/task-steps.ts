import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, membersWith, todayOf, type Ground, type Standing } from '../ground.ts';
import { tell } from '../record/journal.ts';
import { nextState } from '../../../kernel/machine.ts';
import { taskMachine, type TaskEvent } from '../rules/machines.ts';
import { findLive } from './contribution-store.ts';
import { bookPoints } from './sprint-points.ts';
import { holdOpen } from './sprint-store.ts';
import * as store from './task-store.ts';
import { log, tellAssignee, type Seen } from './tasks.ts';

/** The live contribution of a task, as far as it decides who may do what. */
export type Filed = { readonly state: string } | null;

/** Who takes which step of a task (sections 7.8 and 20.14). Whether the state allows it, the machine says. */
export function mayStep(
  event: TaskEvent,
  { userId, rights }: Pick<Standing, 'userId' | 'rights'>,
  { assignee_id, state }: Pick<store.TaskRow, 'assignee_id' | 'state'>,
  filed: Filed,
): boolean {
  const mine = rights.has('work') && assignee_id === userId;
  switch (event) {
    case 'start':
      return mine || (rights.has('work') && assignee_id === null && state === 'TODO');
    case 'hand-in':
      return mine;
    case 'approve':
      // A contribution that is being looked at closes the task itself.
      if (filed === null) return mine;
      return filed.state === 'APPROVED' && rights.has('review') && assignee_id !== userId;
    case 'ask-changes':
      return rights.has('plan') && filed?.state !== 'PENDING';
    case 'put-back':
    case 'reopen':
      return rights.has('plan');
  }
}

export async function stepTask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
  event: TaskEvent,
  reason: string,
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const row = found(await store.lockTask(tx, ventureId, taskId));
  const filed = (await findLive(tx, ventureId, taskId)) ?? null;
  const answered = filed && filed.state !== 'APPROVED' && event === 'approve';
  if (answered || (filed?.state === 'PENDING' && event === 'ask-changes'))
    throw new Fail('RULE_VIOLATED', 'A contribution is filed for this task. It is answered by its review.');
  allow(mayStep(event, standing, row, filed));
  const moved = await move(ground, tx, standing, row, event, reason);
  await tellOf(ground, tx, standing, moved, event);
  return { standing, row: moved };
}

/** Lock, decide, act: the one way a task changes its state. The caller has locked it and checked who acts. */
export async function move(
  ground: Ground,
  tx: Tx,
  standing: Standing,
  before: store.TaskRow,
  event: TaskEvent,
  reason = '',
): Promise<store.TaskRow> {
  const to = nextState(taskMachine, before.state, event);
  if (event === 'approve') await requireFree(tx, before);
  const now = ground.kernel.clock.now();
  const row = await store.updateTask(tx, before.venture_id, before.id, {
    state: to,
    done_at: to === 'DONE' ? now : null,
    updated_at: now,
    ...(event === 'start' ? { assignee_id: before.assignee_id ?? standing.userId } : {}),
    ...(event === 'reopen' ? { sprint_id: await sprintAfterReopening(tx, before) } : {}),
  });
  await bookPoints(ground, tx, before, row);
  await log(ground, tx, standing, row, event, { from: before.state, to, reason });
  return row;
}

/** A task that a sprint counted as done does not come back into it once the sprint is over. */
async function sprintAfterReopening(
  tx: Tx,
  { venture_id, sprint_id }: store.TaskRow,
): Promise<string | null> {
  return sprint_id && (await holdOpen(tx, venture_id, [sprint_id])).has(sprint_id) ? sprint_id : null;
}

async function requireFree(tx: Tx, { venture_id, id }: store.TaskRow): Promise<void> {
  const links = await store.linksAround(tx, venture_id, [id]);
  if (links.some(({ blockedId, blockerState }) => blockedId === id && blockerState !== 'DONE'))
    throw new Fail('RULE_VIOLATED', 'Another task has to be done first.');
}

async function tellOf(
  ground: Ground,
  tx: Tx,
  standing: Standing,
  row: store.TaskRow,
  event: TaskEvent,
): Promise<void> {
  if (event === 'start') return;
  if (event !== 'hand-in') return tellAssignee(ground, tx, standing, row, event);
  await tell(ground, tx, {
    type: 'task.changed',
    code: event,
    ventureId: standing.ventureId,
    ventureName: standing.ventureName,
    subject: row.title,
    actorId: standing.userId,
    recipientIds: await membersWith(ground, tx, standing.ventureId, 'review'),
  });
}

export function isLate(ground: Ground, { due_on, state }: store.TaskRow): boolean {
  return due_on !== null && state !== 'DONE' && due_on < todayOf(ground);
}
