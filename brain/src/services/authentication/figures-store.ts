import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics counts about signing in. */

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Sessions that began, and attempts that failed. */
export async function countSignIns(db: Db, { from, to }: Span): Promise<{ begun: number; failed: number }> {
  const { rows } = await sql<{ begun: number; failed: number }>`
    select (select count(*)::int from sessions where created_at >= ${from} and created_at < ${to}) as begun,
      (select count(*)::int from failed_sign_ins where at >= ${from} and at < ${to}) as failed`.execute(db);
  return rows[0]!;
}
