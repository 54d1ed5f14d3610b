import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Ground } from '../ground.ts';
import * as checkIns from '../rhythm/checkins.ts';
import * as meetings from '../rhythm/meetings.ts';
import * as risks from '../rhythm/risks.ts';
import { actorOf, one, page } from './pages.ts';

type Rhythm =
  | 'checkIns'
  | 'checkIn'
  | 'editCheckIn'
  | 'clearBlocker'
  | 'risks'
  | 'createRisk'
  | 'editRisk'
  | 'stepRisk'
  | 'meetings'
  | 'scheduleMeeting'
  | 'editMeeting'
  | 'stepMeeting'
  | 'answerMeeting';

/** Check-ins, risks and meetings. */
export function rhythmRoutes(ground: Ground): Handlers<Pick<typeof contract.work, Rhythm>> {
  const { db } = ground.kernel.database;
  const checkIn = (call: Call, act: (tx: Tx) => Promise<checkIns.SeenCheckIn>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), checkIns.checkInViews));
  const risk = (call: Call, act: (tx: Tx) => Promise<risks.SeenRisk>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), risks.riskViews));
  const meeting = (call: Call, act: (tx: Tx) => Promise<meetings.SeenMeeting>) =>
    call.transact(async (tx) => one(ground, tx, call, await act(tx), meetings.meetingViews));
  const sameVersion = (call: Call) => (version: number) => requireVersion(call, version);

  return {
    async checkIns({ params, query }, call) {
      const found = await checkIns.listCheckIns(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, checkIns.checkInViews);
    },
    checkIn: ({ params, body }, call) =>
      checkIn(call, (tx) => checkIns.checkIn(ground, tx, actorOf(call), params.ventureId, body)),
    editCheckIn: ({ params, body }, call) =>
      checkIn(call, (tx) =>
        checkIns.editCheckIn(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.checkInId,
          body,
          sameVersion(call),
        ),
      ),
    clearBlocker: ({ params }, call) =>
      checkIn(call, (tx) =>
        checkIns.clearBlocker(ground, tx, actorOf(call), params.ventureId, params.checkInId),
      ),
    async risks({ params, query }, call) {
      const found = await risks.listRisks(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, risks.riskViews, (row) => [row.score!, row.id]);
    },
    createRisk: ({ params, body }, call) =>
      risk(call, (tx) => risks.createRisk(ground, tx, actorOf(call), params.ventureId, body)),
    editRisk: ({ params, body }, call) =>
      risk(call, (tx) =>
        risks.editRisk(ground, tx, actorOf(call), params.ventureId, params.riskId, body, sameVersion(call)),
      ),
    stepRisk: ({ params, body }, call) =>
      risk(call, (tx) =>
        risks.stepRisk(ground, tx, actorOf(call), params.ventureId, params.riskId, body.event, body.reason),
      ),
    async meetings({ params, query }, call) {
      const found = await meetings.listMeetings(ground, db, actorOf(call), params.ventureId, query);
      return page(ground, db, found, query.limit, meetings.meetingViews, (row) => [
        row.starts_at.getTime(),
        row.id,
      ]);
    },
    scheduleMeeting: ({ params, body }, call) =>
      meeting(call, (tx) => meetings.scheduleMeeting(ground, tx, actorOf(call), params.ventureId, body)),
    editMeeting: ({ params, body }, call) =>
      meeting(call, (tx) =>
        meetings.editMeeting(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.meetingId,
          body,
          sameVersion(call),
        ),
      ),
    stepMeeting: ({ params, body }, call) =>
      meeting(call, (tx) =>
        meetings.stepMeeting(
          ground,
          tx,
          actorOf(call),
          params.ventureId,
          params.meetingId,
          body.event,
          body.reason,
        ),
      ),
    answerMeeting: ({ params, body }, call) =>
      meeting(call, (tx) =>
        meetings.answerMeeting(ground, tx, actorOf(call), params.ventureId, params.meetingId, body.answer),
      ),
  };
}
