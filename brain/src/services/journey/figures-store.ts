import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics counts about the journey. */

/** Who of them finished within so many days, with the minutes from the first step to the last, and the furthest stage. */
export async function progressOf(
  db: Db,
  userIds: readonly string[],
): Promise<{ userId: string; startedAt: Date; finishedAt: Date | null; stage: number }[]> {
  if (!userIds.length) return [];
  const { rows } = await sql<{ userId: string; startedAt: Date; finishedAt: Date | null; stage: number }>`
    select j.user_id as "userId", j.started_at as "startedAt", j.finished_at as "finishedAt",
      coalesce((select max(s.number) from journey_stages s where s.user_id = j.user_id
        and s.state in ('COMPLETED', 'SKIPPED')), 0)::int as stage
    from journeys j where j.user_id = any(${[...userIds]}::uuid[])`.execute(db);
  return rows;
}
