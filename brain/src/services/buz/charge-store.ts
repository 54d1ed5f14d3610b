import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

export type ChargeRow = Selectable<DB['buz_charges']>;

export async function insertCharge(tx: Tx, row: Insertable<DB['buz_charges']>): Promise<void> {
  await tx.insertInto('buz_charges').values(row).execute();
}

export async function isCharged(db: Db, action: string, causeId: string): Promise<boolean> {
  const row = await db
    .selectFrom('buz_charges')
    .select('id')
    .where('action', '=', action)
    .where('cause_id', '=', causeId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Paid for since then, and not given back. */
export async function boughtSince(db: Db, userId: string, action: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('buz_charges')
    .select('id')
    .where('user_id', '=', userId)
    .where('action', '=', action)
    .where('charged_at', '>=', since)
    .where('refunded_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Charges of these causes that were not given back, and whose refund is not on its way. */
export function lockOpen(tx: Tx, action: string, causeIds: readonly string[]): Promise<ChargeRow[]> {
  return tx
    .selectFrom('buz_charges')
    .selectAll()
    .where('action', '=', action)
    .where('cause_id', 'in', [...causeIds])
    .where('refunded_at', 'is', null)
    .where('refund_due_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export function lockRefundsDue(tx: Tx, limit: number): Promise<ChargeRow[]> {
  return tx
    .selectFrom('buz_charges')
    .selectAll()
    .where('refund_due_at', 'is not', null)
    .where('refunded_at', 'is', null)
    .orderBy('refund_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markDue(tx: Tx, ids: readonly string[], at: Date, reason: string): Promise<void> {
  await tx
    .updateTable('buz_charges')
    .set({ refund_due_at: at, refund_reason: reason })
    .where('id', 'in', [...ids])
    .execute();
}

/** `refundId` is null when an operator had undone the charge before. */
export async function markRefunded(tx: Tx, id: string, refundId: string | null, at: Date): Promise<void> {
  await tx
    .updateTable('buz_charges')
    .set({ refund_id: refundId, refunded_at: at })
    .where('id', '=', id)
    .execute();
}
