import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { LaunchPlansTable, WorkMilestonesTable } from '../../../tables.gen.ts';

export type PlanRow = Selectable<LaunchPlansTable>;
export type MilestoneRow = Selectable<WorkMilestonesTable>;

const openStates = ['RUNNING', 'DECISION_DUE'];

export function insertPlan(tx: Tx, row: Insertable<LaunchPlansTable>): Promise<PlanRow> {
  return tx.insertInto('launch_plans').values(row).returningAll().executeTakeFirstOrThrow();
}

/** The attempts, newest first. */
export function plansOf(db: Db, ventureId: string, limit: number): Promise<PlanRow[]> {
  return db
    .selectFrom('launch_plans')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('attempt', 'desc')
    .limit(limit)
    .execute();
}

export function lockOpenPlan(tx: Tx, ventureId: string): Promise<PlanRow | undefined> {
  return tx
    .selectFrom('launch_plans')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('state', 'in', openStates)
    .forUpdate()
    .executeTakeFirst();
}

export function updatePlan(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<LaunchPlansTable>,
): Promise<PlanRow> {
  return tx
    .updateTable('launch_plans')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Counts a reminder; not an edit, so the version stays. */
export async function countReminder(
  tx: Tx,
  { venture_id, id, reminders }: PlanRow,
  today: string,
): Promise<void> {
  await tx
    .updateTable('launch_plans')
    .set({ reminders: reminders + 1, reminded_on: today })
    .where('venture_id', '=', venture_id)
    .where('id', '=', id)
    .execute();
}

/** Plans that reach their last day, or whose decision is due and not reminded of today; a batch in the order of ids. */
export function plansToWatch(
  db: Db,
  today: string,
  mostReminders: number,
  after: string | null,
  limit: number,
): Promise<Pick<PlanRow, 'id' | 'venture_id'>[]> {
  let query = db
    .selectFrom('launch_plans')
    .select(['id', 'venture_id'])
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'RUNNING'), eb('ends_on', '<=', today)]),
        eb.and([
          eb('state', '=', 'DECISION_DUE'),
          eb('reminders', '<', mostReminders),
          eb('reminded_on', '<', today),
        ]),
      ]),
    )
    .orderBy('id')
    .limit(limit);
  if (after) query = query.where('id', '>', after);
  return query.execute();
}

export async function insertMilestones(
  tx: Tx,
  rows: readonly Insertable<WorkMilestonesTable>[],
): Promise<MilestoneRow[]> {
  return tx
    .insertInto('work_milestones')
    .values([...rows])
    .returningAll()
    .execute();
}

export function lockMilestone(tx: Tx, ventureId: string, id: string): Promise<MilestoneRow | undefined> {
  return tx
    .selectFrom('work_milestones')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function findMilestone(db: Db, ventureId: string, id: string): Promise<MilestoneRow | undefined> {
  return db
    .selectFrom('work_milestones')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function updateMilestone(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkMilestonesTable>,
): Promise<MilestoneRow> {
  return tx
    .updateTable('work_milestones')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** By their day; one row more than the limit. */
export function listMilestones(
  db: Db,
  filter: {
    ventureId: string;
    state?: string | undefined;
    planId?: string | undefined;
    after: { dueOn: string; id: string } | null;
    limit: number;
  },
): Promise<MilestoneRow[]> {
  let query = db
    .selectFrom('work_milestones')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('due_on')
    .orderBy('id')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.planId === 'none') query = query.where('plan_id', 'is', null);
  else if (filter.planId) query = query.where('plan_id', '=', filter.planId);
  const { after } = filter;
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('due_on', '>', after.dueOn),
        eb.and([eb('due_on', '=', after.dueOn), eb('id', '>', after.id)]),
      ]),
    );
  return query.execute();
}

/** The milestones of some plans, by their day. */
export function milestonesOf(db: Db, ventureId: string, planIds: readonly string[]): Promise<MilestoneRow[]> {
  if (!planIds.length) return Promise.resolve([]);
  return db
    .selectFrom('work_milestones')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('plan_id', 'in', [...planIds])
    .orderBy('due_on')
    .orderBy('id')
    .execute();
}

export async function countMilestones(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('work_milestones')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many plans of these ventures have been decided. */
export async function countDecided(db: Db, ventureIds: readonly string[]): Promise<number> {
  if (ventureIds.length === 0) return 0;
  const row = await db
    .selectFrom('launch_plans')
    .where('venture_id', 'in', ventureIds)
    .where('decided_at', 'is not', null)
    .select((all) => all.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
