import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BulkIssuesTable, BulkRowsTable } from '../../../tables.gen.ts';

/** SQL of bulk issues. */

export type BulkRow = Selectable<BulkIssuesTable>;
export type BulkLine = Selectable<BulkRowsTable>;

export async function insertBulk(tx: Tx, bulk: Insertable<BulkIssuesTable>): Promise<void> {
  await tx.insertInto('bulk_issues').values(bulk).execute();
  await tx
    .insertInto('bulk_rows')
    .values(
      Array.from({ length: bulk.total }, (_, index) => ({
        bulk_id: bulk.id,
        row_number: index + 1,
        state: 'WAITING',
      })),
    )
    .execute();
}

export function bulkById(db: Db, id: string): Promise<BulkRow | undefined> {
  return db.selectFrom('bulk_issues').selectAll().where('id', '=', id).executeTakeFirst();
}

export function bulkLines(db: Db, bulkId: string): Promise<BulkLine[]> {
  return db.selectFrom('bulk_rows').selectAll().where('bulk_id', '=', bulkId).orderBy('row_number').execute();
}

/** The next row that nobody has done; one that another Brain has in hand is waited for. */
export function lockNextLine(tx: Tx, bulkId: string): Promise<BulkLine | undefined> {
  return tx
    .selectFrom('bulk_rows')
    .selectAll()
    .where('bulk_id', '=', bulkId)
    .where('state', '=', 'WAITING')
    .orderBy('row_number')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

export async function finishLine(
  tx: Tx,
  bulkId: string,
  rowNumber: number,
  change: Pick<BulkLine, 'state'> & Partial<Pick<BulkLine, 'document_id' | 'message'>>,
): Promise<void> {
  await tx
    .updateTable('bulk_rows')
    .set(change)
    .where('bulk_id', '=', bulkId)
    .where('row_number', '=', rowNumber)
    .where('state', '=', 'WAITING')
    .execute();
}

export async function countDone(db: Db, bulkId: string): Promise<number> {
  const row = await db
    .selectFrom('bulk_rows')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('bulk_id', '=', bulkId)
    .where('state', '<>', 'WAITING')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function countFailed(db: Db, bulkId: string): Promise<number> {
  const row = await db
    .selectFrom('bulk_rows')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('bulk_id', '=', bulkId)
    .where('state', '=', 'FAILED')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
