import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BehaviorSegmentationsTable } from '../../../tables.gen.ts';

export type SegmentationRow = Selectable<BehaviorSegmentationsTable>;

export function newest(db: Db): Promise<SegmentationRow | undefined> {
  return db
    .selectFrom('behavior_segmentations')
    .selectAll()
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Older ones than the last twelve are dropped: they place nobody any longer. */
export async function insert(tx: Tx, row: Insertable<BehaviorSegmentationsTable>): Promise<void> {
  await tx.insertInto('behavior_segmentations').values(row).execute();
  const kept = tx.selectFrom('behavior_segmentations').select('id').orderBy('computed_at', 'desc').limit(12);
  await tx.deleteFrom('behavior_segmentations').where('id', 'not in', kept).execute();
}
