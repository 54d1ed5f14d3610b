import { hubId } from '@smartstart/units';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

export type WalletRow = Selectable<DB['buz_wallets']>;

export async function findWallet(db: Db, userId: string): Promise<WalletRow | undefined> {
  return db.selectFrom('buz_wallets').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export async function openWallets(db: Db, rows: Insertable<DB['buz_wallets']>[]): Promise<void> {
  await db
    .insertInto('buz_wallets')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Changes a wallet that rules depend on. The ledger's lock is held from here to the commit, and its counter tells every
 * writer to look again.
 */
export async function changeWallet(
  tx: Tx,
  userId: string,
  change: Updateable<DB['buz_wallets']>,
): Promise<void> {
  await sql`update ledger_state set wallets_version = wallets_version + 1`.execute(tx);
  await tx.updateTable('buz_wallets').set(change).where('user_id', '=', userId).execute();
}

/** Balances by account of one owner. */
export async function balancesOf(db: Db, owner: string): Promise<Map<string, bigint>> {
  const rows = await db
    .selectFrom('ledger_accounts')
    .select(['account', 'balance_micro'])
    .where('owner_id', '=', owner)
    .execute();
  return new Map(rows.map((row) => [row.account, row.balance_micro]));
}

export const hubBalances = (db: Db): Promise<Map<string, bigint>> => balancesOf(db, hubId);
