import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor, Right } from '../deps.ts';
import type { Ground } from '../ground.ts';
import { mayReach } from '../network/reach.ts';
import { platformRights } from '../rules/policy.ts';
import { findChannel, type ChannelRow, type Reach } from './channel-store.ts';

/** A channel as one person finds it now. */
export interface Seat {
  readonly channel: ChannelRow;
  readonly scopeName: string;
  readonly rights: ReadonlySet<Right>;
}

/** What somebody may do in a channel at this moment; null when it is not there for them. */
export async function seatIn(
  ground: Ground,
  db: Db,
  actor: Actor,
  channel: ChannelRow,
): Promise<Seat | null> {
  const { scopeName, rights } = await rightsIn(ground, db, actor, channel);
  if (!rights.has('read')) return null;
  const kept = channel.archived_at
    ? new Set([...rights].filter((right) => !['comment', 'post', 'announce'].includes(right)))
    : rights;
  return { channel, scopeName, rights: kept };
}

async function rightsIn(
  ground: Ground,
  db: Db,
  actor: Actor,
  channel: ChannelRow,
): Promise<{ scopeName: string; rights: ReadonlySet<Right> }> {
  const nothing = { scopeName: '', rights: new Set<Right>() };
  if (!actor.held.has(1)) return nothing;
  if (channel.scope === 'PLATFORM') return { scopeName: '', rights: platformRights(actor.held) };
  if (channel.scope === 'DIRECT') {
    const other = otherSide(channel, actor.userId);
    if (!other) return nothing;
    const writes = await mayReach(ground, db, actor.userId, other);
    return { scopeName: '', rights: new Set<Right>(writes ? ['read', 'comment', 'post'] : ['read']) };
  }
  const scope = channel.scope === 'VENTURE' ? ground.ventures : ground.teams;
  const place = await scope.placeOf(db, channel.scope_id!, actor);
  return place ? { scopeName: place.name, rights: place.rights } : nothing;
}

/** Lets somebody in who may read; to everybody else the channel is not there. */
export async function enter(ground: Ground, db: Db, actor: Actor, channelId: string): Promise<Seat> {
  return seated(ground, db, actor, await findChannel(db, channelId));
}

export async function seated(
  ground: Ground,
  db: Db,
  actor: Actor,
  channel: ChannelRow | undefined,
): Promise<Seat> {
  return found(await seatIn(ground, db, actor, found(channel)));
}

/** Refuses what the place does not give, in a sentence that says why. */
export function requireRight({ channel, rights }: Seat, right: Right): void {
  if (rights.has(right)) return;
  if (channel.archived_at) throw new Fail('ILLEGAL_TRANSITION', 'This channel is archived: it can be read.');
  throw new Fail('FORBIDDEN', refusals[channel.scope === 'DIRECT' ? 'direct' : right]);
}

const refusals: Readonly<Record<Right | 'direct', string>> = {
  read: 'You cannot read this.',
  comment: 'Your part here lets you read.',
  post: 'Your part here lets you answer, not begin.',
  announce: 'Announcements are made by those who lead here.',
  manage: 'Channels are looked after by those who lead here.',
  moderate: 'Only its author, or who answers for this place, takes it back.',
  direct: 'This person takes messages from connections and from people of their ventures only.',
};

export function otherSide(channel: ChannelRow, userId: string): string | null {
  if (channel.person_a === userId) return channel.person_b;
  return channel.person_b === userId ? channel.person_a : null;
}

/** Everywhere somebody takes part. */
export async function reachOf(ground: Ground, db: Db, actor: Actor): Promise<Reach> {
  const [ventures, teams] = [
    await ground.ventures.placesOf(db, actor),
    await ground.teams.placesOf(db, actor),
  ];
  return {
    userId: actor.userId,
    ventureIds: ventures.map(({ scopeId }) => scopeId),
    teamIds: teams.map(({ scopeId }) => scopeId),
  };
}

/** Everybody who may read the channel; null for one that is open to all members. */
export async function readersOf(ground: Ground, db: Db, channel: ChannelRow): Promise<string[] | null> {
  if (channel.scope === 'PLATFORM') return null;
  if (channel.scope === 'DIRECT') return [channel.person_a!, channel.person_b!];
  const scope = channel.scope === 'VENTURE' ? ground.ventures : ground.teams;
  return [...(await scope.readers(db, channel.scope_id!))];
}
