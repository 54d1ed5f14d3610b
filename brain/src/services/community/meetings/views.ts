import type { meetingsWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import type { Actor, VentureMeeting } from '../deps.ts';
import { namesOf, type Ground } from '../ground.ts';
import { meetingMachine } from '../rules/machines.ts';
import type { MeetingSeat } from './seats.ts';

type MeetingView = (typeof meetingsWire.meeting)['_zod']['input'];
type Attendance = (typeof meetingsWire.attendance)['options'][number];

export async function meetingViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  seats: readonly MeetingSeat[],
): Promise<Map<string, MeetingView>> {
  const name = await namesOf(
    ground,
    db,
    seats.flatMap(({ row, attendees }) => [row.organiser_id, ...attendees.map(({ user_id }) => user_id)]),
  );
  return new Map(
    seats.map(({ row, attendees, placeName, leads }): [string, MeetingView] => {
      const own = attendees.find(({ user_id }) => user_id === actor.userId);
      return [
        row.id,
        {
          id: row.id,
          scope: row.scope as 'TEAM',
          scopeId: row.team_id,
          scopeName: placeName,
          title: row.title,
          agenda: row.agenda,
          place: row.place,
          startsAt: row.starts_at.toISOString(),
          lengthMinutes: row.length_minutes,
          organiser: name(row.organiser_id),
          state: row.state as 'SCHEDULED',
          notes: row.notes,
          attendees: attendees.map((one) => ({
            ...name(one.user_id),
            attendance: one.attendance as Attendance,
          })),
          mine: (own?.attendance ?? null) as Attendance | null,
          version: row.version,
          steps: leads ? eventsFrom(meetingMachine, row.state) : [],
          rights: [
            ...(leads && row.state !== 'CANCELLED' ? (['edit'] as const) : []),
            ...(own && row.state === 'SCHEDULED' ? (['answer'] as const) : []),
          ],
        },
      ];
    }),
  );
}

/** In a venture one may also say “maybe”; here that is no answer yet. */
const attendances: Readonly<Record<string, Attendance>> = { YES: 'ACCEPTED', NO: 'DECLINED' };

/** Meetings of ventures as they stand in one's own list. They are answered and led on the page of the venture. */
export async function ventureViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly VentureMeeting[],
  ventureNames: ReadonlyMap<string, string>,
): Promise<Map<string, MeetingView>> {
  const name = await namesOf(
    ground,
    db,
    rows.flatMap(({ organiserId, answers }) => [organiserId, ...answers.map(({ userId }) => userId)]),
  );
  const attendanceOf = (answer: string | null) => attendances[answer ?? ''] ?? 'INVITED';
  return new Map(
    rows.map((row): [string, MeetingView] => {
      const { ventureId, organiserId, answers, startsAt, state, ...rest } = row;
      const own = answers.find(({ userId }) => userId === actor.userId);
      return [
        row.id,
        {
          ...rest,
          scope: 'VENTURE',
          scopeId: ventureId,
          scopeName: ventureNames.get(ventureId) ?? null,
          startsAt: startsAt.toISOString(),
          organiser: name(organiserId),
          state: state as 'SCHEDULED',
          attendees: answers.map(({ userId, answer }) => ({
            ...name(userId),
            attendance: attendanceOf(answer),
          })),
          mine: own ? attendanceOf(own.answer) : null,
          steps: [],
          rights: [],
        },
      ];
    }),
  );
}
