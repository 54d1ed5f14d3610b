import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkCommentsTable, WorkTasksTable } from '../../../tables.gen.ts';
import type { Link } from './task-graph.ts';

export type TaskRow = Selectable<WorkTasksTable>;
export type CommentRow = Selectable<WorkCommentsTable>;

/** Room between two neighbours on the board. */
const gap = 1024;

export function insertTask(tx: Tx, row: Insertable<WorkTasksTable>): Promise<TaskRow> {
  return tx.insertInto('work_tasks').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findTask(db: Db, ventureId: string, id: string): Promise<TaskRow | undefined> {
  return db
    .selectFrom('work_tasks')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

export function lockTask(tx: Tx, ventureId: string, id: string): Promise<TaskRow | undefined> {
  return tx
    .selectFrom('work_tasks')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes the change and counts the version up. */
export function updateTask(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkTasksTable>,
): Promise<TaskRow> {
  return tx
    .updateTable('work_tasks')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export interface TaskFilter {
  readonly ventureId: string;
  readonly state?: string | undefined;
  readonly sprintId?: string | undefined;
  readonly assigneeId?: string | undefined;
  readonly kind?: string | undefined;
  readonly after: number | null;
  readonly limit: number;
}

/** In the order of the board; one row more than the limit. */
export function listTasks(db: Db, filter: TaskFilter): Promise<TaskRow[]> {
  let query = db
    .selectFrom('work_tasks')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .where('removed_at', 'is', null)
    .orderBy('position')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.sprintId === 'none') query = query.where('sprint_id', 'is', null);
  else if (filter.sprintId) query = query.where('sprint_id', '=', filter.sprintId);
  if (filter.assigneeId) query = query.where('assignee_id', '=', filter.assigneeId);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.after !== null) query = query.where('position', '>', filter.after);
  return query.execute();
}

export async function countTasks(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('work_tasks')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('venture_id', '=', ventureId)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function lastPosition(db: Db, ventureId: string): Promise<number> {
  const row = await db
    .selectFrom('work_tasks')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirst();
  return (row?.last ?? 0) + gap;
}

/** The task before this place on the board; 0 when there is none. */
export async function positionBefore(db: Db, ventureId: string, position: number): Promise<number> {
  const row = await db
    .selectFrom('work_tasks')
    .select((eb) => eb.fn.max('position').as('before'))
    .where('venture_id', '=', ventureId)
    .where('position', '<', position)
    .executeTakeFirst();
  return row?.before ?? 0;
}

/** Moves without a new version: the order is nobody's edit of the task. */
export async function setPosition(tx: Tx, ventureId: string, id: string, position: number): Promise<void> {
  await tx
    .updateTable('work_tasks')
    .set({ position })
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .execute();
}

/** Spreads the board out again, beyond its end: places are unique at every moment. */
export async function spreadOut(tx: Tx, ventureId: string): Promise<void> {
  await sql`
    update work_tasks set position = (select max(position) from work_tasks where venture_id = ${ventureId}) + place.nr * ${sql.lit(gap)}
    from (select id, row_number() over (order by position) as nr from work_tasks where venture_id = ${ventureId}) place
    where venture_id = ${ventureId} and work_tasks.id = place.id`.execute(tx);
}

export async function linksOf(db: Db, ventureId: string): Promise<Link[]> {
  return db
    .selectFrom('work_task_links')
    .select(['blocker_id as blockerId', 'blocked_id as blockedId'])
    .where('venture_id', '=', ventureId)
    .execute();
}

/** The links of some tasks, with the state of each blocker. */
export function linksAround(db: Db, ventureId: string, taskIds: readonly string[]) {
  if (!taskIds.length) return Promise.resolve([]);
  return db
    .selectFrom('work_task_links as link')
    .innerJoin('work_tasks as blocker', (join) =>
      join.onRef('blocker.venture_id', '=', 'link.venture_id').onRef('blocker.id', '=', 'link.blocker_id'),
    )
    .select(['link.blocker_id as blockerId', 'link.blocked_id as blockedId', 'blocker.state as blockerState'])
    .where('link.venture_id', '=', ventureId)
    .where((eb) => eb.or([eb('blocker_id', 'in', [...taskIds]), eb('blocked_id', 'in', [...taskIds])]))
    .orderBy('link.blocker_id')
    .execute();
}

/** @returns false when the link is there already */
export async function insertLink(
  tx: Tx,
  ventureId: string,
  { blockerId, blockedId }: Link,
): Promise<boolean> {
  const done = await tx
    .insertInto('work_task_links')
    .values({ venture_id: ventureId, blocker_id: blockerId, blocked_id: blockedId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function deleteLink(
  tx: Tx,
  ventureId: string,
  { blockerId, blockedId }: Link,
): Promise<boolean> {
  const done = await tx
    .deleteFrom('work_task_links')
    .where('venture_id', '=', ventureId)
    .where('blocker_id', '=', blockerId)
    .where('blocked_id', '=', blockedId)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** Nothing waits for the task any longer, and it for nothing; answers with the tasks that waited. */
export async function releaseLinks(tx: Tx, ventureId: string, taskId: string): Promise<string[]> {
  const links = await tx
    .deleteFrom('work_task_links')
    .where('venture_id', '=', ventureId)
    .where((eb) => eb.or([eb('blocker_id', '=', taskId), eb('blocked_id', '=', taskId)]))
    .returning(['blocker_id', 'blocked_id'])
    .execute();
  return links.flatMap(({ blocker_id, blocked_id }) => (blocker_id === taskId ? [blocked_id] : []));
}

export function insertComment(tx: Tx, row: Insertable<WorkCommentsTable>): Promise<CommentRow> {
  return tx.insertInto('work_comments').values(row).returningAll().executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listComments(
  db: Db,
  ventureId: string,
  taskId: string,
  before: string | null,
  limit: number,
): Promise<CommentRow[]> {
  let query = db
    .selectFrom('work_comments')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('task_id', '=', taskId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}
