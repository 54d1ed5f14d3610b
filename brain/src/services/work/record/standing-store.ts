import { sql, type Selectable } from 'kysely';
import type { Db } from '../../../kernel/db.ts';
import type { WorkRisksTable } from '../../../tables.gen.ts';

/** SQL of what the analysis of a venture asks about its work. Who may read it is decided there. */

/** Every risk of the venture, the gravest first; there are a thousand at most. */
export function risksOf(db: Db, ventureId: string): Promise<Selectable<WorkRisksTable>[]> {
  return db
    .selectFrom('work_risks')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('score', 'desc')
    .orderBy('id')
    .execute();
}

/** By how much the exposure changed, day by day in UTC, after a moment. */
export async function exposureChanges(
  db: Db,
  ventureId: string,
  since: Date,
): Promise<{ day: string; delta: number }[]> {
  const { rows } = await sql<{ day: string; delta: string }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, sum(delta)::text as delta from work_exposure
    where venture_id = ${ventureId} and at > ${since} group by 1 order by 1`.execute(db);
  return rows.map(({ day, delta }) => ({ day, delta: Number(delta) }));
}

/** When the venture first entered a phase; null when it never did. */
export async function enteredPhase(db: Db, ventureId: string, phase: string): Promise<Date | null> {
  const row = await db
    .selectFrom('work_log')
    .select('at')
    .where('venture_id', '=', ventureId)
    .where('entity', '=', 'PHASE')
    .where('to_state', '=', phase)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** The work in a venture as it stood at a moment; nothing later goes into it. */
export async function workAsOf(
  db: Db,
  { ventureId, asOf, since }: { readonly ventureId: string; readonly asOf: Date; readonly since: Date },
): Promise<{ people: number; checkIns: number; evidence: number; exposure: number; pointsDone: number }> {
  const { rows } = await sql<Record<'people' | 'checkins' | 'evidence' | 'exposure' | 'points', number>>`
    select
      (select count(distinct user_id)::int from work_checkins
        where venture_id = ${ventureId} and created_at > ${since} and created_at <= ${asOf}) as people,
      (select count(*)::int from work_checkins
        where venture_id = ${ventureId} and created_at > ${since} and created_at <= ${asOf}) as checkins,
      (select count(*)::int from work_evidence
        where venture_id = ${ventureId} and created_at <= ${asOf}) as evidence,
      (select coalesce(sum(delta), 0)::int from work_exposure
        where venture_id = ${ventureId} and at <= ${asOf}) as exposure,
      (select coalesce(sum(points), 0)::int from work_tasks
        where venture_id = ${ventureId} and done_at > ${since} and done_at <= ${asOf}) as points`.execute(db);
  const { people, checkins, evidence, exposure, points } = rows[0]!;
  return { people, checkIns: checkins, evidence, exposure, pointsDone: points };
}
