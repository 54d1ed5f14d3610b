import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** The figures of a workspace: each one question, however much is in it. */

/** The sprints that were finished last, newest first. */
export async function finishedSprints(
  db: Db,
  ventureId: string,
  count: number,
): Promise<{ id: string; name: string; done: number; open: number }[]> {
  const { rows } = await sql<{ id: string; name: string; done: bigint; open: bigint }>`
    select sprint.id, sprint.name, coalesce(sum(points.done_delta), 0)::bigint as done,
      coalesce(sum(points.open_delta), 0)::bigint as open
    from (select * from work_sprints where venture_id = ${ventureId} and state = 'COMPLETED'
      order by ended_at desc, id desc limit ${count}) sprint
    left join work_sprint_points points on points.venture_id = sprint.venture_id and points.sprint_id = sprint.id
    group by sprint.id, sprint.name, sprint.ended_at order by sprint.ended_at desc, sprint.id desc`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, done: Number(row.done), open: Number(row.open) }));
}

export interface CheckInFigures {
  readonly count: number;
  readonly people: number;
  readonly meanMood: number | null;
  /** Of blockers that were cleared in the window. */
  readonly blockerHours: number | null;
  readonly openBlockers: number;
  readonly mine: boolean;
}

export async function checkInFigures(
  db: Db,
  of: {
    ventureId: string;
    userId: string;
    myDay: string;
    since: Date;
    /** Whose check-ins count: those who work in the venture now. */
    memberIds: readonly string[];
  },
): Promise<CheckInFigures> {
  const members = sql<string[]>`${[...of.memberIds]}::uuid[]`;
  const { rows } = await sql<{
    count: bigint;
    people: bigint;
    mood: number | null;
    hours: number | null;
    open: bigint;
    mine: boolean;
  }>`
    select
      count(*) filter (where created_at > ${of.since} and user_id = any(${members})) as count,
      count(distinct user_id) filter (where created_at > ${of.since}) as people,
      (avg(mood) filter (where created_at > ${of.since}))::float8 as mood,
      (avg(extract(epoch from cleared_at - blocked_at)) filter (where cleared_at > ${of.since}) / 3600)::float8 as hours,
      count(*) filter (where blocked_at is not null and cleared_at is null) as open,
      coalesce(bool_or(user_id = ${of.userId} and day = ${of.myDay}), false) as mine
    from work_checkins where venture_id = ${of.ventureId}`.execute(db);
  const [row] = rows;
  return {
    count: Number(row!.count),
    people: Number(row!.people),
    meanMood: row!.mood,
    blockerHours: row!.hours,
    openBlockers: Number(row!.open),
    mine: row!.mine,
  };
}

/** Of the tasks and milestones with a day in the window, those done by it. What is due today counts once it is done. */
export async function onTimeFigures(
  db: Db,
  ventureId: string,
  from: string,
  today: string,
): Promise<{ done: number; due: number }> {
  const { rows } = await sql<{ done: bigint; due: bigint }>`
    select count(*) filter (where (at at time zone 'UTC')::date <= due_on) as done,
      count(*) filter (where due_on < ${today} or at is not null) as due
    from (
      select due_on, done_at as at from work_tasks where venture_id = ${ventureId} and removed_at is null
      union all
      select due_on, completed_at from work_milestones where venture_id = ${ventureId}) dated
    where due_on >= ${from} and due_on <= ${today}`.execute(db);
  return { done: Number(rows[0]!.done), due: Number(rows[0]!.due) };
}

/** Open risks by score, and what changed in the sum of the scores since a moment. */
export async function riskFigures(
  db: Db,
  ventureId: string,
  since: Date,
): Promise<{ scores: { score: number; count: number }[]; change: number }> {
  const { rows } = await sql<{ score: number | null; count: bigint }>`
    select score, count(*) as count from work_risks where venture_id = ${ventureId} and state = 'OPEN' group by score
    union all
    select null, coalesce(sum(delta), 0)::bigint from work_exposure
      where venture_id = ${ventureId} and at > ${since}`.execute(db);
  return {
    scores: rows.flatMap(({ score, count }) => (score === null ? [] : [{ score, count: Number(count) }])),
    change: Number(rows.find(({ score }) => score === null)!.count),
  };
}

export async function taskFigures(db: Db, of: { ventureId: string; userId: string; today: string }) {
  const { rows } = await sql<{ state: string; count: bigint; late: bigint; mine: bigint; waiting: bigint }>`
    select state, count(*) as count,
      count(*) filter (where due_on < ${of.today} and state <> 'DONE') as late,
      count(*) filter (where assignee_id = ${of.userId} and state <> 'DONE') as mine,
      (select count(*) from work_contributions
        where venture_id = ${of.ventureId} and state = 'PENDING' and author_id <> ${of.userId}) as waiting
    from work_tasks where venture_id = ${of.ventureId} and removed_at is null group by state`.execute(db);
  const sum = (pick: (row: (typeof rows)[number]) => bigint) =>
    rows.reduce((total, row) => total + Number(pick(row)), 0);
  return {
    counts: new Map(rows.map(({ state, count }) => [state, Number(count)])),
    late: sum(({ late }) => late),
    mine: sum(({ mine }) => mine),
    waiting: Number(rows[0]?.waiting ?? 0n),
  };
}
