import type { workWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, membersWith, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { lockWorkspace } from '../record/workspace-store.ts';
import { findLive, wasFiled } from './contribution-store.ts';
import { bookPoints } from './sprint-points.ts';
import * as sprints from './sprint-store.ts';
import * as store from './task-store.ts';

type Kind = (typeof workWire.taskKind)['options'][number];

export interface TaskInput {
  title?: string | undefined;
  description?: string | undefined;
  kind?: Kind | undefined;
  priority?: number | undefined;
  points?: number | undefined;
  estimatedMinutes?: number | null | undefined;
  actualMinutes?: number | null | undefined;
  dueOn?: string | null | undefined;
  assigneeId?: string | null | undefined;
  sprintId?: string | null | undefined;
}

export interface TaskQuery {
  state?: string | undefined;
  sprintId?: string | undefined;
  assigneeId?: string | undefined;
  kind?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A row of this service as a person who may read it finds it. */
export interface Seen<R> {
  readonly standing: Standing;
  readonly row: R;
}

const maxTasks = 5_000;
/** What the assignee of a task keeps up to date without planning rights. */
const assigneeFields: readonly (keyof TaskInput)[] = ['description', 'estimatedMinutes', 'actualMinutes'];

export async function listTasks(ground: Ground, db: Db, actor: Actor, ventureId: string, query: TaskQuery) {
  const standing = await enter(ground, db, actor, ventureId);
  const after = readCursor(query.cursor, 1)?.[0];
  if (after !== undefined && typeof after !== 'number')
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  const { cursor: _, ...filter } = query;
  const rows = await store.listTasks(db, { ...filter, ventureId, after: after ?? null });
  return { standing, rows };
}

export async function findTask(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  taskId: string,
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, db, actor, ventureId);
  return { standing, row: found(await store.findTask(db, ventureId, taskId)) };
}

export async function createTask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: TaskInput & { title: string },
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  await lockWorkspace(tx, ventureId);
  if ((await store.countTasks(tx, ventureId)) >= maxTasks)
    throw new Fail('RULE_VIOLATED', `A venture has at most ${maxTasks} tasks.`);
  await requireAssignee(ground, tx, ventureId, input.assigneeId);
  await requireOpenSprint(tx, ventureId, input.sprintId);
  const now = ground.kernel.clock.now();
  const row = await store.insertTask(tx, {
    venture_id: ventureId,
    id: newId(),
    description: '',
    kind: 'OTHER',
    priority: 3,
    points: 1,
    ...columnsOf(input),
    title: input.title,
    state: 'TODO',
    position: await store.lastPosition(tx, ventureId),
    created_by: actor.userId,
    created_at: now,
    updated_at: now,
  });
  await bookPoints(ground, tx, null, row);
  await log(ground, tx, standing, row, 'create', { to: row.state });
  await tellAssignee(ground, tx, standing, row, 'assigned');
  return { standing, row };
}

export async function editTask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
  input: TaskInput,
  requireVersion: (version: number) => void,
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const before = found(await store.lockTask(tx, ventureId, taskId));
  const fields = Object.keys(input) as (keyof TaskInput)[];
  allow(
    standing.rights.has('plan') ||
      (before.assignee_id === actor.userId && fields.every((field) => assigneeFields.includes(field))),
  );
  requireVersion(before.version);
  await checkEdit(ground, tx, before, input);
  const row = await store.updateTask(tx, ventureId, taskId, {
    ...columnsOf(input),
    updated_at: ground.kernel.clock.now(),
  });
  await bookPoints(ground, tx, before, row);
  await log(ground, tx, standing, row, 'edit');
  if (row.assignee_id !== before.assignee_id) await tellAssignee(ground, tx, standing, row, 'assigned');
  return { standing, row };
}

async function checkEdit(ground: Ground, tx: Tx, before: store.TaskRow, input: TaskInput): Promise<void> {
  const changes = (field: 'assigneeId' | 'points' | 'sprintId', was: unknown) =>
    input[field] !== undefined && input[field] !== was;
  const reassigned = changes('assigneeId', before.assignee_id);
  if (reassigned || changes('points', before.points)) {
    if (await findLive(tx, before.venture_id, before.id))
      throw new Fail('RULE_VIOLATED', 'A contribution rests on the assignee and the points of this task.');
  }
  if (reassigned) {
    if (input.assigneeId === null && before.state !== 'TODO')
      throw new Fail('RULE_VIOLATED', 'Somebody has to be working on it. Put the task back first.');
    await requireAssignee(ground, tx, before.venture_id, input.assigneeId);
  }
  if (changes('sprintId', before.sprint_id)) {
    if (before.state === 'DONE') throw new Fail('RULE_VIOLATED', 'A task that is done stays in its sprint.');
    await requireOpenSprint(tx, before.venture_id, input.sprintId);
  }
}

