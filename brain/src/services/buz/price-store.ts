import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';
import type { PriceList } from './price-list.ts';

export type PriceListRow = Selectable<DB['buz_price_lists']>;

/** Oldest first. */
export function priceLists(db: Db): Promise<PriceListRow[]> {
  return db.selectFrom('buz_price_lists').selectAll().orderBy('version').execute();
}

/** Does nothing when another Brain was faster; what stands there is compared by the caller. */
export async function insertPriceList(tx: Tx, list: PriceList, effectiveAt: Date): Promise<void> {
  const { version } = list;
  await tx
    .insertInto('buz_price_lists')
    .values({ version, effective_at: effectiveAt, list: JSON.stringify(list) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
