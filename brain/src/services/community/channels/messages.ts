import { communityWire } from '@smartstart/contract';
import { minuteMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Actor } from '../deps.ts';
import { allow, type Ground } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { slugsIn } from '../rules/mentions.ts';
import * as channels from './channel-store.ts';
import { readersOf, requireRight, seated, type Seat } from './entrance.ts';
import * as store from './message-store.ts';
import { tellOfMessage } from './news.ts';

export interface Seen {
  readonly seat: Seat;
  readonly row: store.MessageRow;
}

interface Draft {
  readonly clientId: string;
  readonly kind: string;
  readonly body: string;
  readonly parentId?: string | undefined;
}

const { editMinutes } = communityWire.communityLimits;

/** Whether somebody still belongs is decided here, at every message. Sent again it is the message it was. */
export async function sendMessage(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  channelId: string,
  draft: Draft,
): Promise<Seen> {
  const channel = await channels.lockChannel(tx, channelId);
  const seat = await seated(ground, tx, actor, channel);
  const earlier = await store.sentBefore(tx, {
    channelId,
    authorId: actor.userId,
    clientId: draft.clientId,
  });
  if (earlier) return { seat, row: earlier };
  const parent = draft.parentId === undefined ? null : await parentOf(tx, channelId, draft.parentId);
  requireKind(seat, draft.kind, parent !== null);
  const mentions = await mentioned(ground, tx, seat, actor.userId, draft.body);
  const at = ground.kernel.clock.now();
  const moved = await channels.advance(tx, channelId, { messages: 1, changes: parent ? 2 : 1, at });
  if (parent)
    await store.touchMessage(tx, parent.id, moved.last_change - 1n, { replies: parent.replies + 1 });
  const row = await store.insertMessage(tx, {
    id: newId(),
    channel_id: channelId,
    seq: moved.last_seq,
    change: moved.last_change,
    author_id: actor.userId,
    client_id: draft.clientId,
    kind: draft.kind,
    body: draft.body,
    mentions,
    parent_id: parent?.id ?? null,
    created_at: at,
  });
  // What one says oneself is read.
  await channels.markRead(tx, {
    user_id: actor.userId,
    channel_id: channelId,
    read_seq: await readThrough(tx, actor.userId, moved),
    at,
  });
  await tellOfMessage(ground, tx, { ...seat, channel: moved }, row, parent);
  return { seat: { ...seat, channel: moved }, row };
}

/** Unread messages before one’s own stay unread. */
async function readThrough(tx: Tx, userId: string, channel: channels.ChannelRow): Promise<bigint> {
  const { readSeq, unread } = (await channels.readingOf(tx, userId, [channel.id], 1)).get(channel.id)!;
  return unread === 0 ? channel.last_seq : BigInt(readSeq);
}

async function parentOf(tx: Tx, channelId: string, parentId: string): Promise<store.MessageRow> {
  const parent = found(await store.lockMessage(tx, parentId));
  if (parent.channel_id !== channelId) throw new Fail('NOT_FOUND');
  if (parent.parent_id)
    throw new Fail('RULE_VIOLATED', 'Answers belong to the message that began the thread.');
  if (parent.deleted_at) throw new Fail('RULE_VIOLATED', 'That message was taken back in the meantime.');
  return parent;
}

function requireKind(seat: Seat, kind: string, isReply: boolean): void {
  if (isReply) {
    requireRight(seat, 'comment');
    if (kind !== 'GENERAL') throw new Fail('RULE_VIOLATED', 'An answer has no kind of its own.');
    return;
  }
  requireRight(seat, 'post');
  if (kind === 'ANNOUNCEMENT' || seat.channel.posting === 'ANNOUNCEMENTS') requireRight(seat, 'announce');
}

/** The people a text names who can read it, the author left out. */
async function mentioned(
  ground: Ground,
  tx: Tx,
  { channel }: Seat,
  authorId: string,
  body: string,
): Promise<string[]> {
  const slugs = slugsIn(body);
  if (!slugs.length) return [];
  const ids = (await ground.people.idsBySlugs(tx, slugs)).filter((id) => id !== authorId);
  const readers = await readersOf(ground, tx, channel);
  if (readers) return ids.filter((id) => readers.includes(id));
  const members: string[] = [];
  for (const id of ids) if ((await ground.security.held(tx, id)).has(1)) members.push(id);
  return members;
}

/** The message with its channel locked: whatever changes one takes the channel first. */
async function lockIn(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  messageId: string,
): Promise<{ seat: Seat; row: store.MessageRow }> {
  const { channel_id: channelId } = found(await store.findMessage(tx, messageId));
  const seat = await seated(ground, tx, actor, await channels.lockChannel(tx, channelId));
  return { seat, row: found(await store.lockMessage(tx, messageId)) };
}

