import { z } from 'zod';
import { instant, on, type Writer } from './writer.ts';

const id = z.string();
const aMessage = z.object({
  channelId: id,
  messageId: id,
  threadId: id.nullable(),
  ventureId: id.nullable(),
  channelName: z.string(),
  placeName: z.string(),
  authorName: z.string(),
  recipientIds: z.array(id),
});
type Message = z.infer<typeof aMessage>;

/** To the message, with its thread open. */
function linkTo({ channelId, messageId, threadId }: Message): string {
  const thread = threadId ? `thread=${threadId}&` : '';
  return `/messages/${channelId}?${thread}message=${messageId}`;
}

function placeOf({ channelName, placeName }: Message): string {
  return placeName ? `${channelName} of ${placeName}` : channelName;
}

const aMeeting = z.object({
  meetingId: id,
  version: z.number(),
  title: z.string(),
  startsAt: z.string(),
  byName: z.string(),
  placeName: z.string().nullable(),
  recipientIds: z.array(id),
});

/** A meeting of a team, or of people somebody invited; each change of it is told once. */
function onMeeting(code: string, titleOf: (meeting: z.infer<typeof aMeeting>) => string): Writer {
  return on(aMeeting, (meeting) =>
    meeting.recipientIds.map((userId) => ({
      userId,
      type: 'meeting',
      title: titleOf(meeting),
      link: `/meetings/${meeting.meetingId}`,
      text: `${meeting.byName || 'Somebody'} called it${meeting.placeName ? ` in the team “${meeting.placeName}”` : ''}.`,
      key: `meeting:${meeting.meetingId}:${code}:${meeting.version}`,
    })),
  );
}

const measures: Record<string, string> = {
  HIDE: 'Something you wrote was hidden.',
  WARN: 'You were warned.',
  SUSPEND: 'Your account was suspended.',
};
const decided: Record<string, string> = {
  review: 'is under review',
  accept: 'was accepted',
  reject: 'was not accepted',
  reopen: 'is open again',
  finish: 'is done',
};

/**
 * What is told of the community. No message is quoted: its author may take it back, and a notification stays. Messages
 * to many are told to those they name; everybody else finds them unread.
 */
