import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { NotificationBroadcastsTable, NotificationTemplatesTable } from '../../../tables.gen.ts';

export type BroadcastRow = Selectable<NotificationBroadcastsTable>;
export type TemplateRow = Selectable<NotificationTemplatesTable>;

export function insertBroadcast(tx: Tx, row: Insertable<NotificationBroadcastsTable>): Promise<BroadcastRow> {
  return tx.insertInto('notification_broadcasts').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findBroadcast(db: Db, id: string): Promise<BroadcastRow | undefined> {
  return db.selectFrom('notification_broadcasts').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockBroadcast(tx: Tx, id: string): Promise<BroadcastRow | undefined> {
  return tx
    .selectFrom('notification_broadcasts')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function broadcastsBefore(db: Db, before: string | null, limit: number): Promise<BroadcastRow[]> {
  let query = db.selectFrom('notification_broadcasts').selectAll();
  if (before) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

export async function openBroadcasts(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('notification_broadcasts')
    .select('id')
    .where('state', '=', 'SENDING')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

export function changeBroadcast(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<BroadcastRow, 'state' | 'told' | 'skipped' | 'total' | 'position' | 'job_id' | 'finished_at'>
  >,
): Promise<BroadcastRow> {
  return tx
    .updateTable('notification_broadcasts')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The present version of each template and language. */
export function presentTemplates(db: Db): Promise<TemplateRow[]> {
  return db
    .selectFrom('notification_templates')
    .distinctOn(['code', 'language'])
    .selectAll()
    .orderBy('code')
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute();
}

export function versionsOf(db: Db, code: string): Promise<TemplateRow[]> {
  return db
    .selectFrom('notification_templates')
    .selectAll()
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .orderBy('language')
    .execute();
}

/** Nothing when somebody else saved this version first. */
export function insertTemplate(
  tx: Tx,
  row: Insertable<NotificationTemplatesTable>,
): Promise<TemplateRow | undefined> {
  return tx
    .insertInto('notification_templates')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'language', 'version']).doNothing())
    .returningAll()
    .executeTakeFirst();
}
