import type { Tx } from '../../../kernel/db.ts';
import { namesOf, type Ground } from '../ground.ts';
import { publish } from '../record/journal.ts';
import { readingOf } from './channel-store.ts';
import { otherSide, readersOf, type Seat } from './entrance.ts';
import type { MessageRow } from './message-store.ts';

/**
 * Who hears of a message. Followers of the channel get its ids and load it; told by a notification are only those it
 * names, the other side of a direct channel, and the people of a venture where it is an announcement.
 */
export async function tellOfMessage(
  ground: Ground,
  tx: Tx,
  seat: Seat,
  row: MessageRow,
  parent: MessageRow | null,
): Promise<void> {
  const { channel } = seat;
  const people = channel.scope === 'DIRECT' ? [channel.person_a!, channel.person_b!] : [];
  await publish(
    ground,
    tx,
    'message.sent',
    row.author_id,
    {
      messageId: row.id,
      userId: row.author_id,
      channelId: channel.id,
      kind: row.kind,
      parentId: row.parent_id,
      seq: Number(row.seq),
      change: Number(row.change),
    },
    [`channel:${channel.id}`, ...people.map((userId) => `user:${userId}`)],
  );
  const name = await namesOf(ground, tx, [row.author_id]);
  const said = {
    channelId: channel.id,
    messageId: row.id,
    seq: Number(row.seq),
    threadId: row.parent_id,
    ventureId: channel.scope === 'VENTURE' ? channel.scope_id : null,
    channelName: channel.name,
    placeName: seat.scopeName,
    authorName: name(row.author_id).name,
  };
  if (channel.scope === 'DIRECT') await tellOther(ground, tx, seat, row, said);
  else if (row.mentions.length)
    await publish(ground, tx, 'message.mentions', row.author_id, { ...said, recipientIds: row.mentions });
  if (row.kind === 'ANNOUNCEMENT' && channel.scope !== 'PLATFORM') {
    const readers = (await readersOf(ground, tx, channel)) ?? [];
    const recipientIds = readers.filter((id) => id !== row.author_id && !row.mentions.includes(id));
    if (recipientIds.length)
      await publish(ground, tx, 'message.announced', row.author_id, { ...said, recipientIds });
  }
  if (
    parent &&
    parent.author_id !== row.author_id &&
    parent.kind === 'QUESTION' &&
    !row.mentions.includes(parent.author_id)
  ) {
    const readers = await readersOf(ground, tx, channel);
    if (!readers || readers.includes(parent.author_id))
      await publish(ground, tx, 'message.answered', row.author_id, {
        ...said,
        questionId: parent.id,
        recipientIds: [parent.author_id],
      });
  }
}

/** One notification for all that one person writes until the other has read again. */
async function tellOther(
  ground: Ground,
  tx: Tx,
  { channel }: Seat,
  row: MessageRow,
  said: Readonly<Record<string, unknown>>,
): Promise<void> {
  const otherId = otherSide(channel, row.author_id)!;
  const reading = (await readingOf(tx, otherId, [channel.id], 1)).get(channel.id)!;
  await publish(ground, tx, 'message.direct', row.author_id, {
    ...said,
    recipientIds: [otherId],
    readSeq: reading.readSeq,
  });
}