export async function editMessage(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  messageId: string,
  body: string,
  requireVersion: (version: number) => void,
): Promise<Seen> {
  const { seat, row: before } = await lockIn(ground, tx, actor, messageId);
  allow(before.author_id === actor.userId, 'Only its author edits a message.');
  requireRight(seat, 'comment');
  requireVersion(before.version);
  requirePresent(before);
  const now = ground.kernel.clock.now();
  if (!canEdit(before, now))
    throw new Fail('ILLEGAL_TRANSITION', `A message can be edited for ${editMinutes} minutes.`);
  if (body === before.body) return { seat, row: before };
  const mentions = await mentioned(ground, tx, seat, actor.userId, body);
  const channel = await channels.advance(tx, seat.channel.id, { messages: 0, changes: 1 });
  const row = await store.updateMessage(tx, messageId, {
    body,
    mentions,
    edited_at: now,
    change: channel.last_change,
  });
  await changed(ground, tx, channel, row);
  return { seat: { ...seat, channel }, row };
}

export function canEdit(row: store.MessageRow, now: Date): boolean {
  return now.getTime() - row.created_at.getTime() <= editMinutes * minuteMs;
}

/** The text goes for good; the place in the thread stays. */
export async function removeMessage(ground: Ground, tx: Tx, actor: Actor, messageId: string): Promise<Seen> {
  const { seat, row: before } = await lockIn(ground, tx, actor, messageId);
  const own = before.author_id === actor.userId;
  if (!own) requireRight(seat, 'moderate');
  if (before.deleted_at) return { seat, row: before };
  const now = ground.kernel.clock.now();
  const channel = await channels.advance(tx, seat.channel.id, { messages: 0, changes: 1 });
  await store.dropReactions(tx, messageId);
  const row = await store.updateMessage(tx, messageId, {
    body: '',
    mentions: [],
    deleted_at: now,
    deleted_by: actor.userId,
    change: channel.last_change,
  });
  await record(ground, tx, {
    entity: 'message',
    id: messageId,
    event: 'delete',
    to: 'DELETED',
    actorId: actor.userId,
  });
  await changed(ground, tx, channel, row);
  await publish(ground, tx, 'message.removed', actor.userId, {
    messageId,
    userId: row.author_id,
    channelId: channel.id,
  });
  return { seat: { ...seat, channel }, row };
}

export async function react(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  messageId: string,
  reaction: string,
  on: boolean,
): Promise<Seen> {
  const { seat, row: before } = await lockIn(ground, tx, actor, messageId);
  if (on) {
    requireRight(seat, 'comment');
    requirePresent(before);
  }
  const given = { message_id: messageId, user_id: actor.userId, reaction };
  const done = on
    ? await store.addReaction(tx, { ...given, at: ground.kernel.clock.now() })
    : await store.dropReaction(tx, given);
  if (!done) return { seat, row: before };
  const channel = await channels.advance(tx, seat.channel.id, { messages: 0, changes: 1 });
  const row = await store.touchMessage(tx, messageId, channel.last_change);
  await changed(ground, tx, channel, row);
  return { seat: { ...seat, channel }, row };
}

/** The asker says which answer helped: once, and not one of their own. */
export async function acceptAnswer(ground: Ground, tx: Tx, actor: Actor, messageId: string): Promise<Seen> {
  const { seat, row: answer } = await lockIn(ground, tx, actor, messageId);
  const question = answer.parent_id ? await store.lockMessage(tx, answer.parent_id) : undefined;
  if (question?.kind !== 'QUESTION')
    throw new Fail('RULE_VIOLATED', 'Only answers to a question are accepted.');
  allow(question.author_id === actor.userId, 'Whoever asked says which answer helped.');
  requireRight(seat, 'comment');
  requirePresent(question);
  requirePresent(answer);
  if (answer.author_id === actor.userId)
    throw new Fail('RULE_VIOLATED', 'An answer of your own is not help by somebody.');
  if (question.accepted_id === answer.id) return { seat, row: answer };
  if (question.accepted_id) throw new Fail('ALREADY_EXISTS', 'You accepted another answer already.');
  const channel = await channels.advance(tx, seat.channel.id, { messages: 0, changes: 2 });
  await store.touchMessage(tx, question.id, channel.last_change - 1n, { accepted_id: answer.id });
  const row = await store.touchMessage(tx, answer.id, channel.last_change);
  await changed(ground, tx, channel, row);
  await publish(ground, tx, 'help.accepted', actor.userId, {
    messageId: answer.id,
    userId: answer.author_id,
    questionId: question.id,
    channelId: channel.id,
  });
  return { seat: { ...seat, channel }, row };
}

/** Hidden by moderators, or shown again. */
export async function hideMessage(ground: Ground, tx: Tx, messageId: string, hidden: boolean): Promise<void> {
  const message = await store.findMessage(tx, messageId);
  const channel = message && (await channels.lockChannel(tx, message.channel_id));
  if (!channel) return;
  const moved = await channels.advance(tx, channel.id, { messages: 0, changes: 1 });
  const row = await store.touchMessage(tx, messageId, moved.last_change, {
    hidden_at: hidden ? ground.kernel.clock.now() : null,
  });
  await changed(ground, tx, moved, row);
}

function requirePresent(row: store.MessageRow): void {
  if (row.deleted_at || row.hidden_at)
    throw new Fail('RULE_VIOLATED', 'That message was taken back in the meantime.');
}

function changed(ground: Ground, tx: Tx, channel: channels.ChannelRow, row: store.MessageRow): Promise<void> {
  const data = { channelId: channel.id, messageId: row.id, change: Number(channel.last_change) };
  return publish(ground, tx, 'message.changed', null, data, [`channel:${channel.id}`]);
}
