import { z } from 'zod';
import { id, instant, text } from './wire.ts';

/** Shapes of the community (domain rules, section 19). */

export const person = z.object({ userId: id, name: z.string(), slug: z.string() });

/** Where something is said: to all members, in one venture, in one team, between two people. */
export const channelScope = z.enum(['PLATFORM', 'VENTURE', 'TEAM', 'DIRECT']);
/** Where an idea, a poll or kudos belong. */
export const scope = z.enum(['PLATFORM', 'VENTURE']);
export const messageKind = z.enum(['GENERAL', 'ANNOUNCEMENT', 'QUESTION', 'UPDATE', 'CELEBRATION']);
/** `ANNOUNCEMENTS`: threads are begun by those who may announce; everybody answers. */
export const posting = z.enum(['EVERYBODY', 'ANNOUNCEMENTS']);
export const channelRight = z.enum(['read', 'comment', 'post', 'announce', 'manage', 'moderate']);
export const reaction = z.enum(['THUMBS_UP', 'HEART', 'PARTY', 'LAUGH', 'CLAP', 'EYES', 'CHECK', 'THANKS']);

export const communityLimits = {
  messageCharacters: 4000,
  editMinutes: 15,
  mentions: 20,
  ideaCharacters: 4000,
  tags: 5,
  pollOptions: 10,
  pollDays: 90,
  kudosCharacters: 500,
  supportCharacters: 4000,
  reportCharacters: 1000,
  /** A count of unread messages stops here. */
  unread: 99,
} as const;

export const channel = z.object({
  id,
  scope: channelScope,
  /** The venture or the team; null for the others. */
  scopeId: z.nullable(id),
  /** What the venture or team is called; of a direct channel, the other person. */
  scopeName: z.string(),
  name: z.string(),
  purpose: z.string(),
  posting,
  archived: z.boolean(),
  /** The other side of a direct channel. */
  other: z.nullable(person),
  lastMessageAt: z.nullable(instant),
  /** Position of the last message, and the position read up to. */
  lastSeq: z.int(),
  readSeq: z.int(),
  /** At most 99. */
  unread: z.int(),
  rights: z.array(channelRight),
  version: z.int(),
});

export const message = z.object({
  id,
  channelId: id,
  /** Position in the channel. */
  seq: z.int(),
  /** Goes up with every change of any message of the channel. */
  change: z.int(),
  /** The id the sender's device gave it, shown to the sender. */
  clientId: z.nullable(z.uuid()),
  author: person,
  kind: messageKind,
  body: z.string(),
  mentions: z.array(person),
  /** The message that began the thread. */
  parentId: z.nullable(id),
  replies: z.int(),
  /** The answer that helped, on a question. */
  acceptedId: z.nullable(id),
  /** This answer was accepted by the asker. */
  accepted: z.boolean(),
  reactions: z.array(z.object({ reaction, count: z.int(), mine: z.boolean() })),
  createdAt: instant,
  editedAt: z.nullable(instant),
  /** Why the text is not there. */
  gone: z.nullable(z.enum(['DELETED', 'MODERATED'])),
  rights: z.array(z.enum(['edit', 'delete', 'react', 'reply', 'accept', 'report'])),
  version: z.int(),
});

export const foundMessage = z.object({
  id,
  channelId: id,
  channelName: z.string(),
  seq: z.int(),
  parentId: z.nullable(id),
  author: person,
  body: z.string(),
  createdAt: instant,
});

export const ideaState = z.enum(['OPEN', 'UNDER_REVIEW', 'ACCEPTED', 'REJECTED', 'DONE']);
export const ideaEvent = z.enum(['review', 'accept', 'reject', 'reopen', 'finish']);
export const ideaFields = {
  title: text(3, 120),
  body: text(10, communityLimits.ideaCharacters),
  tags: z.array(text(1, 30)).max(communityLimits.tags),
  impact: z.int().min(1).max(5),
  effort: z.int().min(1).max(5),
};
export const idea = z.object({
  id,
  scope,
  ventureId: z.nullable(id),
  ventureName: z.nullable(z.string()),
  author: person,
  ...ideaFields,
  state: ideaState,
  decisionReason: z.nullable(z.string()),
  decidedBy: z.nullable(person),
  votes: z.int(),
  voted: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  gone: z.boolean(),
  steps: z.array(ideaEvent),
  rights: z.array(z.enum(['edit', 'vote', 'delete', 'report'])),
  version: z.int(),
});

export const poll = z.object({
  id,
  scope,
  ventureId: z.nullable(id),
  ventureName: z.nullable(z.string()),
  author: person,
  question: z.string(),
  options: z.array(
    z.object({
      position: z.int(),
      text: z.string(),
      /** Null until one has voted or the poll is closed. */
      votes: z.nullable(z.int()),
    }),
  ),
  /** Null until one has voted or the poll is closed. */
  votes: z.nullable(z.int()),
  /** The option one voted for. */
  mine: z.nullable(z.int()),
  closesAt: instant,
  closed: z.boolean(),
  createdAt: instant,
  gone: z.boolean(),
  rights: z.array(z.enum(['vote', 'close', 'delete', 'report'])),
});

export const kudosCategory = z.enum([
  'TEAMWORK',
  'LEADERSHIP',
  'CREATIVITY',
  'RELIABILITY',
  'HELPFULNESS',
  'CRAFT',
]);
export const kudos = z.object({
  id,
  scope,
  ventureId: z.nullable(id),
  ventureName: z.nullable(z.string()),
  from: person,
  to: person,
  category: kudosCategory,
  text: z.string(),
  createdAt: instant,
  rights: z.array(z.enum(['delete', 'report'])),
});

export const feedKind = z.enum([
  'WIN',
  'MILESTONE',
  'HELP',
  'KUDOS',
  'IDEA',
  'POLL',
  'SPRINT',
  'ANNOUNCEMENT',
]);
export const feedItem = z.object({
  id,
  kind: feedKind,
  scope,
  ventureId: z.nullable(id),
  ventureName: z.nullable(z.string()),
  actor: z.nullable(person),
  /** Kudos only. */
  to: z.nullable(person),
  /** What happened, as a short code the page has words for. */
  code: z.string(),
  title: z.string(),
  text: z.string(),
  /** The page of the platform it stands on. */
  link: z.string(),
  at: instant,
  /** Hours that urgency puts it ahead of its time. */
  urgencyHours: z.number(),
});
