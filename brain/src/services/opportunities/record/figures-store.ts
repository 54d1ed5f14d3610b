import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** SQL of what analytics counts about opportunities, applications and matches. */

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Applications that were accepted or rejected in the span. */
export async function countDecided(
  db: Db,
  { from, to }: Span,
): Promise<{ decided: number; accepted: number }> {
  const { rows } = await sql<{ decided: number; accepted: number }>`
    select count(*)::int as decided, count(*) filter (where state = 'ACCEPTED')::int as accepted
    from opportunity_applications
    where state in ('ACCEPTED', 'REJECTED') and decided_at >= ${from} and decided_at < ${to}`.execute(db);
  return rows[0]!;
}

/** Opportunities that were open at the moment. */
export async function countOpen(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select distinct on (opportunity_id) to_state as state from opportunity_history
      where at < ${at} and application_id is null order by opportunity_id, at desc, id desc
    ) standing where state = 'ACTIVE'`.execute(db);
  return rows[0]!.count;
}

/** Median days from the first publication to FILLED, of those filled in the span. */
export async function daysToFill(
  db: Db,
  { from, to }: Span,
): Promise<{ days: number | null; filled: number }> {
  const { rows } = await sql<{ days: number | null; filled: number }>`
    select percentile_cont(0.5) within group (order by extract(epoch from f.at - o.published_at) / 86400) as days,
      count(*)::int as filled
    from (select opportunity_id, min(at) as at from opportunity_history where to_state = 'FILLED'
      group by opportunity_id) f
    join opportunities o on o.id = f.opportunity_id
    where f.at >= ${from} and f.at < ${to} and o.published_at is not null`.execute(db);
  return rows[0]!;
}

/** Matches that were viewed in the span, by how many people, and those of them accepted since, by what ordered them. */
export async function countMatches(
  db: Db,
  { from, to }: Span,
): Promise<{ ranking: string; viewed: number; people: number; accepted: number }[]> {
  const { rows } = await sql<{ ranking: string; viewed: number; people: number; accepted: number }>`
    select ranking, count(*)::int as viewed, count(distinct user_id)::int as people, count(*) filter (where state = 'ACCEPTED')::int as accepted
    from matches where viewed_at >= ${from} and viewed_at < ${to} group by ranking order by ranking`.execute(
    db,
  );
  return rows;
}

/** Open applications of a person, and matches they have not answered. */
export async function countOwn(db: Db, userId: string): Promise<{ applications: number; matches: number }> {
  const { rows } = await sql<{ applications: number; matches: number }>`
    select (select count(*)::int from opportunity_applications
        where applicant_id = ${userId} and state in ('PENDING', 'REVIEWING')) as applications,
      (select count(*)::int from matches
        where user_id = ${userId} and state in ('SUGGESTED', 'VIEWED') and hidden_at is null) as matches`.execute(
    db,
  );
  return rows[0]!;
}
