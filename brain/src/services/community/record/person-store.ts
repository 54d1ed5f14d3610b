import { sql } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';

const exported = 10_000;

/** Everything here that somebody wrote or gave, for the file they take along. */
export async function allOf(db: Db, userId: string): Promise<Record<string, unknown>> {
  const messages = await db
    .selectFrom('channel_messages')
    .select(['id', 'channel_id', 'kind', 'body', 'created_at', 'edited_at'])
    .where('author_id', '=', userId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .limit(exported)
    .execute();
  const ideas = await db.selectFrom('ideas').selectAll().where('author_id', '=', userId).execute();
  const polls = await db.selectFrom('polls').selectAll().where('author_id', '=', userId).execute();
  const votes = await db.selectFrom('poll_votes').selectAll().where('user_id', '=', userId).execute();
  const kudos = await db
    .selectFrom('kudos')
    .selectAll()
    .where((eb) => eb.or([eb('from_id', '=', userId), eb('to_id', '=', userId)]))
    .execute();
  const connections = await db
    .selectFrom('connections')
    .selectAll()
    .where((eb) => eb.or([eb('person_a', '=', userId), eb('person_b', '=', userId)]))
    .execute();
  const endorsements = await db
    .selectFrom('endorsements')
    .selectAll()
    .where((eb) => eb.or([eb('from_id', '=', userId), eb('to_id', '=', userId)]))
    .execute();
  const meetings = await db
    .selectFrom('meeting_attendees')
    .innerJoin('meetings', 'meetings.id', 'meeting_attendees.meeting_id')
    .select([
      'meetings.id',
      'scope',
      'team_id',
      'title',
      'agenda',
      'place',
      'starts_at',
      'length_minutes',
      'organiser_id',
      'state',
      'notes',
      'attendance',
      'answered_at',
    ])
    .where('user_id', '=', userId)
    .execute();
  const support = await db
    .selectFrom('support_requests')
    .innerJoin('support_messages', 'support_messages.request_id', 'support_requests.id')
    .select(['subject', 'priority', 'state', 'body', 'by_hub', 'at'])
    .where('user_id', '=', userId)
    .execute();
  const reports = await db
    .selectFrom('abuse_reports')
    .selectAll()
    .where('reporter_id', '=', userId)
    .execute();
  return { messages, ideas, polls, votes, kudos, connections, endorsements, meetings, support, reports };
}

/**
 * What concerns only the person goes. What they said among others stays under the name of a former member; what they
 * said to one other person loses its words.
 */
export async function eraseOf(tx: Tx, userId: string, at: Date): Promise<void> {
  await sql`
    update channel_messages set body = '', mentions = '{}', deleted_at = ${at}
    where author_id = ${userId} and deleted_at is null
      and channel_id in (select id from channels where scope = 'DIRECT' and ${userId} in (person_a, person_b))`.execute(
    tx,
  );
  await tx.deleteFrom('message_reactions').where('user_id', '=', userId).execute();
  await tx.deleteFrom('channel_readers').where('user_id', '=', userId).execute();
  const either = (one: 'person_a' | 'from_id', other: 'person_b' | 'to_id') =>
    sql<boolean>`${userId} in (${sql.ref(one)}, ${sql.ref(other)})`;
  await tx.deleteFrom('kudos').where(either('from_id', 'to_id')).execute();
  await tx.deleteFrom('connections').where(either('person_a', 'person_b')).execute();
  await tx.deleteFrom('endorsements').where(either('from_id', 'to_id')).execute();
  await tx.deleteFrom('meeting_attendees').where('user_id', '=', userId).execute();
  await tx.deleteFrom('support_requests').where('user_id', '=', userId).execute();
  await tx.deleteFrom('abuse_reports').where('reporter_id', '=', userId).execute();
}
