import type { Tx } from '../../kernel/db.ts';
import type { PublishedEvent } from '../../kernel/outbox.ts';
import { channelsOf, readIn } from './channels/channel-store.ts';
import { eraseOf as eraseFeedOf } from './feed/feed-store.ts';
import type { Ground } from './ground.ts';
import { cancelOf } from './meetings/meetings.ts';
import { eraseOf } from './record/person-store.ts';

/** Sockets of somebody who lost everything are taken off the channels they read lately. */
const channelsLeft = 200;

/** What this service does when something happens elsewhere. */
export function react(ground: Ground): void {
  const { outbox, clock } = ground.kernel;

  const take = async (tx: Tx, userId: string, channelIds: readonly string[]) => {
    await outbox.publishAll(
      tx,
      channelIds.map((id) => ({
        type: 'channel.lost-access',
        actorId: null,
        at: clock.now().toISOString(),
        topics: [],
        data: { channelId: id, userId },
        control: { lostAccess: { userId, topic: `channel:${id}` } },
      })),
    );
  };

  // Every call asks anew who may read; what is still open are sockets that follow a channel.
  outbox.subscribe(
    'community.members',
    ['member.lost-access', 'member.left', 'member.changed'],
    async (tx, event) => {
      const { ventureId, userId } = event.data;
      if (typeof ventureId !== 'string' || typeof userId !== 'string') return;
      if ((await ground.ventures.readers(tx, ventureId)).includes(userId)) return;
      await take(tx, userId, await channelsOf(tx, 'VENTURE', ventureId));
    },
  );
  outbox.subscribe('community.team-members', ['team.left'], async (tx, { data }) => {
    const { teamId, userId } = data;
    if (typeof teamId !== 'string' || typeof userId !== 'string') return;
    if ((await ground.teams.readers(tx, teamId)).includes(userId)) return;
    await take(tx, userId, await channelsOf(tx, 'TEAM', teamId));
  });
  outbox.subscribe('community.access', ['access.changed'], async (tx, event) => {
    const userId = personOf(event);
    const read = await readIn(tx, userId, channelsLeft);
    if (!read.length || (await ground.security.held(tx, userId)).has(1)) return;
    await take(tx, userId, read);
  });
  outbox.subscribe('community.erase', ['account.erased'], async (tx, event) => {
    const userId = personOf(event);
    await cancelOf(ground, tx, userId);
    await eraseOf(tx, userId, clock.now());
    await eraseFeedOf(tx, userId);
  });
}

function personOf(event: PublishedEvent): string {
  const { userId } = event.data;
  if (typeof userId !== 'string') throw new Error(`${event.type} names nobody.`);
  return userId;
}
