import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BehaviorSignalsTable } from '../../../tables.gen.ts';

export type SignalRow = Selectable<BehaviorSignalsTable>;

/** Those that were not told before. */
export function insert(tx: Tx, rows: readonly Insertable<BehaviorSignalsTable>[]): Promise<SignalRow[]> {
  if (!rows.length) return Promise.resolve([]);
  return tx
    .insertInto('behavior_signals')
    .values([...rows])
    .onConflict((conflict) => conflict.column('observation').doNothing())
    .returningAll()
    .execute();
}

export function list(
  db: Db,
  filter: {
    state: string | undefined;
    kind: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<SignalRow[]> {
  let query = db.selectFrom('behavior_signals').selectAll();
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.before !== null) query = query.where('id', '<', filter.before);
  return query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}

export function lock(tx: Tx, id: string): Promise<SignalRow | undefined> {
  return tx.selectFrom('behavior_signals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function review(
  tx: Tx,
  id: string,
  change: { state: 'CONFIRMED' | 'FALSE_ALARM'; note: string; reviewed_by: string; reviewed_at: Date },
): Promise<SignalRow> {
  return tx
    .updateTable('behavior_signals')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What was seen stays for the hub; whose it was does not. */
export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.updateTable('behavior_signals').set({ user_id: null }).where('user_id', '=', userId).execute();
}

export async function dropReviewed(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('behavior_signals').where('reviewed_at', '<', before).execute();
}

export function ofPerson(db: Db, userId: string): Promise<SignalRow[]> {
  return db.selectFrom('behavior_signals').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}
