import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { ShareLinesTable, SharePlansTable } from '../../../tables.gen.ts';

export type PlanRow = Selectable<SharePlansTable>;
export type ShareRow = Selectable<ShareLinesTable>;

export async function insertPlan(
  tx: Tx,
  row: Insertable<SharePlansTable>,
  lines: readonly { userId: string | null; part: number }[],
): Promise<PlanRow> {
  const plan = await tx.insertInto('share_plans').values(row).returningAll().executeTakeFirstOrThrow();
  await tx
    .insertInto('share_lines')
    .values(lines.map(({ userId, part }) => ({ plan_id: plan.id, user_id: userId, part })))
    .execute();
  return plan;
}

export function planIn(
  db: Db,
  ventureId: string,
  state: 'IN_FORCE' | 'WAITING',
): Promise<PlanRow | undefined> {
  return db
    .selectFrom('share_plans')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('state', '=', state)
    .executeTakeFirst();
}

export function lockPlan(tx: Tx, ventureId: string, id: string): Promise<PlanRow | undefined> {
  return tx
    .selectFrom('share_plans')
    .selectAll()
    .where('id', '=', id)
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirst();
}

export function planOfDocument(db: Db, documentId: string): Promise<PlanRow | undefined> {
  return db.selectFrom('share_plans').selectAll().where('document_id', '=', documentId).executeTakeFirst();
}

export function updatePlan(tx: Tx, id: string, change: Updateable<SharePlansTable>): Promise<PlanRow> {
  return tx
    .updateTable('share_plans')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The largest part first, what the venture retains last. */
export async function linesOf(db: Db, planId: string): Promise<{ userId: string | null; part: number }[]> {
  const rows = await db
    .selectFrom('share_lines')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('part', 'desc')
    .orderBy('user_id')
    .execute();
  const lines = rows.map((row) => ({ userId: row.user_id, part: row.part }));
  return [...lines.filter(({ userId }) => userId !== null), ...lines.filter(({ userId }) => userId === null)];
}

/** Shares in force in which a person has a part. */
export function sharesWith(db: Db, userId: string) {
  return db
    .selectFrom('share_lines')
    .innerJoin('share_plans', 'share_plans.id', 'share_lines.plan_id')
    .select(['share_plans.venture_id', 'share_lines.part', 'share_plans.effective_at'])
    .where('share_lines.user_id', '=', userId)
    .where('share_plans.state', '=', 'IN_FORCE')
    .execute();
}
