import type { communityWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readCursor, readIdCursor, toPage, writeCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { namesOf, type Ground, type Named } from '../ground.ts';
import { searchTerms } from '../rules/mentions.ts';
import * as channels from './channel-store.ts';
import { enter, otherSide, reachOf, readersOf, seated, type Seat } from './entrance.ts';
import * as store from './message-store.ts';
import { messageViews } from './views.ts';

type MessageView = (typeof communityWire.message)['_zod']['input'];
type FoundView = (typeof communityWire.foundMessage)['_zod']['input'];

const authorsNamed = 50;

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly threadOf?: string | undefined;
  readonly from?: number | undefined;
}

/** Newest first; or, in a thread and from a position on, oldest first. The cursor remembers which. */
export async function readMessages(
  ground: Ground,
  db: Db,
  actor: Actor,
  channelId: string,
  query: PageQuery,
): Promise<{ items: MessageView[]; nextCursor: string | null; change: number }> {
  const seat = await enter(ground, db, actor, channelId);
  const key = readCursor(query.cursor, 2);
  const at = key && Number(key[1]);
  if (at !== null && !Number.isSafeInteger(at))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  const onwards = query.threadOf !== undefined || query.from !== undefined;
  if (key && key[0] !== (onwards ? 'on' : 'back'))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  const rows = onwards
    ? await store.onwards(db, { channelId, threadOf: query.threadOf }, at ?? query.from ?? 0, query.limit)
    : await store.latest(db, channelId, at, query.limit);
  const views = await messageViews(ground, db, actor, seat, rows.slice(0, query.limit));
  const more = rows.length > query.limit;
  const last = rows[query.limit - 1];
  const next = more && last ? (onwards ? ['on', Number(last.seq) + 1] : ['back', Number(last.seq)]) : null;
  return {
    items: [...views.values()],
    nextCursor: next && writeCursor(...next),
    change: Number(seat.channel.last_change),
  };
}

/** What is new or different: a page that was away for ten minutes asks for it and misses nothing. */
export async function readChanges(
  ground: Ground,
  db: Db,
  actor: Actor,
  channelId: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ items: MessageView[]; change: number; more: boolean }> {
  const seat = await enter(ground, db, actor, channelId);
  const rows = await store.changedAfter(db, channelId, after, limit);
  const shown = rows.slice(0, limit);
  const views = await messageViews(ground, db, actor, seat, shown);
  const more = rows.length > limit;
  const last = shown.at(-1);
  return { items: [...views.values()], change: last ? Number(last.change) : after, more };
}

export async function seatOfMessage(
  ground: Ground,
  db: Db,
  actor: Actor,
  messageId: string,
): Promise<{ seat: Seat; row: store.MessageRow }> {
  const row = found(await store.findMessage(db, messageId));
  return { seat: await seated(ground, db, actor, await channels.findChannel(db, row.channel_id)), row };
}

export async function search(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: { q: string; channelId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: FoundView[]; nextCursor: string | null }> {
  const channelIds = query.channelId
    ? [(await enter(ground, db, actor, query.channelId)).channel.id]
    : await channels.channelIds(db, await reachOf(ground, db, actor));
  const terms = searchTerms(query.q);
  const before = readIdCursor(query.cursor);
  const rows = terms ? await store.searchMessages(db, { channelIds, terms, before, limit: query.limit }) : [];
  const known = new Map<string, channels.ChannelRow>();
  for (const id of new Set(rows.map((row) => row.channel_id)))
    known.set(id, found(await channels.findChannel(db, id)));
  const name = await namesOf(ground, db, [
    ...rows.map((row) => row.author_id),
    ...[...known.values()].map((channel) => otherSide(channel, actor.userId)),
  ]);
  const nameOf = (channel: channels.ChannelRow) => {
    const otherId = channel.scope === 'DIRECT' ? otherSide(channel, actor.userId) : null;
    return otherId ? name(otherId).name : channel.name;
  };
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => ({
      id: row.id,
      channelId: row.channel_id,
      channelName: nameOf(known.get(row.channel_id)!),
      seq: Number(row.seq),
      parentId: row.parent_id,
      author: name(row.author_id),
      body: row.body,
      createdAt: row.created_at.toISOString(),
    }),
  );
}

/** Who can read the channel; of one that is open to everybody, those who wrote lately. */
export async function peopleIn(ground: Ground, db: Db, actor: Actor, channelId: string): Promise<Named[]> {
  const { channel } = await enter(ground, db, actor, channelId);
  const ids =
    (await readersOf(ground, db, channel)) ?? (await store.recentAuthors(db, channelId, authorsNamed));
  const name = await namesOf(ground, db, ids);
  return ids.map(name).filter(({ slug }) => slug !== '');
}
