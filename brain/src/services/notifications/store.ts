import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type {
  NotificationCountersTable,
  NotificationPreferencesTable,
  NotificationSettingsTable,
  NotificationsTable,
} from '../../tables.gen.ts';

export type NotificationRow = Selectable<NotificationsTable>;
export type CounterRow = Selectable<NotificationCountersTable>;
export type SettingsRow = Selectable<NotificationSettingsTable>;
export type PreferenceRow = Selectable<NotificationPreferencesTable>;

/** Counts one up and keeps the row locked until the commit, which is what keeps the sequence without gaps. */
export async function nextSeq(tx: Tx, userId: string): Promise<number> {
  const row = await tx
    .insertInto('notification_counters')
    .values({ user_id: userId, last_seq: 1, unread: 1 })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet((eb) => ({
        last_seq: eb('notification_counters.last_seq', '+', 1),
        unread: eb('notification_counters.unread', '+', 1),
      })),
    )
    .returning('last_seq')
    .executeTakeFirstOrThrow();
  return row.last_seq;
}

export function findCounter(db: Db, userId: string): Promise<CounterRow | undefined> {
  return db.selectFrom('notification_counters').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export function lockCounter(tx: Tx, userId: string): Promise<CounterRow | undefined> {
  return tx
    .selectFrom('notification_counters')
    .selectAll()
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

export async function lowerUnread(tx: Tx, userId: string, by: number): Promise<number> {
  const row = await tx
    .updateTable('notification_counters')
    .set((eb) => ({ unread: eb('unread', '-', by) }))
    .where('user_id', '=', userId)
    .returning('unread')
    .executeTakeFirstOrThrow();
  return row.unread;
}

/** True for the first to tell this person of this cause. */
export async function claimCause(tx: Tx, userId: string, key: string, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('notification_causes')
    .values({ user_id: userId, key, created_at: at })
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export function insert(
  tx: Tx,
  row: Omit<NotificationRow, 'payload' | 'read_at' | 'deleted_at'> & { payload: string },
): Promise<NotificationRow> {
  return tx.insertInto('notifications').values(row).returningAll().executeTakeFirstOrThrow();
}

export interface ListFilter {
  readonly unread?: boolean;
  readonly type?: string;
  readonly limit: number;
}

/** Newest first, below `before`. */
export function newest(
  db: Db,
  userId: string,
  filter: ListFilter & { before: number | null },
): Promise<NotificationRow[]> {
  let query = filtered(db, userId, filter).orderBy('seq', 'desc');
  if (filter.before !== null) query = query.where('seq', '<', filter.before);
  return query.execute();
}

/** Oldest first, above `after`. */
export function following(
  db: Db,
  userId: string,
  filter: ListFilter & { after: number },
): Promise<NotificationRow[]> {
  return filtered(db, userId, filter).where('seq', '>', filter.after).orderBy('seq').execute();
}

function filtered(db: Db, userId: string, filter: ListFilter) {
  let query = db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .limit(filter.limit);
  if (filter.unread !== undefined) query = query.where('read_at', filter.unread ? 'is' : 'is not', null);
  if (filter.type !== undefined) query = query.where('type', '=', filter.type);
  return query;
}

export function find(db: Db, userId: string, id: string): Promise<NotificationRow | undefined> {
  return db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

export function markRead(tx: Tx, userId: string, seq: number, at: Date): Promise<NotificationRow> {
  return tx
    .updateTable('notifications')
    .set({ read_at: at })
    .where('user_id', '=', userId)
    .where('seq', '=', seq)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markAllRead(tx: Tx, userId: string, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('notifications')
    .set({ read_at: at })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function markDeleted(tx: Tx, userId: string, seq: number, at: Date): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ deleted_at: at, title: '', text: '', link: null, payload: '{}' })
    .where('user_id', '=', userId)
    .where('seq', '=', seq)
    .execute();
}

export function settingsOf(db: Db, userId: string): Promise<SettingsRow | undefined> {
  return db.selectFrom('notification_settings').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export function preferencesOf(db: Db, userId: string): Promise<PreferenceRow[]> {
  return db.selectFrom('notification_preferences').selectAll().where('user_id', '=', userId).execute();
}

export async function saveSettings(tx: Tx, row: SettingsRow): Promise<void> {
  const { user_id: _, ...change } = row;
  await tx
    .insertInto('notification_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute();
}

export async function savePreference(tx: Tx, row: PreferenceRow): Promise<void> {
  const { in_app, email } = row;
  await tx
    .insertInto('notification_preferences')
    .values(row)
    .onConflict((conflict) => conflict.columns(['user_id', 'type']).doUpdateSet({ in_app, email }))
    .execute();
}

export function allOf(db: Db, userId: string): Promise<NotificationRow[]> {
  return db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute();
}

export async function erase(tx: Tx, userId: string): Promise<void> {
  for (const table of [
    'notifications',
    'notification_counters',
    'notification_causes',
    'notification_settings',
    'notification_preferences',
  ] as const) {
    await tx.deleteFrom(table).where('user_id', '=', userId).execute();
  }
}
