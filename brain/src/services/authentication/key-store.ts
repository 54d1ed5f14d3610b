import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { DB } from '../../tables.gen.ts';

/** SQL of the keys that sign access tokens. */

export type KeyRow = Selectable<DB['token_keys']>;

const keysLock = 7_102_029;

/** One Brain at a time makes or replaces the key. */
export async function lockKeys(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keysLock})`.execute(tx);
}

export async function currentKey(db: Db): Promise<KeyRow | undefined> {
  return db.selectFrom('token_keys').selectAll().where('retire_at', 'is', null).executeTakeFirst();
}

export async function validKeys(db: Db, now: Date): Promise<KeyRow[]> {
  return db
    .selectFrom('token_keys')
    .selectAll()
    .where((eb) => eb.or([eb('retire_at', 'is', null), eb('retire_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .execute();
}

export async function insertKey(tx: Tx, key: Insertable<DB['token_keys']>): Promise<KeyRow> {
  return tx.insertInto('token_keys').values(key).returningAll().executeTakeFirstOrThrow();
}

export async function retireKey(tx: Tx, kid: string, retireAt: Date): Promise<void> {
  await tx.updateTable('token_keys').set({ retire_at: retireAt }).where('kid', '=', kid).execute();
}
