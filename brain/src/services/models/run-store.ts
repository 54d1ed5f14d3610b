import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { ModelRunsTable } from '../../tables.gen.ts';

export type RunRow = Selectable<ModelRunsTable>;

export async function insert(tx: Tx, row: Insertable<ModelRunsTable>): Promise<void> {
  await tx.insertInto('model_runs').values(row).execute();
}

export function unfinished(db: Db, name: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('model_runs')
    .selectAll()
    .where('name', '=', name)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
}

export function ofJob(db: Db, name: string, jobId: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('model_runs')
    .selectAll()
    .where('name', '=', name)
    .where('job_id', '=', jobId)
    .executeTakeFirst();
}

export function find(db: Db, name: string, id: string): Promise<RunRow | undefined> {
  return db
    .selectFrom('model_runs')
    .selectAll()
    .where('name', '=', name)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The newest first. */
export function list(db: Db, name: string, before: string | null, limit: number): Promise<RunRow[]> {
  let query = db.selectFrom('model_runs').selectAll().where('name', '=', name);
  if (before) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

export function newestOfAll(db: Db): Promise<RunRow[]> {
  return db
    .selectFrom('model_runs')
    .distinctOn('name')
    .selectAll()
    .orderBy('name')
    .orderBy('id', 'desc')
    .execute();
}

/** False when it has ended already. */
export async function change(db: Db, id: string, to: Updateable<ModelRunsTable>): Promise<boolean> {
  const row = await db
    .updateTable('model_runs')
    .set(to)
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return row.numUpdatedRows > 0n;
}

/** Waits for whoever ends it at this moment; false when it has ended. */
export async function lockUnfinished(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('model_runs')
    .select('id')
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export interface Silence {
  readonly name: string;
  readonly runningSince: Date;
  readonly queuedSince: Date;
  readonly now: Date;
  readonly why: string;
}

/** Ends those that gave no sign of life for long: the process that trained them is gone. */
export async function endSilent(
  db: Db,
  { name, runningSince, queuedSince, now, why }: Silence,
): Promise<void> {
  await db
    .updateTable('model_runs')
    .set({ state: 'FAILED', why, finished_at: now })
    .where('name', '=', name)
    .where('finished_at', 'is', null)
    .where((is) =>
      is.or([
        is.and([is('state', '=', 'RUNNING'), is('beat_at', '<', runningSince)]),
        is.and([is('state', '=', 'QUEUED'), is('beat_at', '<', queuedSince)]),
      ]),
    )
    .execute();
}
