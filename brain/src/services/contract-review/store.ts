import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { PlaybooksTable, ReadingIndexesTable, ReadingsTable } from '../../tables.gen.ts';

export type ReadingRow = Selectable<ReadingsTable>;
export type ReadingHead = Omit<ReadingRow, 'text_sealed' | 'result_sealed'>;
export type PlaybookRow = Selectable<PlaybooksTable>;
export type IndexRow = Selectable<ReadingIndexesTable>;

const head = [
  'id',
  'owner_id',
  'title',
  'state',
  'failure',
  'format',
  'page_count',
  'character_count',
  'playbook_id',
  'document_id',
  'file_id',
  'progress',
  'high',
  'medium',
  'low',
  'models',
  'created_at',
  'read_at',
] as const;

export async function insertReading(tx: Tx, row: Insertable<ReadingsTable>): Promise<void> {
  await tx.insertInto('readings').values(row).execute();
}

export function readingHead(db: Db, id: string): Promise<ReadingHead | undefined> {
  return db.selectFrom('readings').select(head).where('id', '=', id).executeTakeFirst();
}

export function reading(db: Db, id: string): Promise<ReadingRow | undefined> {
  return db.selectFrom('readings').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockReading(tx: Tx, id: string): Promise<ReadingHead | undefined> {
  return tx.selectFrom('readings').select(head).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateReading(tx: Db, id: string, change: Updateable<ReadingsTable>): Promise<void> {
  await tx.updateTable('readings').set(change).where('id', '=', id).execute();
}

export function listReadings(
  db: Db,
  ownerId: string,
  limit: number,
  before: string | null,
): Promise<ReadingHead[]> {
  let query = db.selectFrom('readings').select(head).where('owner_id', '=', ownerId);
  if (before) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** How many contracts a person has here, and how many of them wait to be read. */
export async function countReadings(db: Db, ownerId: string): Promise<{ all: number; waiting: number }> {
  const row = await db
    .selectFrom('readings')
    .select([
      (eb) => eb.fn.countAll<bigint>().as('all'),
      sql<bigint>`count(*) filter (where state in ('WAITING', 'READING'))`.as('waiting'),
    ])
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), waiting: Number(row.waiting) };
}

export async function deleteReading(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('readings').where('id', '=', id).execute();
}

export async function deleteAllOf(tx: Tx, ownerId: string): Promise<void> {
  await tx.deleteFrom('readings').where('owner_id', '=', ownerId).execute();
  await tx.deleteFrom('playbooks').where('owner_id', '=', ownerId).execute();
  await tx.deleteFrom('reading_indexes').where('owner_id', '=', ownerId).execute();
}

/** The texts to be searched, oldest first. */
export function sealedTexts(
  db: Db,
  ownerId: string,
): Promise<{ id: string; title: string; text_sealed: Buffer | null }[]> {
  return db
    .selectFrom('readings')
    .select(['id', 'title', 'text_sealed'])
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'READY')
    .orderBy('id')
    .execute();
}

export async function lockOwner(tx: Tx, ownerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('readings ' || ${ownerId}, 0))`.execute(tx);
}

export function indexOf(db: Db, ownerId: string): Promise<IndexRow | undefined> {
  return db.selectFrom('reading_indexes').selectAll().where('owner_id', '=', ownerId).executeTakeFirst();
}

export async function saveIndex(db: Db, ownerId: string, sealed: Buffer, at: Date): Promise<void> {
  await db
    .insertInto('reading_indexes')
    .values({ owner_id: ownerId, index_sealed: sealed, built_at: at })
    .onConflict((conflict) => conflict.column('owner_id').doUpdateSet({ index_sealed: sealed, built_at: at }))
    .execute();
}

export async function dropIndex(tx: Tx, ownerId: string): Promise<void> {
  await tx.deleteFrom('reading_indexes').where('owner_id', '=', ownerId).execute();
}

export function playbooksOf(db: Db, ownerId: string): Promise<PlaybookRow[]> {
  return db.selectFrom('playbooks').selectAll().where('owner_id', '=', ownerId).orderBy('id').execute();
}

export function playbook(db: Db, id: string): Promise<PlaybookRow | undefined> {
  return db.selectFrom('playbooks').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function savePlaybook(tx: Tx, row: Insertable<PlaybooksTable>): Promise<void> {
  const { name, kind, rules, updated_at } = row;
  await tx
    .insertInto('playbooks')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, kind, rules, updated_at }))
    .execute();
}

export async function deletePlaybook(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('playbooks').where('id', '=', id).execute();
}
