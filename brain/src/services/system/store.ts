import { sql, type Selectable } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import type { DeadLettersTable, JobsTable } from '../../tables.gen.ts';

/** The kernel's own tables, as operators and owners of long work read them. */

export type JobRow = Selectable<JobsTable>;
export type LetterRow = Selectable<DeadLettersTable>;

export function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  return db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first; ids are those of the outbox rows, so the order is that of the events. */
export function deadLetters(db: Db, before: string | null, limit: number): Promise<LetterRow[]> {
  let query = db.selectFrom('dead_letters').selectAll();
  if (before) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

export async function appliedMigrations(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from migrations`.execute(db);
  return rows[0]?.count ?? 0;
}
