import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { FeedItemsTable } from '../../../tables.gen.ts';

export type FeedRow = Selectable<FeedItemsTable>;

/** A reaction that runs again finds its item there. */
export async function insertItem(tx: Tx, row: Insertable<FeedItemsTable>): Promise<void> {
  await tx
    .insertInto('feed_items')
    .values(row)
    .onConflict((conflict) => conflict.columns(['kind', 'subject_id', 'code', 'venture_id']).doNothing())
    .execute();
}

export async function setGone(tx: Tx, subjectId: string, gone: boolean): Promise<void> {
  await tx.updateTable('feed_items').set({ gone }).where('subject_id', '=', subjectId).execute();
}

export async function rerank(
  tx: Tx,
  subjectId: string,
  change: { rank: bigint; urgency_hours: number; ranked_at: Date; code: string },
): Promise<void> {
  await tx.updateTable('feed_items').set(change).where('subject_id', '=', subjectId).execute();
}

export function findBySubject(db: Db, subjectId: string): Promise<FeedRow | undefined> {
  return db.selectFrom('feed_items').selectAll().where('subject_id', '=', subjectId).executeTakeFirst();
}

export async function retitle(
  tx: Tx,
  subjectId: string,
  words: { title: string; body: string },
): Promise<void> {
  await tx.updateTable('feed_items').set(words).where('subject_id', '=', subjectId).execute();
}

export async function eraseOf(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom('feed_items')
    .where((eb) => eb.or([eb('actor_id', '=', userId), eb('to_id', '=', userId)]))
    .execute();
}

/**
 * Highest rank first; one row more than the limit. `since` is when the first page was read: what was ranked anew after
 * that could come twice, and is left to the next visit.
 */
export function listItems(
  db: Db,
  filter: {
    ventureIds: readonly (string | null)[];
    kind?: string | undefined;
    after: { rank: bigint; id: string; since: Date } | null;
    limit: number;
  },
): Promise<FeedRow[]> {
  const ids = filter.ventureIds.filter((id) => id !== null);
  let query = db
    .selectFrom('feed_items')
    .selectAll()
    .where((eb) =>
      eb.or([
        sql<boolean>`venture_id = any(${ids}::uuid[])`,
        ...(filter.ventureIds.includes(null) ? [eb('venture_id', 'is', null)] : []),
      ]),
    )
    .where('gone', '=', false)
    .orderBy('rank', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  const { after } = filter;
  if (after)
    query = query
      .where('ranked_at', '<=', after.since)
      .where((eb) =>
        eb.or([eb('rank', '<', after.rank), eb.and([eb('rank', '=', after.rank), eb('id', '<', after.id)])]),
      );
  return query.execute();
}
