import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkSprintPointsTable, WorkSprintsTable } from '../../../tables.gen.ts';

export type SprintRow = Selectable<WorkSprintsTable>;

export function insertSprint(tx: Tx, row: Insertable<WorkSprintsTable>): Promise<SprintRow> {
  return tx.insertInto('work_sprints').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findSprint(db: Db, ventureId: string, id: string): Promise<SprintRow | undefined> {
  return db
    .selectFrom('work_sprints')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function lockSprint(tx: Tx, ventureId: string, id: string): Promise<SprintRow | undefined> {
  return tx
    .selectFrom('work_sprints')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Of these, the sprints whose points still count; they stay so until the transaction ends. */
export async function holdOpen(tx: Tx, ventureId: string, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await tx
    .selectFrom('work_sprints')
    .select('id')
    .where('venture_id', '=', ventureId)
    .where('id', 'in', [...ids])
    .where('state', 'in', ['PLANNING', 'ACTIVE'])
    .forShare()
    .execute();
  return new Set(rows.map((row) => row.id));
}

export function findActive(db: Db, ventureId: string): Promise<SprintRow | undefined> {
  return db
    .selectFrom('work_sprints')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'ACTIVE')
    .executeTakeFirst();
}

export function updateSprint(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkSprintsTable>,
): Promise<SprintRow> {
  return tx
    .updateTable('work_sprints')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listSprints(
  db: Db,
  filter: { ventureId: string; state?: string | undefined; before: string | null; limit: number },
): Promise<SprintRow[]> {
  let query = db
    .selectFrom('work_sprints')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** The sprint is over: what is not done goes back to the backlog. Its points stay as they stood. */
export async function releaseOpenTasks(
  tx: Tx,
  ventureId: string,
  sprintId: string,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('work_tasks')
    .set((row) => ({ sprint_id: null, updated_at: now, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('sprint_id', '=', sprintId)
    .where('state', '<>', 'DONE')
    .execute();
}

export async function insertPoints(
  tx: Tx,
  rows: readonly Insertable<WorkSprintPointsTable>[],
): Promise<void> {
  if (rows.length)
    await tx
      .insertInto('work_sprint_points')
      .values([...rows])
      .execute();
}

export interface Points {
  readonly open: number;
  readonly done: number;
}

export async function pointsOf(
  db: Db,
  ventureId: string,
  sprintIds: readonly string[],
): Promise<Map<string, Points>> {
  if (!sprintIds.length) return new Map();
  const rows = await db
    .selectFrom('work_sprint_points')
    .select((eb) => [
      'sprint_id',
      eb.fn.sum<bigint>('open_delta').as('open'),
      eb.fn.sum<bigint>('done_delta').as('done'),
    ])
    .where('venture_id', '=', ventureId)
    .where('sprint_id', 'in', [...sprintIds])
    .groupBy('sprint_id')
    .execute();
  return new Map(rows.map((row) => [row.sprint_id, { open: Number(row.open), done: Number(row.done) }]));
}

/** What each UTC day changed, in order. */
export async function pointsByDay(
  db: Db,
  ventureId: string,
  sprintId: string,
): Promise<(Points & { readonly day: string })[]> {
  const { rows } = await sql<{ day: string; open: bigint; done: bigint }>`
    select (at at time zone 'UTC')::date as day, sum(open_delta)::bigint as open, sum(done_delta)::bigint as done
    from work_sprint_points where venture_id = ${ventureId} and sprint_id = ${sprintId}
    group by 1 order by 1`.execute(db);
  return rows.map(({ day, open, done }) => ({ day, open: Number(open), done: Number(done) }));
}

export async function loadOf(
  db: Db,
  ventureId: string,
  sprintIds: readonly string[],
): Promise<Map<string, { readonly tasks: number; readonly minutes: number }>> {
  if (!sprintIds.length) return new Map();
  const rows = await db
    .selectFrom('work_tasks')
    .select((eb) => [
      'sprint_id',
      eb.fn.countAll<bigint>().as('tasks'),
      eb.fn.coalesce(eb.fn.sum<bigint>('estimated_minutes'), sql<bigint>`0`).as('minutes'),
    ])
    .where('venture_id', '=', ventureId)
    .where('sprint_id', 'in', [...sprintIds])
    .groupBy('sprint_id')
    .execute();
  return new Map(
    rows.map((row) => [row.sprint_id!, { tasks: Number(row.tasks), minutes: Number(row.minutes) }]),
  );
}
