import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { NotificationDeliveriesTable, NotificationDigestsTable } from '../../tables.gen.ts';

export type DeliveryRow = Selectable<NotificationDeliveriesTable>;
export type DigestRow = Selectable<NotificationDigestsTable>;

const rowsAStatement = 1_000;

/** A delivery that exists is not made a second time: a reaction that runs again changes nothing. */
export async function insertAll(
  tx: Tx,
  rows: readonly Insertable<NotificationDeliveriesTable>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAStatement)
    await tx
      .insertInto('notification_deliveries')
      .values(rows.slice(at, at + rowsAStatement))
      .onConflict((conflict) => conflict.columns(['notification_id', 'channel', 'target']).doNothing())
      .execute();
}

export function deliveriesOf(db: Db, notificationId: string): Promise<DeliveryRow[]> {
  return db
    .selectFrom('notification_deliveries')
    .selectAll()
    .where('notification_id', '=', notificationId)
    .orderBy('channel')
    .orderBy('id')
    .execute();
}

/** What has been read or deleted need not ring any more. */
export async function dropWaitingPushes(tx: Tx, notificationId: string): Promise<void> {
  await tx
    .deleteFrom('notification_deliveries')
    .where('notification_id', '=', notificationId)
    .where('channel', '=', 'PUSH')
    .where('state', '=', 'PENDING')
    .execute();
}

export async function dropWaitingPushesOf(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom('notification_deliveries')
    .where('user_id', '=', userId)
    .where('channel', '=', 'PUSH')
    .where('state', '=', 'PENDING')
    .where('lease', 'is', null)
    .where('urgent', '=', false)
    .execute();
}

/** Takes over what became of the mails; a mail that is only kept counts as sent. */
export async function settleMails(db: Db): Promise<void> {
  await sql`
    update notification_deliveries as delivery
    set state = case mail.state when 'FAILED' then 'FAILED' else 'SENT' end, attempts = mail.attempts,
      settled_at = coalesce(mail.sent_at, mail.due_at),
      last_error = case mail.state when 'KEPT' then 'kept' else mail.last_error end
    from mails as mail
    where delivery.state = 'PENDING' and delivery.mail_id = mail.id and mail.state <> 'PENDING'`.execute(db);
}

/** How far the mails of these deliveries are that are still under way. */
export async function attemptsOfMails(db: Db, mailIds: readonly string[]) {
  if (!mailIds.length) return [];
  return db
    .selectFrom('mails')
    .select(['id', 'attempts', 'due_at', 'last_error'])
    .where('id', 'in', mailIds)
    .execute();
}

export async function addToDigests(
  tx: Tx,
  items: readonly {
    userId: string;
    id: string;
    type: string;
    title: string;
    text: string;
    link: string | null;
    dueAt: Date;
  }[],
  at: Date,
): Promise<void> {
  if (!items.length) return;
  await tx
    .insertInto('notification_digests')
    .values(
      items.map(({ userId, id, type, title, text, link, dueAt }) => ({
        user_id: userId,
        notification_id: id,
        type,
        title,
        text,
        link,
        created_at: at,
        due_at: dueAt,
      })),
    )
    .execute();
}

/** The people whose digest is due. */
export async function digestsDue(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('notification_digests')
    .select('user_id')
    .where('due_at', '<=', now)
    .groupBy('user_id')
    .orderBy('user_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.user_id);
}

/** For the rest of the transaction a statement may take what a flood to one person needs. */
export async function takeTime(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = '5min'`.execute(tx);
}

/**
 * Empties what a person's digest has gathered; the answer holds the first `listed`, however many there were. Whoever
 * deletes the rows sends the mail: a second sender gets none. What came after the hour of one digest goes along with it.
 */
export async function takeDigest(
  tx: Tx,
  userId: string,
  listed: number,
): Promise<{ total: number; items: DigestRow[] }> {
  const { rows } = await sql<DigestRow & { total: number }>`
    with gone as (delete from notification_digests where user_id = ${userId} returning *)
    select gone.*, count(*) over ()::int as total from gone
    order by created_at, notification_id limit ${listed}`.execute(tx);
  return { total: rows[0]?.total ?? 0, items: rows };
}

/** The mail of a digest carries all that waited for one and is gathered no longer. */
export async function attachMail(tx: Tx, userId: string, mailId: string): Promise<void> {
  await sql`
    update notification_deliveries as delivery set mail_id = ${mailId}
    where user_id = ${userId} and channel = 'EMAIL' and state = 'PENDING' and mail_id is null and not exists (
      select 1 from notification_digests as digest
      where digest.user_id = delivery.user_id and digest.notification_id = delivery.notification_id
    )`.execute(tx);
}

/** A person who wants no digest any more gets what it gathered now. */
export async function bringForwardDigest(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.updateTable('notification_digests').set({ due_at: at }).where('user_id', '=', userId).execute();
}

export type PushRow = DeliveryRow;

/** Takes due push messages. The commit of this statement is what makes them ours until the lease is over. */
export async function leasePushes(db: Db, now: Date, leaseUntil: Date, limit: number): Promise<PushRow[]> {
  const rows = await db
    .updateTable('notification_deliveries')
    .set((eb) => ({ lease: leaseUntil, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notification_deliveries')
        .select('id')
        .where('channel', '=', 'PUSH')
        .where('state', '=', 'PENDING')
        .where('due_at', '<=', now)
        .where((or) => or.or([or('lease', 'is', null), or('lease', '<=', now)]))
        .orderBy('bulk')
        .orderBy('urgent', 'desc')
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
  // An update answers in whatever order it met the rows; they leave in the order they were chosen in.
  return rows.toSorted(
    (a, b) =>
      Number(a.bulk) - Number(b.bulk) ||
      Number(b.urgent) - Number(a.urgent) ||
      a.due_at.getTime() - b.due_at.getTime() ||
      a.id.localeCompare(b.id),
  );
}

export interface Outcome {
  readonly state: 'PENDING' | 'SENT' | 'FAILED';
  readonly dueAt?: Date;
  readonly settledAt?: Date;
  readonly error: string | null;
}

/** Writes the outcome unless the lease has gone to somebody else meanwhile. */
export async function markPush(db: Db, row: PushRow, outcome: Outcome): Promise<void> {
  const { state, dueAt, settledAt, error } = outcome;
  await db
    .updateTable('notification_deliveries')
    .set({
      state,
      last_error: error,
      lease: null,
      ...(dueAt ? { due_at: dueAt } : {}),
      ...(settledAt ? { settled_at: settledAt, payload: '{}' } : {}),
    })
    .where('id', '=', row.id)
    .where('state', '=', 'PENDING')
    .where('lease', '=', row.lease)
    .execute();
}

export async function failForDevice(tx: Tx, deviceId: string, reason: string, at: Date): Promise<void> {
  await tx
    .updateTable('notification_deliveries')
    .set({ state: 'FAILED', last_error: reason, settled_at: at, lease: null, payload: '{}' })
    .where('target', '=', deviceId)
    .where('channel', '=', 'PUSH')
    .where('state', '=', 'PENDING')
    .execute();
}

export async function forgetDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('notification_deliveries')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notification_deliveries')
        .select('id')
        .where('created_at', '<', before)
        .where('state', '<>', 'PENDING')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
