import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkCheckinsTable } from '../../../tables.gen.ts';

export type CheckInRow = Selectable<WorkCheckinsTable>;

export function insertCheckIn(tx: Tx, row: Insertable<WorkCheckinsTable>): Promise<CheckInRow> {
  return tx.insertInto('work_checkins').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockCheckIn(tx: Tx, ventureId: string, id: string): Promise<CheckInRow | undefined> {
  return tx
    .selectFrom('work_checkins')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function updateCheckIn(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkCheckinsTable>,
): Promise<CheckInRow> {
  return tx
    .updateTable('work_checkins')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The newest first; one row more than the limit. */
export function listCheckIns(
  db: Db,
  filter: {
    ventureId: string;
    userId?: string | undefined;
    blocked: boolean;
    before: string | null;
    limit: number;
  },
): Promise<CheckInRow[]> {
  let query = db
    .selectFrom('work_checkins')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.userId) query = query.where('user_id', '=', filter.userId);
  if (filter.blocked) query = query.where('blocked_at', 'is not', null).where('cleared_at', 'is', null);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export function checkInsBy(db: Db, userId: string): Promise<CheckInRow[]> {
  return db.selectFrom('work_checkins').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

/** Ventures in which a launch or a sprint runs; a batch in the order of ids. */
export async function busyVentures(db: Db, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ venture_id: string }>`
    select venture_id from (
      select venture_id from launch_plans where state = 'RUNNING'
      union select venture_id from work_sprints where state = 'ACTIVE') busy
    where venture_id > ${after ?? '00000000-0000-0000-0000-000000000000'}
    order by venture_id limit ${limit}`.execute(db);
  return rows.map((row) => row.venture_id);
}

export interface MemberDay {
  readonly userId: string;
  readonly day: string;
}

/** Of these, the people who have not checked in on their day and were not reminded of it; they count as reminded now. */
export async function claimReminders(
  tx: Tx,
  ventureId: string,
  members: readonly MemberDay[],
): Promise<string[]> {
  if (!members.length) return [];
  const checked = await tx
    .selectFrom('work_checkins')
    .select(['user_id', 'day'])
    .where('venture_id', '=', ventureId)
    .where('day', 'in', [...new Set(members.map(({ day }) => day))])
    .execute();
  const seen = new Set(checked.map(({ user_id, day }) => `${user_id} ${day}`));
  const due = members.filter(({ userId, day }) => !seen.has(`${userId} ${day}`));
  if (!due.length) return [];
  const rows = await tx
    .insertInto('work_checkin_reminders')
    .values(due.map(({ userId, day }) => ({ venture_id: ventureId, user_id: userId, day })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

export async function forgetReminders(db: Db, before: string): Promise<void> {
  await db.deleteFrom('work_checkin_reminders').where('day', '<', before).execute();
}
