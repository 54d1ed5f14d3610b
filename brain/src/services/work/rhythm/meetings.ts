import type { workWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readCursor, requireId } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, membersWith, namesOf, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { meetingMachine, type MeetingEvent } from '../rules/machines.ts';
import * as store from './meeting-store.ts';

export interface MeetingInput {
  title?: string | undefined;
  agenda?: string | undefined;
  place?: string | undefined;
  startsAt?: string | undefined;
  lengthMinutes?: number | undefined;
  notes?: string | undefined;
}

export interface SeenMeeting {
  readonly standing: Standing;
  readonly row: store.MeetingRow;
}

type MeetingView = (typeof workWire.meeting)['_zod']['input'];
type Answer = (typeof workWire.meetingAnswer)['options'][number];

export async function listMeetings(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const key = readCursor(query.cursor, 2);
  const before = key && { startsAt: new Date(Number(key[0])), id: requireId(key[1]) };
  if (before && Number.isNaN(before.startsAt.getTime()))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return { standing, rows: await store.listMeetings(db, { ...query, ventureId, before }) };
}

export async function scheduleMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: {
    title: string;
    agenda: string;
    place: string;
    startsAt: string;
    lengthMinutes: number;
    inviteeIds?: readonly string[] | undefined;
  },
): Promise<SeenMeeting> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const now = ground.kernel.clock.now();
  requireFuture(input.startsAt, now);
  const members = await membersWith(ground, tx, ventureId, 'read');
  const invited = new Set([actor.userId, ...(input.inviteeIds ?? members)]);
  if ([...invited].some((userId) => !members.includes(userId)))
    throw new Fail('RULE_VIOLATED', 'Only active members of the team are invited.', {
      fields: [{ path: 'body.inviteeIds', message: 'Choose members of the team.' }],
    });
  const row = await store.insertMeeting(tx, {
    venture_id: ventureId,
    id: newId(),
    title: input.title,
    agenda: input.agenda,
    place: input.place,
    starts_at: input.startsAt,
    length_minutes: input.lengthMinutes,
    organiser_id: actor.userId,
    state: meetingMachine.start,
    created_at: now,
    updated_at: now,
  });
  await store.insertAnswers(
    tx,
    [...invited].map((userId) => ({
      venture_id: ventureId,
      meeting_id: row.id,
      user_id: userId,
      ...(userId === actor.userId ? { answer: 'YES', answered_at: now } : {}),
    })),
  );
  await log(ground, tx, standing, row, 'schedule', { to: row.state });
  await tellInvited(ground, tx, standing, row, 'scheduled');
  return { standing, row };
}

export async function editMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  meetingId: string,
  input: MeetingInput,
  requireVersion: (version: number) => void,
): Promise<SeenMeeting> {
  const standing = await enter(ground, tx, actor, ventureId);
  const before = found(await store.lockMeeting(tx, ventureId, meetingId));
  allow(await mayLead(ground, tx, standing, before));
  requireVersion(before.version);
  const now = ground.kernel.clock.now();
  const { notes, ...plan } = input;
  if (before.state === 'CANCELLED' || (before.state === 'DONE' && Object.keys(plan).length))
    throw new Fail('ILLEGAL_TRANSITION', 'That meeting is over. Its notes can be written still.');
  const moved = plan.startsAt !== undefined && Date.parse(plan.startsAt) !== before.starts_at.getTime();
  if (moved) requireFuture(plan.startsAt!, now);
  const row = await store.updateMeeting(tx, ventureId, meetingId, {
    ...(plan.title === undefined ? {} : { title: plan.title }),
    ...(plan.agenda === undefined ? {} : { agenda: plan.agenda }),
    ...(plan.place === undefined ? {} : { place: plan.place }),
    ...(plan.startsAt === undefined ? {} : { starts_at: plan.startsAt }),
    ...(plan.lengthMinutes === undefined ? {} : { length_minutes: plan.lengthMinutes }),
    ...(notes === undefined ? {} : { notes }),
    updated_at: now,
  });
  if (moved) await store.forgetAnswers(tx, row);
  await log(ground, tx, standing, row, 'edit');
  if (moved || row.place !== before.place) await tellInvited(ground, tx, standing, row, 'changed');
  return { standing, row };
}

