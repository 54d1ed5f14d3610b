import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { KudosTable } from '../../../tables.gen.ts';

export type KudosRow = Selectable<KudosTable>;

export function insertKudos(tx: Tx, row: Insertable<KudosTable>): Promise<KudosRow> {
  return tx.insertInto('kudos').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findKudos(db: Db, id: string): Promise<KudosRow | undefined> {
  return db.selectFrom('kudos').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockKudos(tx: Tx, id: string): Promise<KudosRow | undefined> {
  return tx.selectFrom('kudos').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function deleteKudos(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('kudos').where('id', '=', id).execute();
}

export async function hideKudos(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('kudos').set({ hidden_at: at }).where('id', '=', id).execute();
}

/** Newest first; one row more than the limit. */
export function listKudos(
  db: Db,
  filter: {
    ventureIds: readonly (string | null)[];
    toUserId?: string | undefined;
    fromUserId?: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<KudosRow[]> {
  const ids = filter.ventureIds.filter((id) => id !== null);
  let query = db
    .selectFrom('kudos')
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
  if (filter.toUserId) query = query.where('to_id', '=', filter.toUserId);
  if (filter.fromUserId) query = query.where('from_id', '=', filter.fromUserId);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}
