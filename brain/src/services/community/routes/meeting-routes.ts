import { Readable } from 'node:stream';
import type { contract } from '@smartstart/contract';
import { calendarFile } from '@smartstart/units';
import { Download, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { Actor } from '../deps.ts';
import type { Ground } from '../ground.ts';
import { readMeetings } from '../meetings/meeting-list.ts';
import { findMeeting, type MeetingRow } from '../meetings/meeting-store.ts';
import * as meetings from '../meetings/meetings.ts';
import { seated } from '../meetings/seats.ts';
import { meetingViews } from '../meetings/views.ts';
import { actorOf, sameVersion } from './actor.ts';

/** Meetings of teams and private ones. */
export function meetingRoutes(ground: Ground): Handlers<typeof contract.meetings> {
  const { clock, database } = ground.kernel;
  const { db } = database;
  const seen = async (at: Db, call: Call, row: MeetingRow | undefined) => {
    const seat = await seated(ground, at, actorOf(call), row);
    call.etag(seat.row.version);
    return (await meetingViews(ground, at, actorOf(call), [seat])).get(seat.row.id)!;
  };
  const meeting = (call: Call, act: (tx: Tx, actor: Actor) => Promise<MeetingRow>) =>
    call.transact(async (tx) => seen(tx, call, await act(tx, actorOf(call))));

  return {
    list: ({ query }, call) => readMeetings(ground, db, actorOf(call), query),
    schedule: ({ body }, call) =>
      meeting(call, (tx, actor) => meetings.scheduleMeeting(ground, tx, actor, body)),
    get: async ({ params }, call) => seen(db, call, await findMeeting(db, params.meetingId)),
    edit: ({ params, body }, call) =>
      meeting(call, (tx, actor) =>
        meetings.editMeeting(ground, tx, actor, params.meetingId, body, sameVersion(call)),
      ),
    answer: ({ params, body }, call) =>
      meeting(call, (tx, actor) => meetings.answerMeeting(ground, tx, actor, params.meetingId, body.answer)),
    hold: ({ params }, call) =>
      meeting(call, (tx, actor) => meetings.stepMeeting(ground, tx, actor, params.meetingId, 'hold', '')),
    cancel: ({ params, body }, call) =>
      meeting(call, (tx, actor) =>
        meetings.stepMeeting(ground, tx, actor, params.meetingId, 'cancel', body.reason),
      ),
    async calendar({ params }, call) {
      const view = await seen(db, call, await findMeeting(db, params.meetingId));
      const bytes = Buffer.from(calendarFile(view, clock.now()));
      return new Download({
        stream: Readable.from([bytes]),
        mediaType: 'text/calendar; charset=utf-8',
        fileName: `meeting-${view.startsAt.slice(0, 10)}.ics`,
        sizeBytes: bytes.byteLength,
        inline: false,
      });
    },
  };
}
