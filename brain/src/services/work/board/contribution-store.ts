import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkContributionsTable } from '../../../tables.gen.ts';

export type ContributionRow = Selectable<WorkContributionsTable>;

export function insertContribution(
  tx: Tx,
  row: Insertable<WorkContributionsTable>,
): Promise<ContributionRow> {
  return tx.insertInto('work_contributions').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findContribution(db: Db, id: string): Promise<ContributionRow | undefined> {
  return db.selectFrom('work_contributions').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockContribution(tx: Tx, id: string): Promise<ContributionRow | undefined> {
  return tx.selectFrom('work_contributions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateContribution(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkContributionsTable>,
): Promise<ContributionRow> {
  return tx
    .updateTable('work_contributions')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The one contribution of a task that was not rejected. */
export async function findLive(db: Db, ventureId: string, taskId: string) {
  return (await liveOf(db, ventureId, [taskId])).get(taskId);
}

export async function liveOf(
  db: Db,
  ventureId: string,
  taskIds: readonly string[],
): Promise<Map<string, Pick<ContributionRow, 'id' | 'state'>>> {
  if (!taskIds.length) return new Map();
  const rows = await db
    .selectFrom('work_contributions')
    .select(['id', 'task_id', 'state'])
    .where('venture_id', '=', ventureId)
    .where('task_id', 'in', [...taskIds])
    .where('state', '<>', 'REJECTED')
    .execute();
  return new Map(rows.map((row) => [row.task_id, row]));
}

/** Was anything ever filed for the task, whatever became of it. */
export async function wasFiled(db: Db, ventureId: string, taskId: string): Promise<boolean> {
  const row = await db
    .selectFrom('work_contributions')
    .select('id')
    .where('venture_id', '=', ventureId)
    .where('task_id', '=', taskId)
    .limit(1)
    .executeTakeFirst();
  return Boolean(row);
}

/** The newest first; one row more than the limit. */
export function listContributions(
  db: Db,
  filter: {
    ventureId: string;
    state?: string | undefined;
    authorId?: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<ContributionRow[]> {
  let query = db
    .selectFrom('work_contributions')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.authorId) query = query.where('author_id', '=', filter.authorId);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function titlesOf(
  db: Db,
  ventureId: string,
  taskIds: readonly string[],
): Promise<Map<string, string>> {
  if (!taskIds.length) return new Map();
  const rows = await db
    .selectFrom('work_tasks')
    .select(['id', 'title'])
    .where('venture_id', '=', ventureId)
    .where('id', 'in', [...new Set(taskIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** Approved from one moment until before another, in the order of approval. */
export function listApproved(
  db: Db,
  ventureId: string,
  from: Date,
  until: Date,
): Promise<{ id: string; author_id: string; points_tenths: number; reviewed_at: Date }[]> {
  return db
    .selectFrom('work_contributions')
    .select(['id', 'author_id', 'points_tenths', 'reviewed_at'])
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'APPROVED')
    .where('reviewed_at', '>=', from)
    .where('reviewed_at', '<', until)
    .orderBy('reviewed_at')
    .orderBy('id')
    .$narrowType<{ points_tenths: number; reviewed_at: Date }>()
    .execute();
}

export function contributionsBy(db: Db, userId: string): Promise<ContributionRow[]> {
  return db
    .selectFrom('work_contributions')
    .selectAll()
    .where('author_id', '=', userId)
    .orderBy('id')
    .execute();
}
