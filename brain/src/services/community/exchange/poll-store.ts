import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { PollsTable } from '../../../tables.gen.ts';

export type PollRow = Selectable<PollsTable>;

export function insertPoll(tx: Tx, row: Insertable<PollsTable>): Promise<PollRow> {
  return tx.insertInto('polls').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findPoll(db: Db, id: string): Promise<PollRow | undefined> {
  return db.selectFrom('polls').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockPoll(tx: Tx, id: string): Promise<PollRow | undefined> {
  return tx.selectFrom('polls').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function closePoll(tx: Tx, id: string, at: Date): Promise<PollRow> {
  return tx
    .updateTable('polls')
    .set({ closes_at: at })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deletePoll(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('polls').where('id', '=', id).execute();
}

export async function hidePoll(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('polls').set({ hidden_at: at }).where('id', '=', id).execute();
}

/** Newest first; one row more than the limit. */
export function listPolls(
  db: Db,
  filter: {
    ventureIds: readonly (string | null)[];
    open?: boolean | undefined;
    now: Date;
    before: string | null;
    limit: number;
  },
): Promise<PollRow[]> {
  const ids = filter.ventureIds.filter((id) => id !== null);
  let query = db
    .selectFrom('polls')
    .selectAll()
    .where((eb) =>
      eb.or([
        sql<boolean>`venture_id = any(${ids}::uuid[])`,
        ...(filter.ventureIds.includes(null) ? [eb('venture_id', 'is', null)] : []),
      ]),
    )
    .where('hidden_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.open !== undefined) query = query.where('closes_at', filter.open ? '>' : '<=', filter.now);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** @returns false when the person has voted already */
export async function addVote(
  tx: Tx,
  row: { poll_id: string; user_id: string; option: number; at: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('poll_votes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function votesOf(db: Db, userId: string, ids: readonly string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('poll_votes')
    .select(['poll_id', 'option'])
    .where('user_id', '=', userId)
    .where('poll_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.poll_id, row.option]));
}

/** How often each option was chosen; asked only for polls whose result the reader may see. */
export async function countsOf(db: Db, ids: readonly string[]): Promise<Map<string, Map<number, number>>> {
  if (!ids.length) return new Map();
  const rows = await db
    .selectFrom('poll_votes')
    .select(['poll_id', 'option', sql<number>`count(*)::int`.as('count')])
    .where('poll_id', 'in', [...ids])
    .groupBy(['poll_id', 'option'])
    .execute();
  const counts = new Map<string, Map<number, number>>();
  for (const { poll_id, option, count } of rows)
    counts.set(poll_id, (counts.get(poll_id) ?? new Map<number, number>()).set(option, count));
  return counts;
}

export async function hasVotes(db: Db, pollId: string): Promise<boolean> {
  const row = await db
    .selectFrom('poll_votes')
    .select('poll_id')
    .where('poll_id', '=', pollId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
