import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { VentureFilesTable } from '../../tables.gen.ts';

/** SQL of what a venture says about its files; name, size and kind are in the file storage. */

export type VentureFileRow = Selectable<VentureFilesTable>;

export function insertFile(tx: Tx, row: Insertable<VentureFilesTable>): Promise<VentureFileRow> {
  return tx.insertInto('venture_files').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findFile(db: Db, ventureId: string, fileId: string): Promise<VentureFileRow | undefined> {
  return db
    .selectFrom('venture_files')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
}

/** The newest first; one row more than the limit. */
export function listFiles(
  db: Db,
  where: { ventureId: string; tiers: readonly number[]; before: string | null; limit: number },
): Promise<VentureFileRow[]> {
  let query = db
    .selectFrom('venture_files')
    .selectAll()
    .where('venture_id', '=', where.ventureId)
    .where('tier', 'in', [...where.tiers])
    .orderBy('file_id', 'desc')
    .limit(where.limit + 1);
  if (where.before) query = query.where('file_id', '<', where.before);
  return query.execute();
}

export async function countFiles(
  db: Db,
  ventureId: string,
): Promise<readonly { readonly tier: number; readonly count: number }[]> {
  const rows = await db
    .selectFrom('venture_files')
    .select(['tier', (eb) => eb.fn.countAll<bigint>().as('count')])
    .where('venture_id', '=', ventureId)
    .groupBy('tier')
    .execute();
  return rows.map(({ tier, count }) => ({ tier, count: Number(count) }));
}

export async function deleteFile(tx: Tx, fileId: string): Promise<void> {
  await tx.deleteFrom('venture_files').where('file_id', '=', fileId).execute();
}
