import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { OwnershipTransfersTable } from '../../tables.gen.ts';

/** SQL of passing ventures on. */

export type TransferRow = Selectable<OwnershipTransfersTable>;

export function insertTransfer(tx: Tx, row: Insertable<OwnershipTransfersTable>): Promise<TransferRow> {
  return tx.insertInto('ownership_transfers').values(row).returningAll().executeTakeFirstOrThrow();
}

export function latestTransfer(db: Db, ventureId: string): Promise<TransferRow | undefined> {
  return db
    .selectFrom('ownership_transfers')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function transferOf(db: Db, documentId: string): Promise<TransferRow | undefined> {
  return db
    .selectFrom('ownership_transfers')
    .selectAll()
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}

export function lockTransfer(tx: Tx, ventureId: string, id: string): Promise<TransferRow | undefined> {
  return tx
    .selectFrom('ownership_transfers')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function isWaiting(db: Db, ventureId: string): Promise<boolean> {
  const row = await db
    .selectFrom('ownership_transfers')
    .select('id')
    .where('venture_id', '=', ventureId)
    .where('state', '=', 'WAITING')
    .executeTakeFirst();
  return Boolean(row);
}

export function updateTransfer(
  tx: Tx,
  id: string,
  change: { state: string; reason: string | null; decided_at: Date },
): Promise<TransferRow> {
  return tx
    .updateTable('ownership_transfers')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
