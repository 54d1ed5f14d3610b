import { enrol, type Enrolled, type World } from '@smartstart/testkit';
import { newId } from '../../kernel/ids.ts';

/** What the tests of this service share: people, and events as other services publish them. */

export interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actorId?: string;
  readonly at?: Date;
}

export async function publish(world: World, ...events: readonly Told[]): Promise<void> {
  const { database, outbox } = world.brain.kernel;
  await database.transact(async (tx) => {
    for (const { type, data, actorId = null, at = world.clock.now() } of events)
      await outbox.publish(tx, { type, actorId, at: at.toISOString(), topics: [], data });
  });
  await world.settle();
}

/** A member, whose journey so far has earned what it earns. */
export async function member(world: World, name: string): Promise<Enrolled> {
  const who = await enrol(world, name, 'MEMBER');
  await world.settle();
  return who;
}

export const kudos = (from: Enrolled, to: Enrolled, kudosId = newId()): Told => ({
  type: 'kudos.given',
  actorId: from.userId,
  data: { kudosId, fromUserId: from.userId, toUserId: to.userId, category: 'HELP' },
});

export const idea = (by: Enrolled, ideaId = newId()): Told => ({
  type: 'idea.posted',
  actorId: by.userId,
  data: { ideaId, userId: by.userId },
});

export const message = (by: Enrolled, messageId = newId()): Told => ({
  type: 'message.sent',
  actorId: by.userId,
  data: { messageId, userId: by.userId, channelId: newId() },
});

export const endorsement = (
  from: Enrolled,
  to: Enrolled,
  { skill = 'Rust', weight = 3, endorsementId = newId() } = {},
): Told => ({
  type: 'endorsement.given',
  actorId: from.userId,
  data: { endorsementId, fromUserId: from.userId, toUserId: to.userId, skill, weight },
});

export const withdrawal = (given: Told): Told => ({ ...given, type: 'endorsement.withdrawn' });

export const session = (who: Enrolled): Told => ({
  type: 'session.started',
  actorId: who.userId,
  data: { sessionId: newId(), device: 'test' },
});

export const me = (who: Enrolled) => who.api.gamification.me({});
export const history = async (who: Enrolled) =>
  (await who.api.gamification.events({ query: { limit: 100 } })).items;

/** Everything a person has, from the tables themselves. */
export async function ledgerOf(world: World, userId: string) {
  const { db } = world.brain.kernel.database;
  const occurrences = await db
    .selectFrom('xp_occurrences')
    .selectAll()
    .where('user_id', '=', userId)
    .execute();
  const postings = await db.selectFrom('xp_postings').selectAll().where('user_id', '=', userId).execute();
  const person = await db
    .selectFrom('xp_people')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return { occurrences, postings, person };
}
