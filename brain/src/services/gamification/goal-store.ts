import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { PersonalGoalsTable, PersonalGoalStepsTable } from '../../tables.gen.ts';

export type GoalRow = Selectable<PersonalGoalsTable>;

export function insert(tx: Tx, row: Insertable<PersonalGoalsTable>): Promise<GoalRow> {
  return tx.insertInto('personal_goals').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Somebody else’s goal is not there. */
export function lock(tx: Tx, userId: string, id: string): Promise<GoalRow | undefined> {
  return tx
    .selectFrom('personal_goals')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function update(
  tx: Tx,
  userId: string,
  id: string,
  change: Updateable<PersonalGoalsTable>,
): Promise<GoalRow> {
  return tx
    .updateTable('personal_goals')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function remove(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.deleteFrom('personal_goals').where('user_id', '=', userId).where('id', '=', id).execute();
}

export async function countOpen(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('personal_goals')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('user_id', '=', userId)
    .where('state', 'in', ['ACTIVE', 'PAUSED'])
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export function list(
  db: Db,
  userId: string,
  { state, before, limit }: { state?: string | undefined; before: string | null; limit: number },
): Promise<GoalRow[]> {
  let query = db
    .selectFrom('personal_goals')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (state) query = query.where('state', '=', state);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}

export function allOf(db: Db, userId: string): Promise<GoalRow[]> {
  return db.selectFrom('personal_goals').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function addStep(tx: Tx, row: Insertable<PersonalGoalStepsTable>): Promise<void> {
  await tx.insertInto('personal_goal_steps').values(row).execute();
}