export async function stepMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  meetingId: string,
  event: MeetingEvent,
  reason: string,
): Promise<SeenMeeting> {
  const standing = await enter(ground, tx, actor, ventureId);
  const before = found(await store.lockMeeting(tx, ventureId, meetingId));
  allow(await mayLead(ground, tx, standing, before));
  const to = nextState(meetingMachine, before.state, event);
  const now = ground.kernel.clock.now();
  if (event === 'hold' && before.starts_at > now)
    throw new Fail('RULE_VIOLATED', 'The meeting has not begun yet.');
  const row = await store.updateMeeting(tx, ventureId, meetingId, { state: to, updated_at: now });
  await log(ground, tx, standing, row, event, { from: before.state, to, reason });
  if (event === 'cancel') await tellInvited(ground, tx, standing, row, 'cancelled');
  return { standing, row };
}

export async function answerMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  meetingId: string,
  answer: Answer,
): Promise<SeenMeeting> {
  const standing = await enter(ground, tx, actor, ventureId);
  const row = found(await store.lockMeeting(tx, ventureId, meetingId));
  const done = { venture_id: ventureId, meeting_id: meetingId, user_id: actor.userId, answer };
  allow(await store.setAnswer(tx, { ...done, answered_at: ground.kernel.clock.now() }));
  if (row.state !== 'SCHEDULED') throw new Fail('ILLEGAL_TRANSITION', 'That meeting is over.');
  await log(ground, tx, standing, row, `answer-${answer.toLowerCase()}`);
  return { standing, row };
}

/** The organiser leads it; once that person is gone, somebody who plans does. */
async function mayLead(
  { ventures }: Ground,
  db: Db,
  standing: Standing,
  { organiser_id }: store.MeetingRow,
): Promise<boolean> {
  if (organiser_id === standing.userId) return standing.rights.has('work');
  return standing.rights.has('plan') && !(await ventures.rolesIn(db, standing.ventureId)).has(organiser_id);
}

function requireFuture(startsAt: string, now: Date): void {
  if (Date.parse(startsAt) < now.getTime())
    throw new Fail('RULE_VIOLATED', 'A meeting begins later than now.', {
      fields: [{ path: 'body.startsAt', message: 'Choose a time to come.' }],
    });
}

async function tellInvited(
  ground: Ground,
  tx: Tx,
  standing: Standing,
  row: store.MeetingRow,
  code: string,
): Promise<void> {
  const answers = await store.answersOf(tx, row.venture_id, [row.id]);
  await tell(ground, tx, {
    type: 'meeting',
    code,
    ventureId: row.venture_id,
    ventureName: standing.ventureName,
    subject: row.title,
    at: row.starts_at.toISOString(),
    actorId: standing.userId,
    recipientIds: answers.map(({ user_id }) => user_id),
  });
}

export async function meetingViews(
  ground: Ground,
  db: Db,
  { ventureId, userId, rights }: Standing,
  rows: readonly store.MeetingRow[],
): Promise<Map<string, MeetingView>> {
  const present = rights.has('plan') && rows.length ? await ground.ventures.rolesIn(db, ventureId) : null;
  const answers = await store.answersOf(
    db,
    ventureId,
    rows.map((row) => row.id),
  );
  const name = await namesOf(ground, db, [
    ...rows.map((row) => row.organiser_id),
    ...answers.map((row) => row.user_id),
  ]);
  return new Map(
    rows.map((row): [string, MeetingView] => {
      const given = answers.filter(({ meeting_id }) => meeting_id === row.id);
      const own = given.find(({ user_id }) => user_id === userId);
      const orphaned = present !== null && !present.has(row.organiser_id);
      const organises = orphaned || (rights.has('work') && row.organiser_id === userId);
      return [
        row.id,
        {
          id: row.id,
          title: row.title,
          agenda: row.agenda,
          place: row.place,
          startsAt: row.starts_at.toISOString(),
          lengthMinutes: row.length_minutes,
          organiser: name(row.organiser_id),
          state: row.state as 'SCHEDULED',
          notes: row.notes,
          answers: given.map((one) => ({ ...name(one.user_id), answer: one.answer as Answer | null })),
          myAnswer: (own?.answer ?? null) as Answer | null,
          version: row.version,
          steps: organises ? eventsFrom(meetingMachine, row.state) : [],
          rights: [
            ...(organises && row.state !== 'CANCELLED' ? (['edit'] as const) : []),
            ...(own && row.state === 'SCHEDULED' ? (['answer'] as const) : []),
          ],
        },
      ];
    }),
  );
}

function log(
  ground: Ground,
  tx: Tx,
  { ventureId, userId }: Standing,
  row: store.MeetingRow,
  event: string,
  more: { from?: string; to?: string; reason?: string } = {},
): Promise<void> {
  return record(ground, tx, {
    ventureId,
    entity: 'MEETING',
    id: row.id,
    subject: row.title,
    event,
    actorId: userId,
    ...more,
  });
}
