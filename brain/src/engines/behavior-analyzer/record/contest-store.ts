import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BehaviorContestsTable } from '../../../tables.gen.ts';

export type ContestRow = Selectable<BehaviorContestsTable>;

/** Undefined when the same statement is contested already. */
export function insert(tx: Tx, row: Insertable<BehaviorContestsTable>): Promise<ContestRow | undefined> {
  return tx
    .insertInto('behavior_contests')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function ofPerson(db: Db, userId: string): Promise<ContestRow[]> {
  return db
    .selectFrom('behavior_contests')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute();
}

/** Those of them who contest the statement and wait for an answer. */
export async function contesting(
  db: Db,
  userIds: readonly string[],
  statement: ContestRow['statement'],
): Promise<ReadonlySet<string>> {
  if (!userIds.length) return new Set();
  const rows = await db
    .selectFrom('behavior_contests')
    .select('user_id')
    .where('user_id', 'in', [...userIds])
    .where('statement', '=', statement)
    .where('state', '<>', 'REJECTED')
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

export function list(
  db: Db,
  { state, before, limit }: { state: string | undefined; before: string | null; limit: number },
): Promise<ContestRow[]> {
  let query = db.selectFrom('behavior_contests').selectAll();
  if (state !== undefined) query = query.where('state', '=', state);
  if (before !== null) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

export function lock(tx: Tx, id: string): Promise<ContestRow | undefined> {
  return tx.selectFrom('behavior_contests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function answer(
  tx: Tx,
  id: string,
  change: { state: 'UPHELD' | 'REJECTED'; answer: string; answered_by: string; answered_at: Date },
): Promise<ContestRow> {
  return tx
    .updateTable('behavior_contests')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('behavior_contests').where('user_id', '=', userId).execute();
}
