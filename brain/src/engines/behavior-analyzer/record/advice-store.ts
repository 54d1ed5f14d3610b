import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BehaviorAdviceTable } from '../../../tables.gen.ts';

export type AdviceRow = Selectable<BehaviorAdviceTable>;

/** Suggestions that stand, in the order they were made. */
export function open(db: Db, userId: string): Promise<AdviceRow[]> {
  return db
    .selectFrom('behavior_advice')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** The same suggestion of a request beside this one is not made twice. */
export async function insert(tx: Tx, rows: readonly Insertable<BehaviorAdviceTable>[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('behavior_advice')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Its words follow the figures; what was answered keeps the words that were answered. */
export async function reword(
  tx: Tx,
  id: string,
  words: { title: string; reason: string; link: string },
): Promise<void> {
  await tx
    .updateTable('behavior_advice')
    .set(words)
    .where('id', '=', id)
    .where('answer', 'is', null)
    .execute();
}

export async function end(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (!ids.length) return;
  await tx
    .updateTable('behavior_advice')
    .set({ ended_at: at })
    .where('id', 'in', [...ids])
    .where('ended_at', 'is', null)
    .execute();
}

/** Somebody else’s suggestion is not there. */
export function lock(tx: Tx, userId: string, id: string): Promise<AdviceRow | undefined> {
  return tx
    .selectFrom('behavior_advice')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function answer(
  tx: Tx,
  id: string,
  change: { answer: 'HELPFUL' | 'DISMISSED'; answered_at: Date },
): Promise<AdviceRow> {
  return tx
    .updateTable('behavior_advice')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Answered by a moment, the oldest first, for learning which suggestions help. */
export function answeredUntil(db: Db, until: Date, limit: number): Promise<AdviceRow[]> {
  return db
    .selectFrom('behavior_advice')
    .selectAll()
    .where('answered_at', '<=', until)
    .where('features', 'is not', null)
    .orderBy('answered_at')
    .limit(limit)
    .execute();
}

export function find(db: Db, id: string): Promise<AdviceRow | undefined> {
  return db.selectFrom('behavior_advice').selectAll().where('id', '=', id).executeTakeFirst();
}

export function allOf(db: Db, userId: string): Promise<AdviceRow[]> {
  return db.selectFrom('behavior_advice').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('behavior_advice').where('user_id', '=', userId).execute();
}
