import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** What others ask of the work of some people, or that waits for them. */

/** Tasks of these people by the day they were due, and their check-ins. What is due today counts once it is done. */
export async function rhythmOf(
  db: Db,
  of: { ventureIds: readonly string[]; userIds: readonly string[]; from: string; today: string },
) {
  if (!of.ventureIds.length || !of.userIds.length) return { tasks: [], checkIns: [] };
  const ventures = sql`${[...of.ventureIds]}::uuid[]`;
  const people = sql`${[...of.userIds]}::uuid[]`;
  const tasks = await sql<{ day: string; due: number; onTime: number }>`
    select due_on as day, count(*)::int as due,
      (count(*) filter (where (done_at at time zone 'UTC')::date <= due_on))::int as "onTime"
    from work_tasks
    where venture_id = any(${ventures}) and assignee_id = any(${people}) and removed_at is null
      and due_on >= ${of.from} and due_on <= ${of.today} and (due_on < ${of.today} or done_at is not null)
    group by due_on order by due_on`.execute(db);
  const checkIns = await sql<{ day: string; userId: string; ventureId: string }>`
    select day, user_id as "userId", venture_id as "ventureId" from work_checkins
    where venture_id = any(${ventures}) and user_id = any(${people}) and day >= ${of.from} and day <= ${of.today}
    group by day, user_id, venture_id order by day`.execute(db);
  return { tasks: tasks.rows, checkIns: checkIns.rows };
}

/** Contributions in these ventures that somebody else than their author has to look at, the oldest first. */
export async function contributionsFor(
  db: Db,
  of: { ventureIds: readonly string[]; reviewerId: string; limit: number },
) {
  if (!of.ventureIds.length) return [];
  return db
    .selectFrom('work_contributions as contribution')
    .innerJoin('work_tasks as task', (join) =>
      join
        .onRef('task.venture_id', '=', 'contribution.venture_id')
        .onRef('task.id', '=', 'contribution.task_id'),
    )
    .select([
      'contribution.id',
      'contribution.venture_id as ventureId',
      'contribution.author_id as authorId',
      'contribution.created_at as filedAt',
      'task.title',
    ])
    .where('contribution.venture_id', 'in', [...of.ventureIds])
    .where('contribution.state', '=', 'PENDING')
    .where('contribution.author_id', '<>', of.reviewerId)
    .orderBy('contribution.id')
    .limit(of.limit)
    .execute();
}