/** Puts a task right before another one, or last. */
export async function orderTask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
  beforeId: string | null,
): Promise<Seen<store.TaskRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  await lockWorkspace(tx, ventureId);
  const row = found(await store.findTask(tx, ventureId, taskId));
  if (beforeId !== taskId)
    await store.setPosition(tx, ventureId, taskId, await place(tx, ventureId, beforeId));
  await log(ground, tx, standing, row, 'order', { passing: true });
  return { standing, row: found(await store.findTask(tx, ventureId, taskId)) };
}

async function place(tx: Tx, ventureId: string, beforeId: string | null): Promise<number> {
  if (beforeId === null) return store.lastPosition(tx, ventureId);
  const middle = async () => {
    const { position } = found(await store.findTask(tx, ventureId, beforeId));
    const before = await store.positionBefore(tx, ventureId, position);
    const at = (before + position) / 2;
    return at > before && at < position ? at : null;
  };
  const free = await middle();
  if (free !== null) return free;
  await store.spreadOut(tx, ventureId);
  return (await middle())!;
}

/**
 * Takes a task off the board. Its row stays for what the history says of it; other tasks no longer wait for it. Links of a
 * venture are made one at a time, so none is made to it meanwhile.
 */
export async function removeTask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  taskId: string,
): Promise<void> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  await lockWorkspace(tx, ventureId);
  const before = found(await store.lockTask(tx, ventureId, taskId));
  if (await wasFiled(tx, ventureId, taskId))
    throw new Fail('RULE_VIOLATED', 'A contribution was filed for this task, so it stays.');
  const now = ground.kernel.clock.now();
  const waited = await store.releaseLinks(tx, ventureId, taskId);
  const row = await store.updateTask(tx, ventureId, taskId, {
    removed_at: now,
    sprint_id: null,
    updated_at: now,
  });
  await bookPoints(ground, tx, before, row);
  await log(ground, tx, standing, row, 'remove', { from: before.state, to: 'REMOVED' });
  // Pages show what no longer waits.
  for (const id of waited)
    await record(ground, tx, {
      ventureId,
      entity: 'TASK',
      id,
      subject: '',
      event: 'unblock',
      actorId: actor.userId,
      passing: true,
    });
  if (before.state !== 'DONE') await tellAssignee(ground, tx, standing, row, 'removed');
}

async function requireAssignee(
  ground: Ground,
  db: Db,
  ventureId: string,
  userId: string | null | undefined,
): Promise<void> {
  if (!userId) return;
  if (!(await membersWith(ground, db, ventureId, 'work')).includes(userId))
    throw new Fail('RULE_VIOLATED', 'Tasks go to active members who work in the venture.', {
      fields: [{ path: 'body.assigneeId', message: 'Choose a member of the team.' }],
    });
}

async function requireOpenSprint(
  tx: Tx,
  ventureId: string,
  sprintId: string | null | undefined,
): Promise<void> {
  if (!sprintId) return;
  if (!(await sprints.holdOpen(tx, ventureId, [sprintId])).has(sprintId))
    throw new Fail('RULE_VIOLATED', 'Tasks go into a sprint that is planned or active.', {
      fields: [{ path: 'body.sprintId', message: 'Choose another sprint.' }],
    });
}

function columnsOf(input: TaskInput) {
  const columns = {
    title: input.title,
    description: input.description,
    kind: input.kind,
    priority: input.priority,
    points: input.points,
    estimated_minutes: input.estimatedMinutes,
    actual_minutes: input.actualMinutes,
    due_on: input.dueOn,
    assignee_id: input.assigneeId,
    sprint_id: input.sprintId,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof typeof columns]?: Exclude<(typeof columns)[K], undefined>;
  };
}

export function log(
  ground: Ground,
  tx: Tx,
  { ventureId, userId }: Pick<Standing, 'ventureId' | 'userId'>,
  row: store.TaskRow,
  event: string,
  more: { from?: string; to?: string; reason?: string; passing?: true } = {},
): Promise<void> {
  return record(ground, tx, {
    ventureId,
    entity: 'TASK',
    id: row.id,
    subject: row.title,
    event,
    actorId: userId,
    ...more,
  });
}

export function tellAssignee(
  ground: Ground,
  tx: Tx,
  standing: Standing,
  row: store.TaskRow,
  code: string,
): Promise<void> {
  return tell(ground, tx, {
    type: 'task.changed',
    code,
    ventureId: standing.ventureId,
    ventureName: standing.ventureName,
    subject: row.title,
    actorId: standing.userId,
    recipientIds: [row.assignee_id],
  });
}
