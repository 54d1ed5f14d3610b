import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { ConnectionsTable } from '../../../tables.gen.ts';
import { pairOf } from '../ground.ts';

export type ConnectionRow = Selectable<ConnectionsTable>;

/** The pair has one row: a second request waits for the first to commit, and finds it. */
export async function insertConnection(
  tx: Tx,
  row: Insertable<ConnectionsTable>,
): Promise<ConnectionRow | undefined> {
  return tx
    .insertInto('connections')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_a', 'person_b']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function lockPair(tx: Tx, one: string, other: string): Promise<ConnectionRow | undefined> {
  const { person_a, person_b } = pairOf(one, other);
  return tx
    .selectFrom('connections')
    .selectAll()
    .where('person_a', '=', person_a)
    .where('person_b', '=', person_b)
    .forUpdate()
    .executeTakeFirst();
}

export function findPair(db: Db, one: string, other: string): Promise<ConnectionRow | undefined> {
  const { person_a, person_b } = pairOf(one, other);
  return db
    .selectFrom('connections')
    .selectAll()
    .where('person_a', '=', person_a)
    .where('person_b', '=', person_b)
    .executeTakeFirst();
}

export async function areConnected(db: Db, one: string, other: string): Promise<boolean> {
  return (await findPair(db, one, other))?.state === 'ACCEPTED';
}

export function lockConnection(tx: Tx, id: string): Promise<ConnectionRow | undefined> {
  return tx.selectFrom('connections').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateConnection(
  tx: Tx,
  id: string,
  change: Updateable<ConnectionsTable>,
): Promise<ConnectionRow> {
  return tx
    .updateTable('connections')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteConnection(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('connections').where('id', '=', id).execute();
}

/** Newest first; one row more than the limit. */
export function listConnections(
  db: Db,
  filter: {
    userId: string;
    state?: string | undefined;
    direction?: 'in' | 'out' | undefined;
    before: string | null;
    limit: number;
  },
): Promise<ConnectionRow[]> {
  const { userId } = filter;
  let query = db
    .selectFrom('connections')
    .selectAll()
    .where((eb) => eb.or([eb('person_a', '=', userId), eb('person_b', '=', userId)]))
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.direction) query = query.where('asked_by', filter.direction === 'out' ? '=' : '<>', userId);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

export async function countConnections(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('connections')
    .select(sql<number>`count(*)::int`.as('count'))
    .where((eb) => eb.or([eb('person_a', '=', userId), eb('person_b', '=', userId)]))
    .where('state', '=', 'ACCEPTED')
    .executeTakeFirstOrThrow();
  return count;
}
