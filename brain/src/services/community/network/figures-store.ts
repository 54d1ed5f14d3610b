import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** SQL of what analytics counts about the network and about support. */

/** Accepted connections as they were at the moment; those ended since are not told apart. */
export async function countLinks(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from connections where state = 'ACCEPTED' and answered_at < ${at}`.execute(
    db,
  );
  return rows[0]!.count;
}

/** Those with the most accepted connections. */
export async function mostLinked(db: Db, limit: number): Promise<{ userId: string; links: number }[]> {
  const { rows } = await sql<{ userId: string; links: number }>`
    select user_id as "userId", count(*)::int as links from (
      select person_a as user_id from connections where state = 'ACCEPTED'
      union all select person_b from connections where state = 'ACCEPTED'
    ) ends group by user_id order by links desc, user_id limit ${limit}`.execute(db);
  return rows;
}

/** Support requests that were open at the moment. */
export async function countSupport(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from support_requests
    where created_at < ${at} and (closed_at is null or closed_at >= ${at})`.execute(db);
  return rows[0]!.count;
}
