import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { toPage } from '../../../kernel/paging.ts';
import type { ChannelRow } from '../channels/channel-store.ts';
import * as channels from '../channels/channels.ts';
import { enter, type Seat } from '../channels/entrance.ts';
import * as messages from '../channels/messages.ts';
import * as reading from '../channels/reading.ts';
import { channelViews, messageViews } from '../channels/views.ts';
import type { Actor } from '../deps.ts';
import type { Ground } from '../ground.ts';
import { actorOf, sameVersion } from './actor.ts';

export function channelRoutes(ground: Ground): Handlers<typeof contract.channels> {
  const { db } = ground.kernel.database;
  const view = async (at: Db, actor: Actor, row: ChannelRow) =>
    (await channelViews(ground, at, actor, [row])).get(row.id)!;
  const channel = (call: Call, act: (tx: Tx, actor: Actor) => Promise<Seat>) =>
    call.transact(async (tx) => {
      const { channel: row } = await act(tx, actorOf(call));
      call.etag(row.version);
      return view(tx, actorOf(call), row);
    });
  const seen = async (at: Db, call: Call, { seat, row }: messages.Seen) => {
    call.etag(row.version);
    return (await messageViews(ground, at, actorOf(call), seat, [row])).get(row.id)!;
  };
  const message = (call: Call, act: (tx: Tx, actor: Actor) => Promise<messages.Seen>) =>
    call.transact(async (tx) => seen(tx, call, await act(tx, actorOf(call))));

  return {
    async list({ query }, call) {
      const rows = await channels.listChannels(ground, db, actorOf(call), query);
      const views = await channelViews(ground, db, actorOf(call), rows.slice(0, query.limit));
      return toPage(
        rows,
        query.limit,
        (row) => [row.active_at.getTime(), row.id],
        (row) => views.get(row.id)!,
      );
    },
    create: ({ body }, call) => channel(call, (tx, actor) => channels.openChannel(ground, tx, actor, body)),
    direct: ({ body }, call) =>
      channel(call, (tx, actor) => channels.openDirect(ground, tx, actor, body.userId)),
    async get({ params }, call) {
      const { channel: row } = await enter(ground, db, actorOf(call), params.channelId);
      call.etag(row.version);
      return view(db, actorOf(call), row);
    },
    edit: ({ params, body }, call) =>
      channel(call, (tx, actor) =>
        channels.editChannel(ground, tx, actor, params.channelId, body, sameVersion(call)),
      ),
    people: async ({ params }, call) => ({
      items: await reading.peopleIn(ground, db, actorOf(call), params.channelId),
    }),
    messages: ({ params, query }, call) =>
      reading.readMessages(ground, db, actorOf(call), params.channelId, query),
    changes: ({ params, query }, call) =>
      reading.readChanges(ground, db, actorOf(call), params.channelId, query),
    send: ({ params, body }, call) =>
      message(call, (tx, actor) => messages.sendMessage(ground, tx, actor, params.channelId, body)),
    read: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        await channels.readChannel(ground, tx, actor, params.channelId, body.seq);
        const { channel: row } = await enter(ground, tx, actor, params.channelId);
        const { readSeq, unread } = await view(tx, actor, row);
        return { readSeq, unread };
      }),
    search: ({ query }, call) => reading.search(ground, db, actorOf(call), query),
    async message({ params }, call) {
      return seen(db, call, await reading.seatOfMessage(ground, db, actorOf(call), params.messageId));
    },
    editMessage: ({ params, body }, call) =>
      message(call, (tx, actor) =>
        messages.editMessage(ground, tx, actor, params.messageId, body.body, sameVersion(call)),
      ),
    removeMessage: ({ params }, call) =>
      message(call, (tx, actor) => messages.removeMessage(ground, tx, actor, params.messageId)),
    react: ({ params, body }, call) =>
      message(call, (tx, actor) => messages.react(ground, tx, actor, params.messageId, body.reaction, true)),
    unreact: ({ params }, call) =>
      message(call, (tx, actor) =>
        messages.react(ground, tx, actor, params.messageId, params.reaction, false),
      ),
    accept: ({ params }, call) =>
      message(call, (tx, actor) => messages.acceptAnswer(ground, tx, actor, params.messageId)),
  };
}