export const communityWriters: Record<string, Writer> = {
  'message.mentions': on(aMessage, (message) =>
    message.recipientIds.map((userId) => ({
      userId,
      type: 'message.mention',
      title: `${message.authorName} mentioned you`,
      link: linkTo(message),
      text: `In the channel ${placeOf(message)}.`,
      key: `mention:${message.messageId}`,
    })),
  ),
  // One for all that is written until the other has read again.
  'message.direct': on(aMessage.extend({ readSeq: z.number() }), (message) =>
    message.recipientIds.map((userId) => ({
      userId,
      type: 'message.direct',
      title: `${message.authorName} wrote to you`,
      link: linkTo(message),
      text: 'You have a new direct message.',
      key: `direct:${message.channelId}:${message.readSeq}`,
    })),
  ),
  'message.announced': on(aMessage, (message) =>
    message.recipientIds.map((userId) => ({
      userId,
      type: 'message.posted',
      title: `Announcement in ${message.placeName || message.channelName}`,
      link: linkTo(message),
      text: `${message.authorName} announced something in the channel ${placeOf(message)}.`,
      key: `announcement:${message.messageId}`,
    })),
  ),
  'message.answered': on(aMessage.extend({ questionId: id }), (message) =>
    message.recipientIds.map((userId) => ({
      userId,
      type: 'message.posted',
      title: `${message.authorName} answered your question`,
      link: linkTo(message),
      text: `In the channel ${placeOf(message)}. Mark the answer that helped.`,
      key: `answer:${message.messageId}`,
    })),
  ),
  'help.accepted': on(
    z.object({ messageId: id, userId: id, channelId: id.optional(), questionId: id.optional() }),
    ({ messageId, userId, channelId, questionId }) => [
      {
        userId,
        type: 'message.posted',
        title: 'Your answer helped',
        link: channelId ? `/messages/${channelId}?thread=${questionId}&message=${messageId}` : '/community',
        text: 'Whoever asked marked it as the one that helped.',
        key: `helped:${messageId}`,
      },
    ],
  ),
  'kudos.given': on(z.object({ kudosId: id, toUserId: id, fromName: z.string().optional() }), (kudos) => [
    {
      userId: kudos.toUserId,
      type: 'kudos.received',
      title: `${kudos.fromName ?? 'Somebody'} gave you kudos`,
      link: '/community/kudos',
      text: 'Read what they thank you for.',
      key: `kudos:${kudos.kudosId}`,
    },
  ]),
  'endorsement.given': on(z.object({ endorsementId: id, toUserId: id, skill: z.string() }), (given) => [
    {
      userId: given.toUserId,
      type: 'endorsement.received',
      title: `Your skill “${given.skill}” was endorsed`,
      link: `/people/${given.toUserId}`,
      text: 'It stands on your profile now.',
      key: `endorsement:${given.endorsementId}`,
    },
  ]),
  'idea.news': on(
    z.object({
      ideaId: id,
      title: z.string(),
      code: z.string(),
      placeName: z.string().nullable(),
      recipientIds: z.array(id),
    }),
    ({ ideaId, title, code, placeName, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'idea.changed',
        title:
          code === 'posted'
            ? `New idea in ${placeName ?? 'the community'}`
            : `Your idea ${decided[code] ?? 'changed'}`,
        link: `/community/ideas/${ideaId}`,
        text: `It is called “${title}”.`,
        key: `idea:${ideaId}:${code}`,
      })),
  ),
  'poll.news': on(
    z.object({ pollId: id, title: z.string(), placeName: z.string().nullable(), recipientIds: z.array(id) }),
    ({ pollId, title, placeName, recipientIds }) =>
      recipientIds.map((userId) => ({
        userId,
        type: 'poll.opened',
        title: `New poll in ${placeName ?? 'the community'}`,
        link: `/community/polls?poll=${pollId}`,
        text: `“${title}”`,
        key: `poll:${pollId}`,
      })),
  ),
  'meeting.invited': onMeeting('invited', ({ title, startsAt }) => `Meeting: ${title}, ${instant(startsAt)}`),
  'meeting.changed': onMeeting(
    'changed',
    ({ title, startsAt }) => `Meeting changed: ${title}, ${instant(startsAt)}`,
  ),
  'meeting.cancelled': onMeeting('cancelled', ({ title }) => `Meeting cancelled: ${title}`),
  'connection.asked': on(z.object({ connectionId: id, toUserId: id, name: z.string() }), (asked, event) => [
    {
      userId: asked.toUserId,
      type: 'connection.changed',
      title: `${asked.name} wants to connect`,
      link: '/connections',
      text: 'Accept or reject the request.',
      key: `connection:${asked.connectionId}:${event.at}`,
    },
  ]),
  'connection.accepted': on(
    z.object({ connectionId: id, askedBy: id.optional(), byId: id.optional(), name: z.string().optional() }),
    ({ connectionId, askedBy, byId, name }, event) =>
      askedBy && askedBy !== byId
        ? [
            {
              userId: askedBy,
              type: 'connection.changed',
              title: `${name ?? 'Somebody'} accepted your request`,
              link: byId ? `/people/${byId}` : '/connections',
              text: 'You are connected.',
              key: `connection:${connectionId}:${event.at}`,
            },
          ]
        : [],
  ),
  'support.answered': on(z.object({ requestId: id, userId: id, subject: z.string() }), (answer) => [
    {
      userId: answer.userId,
      type: 'support.answered',
      title: 'Your support request was answered',
      link: `/support/${answer.requestId}`,
      text: `It is about “${answer.subject}”.`,
    },
  ]),
  'support.waiting': on(
    z.object({ requestId: id, subject: z.string(), priority: z.string(), recipientIds: z.array(id) }),
    (asked) =>
      asked.recipientIds.map((userId) => ({
        userId,
        type: 'support.waiting',
        title: `Support request ${asked.priority}: ${asked.subject}`,
        link: `/admin/support/${asked.requestId}`,
        text: 'It waits for an answer.',
        key: `support-waiting:${asked.requestId}`,
      })),
  ),
  'abuse.reported': on(z.object({ caseId: id, recipientIds: z.array(id) }), (reported) =>
    reported.recipientIds.map((userId) => ({
      userId,
      type: 'support.waiting',
      title: 'Something was reported to the moderators',
      link: '/admin/moderation',
      text: 'It waits for a decision.',
      key: `reported:${reported.caseId}`,
    })),
  ),
  'moderation.appealed': on(z.object({ caseId: id, recipientIds: z.array(id) }), (appealed) =>
    appealed.recipientIds.map((userId) => ({
      userId,
      type: 'support.waiting',
      title: 'A decision of the moderators was appealed',
      link: '/admin/moderation?state=APPEALED',
      text: 'The appeal waits for a decision.',
      key: `appealed:${appealed.caseId}`,
    })),
  ),
  'moderation.decided': on(
    z.object({ caseId: id, userId: id, measure: z.string(), reason: z.string() }),
    (decision) => [
      {
        userId: decision.userId,
        type: 'moderation.decided',
        title: 'The moderators decided about something of yours',
        link: '/support/decisions',
        text: `${measures[decision.measure] ?? ''} The reason: ${decision.reason} You can appeal once, within 30 days.`,
        key: `moderation:${decision.caseId}`,
      },
    ],
  ),
  'moderation.appeal-decided': on(
    z.object({ caseId: id, userId: id, overturned: z.boolean(), reason: z.string() }),
    (decision) => [
      {
        userId: decision.userId,
        type: 'moderation.decided',
        title: decision.overturned ? 'Your appeal succeeded' : 'Your appeal was not upheld',
        link: '/support/decisions',
        text: `The reason: ${decision.reason}`,
        key: `moderation-appeal:${decision.caseId}`,
      },
    ],
  ),
};
