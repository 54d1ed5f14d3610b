import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { PushDevicesTable, PushKeysTable } from '../../../tables.gen.ts';

export type DeviceRow = Selectable<PushDevicesTable>;
export type KeysRow = Selectable<PushKeysTable>;

export function findKeys(db: Db): Promise<KeysRow | undefined> {
  return db.selectFrom('push_keys').selectAll().where('id', '=', 1).executeTakeFirst();
}

/** The first Brain that comes makes the keys; the others find them. */
export async function insertKeys(db: Db, row: Omit<KeysRow, 'id'>): Promise<void> {
  await db
    .insertInto('push_keys')
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export function devicesOf(db: Db, userId: string): Promise<DeviceRow[]> {
  return db
    .selectFrom('push_devices')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute();
}

export async function devicesOfAll(
  db: Db,
  userIds: readonly string[],
): Promise<Pick<DeviceRow, 'id' | 'user_id'>[]> {
  if (!userIds.length) return [];
  return db.selectFrom('push_devices').select(['id', 'user_id']).where('user_id', 'in', userIds).execute();
}

export async function devicesByIds(db: Db, ids: readonly string[]): Promise<Map<string, DeviceRow>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom('push_devices').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export function findDevice(db: Db, userId: string, id: string): Promise<DeviceRow | undefined> {
  return db
    .selectFrom('push_devices')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function lockEndpoint(tx: Tx, endpoint: string): Promise<DeviceRow | undefined> {
  return tx
    .selectFrom('push_devices')
    .selectAll()
    .where('endpoint', '=', endpoint)
    .forUpdate()
    .executeTakeFirst();
}

export function insertDevice(tx: Tx, row: Omit<DeviceRow, 'last_sent_at'>): Promise<DeviceRow | undefined> {
  return tx
    .insertInto('push_devices')
    .values(row)
    .onConflict((conflict) => conflict.column('endpoint').doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function changeDevice(
  tx: Tx,
  id: string,
  change: Partial<Pick<DeviceRow, 'name' | 'session_id' | 'p256dh' | 'auth' | 'last_sent_at'>>,
): Promise<DeviceRow> {
  return tx
    .updateTable('push_devices')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function touchDevice(db: Db, id: string, at: Date): Promise<void> {
  await db.updateTable('push_devices').set({ last_sent_at: at }).where('id', '=', id).execute();
}

export async function removeDevice(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('push_devices').where('id', '=', id).execute();
}

export async function devicesOfSession(tx: Tx, sessionId: string): Promise<string[]> {
  const rows = await tx.selectFrom('push_devices').select('id').where('session_id', '=', sessionId).execute();
  return rows.map((row) => row.id);
}
