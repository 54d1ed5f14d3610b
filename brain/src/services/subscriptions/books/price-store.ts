import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BillingAddressesTable, SeatPricesTable } from '../../../tables.gen.ts';

export type PriceRow = Selectable<SeatPricesTable>;
export type AddressRow = Selectable<BillingAddressesTable>;

/** The price in force at a moment. */
export function priceAt(db: Db, at: Date): Promise<PriceRow> {
  return db
    .selectFrom('seat_prices')
    .selectAll()
    .where('from_at', '<=', at)
    .orderBy('from_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** The next one that is announced. */
export function priceAfter(db: Db, at: Date): Promise<PriceRow | undefined> {
  return db
    .selectFrom('seat_prices')
    .selectAll()
    .where('from_at', '>', at)
    .orderBy('from_at')
    .limit(1)
    .executeTakeFirst();
}

export function prices(db: Db): Promise<PriceRow[]> {
  return db.selectFrom('seat_prices').selectAll().orderBy('from_at', 'desc').execute();
}

/** Nothing when another one holds from the same moment. */
export function insertPrice(tx: Tx, row: Insertable<SeatPricesTable>): Promise<PriceRow | undefined> {
  return tx
    .insertInto('seat_prices')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

export function addressOf(db: Db, userId: string): Promise<AddressRow | undefined> {
  return db.selectFrom('billing_addresses').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export function saveAddress(tx: Tx, row: Insertable<BillingAddressesTable>): Promise<AddressRow> {
  const { user_id: _, ...change } = row;
  return tx
    .insertInto('billing_addresses')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet((eb) => ({ ...change, version: eb('billing_addresses.version', '+', 1) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function dropAddress(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('billing_addresses').where('user_id', '=', userId).execute();
}
