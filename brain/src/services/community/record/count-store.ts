import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** Accepted connections of many people at once; who has none is left out. */
export async function connectionsOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, number>> {
  if (!userIds.length) return new Map();
  const { rows } = await sql<{ user_id: string; count: bigint }>`
    select person.user_id, count(*) as count from unnest(${[...userIds]}::uuid[]) as person (user_id)
    join connections on (person_a = person.user_id or person_b = person.user_id) and state = 'ACCEPTED'
    group by person.user_id`.execute(db);
  return new Map(rows.map((row) => [row.user_id, Number(row.count)]));
}

/** Support requests that the hub has not closed. */
export async function openRequestsOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, number>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('support_requests')
    .select((all) => ['user_id', all.fn.countAll<bigint>().as('count')])
    .where('user_id', 'in', [...userIds])
    .where('state', '<>', 'CLOSED')
    .groupBy('user_id')
    .execute();
  return new Map(rows.map((row) => [row.user_id, Number(row.count)]));
}
