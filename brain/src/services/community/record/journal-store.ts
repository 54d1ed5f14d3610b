import type { Insertable } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { CommunityLogTable } from '../../../tables.gen.ts';

export async function insertLog(tx: Tx, row: Insertable<CommunityLogTable>): Promise<void> {
  await tx.insertInto('community_log').values(row).execute();
}
