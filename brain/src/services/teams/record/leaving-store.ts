import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** Living teams that people left since the moment: how many left, who is there now, and who leads. */
export async function leftSince(
  db: Db,
  since: Date,
): Promise<{ teamId: string; name: string; left: number; members: number; leads: string[] }[]> {
  const { rows } = await sql<{
    teamId: string;
    name: string;
    left: number;
    members: number;
    leads: string[];
  }>`
    select t.id as "teamId", t.name, gone.left,
      (select count(*)::int from team_members m where m.team_id = t.id) as members,
      (select coalesce(array_agg(m.user_id order by m.user_id), '{}')::text[] from team_members m
        where m.team_id = t.id and m.role = 'LEAD') as leads
    from (select place_id, count(distinct entity_id)::int as left from team_history h
      where entity = 'MEMBER' and event in ('left', 'removed') and at >= ${since} and not exists (
        select 1 from team_members m where m.team_id = h.place_id and m.user_id::text = h.entity_id::text)
      group by place_id) gone
    join teams t on t.id = gone.place_id where t.state <> 'DISBANDED' order by t.id`.execute(db);
  return rows;
}

/** Teams this person leads. */
export async function ledBy(db: Db, userId: string): Promise<{ teamId: string; name: string }[]> {
  const { rows } = await sql<{ teamId: string; name: string }>`
    select t.id as "teamId", t.name from team_members m join teams t on t.id = m.team_id
    where m.user_id = ${userId} and m.role = 'LEAD' and t.state <> 'DISBANDED' order by t.id`.execute(db);
  return rows;
}

export async function namesOf(db: Db, teamIds: readonly string[]): Promise<Map<string, string>> {
  if (!teamIds.length) return new Map();
  const rows = await db
    .selectFrom('teams')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(teamIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
