import { z } from 'zod';
import { person } from './community-schemas.ts';
import { op } from './op.ts';
import { empty, id, page, pageOf, text } from './wire.ts';
import { meetingEvent, meetingFields, meetingState } from './work-schemas.ts';
import { change, edit, make } from './work-wire.ts';

/** Meetings of teams and private ones; the list shows those of ventures, too (domain rules, section 19). */

export const meetingScope = z.enum(['VENTURE', 'TEAM', 'PRIVATE']);
export const attendance = z.enum(['INVITED', 'ACCEPTED', 'DECLINED']);
/** How many people one meeting has at most, besides its organiser. */
export const mostInvited = 100;

export const meeting = z.object({
  ...meetingFields,
  id,
  scope: meetingScope,
  /** The venture or the team; null of a private one. */
  scopeId: z.nullable(id),
  scopeName: z.nullable(z.string()),
  organiser: person,
  state: meetingState,
  notes: z.string(),
  attendees: z.array(person.extend({ attendance })),
  /** Null for members of the team who are not invited. */
  mine: z.nullable(attendance),
  version: z.int(),
  /** None of a venture's meeting: its own page has them. */
  steps: z.array(meetingEvent),
  rights: z.array(z.enum(['edit', 'answer'])),
});

const byMeeting = z.strictObject({ meetingId: id });
const invitees = z.array(id).max(mostInvited);

export const meetings = {
  list: op({
    method: 'GET',
    path: '/meetings',
    summary: 'Meetings one is invited to, of ventures, too; or all of one’s team',
    level: 1,
    relation: 'none',
    query: z.strictObject({
      ...page,
      /** `upcoming`: scheduled and not over, the next first. `past`: all others, the latest first. */
      when: z.enum(['upcoming', 'past']).default('upcoming'),
      teamId: id.optional(),
    }),
    output: pageOf(meeting),
    errors: ['NOT_FOUND'],
  }),
  schedule: op({
    method: 'POST',
    path: '/meetings',
    summary: 'Invite people to a meeting: members of a team (all unless told), or whom one can write to',
    level: 1,
    relation: 'none',
    limit: 'message',
    idempotency: 'required',
    status: 201,
    body: z.strictObject({
      ...meetingFields,
      agenda: meetingFields.agenda.default(''),
      place: meetingFields.place.default(''),
      lengthMinutes: meetingFields.lengthMinutes.default(60),
      /** Without it the meeting is private. */
      teamId: id.optional(),
      inviteeIds: invitees.optional(),
    }),
    output: meeting,
    errors: make,
  }),
  get: op({
    method: 'GET',
    path: '/meetings/{meetingId}',
    summary: 'One meeting of a team, or a private one',
    level: 1,
    relation: 'party',
    params: byMeeting,
    output: meeting,
    errors: ['NOT_FOUND'],
  }),
  edit: op({
    method: 'PATCH',
    path: '/meetings/{meetingId}',
    summary: 'Edit a meeting, invite more people, or write down what came of it (its organiser)',
    level: 1,
    relation: 'creator',
    limit: 'message',
    ifMatch: true,
    params: byMeeting,
    body: z
      .strictObject({
        ...meetingFields,
        notes: text(0, 10_000),
        /** Who is invited besides those who are. */
        inviteeIds: invitees,
      })
      .partial(),
    output: meeting,
    errors: edit,
  }),
  answer: op({
    method: 'POST',
    path: '/meetings/{meetingId}/answer',
    summary: 'Say whether one comes',
    level: 1,
    relation: 'addressee',
    params: byMeeting,
    body: z.strictObject({ answer: attendance.exclude(['INVITED']) }),
    output: meeting,
    errors: change,
  }),
  hold: op({
    method: 'POST',
    path: '/meetings/{meetingId}/hold',
    summary: 'Say that a meeting was held (its organiser)',
    level: 1,
    relation: 'creator',
    params: byMeeting,
    body: empty,
    output: meeting,
    errors: change,
  }),
  cancel: op({
    method: 'POST',
    path: '/meetings/{meetingId}/cancel',
    summary: 'Cancel a meeting; everybody invited is told (its organiser)',
    level: 1,
    relation: 'creator',
    params: byMeeting,
    body: z.strictObject({ reason: text(0, 500).default('') }),
    output: meeting,
    errors: change,
  }),
  calendar: op({
    method: 'GET',
    path: '/meetings/{meetingId}/calendar',
    summary: 'The meeting as an iCalendar file',
    level: 1,
    relation: 'party',
    params: byMeeting,
    stream: 'download',
    output: empty,
    errors: ['NOT_FOUND'],
  }),
};
