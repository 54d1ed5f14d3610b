import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkMeetingAnswersTable, WorkMeetingsTable } from '../../../tables.gen.ts';

export type MeetingRow = Selectable<WorkMeetingsTable>;
export type AnswerRow = Selectable<WorkMeetingAnswersTable>;

export function insertMeeting(tx: Tx, row: Insertable<WorkMeetingsTable>): Promise<MeetingRow> {
  return tx.insertInto('work_meetings').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockMeeting(tx: Tx, ventureId: string, id: string): Promise<MeetingRow | undefined> {
  return tx
    .selectFrom('work_meetings')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function updateMeeting(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkMeetingsTable>,
): Promise<MeetingRow> {
  return tx
    .updateTable('work_meetings')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The latest first; one row more than the limit. */
export function listMeetings(
  db: Db,
  filter: {
    ventureId: string;
    state?: string | undefined;
    before: { startsAt: Date; id: string } | null;
    limit: number;
  },
): Promise<MeetingRow[]> {
  let query = db
    .selectFrom('work_meetings')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  const { before } = filter;
  if (before)
    query = query.where((eb) =>
      eb.or([
        eb('starts_at', '<', before.startsAt),
        eb.and([eb('starts_at', '=', before.startsAt), eb('id', '<', before.id)]),
      ]),
    );
  return query.execute();
}

export async function insertAnswers(
  tx: Tx,
  rows: readonly Insertable<WorkMeetingAnswersTable>[],
): Promise<void> {
  await tx
    .insertInto('work_meeting_answers')
    .values([...rows])
    .execute();
}

/** @returns false when the person is not invited */
export async function setAnswer(
  tx: Tx,
  answer: Required<Insertable<WorkMeetingAnswersTable>>,
): Promise<boolean> {
  const done = await tx
    .updateTable('work_meeting_answers')
    .set({ answer: answer.answer, answered_at: answer.answered_at })
    .where('venture_id', '=', answer.venture_id)
    .where('meeting_id', '=', answer.meeting_id)
    .where('user_id', '=', answer.user_id)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Whoever said yes to another time is asked again. */
export async function forgetAnswers(tx: Tx, { venture_id, id, organiser_id }: MeetingRow): Promise<void> {
  await tx
    .updateTable('work_meeting_answers')
    .set({ answer: null, answered_at: null })
    .where('venture_id', '=', venture_id)
    .where('meeting_id', '=', id)
    .where('user_id', '<>', organiser_id)
    .execute();
}

export function answersOf(db: Db, ventureId: string, meetingIds: readonly string[]): Promise<AnswerRow[]> {
  if (!meetingIds.length) return Promise.resolve([]);
  return db
    .selectFrom('work_meeting_answers')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('meeting_id', 'in', [...meetingIds])
    .orderBy('user_id')
    .execute();
}
