import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { LegalHoldsTable } from '../../tables.gen.ts';

/** SQL of legal holds. */

export type HoldRow = Selectable<LegalHoldsTable>;
export type Subject = 'DOCUMENT' | 'USER' | 'VENTURE';

/** The lock of `lock_against_holds` in the database, taken alone. */
const holdLock = 7_102_051;

/** Nothing is deleted while a hold is placed: it either waits, or finds the hold. */
export async function lockDeletions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${holdLock})`.execute(tx);
}

/** Taken by everybody who is about to delete, before asking for holds. */
export async function lockAgainstHolds(db: Db): Promise<void> {
  await sql`select lock_against_holds()`.execute(db);
}

export async function insert(tx: Tx, row: Insertable<LegalHoldsTable>): Promise<HoldRow> {
  return tx.insertInto('legal_holds').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lock(tx: Tx, id: string): Promise<HoldRow | undefined> {
  return tx.selectFrom('legal_holds').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function release(
  tx: Tx,
  id: string,
  change: { released_by: string; released_at: Date; release_reason: string },
): Promise<HoldRow> {
  return tx
    .updateTable('legal_holds')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The holds in force on these subjects. */
export function inForce(
  db: Db,
  subjects: Readonly<Record<Subject, readonly string[]>>,
): Promise<{ subject: string; subjectId: string }[]> {
  const parts = Object.entries(subjects).filter(([, ids]) => ids.length);
  if (!parts.length) return Promise.resolve([]);
  return db
    .selectFrom('legal_holds')
    .select(['subject', 'subject_id as subjectId'])
    .where('released_at', 'is', null)
    .where((eb) =>
      eb.or(
        parts.map(([subject, ids]) => eb.and([eb('subject', '=', subject), eb('subject_id', 'in', ids)])),
      ),
    )
    .execute();
}

/** Since when the person is held; null when nobody holds them. */
export async function heldSince(db: Db, userId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('legal_holds')
    .select('placed_at as since')
    .where('subject', '=', 'USER')
    .where('subject_id', '=', userId)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return row?.since ?? null;
}

export async function count(db: Db): Promise<number> {
  const row = await db
    .selectFrom('legal_holds')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Those in force first, each part with the newest first. */
export function list(
  db: Db,
  after: { readonly inForce: boolean; readonly id: string } | null,
  limit: number,
): Promise<HoldRow[]> {
  const open = sql<boolean>`(released_at is null)`;
  let query = db.selectFrom('legal_holds').selectAll();
  if (after) query = query.where(sql<boolean>`(${open}, id) < (${after.inForce}, ${after.id}::uuid)`);
  return query.orderBy(open, 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export function placedOrReleasedIn(
  db: Db,
  { from, to }: { from: Date; to: Date },
  limit: number,
): Promise<HoldRow[]> {
  return db
    .selectFrom('legal_holds')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('placed_at', '>=', from), eb('placed_at', '<', to)]),
        eb.and([eb('released_at', '>=', from), eb('released_at', '<', to)]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
}
