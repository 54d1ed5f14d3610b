import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { FilesTable, FileUploadLinksTable } from '../../tables.gen.ts';

export type FileRow = Selectable<FilesTable>;
export type LinkRow = Selectable<FileUploadLinksTable>;

export function find(db: Db, id: string): Promise<FileRow | undefined> {
  return db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lock(tx: Tx, id: string): Promise<FileRow | undefined> {
  return tx.selectFrom('files').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function changeOwner(tx: Tx, id: string, ownerId: string): Promise<void> {
  await tx.updateTable('files').set({ owner_id: ownerId }).where('id', '=', id).execute();
}

export async function findMany(db: Db, ids: readonly string[]): Promise<FileRow[]> {
  if (!ids.length) return [];
  return db.selectFrom('files').selectAll().where('id', 'in', ids).execute();
}

export function listOf(db: Db, ownerId: string, limit: number): Promise<FileRow[]> {
  return db
    .selectFrom('files')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function insert(tx: Tx, row: Insertable<FilesTable>): Promise<FileRow> {
  return tx.insertInto('files').values(row).returningAll().executeTakeFirstOrThrow();
}

/** One upload of a person at a time is counted against the quota. */
export async function lockOwner(tx: Tx, ownerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`files of ${ownerId}`}, 0))`.execute(tx);
}

/** Exports are ours, so they take nothing of the person's room. */
export async function usage(db: Db, ownerId: string): Promise<{ bytes: number; files: number }> {
  const row = await db
    .selectFrom('files')
    .select([sql<string>`coalesce(sum(size_bytes), 0)`.as('bytes'), sql<number>`count(*)::int`.as('files')])
    .where('owner_id', '=', ownerId)
    .where('purpose', '<>', 'EXPORT')
    .executeTakeFirstOrThrow();
  return { bytes: Number(row.bytes), files: row.files };
}

export async function insertLink(tx: Tx, row: Insertable<FileUploadLinksTable>): Promise<void> {
  await tx.insertInto('file_upload_links').values(row).execute();
}

export function findLink(db: Db, tokenHash: string): Promise<LinkRow | undefined> {
  return db
    .selectFrom('file_upload_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Marks the link used; undefined when it was used or has run out. */
export function useLink(tx: Tx, tokenHash: string, now: Date): Promise<LinkRow | undefined> {
  return tx
    .updateTable('file_upload_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Takes a file for scanning: a fresh one, or one whose scan was cut off. */
export function startScan(tx: Tx, id: string, now: Date, staleBefore: Date): Promise<FileRow | undefined> {
  return tx
    .updateTable('files')
    .set({ state: 'SCANNING', state_at: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'UPLOADED'),
        eb.and([eb('state', '=', 'SCANNING'), eb('state_at', '<=', staleBefore)]),
      ]),
    )
    .returningAll()
    .executeTakeFirst();
}

export function endScan(
  tx: Tx,
  id: string,
  state: 'READY' | 'QUARANTINED',
  finding: string | null,
  now: Date,
): Promise<FileRow | undefined> {
  return tx
    .updateTable('files')
    .set({ state, finding, state_at: now })
    .where('id', '=', id)
    .where('state', '=', 'SCANNING')
    .returningAll()
    .executeTakeFirst();
}

export async function unscanned(
  db: Db,
  uploadedBefore: Date,
  scanningBefore: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('files')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'UPLOADED'), eb('state_at', '<=', uploadedBefore)]),
        eb.and([eb('state', '=', 'SCANNING'), eb('state_at', '<=', scanningBefore)]),
      ]),
    )
    .orderBy('state_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export function remove(tx: Tx, id: string): Promise<FileRow | undefined> {
  return tx.deleteFrom('files').where('id', '=', id).returningAll().executeTakeFirst();
}

export async function removeAllOf(tx: Tx, ownerId: string): Promise<string[]> {
  await tx.deleteFrom('file_upload_links').where('owner_id', '=', ownerId).execute();
  const rows = await tx
    .deleteFrom('files')
    .where('owner_id', '=', ownerId)
    .returning('storage_key')
    .execute();
  return rows.map((row) => row.storage_key);
}

export async function removeLinks(db: Db, expiredBefore: Date): Promise<void> {
  await db.deleteFrom('file_upload_links').where('expires_at', '<', expiredBefore).execute();
}

/** From the one after `afterId` on: those that are kept stay in the list. */
export async function expired(db: Db, now: Date, afterId: string | null, limit: number): Promise<string[]> {
  let query = db.selectFrom('files').select('id').where('expires_at', '<=', now);
  if (afterId) query = query.where('id', '>', afterId);
  return (await query.orderBy('id').limit(limit).execute()).map((row) => row.id);
}

export async function photosBefore(
  db: Db,
  before: Date,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  let query = db
    .selectFrom('files')
    .select('id')
    .where('purpose', '=', 'PHOTO')
    .where('created_at', '<=', before);
  if (afterId) query = query.where('id', '>', afterId);
  return (await query.orderBy('id').limit(limit).execute()).map((row) => row.id);
}

export async function knownKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (!keys.length) return new Set();
  const rows = await db.selectFrom('files').select('storage_key').where('storage_key', 'in', keys).execute();
  return new Set(rows.map((row) => row.storage_key));
}

export async function isEmpty(db: Db): Promise<boolean> {
  return !(await db.selectFrom('files').select('id').limit(1).executeTakeFirst());
}
