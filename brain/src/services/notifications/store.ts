import { sql, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { NotificationCountersTable, NotificationsTable } from '../../tables.gen.ts';

export type NotificationRow = Selectable<NotificationsTable>;
export type CounterRow = Selectable<NotificationCountersTable>;

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

export async function lowerUnread(tx: Tx, userId: string, by: number): Promise<void> {
  await tx
    .updateTable('notification_counters')
    .set((eb) => ({ unread: eb('unread', '-', by) }))
    .where('user_id', '=', userId)
    .execute();
}

/** Everything so far counts as read, in one step however much it is; `settleRead` brings the rows after. */
export async function moveReadMark(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx
    .updateTable('notification_counters')
    .set((eb) => ({ unread: 0, read_through: eb.ref('last_seq'), read_through_at: at }))
    .where('user_id', '=', userId)
    .execute();
}

/** Writes the read time of rows below the mark. True when all have it. */
export async function settleRead(tx: Tx, counter: CounterRow, limit: number): Promise<boolean> {
  const { user_id, read_through, read_through_at } = counter;
  if (read_through_at === null) return true;
  const { numUpdatedRows } = await tx
    .updateTable('notifications')
    .set({ read_at: read_through_at })
    .where('user_id', '=', user_id)
    .where('seq', 'in', (eb) =>
      eb
        .selectFrom('notifications')
        .select('seq')
        .where('user_id', '=', user_id)
        .where('seq', '<=', read_through)
        .where('read_at', 'is', null)
        .where('deleted_at', 'is', null)
        .orderBy('seq', 'desc')
        .limit(limit),
    )
    .executeTakeFirst();
  if (Number(numUpdatedRows) === limit) return false;
  await tx
    .updateTable('notification_counters')
    .set({ read_through_at: null })
    .where('user_id', '=', user_id)
    .execute();
  return true;
}

export async function unsettled(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notification_counters')
    .select('user_id')
    .where('read_through_at', 'is not', null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.user_id);
}

export interface ListFilter {
  readonly unread?: boolean;
  readonly type?: string;
  readonly snoozed?: boolean;
  /** Below it everything is read. */
  readonly readThrough: number;
  readonly now: Date;
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
  const { unread, type, readThrough, now } = filter;
  let query = db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .where('snoozed_until', filter.snoozed ? 'is not' : 'is', null)
    .limit(filter.limit);
  if (unread === true) query = query.where('read_at', 'is', null).where('seq', '>', readThrough);
  if (unread === false)
    query = query.where((eb) => eb.or([eb('read_at', 'is not', null), eb('seq', '<=', readThrough)]));
  if (type !== undefined) query = query.where('type', '=', type);
  return query;
}

/** Unread ones whose time is over and that `expire` has not come to yet. */
export async function countOver(db: Db, userId: string, readThrough: number, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from notifications
    where expires_at is not null and expires_at <= ${now} and deleted_at is null
      and user_id = ${userId} and read_at is null and snoozed_until is null and seq > ${readThrough}`.execute(
    db,
  );
  return rows[0]!.count;
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
  return change(tx, userId, seq, { read_at: at });
}

export function putAway(tx: Tx, userId: string, seq: number, until: Date): Promise<NotificationRow> {
  return change(tx, userId, seq, { snoozed_until: until });
}

function change(
  tx: Tx,
  userId: string,
  seq: number,
  values: Partial<Pick<NotificationRow, 'read_at' | 'snoozed_until'>>,
): Promise<NotificationRow> {
  return tx
    .updateTable('notifications')
    .set(values)
    .where('user_id', '=', userId)
    .where('seq', '=', seq)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function markDeleted(tx: Tx, userId: string, seq: number, at: Date): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ deleted_at: at, title: '', text: '', link: null, payload: '{}', snoozed_until: null })
    .where('user_id', '=', userId)
    .where('seq', '=', seq)
    .execute();
}

/**
 * Moves a notification to a new place in the sequence: its old place stays behind as a deleted one under an id that
 * nobody knows, so that the sequence keeps no gap.
 */
export async function moveTo(
  tx: Tx,
  row: NotificationRow,
  seq: number,
  place: { id: string; at: Date },
): Promise<NotificationRow> {
  const { user_id } = row;
  await tx
    .updateTable('notifications')
    .set({
      id: place.id,
      deleted_at: place.at,
      title: '',
      text: '',
      link: null,
      payload: '{}',
      snoozed_until: null,
    })
    .where('user_id', '=', user_id)
    .where('seq', '=', row.seq)
    .execute();
  return tx
    .insertInto('notifications')
    .values({ ...row, payload: JSON.stringify(row.payload), seq, read_at: null, snoozed_until: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Whose snoozed notifications are due. */
export function snoozesOver(db: Db, now: Date, limit: number): Promise<{ user_id: string; id: string }[]> {
  return db
    .selectFrom('notifications')
    .select(['user_id', 'id'])
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(limit)
    .execute();
}

/** People with notifications whose time is over. */
export async function withExpired(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notifications')
    .select('user_id')
    .distinct()
    .where('expires_at', '<=', now)
    .where('deleted_at', 'is', null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.user_id);
}

/** Empties what is over; answers with how many of them were unread and in the list. */
export async function expire(tx: Tx, userId: string, readThrough: number, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with over as (
      update notifications set deleted_at = ${now}, title = '', text = '', link = null, payload = '{}'
      where user_id = ${userId} and expires_at <= ${now} and deleted_at is null
      returning seq, read_at, snoozed_until
    )
    select count(*)::int as count from over
    where read_at is null and snoozed_until is null and seq > ${readThrough}`.execute(tx);
  await tx
    .updateTable('notifications')
    .set({ snoozed_until: null })
    .where('user_id', '=', userId)
    .where('deleted_at', 'is not', null)
    .where('snoozed_until', 'is not', null)
    .execute();
  return rows[0]!.count;
}

/**
 * Removes rows nobody looks for any more: read or deleted ones older than `before`, and every one older than
 * `longBefore`, of which the unread ones are counted out. Answers with how many went.
 */
export async function prune(
  tx: Tx,
  { before, longBefore }: { before: Date; longBefore: Date },
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    with old as (
      select user_id, seq from notifications
      where created_at < ${before} and snoozed_until is null
        and (read_at < ${before} or deleted_at < ${before} or created_at < ${longBefore})
      order by created_at limit ${limit}
    ), gone as (
      delete from notifications as n using old where n.user_id = old.user_id and n.seq = old.seq
      returning n.user_id, n.seq, n.read_at, n.deleted_at
    ), lowered as (
      update notification_counters as counter set unread = counter.unread - forgotten.count
      from (
        select gone.user_id, count(*)::int as count from gone
        join notification_counters as mark on mark.user_id = gone.user_id
        where gone.read_at is null and gone.deleted_at is null and gone.seq > mark.read_through
        group by gone.user_id
      ) as forgotten
      where counter.user_id = forgotten.user_id
    )
    select count(*)::int as removed from gone`.execute(tx);
  return rows[0]!.removed;
}

/** Whose inbox holds more than `kept`, with something old among it that may go. */
export async function overfull(db: Db, kept: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select counter.user_id from notification_counters as counter
    where counter.last_seq > ${kept} and exists (
      select 1 from notifications as old
      where old.user_id = counter.user_id and old.seq <= counter.last_seq - ${kept}
        and old.priority in ('LOW', 'NORMAL') and old.snoozed_until is null
    ) limit ${limit}`.execute(db);
  return rows.map((row) => row.user_id);
}

/** Removes the oldest of what is not important beyond `kept`, at most `limit`; unread ones are counted out. */
export async function trim(tx: Tx, counter: CounterRow, kept: number, limit: number): Promise<number> {
  const { user_id, last_seq, read_through } = counter;
  const { rows } = await sql<{ removed: number }>`
    with old as (
      select seq from notifications
      where user_id = ${user_id} and seq <= ${last_seq - kept} and priority in ('LOW', 'NORMAL') and snoozed_until is null
      order by seq limit ${limit}
    ), gone as (
      delete from notifications as n using old where n.user_id = ${user_id} and n.seq = old.seq
      returning n.seq, n.read_at, n.deleted_at
    ), lowered as (
      update notification_counters set unread = unread - (
        select count(*) from gone where read_at is null and deleted_at is null and seq > ${read_through}
      ) where user_id = ${user_id}
    )
    select count(*)::int as removed from gone`.execute(tx);
  return rows[0]!.removed;
}

export async function forgetCauses(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    with old as (
      select user_id, key from notification_causes where created_at < ${before} order by created_at limit ${limit}
    ), gone as (
      delete from notification_causes as c using old where c.user_id = old.user_id and c.key = old.key returning 1
    )
    select count(*)::int as removed from gone`.execute(db);
  return rows[0]!.removed;
}

export function allOf(db: Db, userId: string, limit: number): Promise<NotificationRow[]> {
  return db
    .selectFrom('notifications')
    .selectAll()
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

export async function erase(tx: Tx, userId: string): Promise<void> {
  for (const table of [
    'notifications',
    'notification_counters',
    'notification_causes',
    'notification_settings',
    'notification_preferences',
    'notification_deliveries',
    'notification_digests',
    'push_devices',
    'webhook_endpoints',
  ] as const) {
    await tx.deleteFrom(table).where('user_id', '=', userId).execute();
  }
}
