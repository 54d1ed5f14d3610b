import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { MeetingAttendeesTable, MeetingsTable } from '../../../tables.gen.ts';

export type MeetingRow = Selectable<MeetingsTable>;
export type AttendeeRow = Selectable<MeetingAttendeesTable>;

export function insertMeeting(tx: Tx, row: Insertable<MeetingsTable>): Promise<MeetingRow> {
  return tx.insertInto('meetings').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findMeeting(db: Db, id: string): Promise<MeetingRow | undefined> {
  return db.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockMeeting(tx: Tx, id: string): Promise<MeetingRow | undefined> {
  return tx.selectFrom('meetings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateMeeting(tx: Tx, id: string, change: Updateable<MeetingsTable>): Promise<MeetingRow> {
  return tx
    .updateTable('meetings')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Private meetings to come that somebody called. */
export function lockPrivateOf(tx: Tx, organiserId: string): Promise<MeetingRow[]> {
  return tx
    .selectFrom('meetings')
    .selectAll()
    .where('organiser_id', '=', organiserId)
    .where('scope', '=', 'PRIVATE')
    .where('state', '=', 'SCHEDULED')
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function insertAttendees(
  tx: Tx,
  rows: readonly Insertable<MeetingAttendeesTable>[],
): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('meeting_attendees')
    .values([...rows])
    .execute();
}

/** @returns false when the person is not invited */
export async function setAttendance(tx: Tx, answer: Required<Insertable<MeetingAttendeesTable>>) {
  const done = await tx
    .updateTable('meeting_attendees')
    .set({ attendance: answer.attendance, answered_at: answer.answered_at })
    .where('meeting_id', '=', answer.meeting_id)
    .where('user_id', '=', answer.user_id)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Whoever said yes to another time is asked again. */
export async function forgetAnswers(tx: Tx, { id, organiser_id }: MeetingRow): Promise<void> {
  await tx
    .updateTable('meeting_attendees')
    .set({ attendance: 'INVITED', answered_at: null })
    .where('meeting_id', '=', id)
    .where('user_id', '<>', organiser_id)
    .execute();
}

export function attendeesOf(db: Db, meetingIds: readonly string[]): Promise<AttendeeRow[]> {
  if (!meetingIds.length) return Promise.resolve([]);
  return db
    .selectFrom('meeting_attendees')
    .selectAll()
    .where('meeting_id', 'in', [...meetingIds])
    .orderBy('user_id')
    .execute();
}

export interface ListFilter {
  /** All meetings of one team; or those to which somebody is invited, private or in teams they belong to. */
  readonly of: { readonly teamId: string } | { readonly userId: string; readonly teamIds: readonly string[] };
  readonly when: 'upcoming' | 'past';
  readonly now: Date;
  readonly after: { readonly startsAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** Those to come, the next first; or the others, the latest first. */
export function listMeetings(db: Db, { of, when, now, after, limit }: ListFilter): Promise<MeetingRow[]> {
  const [direction, beyond] = when === 'upcoming' ? (['asc', '>'] as const) : (['desc', '<'] as const);
  const coming = sql<boolean>`(state = 'SCHEDULED' and starts_at + make_interval(mins => length_minutes) > ${now})`;
  let query = db
    .selectFrom('meetings')
    .selectAll()
    .where(when === 'upcoming' ? coming : sql<boolean>`not ${coming}`)
    .orderBy('starts_at', direction)
    .orderBy('id', direction)
    .limit(limit);
  if ('teamId' in of) query = query.where('team_id', '=', of.teamId);
  else
    query = query.where((eb) =>
      eb.and([
        eb(
          'id',
          'in',
          eb.selectFrom('meeting_attendees').select('meeting_id').where('user_id', '=', of.userId),
        ),
        of.teamIds.length
          ? eb.or([eb('scope', '=', 'PRIVATE'), eb('team_id', 'in', [...of.teamIds])])
          : eb('scope', '=', 'PRIVATE'),
      ]),
    );
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('starts_at', beyond, after.startsAt),
        eb.and([eb('starts_at', '=', after.startsAt), eb('id', beyond, after.id)]),
      ]),
    );
  return query.execute();
}
