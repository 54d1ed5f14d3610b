import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkLogTable } from '../../../tables.gen.ts';

export type LogRow = Selectable<WorkLogTable>;

export async function insertLog(tx: Tx, row: Insertable<WorkLogTable>): Promise<void> {
  await tx.insertInto('work_log').values(row).execute();
}

/** The newest first; one row more than the limit. */
export function listLog(
  db: Db,
  filter: {
    readonly ventureId: string;
    readonly entity?: string | undefined;
    readonly entityId?: string | undefined;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<LogRow[]> {
  let query = db
    .selectFrom('work_log')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.entity) query = query.where('entity', '=', filter.entity);
  if (filter.entityId) query = query.where('entity_id', '=', filter.entityId);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** What something was called when it last changed; null for what was never written down. */
export async function subjectOf(db: Db, ventureId: string, entityId: string): Promise<string | null> {
  const row = await db
    .selectFrom('work_log')
    .select('subject')
    .where('venture_id', '=', ventureId)
    .where('entity_id', '=', entityId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.subject ?? null;
}

/** What somebody did in workspaces, for the export of their data. */
export function logOf(db: Db, userId: string, limit: number): Promise<LogRow[]> {
  return db
    .selectFrom('work_log')
    .selectAll()
    .where('actor_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
