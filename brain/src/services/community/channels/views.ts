import { communityWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import type { Actor } from '../deps.ts';
import { namesOf, type Ground } from '../ground.ts';
import * as channels from './channel-store.ts';
import { otherSide, seatIn, type Seat } from './entrance.ts';
import * as store from './message-store.ts';
import { canEdit } from './messages.ts';

type ChannelView = (typeof communityWire.channel)['_zod']['input'];
type MessageView = (typeof communityWire.message)['_zod']['input'];
type Reaction = (typeof communityWire.reaction)['options'][number];

const { unread: unreadLimit } = communityWire.communityLimits;

export async function channelViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly channels.ChannelRow[],
): Promise<Map<string, ChannelView>> {
  const ids = rows.map((row) => row.id);
  const readings = await channels.readingOf(db, actor.userId, ids, unreadLimit);
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => otherSide(row, actor.userId)),
  );
  const views = new Map<string, ChannelView>();
  for (const row of rows) {
    const seat = await seatIn(ground, db, actor, row);
    const otherId = row.scope === 'DIRECT' ? otherSide(row, actor.userId) : null;
    const other = otherId ? name(otherId) : null;
    const { readSeq, unread } = readings.get(row.id)!;
    views.set(row.id, {
      id: row.id,
      scope: row.scope as 'PLATFORM',
      scopeId: row.scope_id,
      scopeName: other?.name ?? seat?.scopeName ?? '',
      name: other?.name ?? row.name,
      purpose: row.purpose,
      posting: row.posting as 'EVERYBODY',
      archived: row.archived_at !== null,
      other,
      lastMessageAt: row.last_message_at?.toISOString() ?? null,
      lastSeq: Number(row.last_seq),
      readSeq,
      unread,
      rights: [...(seat?.rights ?? [])],
      version: row.version,
    });
  }
  return views;
}

/** Messages as one person sees them: what was taken back or hidden keeps its place without its text. */
export async function messageViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  { channel, rights }: Seat,
  rows: readonly store.MessageRow[],
): Promise<Map<string, MessageView>> {
  const name = await namesOf(
    ground,
    db,
    rows.flatMap((row) => [row.author_id, ...row.mentions]),
  );
  const reactions = await store.reactionsTo(
    db,
    actor.userId,
    rows.map((row) => row.id),
  );
  const parents = new Map(
    (await store.findMessages(db, [...new Set(rows.flatMap((row) => row.parent_id ?? []))])).map((row) => [
      row.id,
      row,
    ]),
  );
  const now = ground.kernel.clock.now();
  const rightsOn = (row: store.MessageRow): MessageView['rights'] => {
    if (row.deleted_at || row.hidden_at) return [];
    const own = row.author_id === actor.userId;
    const parent = row.parent_id ? parents.get(row.parent_id) : undefined;
    const asked = parent?.kind === 'QUESTION' && parent.author_id === actor.userId && !parent.accepted_id;
    return [
      ...(own && rights.has('comment') && canEdit(row, now) ? (['edit'] as const) : []),
      ...(own || rights.has('moderate') ? (['delete'] as const) : []),
      ...(rights.has('comment') ? (['react', 'reply'] as const) : []),
      ...(asked && !own && rights.has('comment') ? (['accept'] as const) : []),
      ...(own ? [] : (['report'] as const)),
    ];
  };
  return new Map(
    rows.map((row): [string, MessageView] => {
      const gone = row.deleted_at ? 'DELETED' : row.hidden_at ? 'MODERATED' : null;
      const view: MessageView = {
        id: row.id,
        channelId: channel.id,
        seq: Number(row.seq),
        change: Number(row.change),
        clientId: row.author_id === actor.userId ? row.client_id : null,
        author: name(row.author_id),
        kind: row.kind as 'GENERAL',
        body: gone ? '' : row.body,
        mentions: gone ? [] : row.mentions.map(name),
        parentId: row.parent_id,
        replies: row.replies,
        acceptedId: row.accepted_id,
        accepted: row.parent_id !== null && parents.get(row.parent_id)?.accepted_id === row.id,
        reactions: gone
          ? []
          : reactions
              .filter(({ message_id }) => message_id === row.id)
              .map(({ reaction, count, mine }) => ({ reaction: reaction as Reaction, count, mine })),
        createdAt: row.created_at.toISOString(),
        editedAt: row.edited_at?.toISOString() ?? null,
        gone,
        rights: rightsOn(row),
        version: row.version,
      };
      return [row.id, view];
    }),
  );
}
