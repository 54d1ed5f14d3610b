import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { PortfolioItemsTable } from '../../tables.gen.ts';

export type ItemRow = Selectable<PortfolioItemsTable>;

export function itemsOf(db: Db, userId: string): Promise<ItemRow[]> {
  return db
    .selectFrom('portfolio_items')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .execute();
}

export function lock(tx: Tx, userId: string, id: string): Promise<ItemRow | undefined> {
  return tx
    .selectFrom('portfolio_items')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function insert(tx: Tx, row: Insertable<PortfolioItemsTable>): Promise<ItemRow> {
  return tx.insertInto('portfolio_items').values(row).returningAll().executeTakeFirstOrThrow();
}

export function update(
  tx: Tx,
  userId: string,
  id: string,
  change: Updateable<PortfolioItemsTable>,
): Promise<ItemRow> {
  return tx
    .updateTable('portfolio_items')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function remove(tx: Tx, userId: string, id: string): Promise<void> {
  await tx.deleteFrom('portfolio_items').where('user_id', '=', userId).where('id', '=', id).execute();
}
