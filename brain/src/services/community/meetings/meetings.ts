import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import type { Actor } from '../deps.ts';
import { allow, type Ground } from '../ground.ts';
import { record } from '../record/journal.ts';
import { meetingMachine, type MeetingEvent } from '../rules/machines.ts';
import { inviteesOf, refusal } from './invitees.ts';
import * as store from './meeting-store.ts';
import { stirAttendees, tellInvited } from './news.ts';
import { requireLead, seated } from './seats.ts';

export interface MeetingPlan {
  readonly title: string;
  readonly agenda: string;
  readonly place: string;
  readonly startsAt: string;
  readonly lengthMinutes: number;
}

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

export async function scheduleMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: MeetingPlan & {
    readonly teamId?: string | undefined;
    readonly inviteeIds?: readonly string[] | undefined;
  },
): Promise<store.MeetingRow> {
  const { teamId = null } = input;
  const place = teamId === null ? null : found(await ground.teams.placeOf(tx, teamId, actor));
  allow(!place || place.rights.has('post'), 'Your part in this team lets you read.');
  const now = ground.kernel.clock.now();
  requireFuture(input.startsAt, now);
  const invited = await inviteesOf(ground, tx, actor, teamId, input.inviteeIds, [actor.userId]);
  if (!place && !invited.length)
    throw refusal('A private meeting has somebody who is invited.', 'Choose at least one person.');
  const row = await store.insertMeeting(tx, {
    id: newId(),
    scope: place ? 'TEAM' : 'PRIVATE',
    team_id: teamId,
    title: input.title,
    agenda: input.agenda,
    place: input.place,
    starts_at: new Date(input.startsAt),
    length_minutes: input.lengthMinutes,
    organiser_id: actor.userId,
    state: meetingMachine.start,
    created_at: now,
    updated_at: now,
  });
  await store.insertAttendees(tx, [
    { meeting_id: row.id, user_id: actor.userId, attendance: 'ACCEPTED', answered_at: now },
    ...invited.map((userId) => ({ meeting_id: row.id, user_id: userId, attendance: 'INVITED' })),
  ]);
  await note(ground, tx, actor.userId, row, 'schedule', null);
  await tellInvited(ground, tx, 'invited', row, actor.userId, invited);
  return row;
}

export async function editMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  meetingId: string,
  input: Optional<MeetingPlan & { notes: string; inviteeIds: readonly string[] }>,
  requireVersion: (version: number) => void,
): Promise<store.MeetingRow> {
  const seat = await seated(ground, tx, actor, await store.lockMeeting(tx, meetingId));
  requireLead(seat);
  const before = seat.row;
  requireVersion(before.version);
  const { notes, inviteeIds, ...plan } = input;
  const plans = inviteeIds !== undefined || Object.values(plan).some((value) => value !== undefined);
  if (before.state === 'CANCELLED' || (before.state === 'DONE' && plans))
    throw new Fail(
      'ILLEGAL_TRANSITION',
      'That meeting is over. The notes of a held one can still be written.',
    );
  const now = ground.kernel.clock.now();
  const moved = plan.startsAt !== undefined && Date.parse(plan.startsAt) !== before.starts_at.getTime();
  if (moved) requireFuture(plan.startsAt!, now);
  const earlier = seat.attendees.map(({ user_id }) => user_id);
  const more = inviteeIds?.length
    ? await inviteesOf(ground, tx, actor, before.team_id, inviteeIds, earlier)
    : [];
  const row = await store.updateMeeting(tx, meetingId, { ...changeOf(plan, notes), updated_at: now });
  if (moved) await store.forgetAnswers(tx, row);
  await store.insertAttendees(
    tx,
    more.map((userId) => ({ meeting_id: row.id, user_id: userId, attendance: 'INVITED' })),
  );
  await note(ground, tx, actor.userId, row, 'edit', before.state);
  const announced = moved || row.place !== before.place || row.length_minutes !== before.length_minutes;
  if (announced) await tellInvited(ground, tx, 'changed', row, actor.userId, earlier);
  else await stirAttendees(ground, tx, 'edited', row, actor.userId, earlier);
  await tellInvited(ground, tx, 'invited', row, actor.userId, more);
  return row;
}

