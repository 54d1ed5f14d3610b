import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { PaymentHooksTable } from '../../../tables.gen.ts';

export type HookRow = Selectable<PaymentHooksTable>;

/** False when the message came before. */
export async function insertHook(tx: Tx, row: Insertable<PaymentHooksTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('payment_hooks')
    .values(row)
    .onConflict((conflict) => conflict.columns(['provider', 'event_id']).doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
}

export function lockHook(tx: Tx, id: string): Promise<HookRow | undefined> {
  return tx.selectFrom('payment_hooks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function saveHook(tx: Tx, id: string, change: Updateable<PaymentHooksTable>): Promise<HookRow> {
  return tx
    .updateTable('payment_hooks')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Messages of a charge that was not known when they came, in the order in which it happened. */
export async function waitingHooks(tx: Tx, provider: string, chargeRef: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('payment_hooks')
    .select('id')
    .where('provider', '=', provider)
    .where('charge_ref', '=', chargeRef)
    .where('state', '=', 'WAITING')
    .orderBy('happened_at')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export function listHooks(
  db: Db,
  filter: { state?: string | undefined; before: string | null; limit: number },
): Promise<HookRow[]> {
  let query = db.selectFrom('payment_hooks').selectAll();
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

/** What providers wrote holds more of people than is needed for ever; that it came is kept. */
export async function forgetBodies(tx: Tx, before: Date): Promise<void> {
  await tx
    .updateTable('payment_hooks')
    .set({ body: null })
    .where('body', 'is not', null)
    .where('received_at', '<', before)
    .execute();
}
