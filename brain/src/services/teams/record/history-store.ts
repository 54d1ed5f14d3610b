import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { TeamHistoryTable } from '../../../tables.gen.ts';

export type HistoryRow = Selectable<TeamHistoryTable>;

export async function insertHistory(tx: Tx, row: Insertable<TeamHistoryTable>): Promise<void> {
  await tx.insertInto('team_history').values(row).execute();
}

/** The newest first; one row more than the limit. */
export function listHistory(
  db: Db,
  placeId: string,
  page: { before: string | null; limit: number },
): Promise<HistoryRow[]> {
  let query = db
    .selectFrom('team_history')
    .selectAll()
    .where('place_id', '=', placeId)
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.before) query = query.where('id', '<', page.before);
  return query.execute();
}