function changeOf(plan: Optional<MeetingPlan>, notes: string | undefined) {
  return {
    ...(plan.title === undefined ? {} : { title: plan.title }),
    ...(plan.agenda === undefined ? {} : { agenda: plan.agenda }),
    ...(plan.place === undefined ? {} : { place: plan.place }),
    ...(plan.startsAt === undefined ? {} : { starts_at: new Date(plan.startsAt) }),
    ...(plan.lengthMinutes === undefined ? {} : { length_minutes: plan.lengthMinutes }),
    ...(notes === undefined ? {} : { notes }),
  };
}

export async function stepMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  meetingId: string,
  event: MeetingEvent,
  reason: string,
): Promise<store.MeetingRow> {
  const seat = await seated(ground, tx, actor, await store.lockMeeting(tx, meetingId));
  requireLead(seat);
  const state = nextState(meetingMachine, seat.row.state, event);
  const now = ground.kernel.clock.now();
  if (event === 'hold' && seat.row.starts_at > now)
    throw new Fail('RULE_VIOLATED', 'The meeting has not begun yet.');
  const row = await store.updateMeeting(tx, meetingId, { state, updated_at: now });
  await note(ground, tx, actor.userId, row, event, seat.row.state, reason);
  const invited = seat.attendees.map(({ user_id }) => user_id);
  if (event === 'cancel') await tellInvited(ground, tx, 'cancelled', row, actor.userId, invited);
  else await stirAttendees(ground, tx, 'held', row, actor.userId, invited);
  return row;
}

/** An answer replaces the one before; the lock lets it come before a cancellation, or not at all. */
export async function answerMeeting(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  meetingId: string,
  answer: 'ACCEPTED' | 'DECLINED',
): Promise<store.MeetingRow> {
  const { row, attendees } = await seated(ground, tx, actor, await store.lockMeeting(tx, meetingId));
  const done = await store.setAttendance(tx, {
    meeting_id: meetingId,
    user_id: actor.userId,
    attendance: answer,
    answered_at: ground.kernel.clock.now(),
  });
  allow(done, 'You are not invited to this meeting of your team.');
  if (row.state !== 'SCHEDULED') throw new Fail('ILLEGAL_TRANSITION', 'That meeting is over.');
  await note(ground, tx, actor.userId, row, answer === 'ACCEPTED' ? 'accept' : 'decline', row.state);
  const invited = attendees.map(({ user_id }) => user_id);
  await stirAttendees(ground, tx, 'answered', row, actor.userId, invited);
  return row;
}

/** Nobody comes to what somebody called who is gone. Meetings of a team go on: those who lead it lead them. */
export async function cancelOf(ground: Ground, tx: Tx, userId: string): Promise<void> {
  for (const before of await store.lockPrivateOf(tx, userId)) {
    const state = nextState(meetingMachine, before.state, 'cancel');
    const row = await store.updateMeeting(tx, before.id, { state, updated_at: ground.kernel.clock.now() });
    await note(ground, tx, null, row, 'cancel', before.state, 'The account of its organiser was erased.');
    const invited = (await store.attendeesOf(tx, [row.id])).map(({ user_id }) => user_id);
    await tellInvited(ground, tx, 'cancelled', row, userId, invited);
  }
}

function requireFuture(startsAt: string, now: Date): void {
  if (Date.parse(startsAt) < now.getTime())
    throw new Fail('RULE_VIOLATED', 'A meeting begins later than now.', {
      fields: [{ path: 'body.startsAt', message: 'Choose a time to come.' }],
    });
}

function note(
  ground: Ground,
  tx: Tx,
  actorId: string | null,
  row: store.MeetingRow,
  event: string,
  from: string | null,
  reason: string | null = null,
): Promise<void> {
  return record(ground, tx, { entity: 'meeting', id: row.id, event, from, to: row.state, actorId, reason });
}
