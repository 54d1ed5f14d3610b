import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/**
 * How many open opportunities ask for each skill, by its name. Those shown to a few only are left out: a count would tell
 * everybody that they are there.
 */
export async function skillsAsked(db: Db, now: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; count: number }>`
    select min(trim(skill->>'name')) as name, count(distinct id)::int as count
    from opportunities, jsonb_array_elements(required_skills || preferred_skills) as skill
    where kind = 'OPPORTUNITY' and state = 'ACTIVE' and expires_at > ${now}
      and visibility in ('PUBLIC', 'MEMBER_ONLY', 'SUBSCRIBER_ONLY')
    group by lower(trim(skill->>'name'))`.execute(db);
  return new Map(rows.map(({ name, count }) => [name, count]));
}
