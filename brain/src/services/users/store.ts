import { sql, type Insertable, type Selectable, type SelectQueryBuilder, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type {
  DB,
  UserConsentLogTable,
  UserConsentsTable,
  UserHistoryTable,
  UserSkillsTable,
  UsersTable,
} from '../../tables.gen.ts';

export type UserRow = Selectable<UsersTable>;
export type SkillRow = Selectable<UserSkillsTable>;
export type ConsentRow = Selectable<UserConsentsTable>;
export type ConsentLogRow = Selectable<UserConsentLogTable>;
export type HistoryRow = Selectable<UserHistoryTable>;

/** False when the slug is taken; the unique index on the address throws instead. */
export async function insertUser(tx: Tx, row: Insertable<UsersTable>): Promise<boolean> {
  const result = await tx
    .insertInto('users')
    .values(row)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function find(db: Db, id: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lock(tx: Tx, id: string): Promise<UserRow | undefined> {
  return tx.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function findMany(db: Db, ids: readonly string[]): Promise<UserRow[]> {
  if (!ids.length) return Promise.resolve([]);
  return db.selectFrom('users').selectAll().where('id', 'in', ids).execute();
}

export function shownAfter(db: Db, afterId: string | null, limit: number): Promise<UserRow[]> {
  let query = db
    .selectFrom('users')
    .selectAll()
    .where('status', '=', 'ACTIVE')
    .where('visibility', '<>', 'PRIVATE')
    .where('show_skills', '=', true);
  if (afterId) query = query.where('id', '>', afterId);
  return query.orderBy('id').limit(limit).execute();
}

export function findByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst();
}

export function findBySlug(db: Db, slug: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export async function idsBySlugs(db: Db, slugs: readonly string[]): Promise<string[]> {
  if (!slugs.length) return [];
  const rows = await db.selectFrom('users').select('id').where('slug', 'in', slugs).execute();
  return rows.map((row) => row.id);
}

export function update(tx: Tx, id: string, change: Updateable<UsersTable>): Promise<UserRow> {
  return tx.updateTable('users').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Every edit that a person made on a version raises it by one. */
export function updateVersioned(tx: Tx, id: string, change: Updateable<UsersTable>): Promise<UserRow> {
  return tx
    .updateTable('users')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function dropPhoto(tx: Tx, userId: string, fileId: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ photo_file_id: null })
    .where('id', '=', userId)
    .where('photo_file_id', '=', fileId)
    .execute();
}

export async function photosInUse(db: Db, fileIds: readonly string[]): Promise<string[]> {
  if (!fileIds.length) return [];
  const rows = await db
    .selectFrom('users')
    .select('photo_file_id')
    .where('photo_file_id', 'in', fileIds)
    .execute();
  return rows.map((row) => row.photo_file_id!);
}

/** Accounts due for erasure, from the one after `afterId` on: those under a legal hold stay in the list. */
export async function dueForErasure(
  db: Db,
  now: Date,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  return idsAfter(
    db.selectFrom('users').select('id').where('status', '=', 'CLOSING').where('closing_at', '<=', now),
    afterId,
    limit,
  );
}

export async function unverifiedBefore(
  db: Db,
  before: Date,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  return idsAfter(
    db.selectFrom('users').select('id').where('status', '=', 'PENDING').where('created_at', '<=', before),
    afterId,
    limit,
  );
}

async function idsAfter(
  users: SelectQueryBuilder<DB, 'users', { id: string }>,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const query = afterId ? users.where('id', '>', afterId) : users;
  return (await query.orderBy('id').limit(limit).execute()).map((row) => row.id);
}

export async function addHistory(tx: Tx, row: Insertable<UserHistoryTable>): Promise<void> {
  await tx.insertInto('user_history').values(row).execute();
}

export function historyOf(db: Db, userId: string): Promise<HistoryRow[]> {
  return db.selectFrom('user_history').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

// --- Skills ----------------------------------------------------------------------------------------

export function skillsOf(db: Db, userIds: readonly string[]): Promise<SkillRow[]> {
  if (!userIds.length) return Promise.resolve([]);
  return db
    .selectFrom('user_skills')
    .selectAll()
    .where('user_id', 'in', userIds)
    .orderBy('level', 'desc')
    .orderBy(sql`lower(name)`)
    .execute();
}

export function insertSkill(tx: Tx, row: Insertable<UserSkillsTable>): Promise<SkillRow> {
  return tx.insertInto('user_skills').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function setSkillVerified(
  tx: Tx,
  userId: string,
  name: string,
  verified: boolean,
): Promise<boolean> {
  const result = await tx
    .updateTable('user_skills')
    .set({ verified })
    .where('user_id', '=', userId)
    .where(sql`lower(name)`, '=', name.toLowerCase())
    .where('verified', '<>', verified)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function countSkills(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('user_skills')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return row.count;
}

export function removeSkill(tx: Tx, userId: string, id: string): Promise<SkillRow | undefined> {
  return tx
    .deleteFrom('user_skills')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export async function removeSkills(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('user_skills').where('user_id', '=', userId).execute();
}

// --- Consents --------------------------------------------------------------------------------------

export async function insertConsents(tx: Tx, rows: readonly Insertable<UserConsentsTable>[]): Promise<void> {
  await tx.insertInto('user_consents').values(rows).execute();
}

export function consentsOf(db: Db, userId: string): Promise<ConsentRow[]> {
  return db.selectFrom('user_consents').selectAll().where('user_id', '=', userId).orderBy('kind').execute();
}

export async function withConsent(
  db: Db,
  userIds: readonly string[],
  kind: string,
): Promise<ReadonlySet<string>> {
  if (!userIds.length) return new Set();
  const rows = await db
    .selectFrom('user_consents')
    .select('user_id')
    .where('user_id', 'in', userIds)
    .where('kind', '=', kind)
    .where('state', '=', 'GRANTED')
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

export async function inUseAfter(db: Db, after: string | null, limit: number): Promise<string[]> {
  let query = db.selectFrom('users').select('id').where('status', 'in', ['PENDING', 'ACTIVE', 'SUSPENDED']);
  if (after !== null) query = query.where('id', '>', after);
  return (await query.orderBy('id').limit(limit).execute()).map((row) => row.id);
}

export function lockConsent(tx: Tx, userId: string, kind: string): Promise<ConsentRow | undefined> {
  return tx
    .selectFrom('user_consents')
    .selectAll()
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
}

export async function changeConsent(tx: Tx, change: Insertable<UserConsentLogTable>): Promise<ConsentRow> {
  const { user_id, kind, state, version, source, changed_at } = change;
  await tx.insertInto('user_consent_log').values(change).execute();
  return tx
    .updateTable('user_consents')
    .set({ state, version, source, changed_at })
    .where('user_id', '=', user_id)
    .where('kind', '=', kind)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Newest first. */
export function consentLogOf(db: Db, userId: string, limit: number): Promise<ConsentLogRow[]> {
  return db
    .selectFrom('user_consent_log')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

// --- Exports ---------------------------------------------------------------------------------------

/** Is a job of this name under way for the person? One older than `since` counts as lost. */
export async function hasJob(db: Db, userId: string, name: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('user_id', '=', userId)
    .where('name', '=', name)
    .where('state', 'in', ['QUEUED', 'RUNNING'])
    .where('created_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return Boolean(row);
}
