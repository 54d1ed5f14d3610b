import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { SkillChecksTable, SkillRatingsTable } from '../../tables.gen.ts';

export type CheckRow = Selectable<SkillChecksTable>;
export type RatingRow = Selectable<SkillRatingsTable>;

export function ratings(db: Db): Promise<RatingRow[]> {
  return db.selectFrom('skill_ratings').selectAll().orderBy('skill').execute();
}

export async function saveRating(tx: Tx, row: Insertable<SkillRatingsTable>): Promise<void> {
  const { skill: _, ...change } = row;
  await tx
    .insertInto('skill_ratings')
    .values(row)
    .onConflict((conflict) => conflict.column('skill').doUpdateSet(change))
    .execute();
}

/** Tests and certificates of a person that were not taken back. */
export function standingChecks(db: Db, userId: string): Promise<CheckRow[]> {
  return db
    .selectFrom('skill_checks')
    .selectAll()
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .execute();
}

export async function insertCheck(tx: Tx, row: Insertable<SkillChecksTable>): Promise<void> {
  await tx.insertInto('skill_checks').values(row).execute();
}

export function lockCheck(tx: Tx, id: string): Promise<CheckRow | undefined> {
  return tx.selectFrom('skill_checks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function withdrawCheck(
  tx: Tx,
  id: string,
  change: { withdrawn_by: string; withdrawn_at: Date; withdrawn_reason: string },
): Promise<void> {
  await tx.updateTable('skill_checks').set(change).where('id', '=', id).execute();
}

export function listChecks(db: Db, before: string | null, limit: number): Promise<CheckRow[]> {
  let query = db
    .selectFrom('skill_checks')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) query = query.where('id', '<', before);
  return query.execute();
}
