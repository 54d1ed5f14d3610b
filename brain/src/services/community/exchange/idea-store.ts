import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { IdeasTable } from '../../../tables.gen.ts';

export type IdeaRow = Selectable<IdeasTable>;

export function insertIdea(tx: Tx, row: Insertable<IdeasTable>): Promise<IdeaRow> {
  return tx.insertInto('ideas').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findIdea(db: Db, id: string): Promise<IdeaRow | undefined> {
  return db.selectFrom('ideas').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockIdea(tx: Tx, id: string): Promise<IdeaRow | undefined> {
  return tx.selectFrom('ideas').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function updateIdea(tx: Tx, id: string, change: Updateable<IdeasTable>): Promise<IdeaRow> {
  return tx
    .updateTable('ideas')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteIdea(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('ideas').where('id', '=', id).execute();
}

export interface IdeaFilter {
  /** Null stands for the platform. */
  readonly ventureIds: readonly (string | null)[];
  readonly state?: string | undefined;
  readonly tag?: string | undefined;
  readonly sort: 'newest' | 'votes';
  readonly before: { votes: number; id: string } | null;
  readonly limit: number;
}

/** One row more than the limit. */
export function listIdeas(db: Db, filter: IdeaFilter): Promise<IdeaRow[]> {
  const ids = filter.ventureIds.filter((id) => id !== null);
  let query = db
    .selectFrom('ideas')
    .selectAll()
    .where((eb) =>
      eb.or([
        sql<boolean>`venture_id = any(${ids}::uuid[])`,
        ...(filter.ventureIds.includes(null) ? [eb('venture_id', 'is', null)] : []),
      ]),
    )
    .where('hidden_at', 'is', null)
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.tag) query = query.where(sql<boolean>`${filter.tag.toLowerCase()} = any(tags)`);
  const { before } = filter;
  if (filter.sort === 'newest') {
    if (before) query = query.where('id', '<', before.id);
    return query.orderBy('id', 'desc').execute();
  }
  if (before)
    query = query.where((eb) =>
      eb.or([
        eb('votes', '<', before.votes),
        eb.and([eb('votes', '=', before.votes), eb('id', '<', before.id)]),
      ]),
    );
  return query.orderBy('votes', 'desc').orderBy('id', 'desc').execute();
}

export async function votedFor(db: Db, userId: string, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await db
    .selectFrom('idea_votes')
    .select('idea_id')
    .where('user_id', '=', userId)
    .where('idea_id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.idea_id));
}

/** @returns false when the vote was there already */
export async function addVote(tx: Tx, row: { idea_id: string; user_id: string; at: Date }): Promise<boolean> {
  const result = await tx
    .insertInto('idea_votes')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function dropVote(tx: Tx, ideaId: string, userId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('idea_votes')
    .where('idea_id', '=', ideaId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Counting does not disturb an edit under way: the version stays. */
export function countVotes(tx: Tx, id: string, by: 1 | -1): Promise<IdeaRow> {
  return tx
    .updateTable('ideas')
    .set((row) => ({ votes: row('votes', '+', by) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function hideIdea(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('ideas').set({ hidden_at: at }).where('id', '=', id).execute();
}
