import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readCursor, requireId } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, pairOf, type Ground } from '../ground.ts';
import { mayReach } from '../network/reach.ts';
import { publish, record } from '../record/journal.ts';
import { platformRights } from '../rules/policy.ts';
import * as store from './channel-store.ts';
import { enter, reachOf, requireRight, seated, type Seat } from './entrance.ts';

/** What the first channel of a venture or a team is called. */
const firstName = 'General';

interface ListQuery {
  readonly scope?: string | undefined;
  readonly scopeId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export async function listChannels(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: ListQuery,
): Promise<store.ChannelRow[]> {
  const reach = await reachOf(ground, db, actor);
  if (query.scopeId && ![...reach.ventureIds, ...reach.teamIds].includes(query.scopeId))
    throw new Fail('NOT_FOUND');
  await openFirst(ground, db, 'VENTURE', reach.ventureIds);
  await openFirst(ground, db, 'TEAM', reach.teamIds);
  return store.listChannels(db, reach, { ...query, before: readBefore(query.cursor) });
}

function readBefore(cursor: string | undefined): { activeAt: Date; id: string } | null {
  const key = readCursor(cursor, 2);
  if (!key) return null;
  const activeAt = new Date(Number(key[0]));
  if (Number.isNaN(activeAt.getTime()))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return { activeAt, id: requireId(key[1]) };
}

/** Every venture and every team has a channel from the moment somebody looks for one. */
async function openFirst(
  { kernel }: Ground,
  db: Db,
  scope: 'VENTURE' | 'TEAM',
  scopeIds: readonly string[],
): Promise<void> {
  const known = await store.withChannels(db, scope, scopeIds);
  const now = kernel.clock.now();
  const rows = scopeIds
    .filter((id) => !known.has(id))
    .map((id) => ({
      id: newId(),
      scope,
      scope_id: id,
      name: firstName,
      created_at: now,
      active_at: now,
    }));
  await store.insertFirst(db, rows);
}

export async function openChannel(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: {
    scope: 'PLATFORM' | 'VENTURE' | 'TEAM';
    scopeId?: string | undefined;
    name: string;
    purpose: string;
    posting: string;
  },
): Promise<Seat> {
  const { scope, scopeId = null, ...about } = input;
  if ((scope === 'PLATFORM') !== (scopeId === null))
    throw new Fail(
      'RULE_VIOLATED',
      'Name the venture or the team the channel is for, and none for the platform.',
      {
        fields: [{ path: 'body.scopeId', message: 'Say where the channel belongs.' }],
      },
    );
  const rights = await rightsAt(ground, tx, actor, scope, scopeId);
  allow(rights.has('manage'), 'Channels are opened by those who lead here.');
  const now = ground.kernel.clock.now();
  const row = await store
    .insertChannel(tx, {
      id: newId(),
      scope,
      scope_id: scopeId,
      ...about,
      created_by: actor.userId,
      created_at: now,
      active_at: now,
    })
    .catch(nameTaken);
  await record(ground, tx, {
    entity: 'channel',
    id: row.id,
    event: 'open',
    to: 'OPEN',
    actorId: actor.userId,
  });
  return seated(ground, tx, actor, row);
}

async function rightsAt(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  scope: 'PLATFORM' | 'VENTURE' | 'TEAM',
  scopeId: string | null,
) {
  if (scopeId === null) return platformRights(actor.held);
  const places = scope === 'VENTURE' ? ground.ventures : ground.teams;
  return found(await places.placeOf(tx, scopeId, actor)).rights;
}

function nameTaken(error: unknown): never {
  if (violatedUnique(error) === 'channels_one_name')
    throw new Fail('ALREADY_EXISTS', 'There is a channel of this name already.', {
      fields: [{ path: 'body.name', message: 'Choose another name.' }],
    });
  throw error;
}

export async function openDirect(ground: Ground, tx: Tx, actor: Actor, otherId: string): Promise<Seat> {
  if (otherId === actor.userId) throw new Fail('RULE_VIOLATED', 'A direct channel has two people.');
  const pair = pairOf(actor.userId, otherId);
  const existing = await store.findDirect(tx, pair);
  if (existing) return seated(ground, tx, actor, existing);
  if (!(await mayReach(ground, tx, actor.userId, otherId))) throw new Fail('NOT_FOUND');
  const now = ground.kernel.clock.now();
  await store.insertDirect(tx, {
    id: newId(),
    scope: 'DIRECT',
    ...pair,
    name: '',
    created_by: actor.userId,
    created_at: now,
    active_at: now,
  });
  return seated(ground, tx, actor, await store.findDirect(tx, pair));
}

export async function editChannel(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  channelId: string,
  input: {
    name?: string | undefined;
    purpose?: string | undefined;
    posting?: string | undefined;
    archived?: boolean | undefined;
  },
  requireVersion: (version: number) => void,
): Promise<Seat> {
  const channel = await store.lockChannel(tx, channelId);
  const seat = await seated(ground, tx, actor, channel);
  requireRight(seat, 'manage');
  requireVersion(seat.channel.version);
  const { archived, name, purpose, posting } = input;
  const row = await store
    .updateChannel(tx, channelId, {
      ...(name === undefined ? {} : { name }),
      ...(purpose === undefined ? {} : { purpose }),
      ...(posting === undefined ? {} : { posting }),
      ...(archived === undefined ? {} : { archived_at: archived ? ground.kernel.clock.now() : null }),
    })
    .catch(nameTaken);
  await record(ground, tx, {
    entity: 'channel',
    id: channelId,
    event: archived === undefined ? 'edit' : archived ? 'archive' : 'bring-back',
    to: row.archived_at ? 'ARCHIVED' : 'OPEN',
    actorId: actor.userId,
  });
  await publish(ground, tx, 'channel.changed', actor.userId, { channelId }, [`channel:${channelId}`]);
  return seated(ground, tx, actor, row);
}

export async function readChannel(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  channelId: string,
  seq: number,
): Promise<void> {
  const { channel } = await enter(ground, tx, actor, channelId);
  const upTo = BigInt(seq) < channel.last_seq ? BigInt(seq) : channel.last_seq;
  await store.markRead(tx, {
    user_id: actor.userId,
    channel_id: channelId,
    read_seq: upTo,
    at: ground.kernel.clock.now(),
  });
  // Other pages of the same person.
  await publish(ground, tx, 'channel.read', actor.userId, { channelId, seq: Number(upTo) }, [
    `user:${actor.userId}`,
  ]);
}
