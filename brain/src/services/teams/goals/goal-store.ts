import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { TeamGoalsTable } from '../../../tables.gen.ts';

export type GoalRow = Selectable<TeamGoalsTable>;

export function insertGoal(tx: Tx, row: Insertable<TeamGoalsTable>): Promise<GoalRow> {
  return tx.insertInto('team_goals').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockGoal(tx: Tx, teamId: string, id: string): Promise<GoalRow | undefined> {
  return tx
    .selectFrom('team_goals')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function updateGoal(
  tx: Tx,
  teamId: string,
  id: string,
  change: Updateable<TeamGoalsTable>,
): Promise<GoalRow> {
  return tx
    .updateTable('team_goals')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function goalsOf(db: Db, teamId: string): Promise<GoalRow[]> {
  return db
    .selectFrom('team_goals')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('priority', 'desc')
    .orderBy('id')
    .execute();
}

export function goalsBy(db: Db, userId: string): Promise<GoalRow[]> {
  return db.selectFrom('team_goals').selectAll().where('owner_id', '=', userId).orderBy('id').execute();
}
