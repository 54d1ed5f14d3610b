import type { Db, Tx } from '../../../kernel/db.ts';

/** Who switched predictions off. */

export async function choiceOf(db: Db, userId: string): Promise<{ on: boolean; changedAt: Date | null }> {
  const row = await db
    .selectFrom('behavior_choices')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return { on: row?.predictions ?? true, changedAt: row?.changed_at ?? null };
}

/** Those of them who switched predictions off. */
export async function switchedOff(db: Db, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!userIds.length) return new Set();
  const rows = await db
    .selectFrom('behavior_choices')
    .select('user_id')
    .where('user_id', 'in', [...userIds])
    .where('predictions', '=', false)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

export async function choose(tx: Tx, userId: string, predictions: boolean, at: Date): Promise<void> {
  await tx
    .insertInto('behavior_choices')
    .values({ user_id: userId, predictions, changed_at: at })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ predictions, changed_at: at }))
    .execute();
}

export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('behavior_choices').where('user_id', '=', userId).execute();
}
