import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** A meeting of a venture as its place in somebody's own list needs it. */
export interface InvitedMeeting {
  readonly id: string;
  readonly ventureId: string;
  readonly title: string;
  readonly agenda: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly lengthMinutes: number;
  readonly organiserId: string;
  readonly state: string;
  readonly notes: string;
  readonly version: number;
  readonly answers: readonly { readonly userId: string; readonly answer: string | null }[];
}

interface Question {
  readonly userId: string;
  readonly ventureIds: readonly string[];
  readonly when: 'upcoming' | 'past';
  readonly now: Date;
  readonly after: { readonly startsAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Meetings somebody is invited to in ventures they may read: those to come, the next first; or the others, the latest first. */
export async function meetingsFor(
  db: Db,
  { userId, ventureIds, when, now, after, limit }: Question,
): Promise<InvitedMeeting[]> {
  if (!ventureIds.length) return [];
  const [direction, beyond] = when === 'upcoming' ? (['asc', '>'] as const) : (['desc', '<'] as const);
  // Callers know the time to the millisecond only.
  const starts = sql<Date>`date_trunc('milliseconds', starts_at)`;
  const coming = sql<boolean>`(state = 'SCHEDULED' and starts_at + make_interval(mins => length_minutes) > ${now})`;
  let query = db
    .selectFrom('work_meetings')
    .innerJoin('work_meeting_answers', (join) =>
      join
        .onRef('work_meeting_answers.meeting_id', '=', 'work_meetings.id')
        .onRef('work_meeting_answers.venture_id', '=', 'work_meetings.venture_id'),
    )
    .selectAll('work_meetings')
    .where('user_id', '=', userId)
    .where('work_meetings.venture_id', 'in', [...ventureIds])
    .where(when === 'upcoming' ? coming : sql<boolean>`not ${coming}`)
    .orderBy(starts, direction)
    .orderBy('work_meetings.id', direction)
    .limit(limit);
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb(starts, beyond, after.startsAt),
        eb.and([eb(starts, '=', after.startsAt), eb('work_meetings.id', beyond, after.id)]),
      ]),
    );
  const rows = await query.execute();
  if (!rows.length) return [];
  const answers = await db
    .selectFrom('work_meeting_answers')
    .select(['meeting_id', 'user_id', 'answer'])
    .where('venture_id', 'in', [...new Set(rows.map((row) => row.venture_id))])
    .where(
      'meeting_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('user_id')
    .execute();
  const given = Map.groupBy(answers, (row) => row.meeting_id);
  return rows.map((row) => ({
    id: row.id,
    ventureId: row.venture_id,
    title: row.title,
    agenda: row.agenda,
    place: row.place,
    startsAt: row.starts_at,
    lengthMinutes: row.length_minutes,
    organiserId: row.organiser_id,
    state: row.state,
    notes: row.notes,
    version: row.version,
    answers: (given.get(row.id) ?? []).map(({ user_id, answer }) => ({ userId: user_id, answer })),
  }));
}
