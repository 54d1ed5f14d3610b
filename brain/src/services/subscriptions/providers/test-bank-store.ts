import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { TestBankHooksTable } from '../../../tables.gen.ts';

/** The books of the test bank: what a real provider keeps at its own place. */

export type ObjectKind = 'customer' | 'session' | 'method' | 'charge' | 'refund';

/** Makes it, or finds what was made under the key before. */
export async function makeObject<T extends object>(
  tx: Tx,
  object: { id: string; kind: ObjectKind; key: string | null; data: T; at: Date },
): Promise<{ id: string; data: T; fresh: boolean }> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('test_bank_objects')
    .values({
      id: object.id,
      kind: object.kind,
      key: object.key,
      data: JSON.stringify(object.data),
      created_at: object.at,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows) return { id: object.id, data: object.data, fresh: true };
  const row = await tx
    .selectFrom('test_bank_objects')
    .select(['id', 'data'])
    .where('key', '=', object.key)
    .executeTakeFirstOrThrow();
  return { id: row.id, data: row.data as unknown as T, fresh: false };
}

export async function findObject<T>(db: Db, kind: ObjectKind, id: string): Promise<T | null> {
  const row = await db
    .selectFrom('test_bank_objects')
    .select('data')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row ? (row.data as unknown as T) : null;
}

export async function lockObject<T>(tx: Tx, kind: ObjectKind, id: string): Promise<T | null> {
  const row = await tx
    .selectFrom('test_bank_objects')
    .select('data')
    .where('id', '=', id)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
  return row ? (row.data as unknown as T) : null;
}

export async function saveObject(tx: Tx, id: string, data: object): Promise<void> {
  await tx
    .updateTable('test_bank_objects')
    .set({ data: JSON.stringify(data) })
    .where('id', '=', id)
    .execute();
}

export async function chargeOfPayment<T>(db: Db, paymentId: string): Promise<{ id: string; data: T } | null> {
  const row = await db
    .selectFrom('test_bank_objects')
    .select(['id', 'data'])
    .where('kind', '=', 'charge')
    .where(sql<string>`data ->> 'paymentId'`, '=', paymentId)
    .executeTakeFirst();
  return row ? { id: row.id, data: row.data as unknown as T } : null;
}

/** How often a method was charged with success. */
export async function chargesOf(db: Db, methodRef: string): Promise<number> {
  const { count } = await db
    .selectFrom('test_bank_objects')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('kind', '=', 'charge')
    .where(sql<string>`data ->> 'methodRef'`, '=', methodRef)
    .where(sql<string>`data ->> 'state'`, '=', 'COMPLETED')
    .executeTakeFirstOrThrow();
  return count;
}

export async function addHook(tx: Tx, hook: { id: string; body: string; due_at: Date }): Promise<void> {
  await tx.insertInto('test_bank_hooks').values(hook).execute();
}

export function dueHooks(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<Pick<Selectable<TestBankHooksTable>, 'id' | 'body'>[]> {
  return tx
    .selectFrom('test_bank_hooks')
    .select(['id', 'body'])
    .where('sent_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markSent(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await tx.updateTable('test_bank_hooks').set({ sent_at: at }).where('id', 'in', ids).execute();
}
