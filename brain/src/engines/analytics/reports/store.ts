import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { ReportsTable, ReportSchedulesTable } from '../../../tables.gen.ts';

/** SQL of saved reports, their schedules and what was sent. */

export type ReportRow = Selectable<ReportsTable>;
export type ScheduleRow = Selectable<ReportSchedulesTable>;

export async function insertReport(tx: Tx, row: Insertable<ReportsTable>): Promise<void> {
  await tx.insertInto('reports').values(row).execute();
}

export async function countOf(db: Db, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('reports')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** One act on the reports of a person at a time, so that the limit holds. */
export async function lockOwner(tx: Tx, ownerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reports ' || ${ownerId}, 0))`.execute(tx);
}

const seenBy = (userId: string) =>
  sql<boolean>`(owner_id = ${userId} or exists (
    select 1 from report_recipients r where r.report_id = reports.id and r.user_id = ${userId}))`;

/** Own reports and those one receives, the newest first. */
export function listFor(
  db: Db,
  userId: string,
  { before, limit }: { before: string | null; limit: number },
): Promise<ReportRow[]> {
  let query = db.selectFrom('reports').selectAll().where(seenBy(userId));
  if (before) query = query.where('id', '<', before);
  return query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
}

export function findFor(db: Db, userId: string, id: string): Promise<ReportRow | undefined> {
  return db.selectFrom('reports').selectAll().where('id', '=', id).where(seenBy(userId)).executeTakeFirst();
}

export function find(db: Db, id: string): Promise<ReportRow | undefined> {
  return db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockOwn(tx: Tx, ownerId: string, id: string): Promise<ReportRow | undefined> {
  return tx
    .selectFrom('reports')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .forUpdate()
    .executeTakeFirst();
}

export function update(tx: Tx, id: string, change: Updateable<ReportsTable>): Promise<ReportRow> {
  return tx
    .updateTable('reports')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function remove(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('reports').where('id', '=', id).execute();
}

export async function schedulesOf(db: Db, ids: readonly string[]): Promise<Map<string, ScheduleRow>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('report_schedules')
    .selectAll()
    .where('report_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.report_id, row]));
}

export async function recipientsOf(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('report_recipients')
    .selectAll()
    .where('report_id', 'in', [...ids])
    .orderBy('user_id')
    .execute();
  const known = new Map<string, string[]>();
  for (const row of rows) known.set(row.report_id, [...(known.get(row.report_id) ?? []), row.user_id]);
  return known;
}

export async function putSchedule(
  tx: Tx,
  row: Insertable<ReportSchedulesTable>,
  recipients: readonly string[],
): Promise<void> {
  const { report_id: reportId, ...rest } = row;
  await tx
    .insertInto('report_schedules')
    .values(row)
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet({ ...rest, failures: 0 }))
    .execute();
  await tx.deleteFrom('report_recipients').where('report_id', '=', reportId).execute();
  if (recipients.length)
    await tx
      .insertInto('report_recipients')
      .values(recipients.map((user_id) => ({ report_id: reportId, user_id })))
      .execute();
}

export async function removeSchedule(tx: Tx, reportId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('report_schedules').where('report_id', '=', reportId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

export async function removeRecipient(tx: Tx, reportId: string, userId: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('report_recipients')
    .where('report_id', '=', reportId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Schedules whose moment has come. */
export async function dueSchedules(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('report_schedules')
    .select('report_id')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.report_id);
}

/** The schedule, locked; undefined when it is not due any more, or another Brain sends it. */
export function takeDue(tx: Tx, reportId: string, now: Date): Promise<ScheduleRow | undefined> {
  return tx
    .selectFrom('report_schedules')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('next_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function changeSchedule(
  tx: Tx,
  reportId: string,
  change: Updateable<ReportSchedulesTable>,
): Promise<void> {
  await tx.updateTable('report_schedules').set(change).where('report_id', '=', reportId).execute();
}

/** False when this moment was sent before. */
export async function addSending(
  tx: Tx,
  row: { report_id: string; due_at: Date; sent_at: Date; told: number },
): Promise<boolean> {
  const added = await tx
    .insertInto('report_sendings')
    .values(row)
    .onConflict((conflict) => conflict.columns(['report_id', 'due_at']).doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Everything of a person, when the account is erased. */
export async function erase(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('report_recipients').where('user_id', '=', userId).execute();
  await tx.deleteFrom('reports').where('owner_id', '=', userId).execute();
}

export function ownedBy(db: Db, userId: string): Promise<ReportRow[]> {
  return db.selectFrom('reports').selectAll().where('owner_id', '=', userId).orderBy('id').execute();
}
