import { sql } from 'kysely';
import type { Database, Tx } from './db.ts';
import { Fail } from './errors.ts';

/** Thrown inside a transaction to end it: the write was done before, this is its stored answer. */
export class Replayed extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super('replayed');
    this.answer = answer;
  }
}

export interface IdempotentCall {
  /** Whose key it is: keys of different people never meet. */
  readonly scope: string;
  readonly key: string;
  readonly operation: string;
  readonly bodyHash: string;
}

/**
 * Runs `work` and keeps its result under the key, in one transaction: there is no moment in which the change is made and
 * the answer is not kept. A second request with the key waits at the unique index until the first has committed.
 */
export function transactOnce<T>(
  database: Database,
  call: IdempotentCall,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.transact(async (tx) => {
    const { scope, key, operation, bodyHash } = call;
    const inserted = await tx
      .insertInto('idempotency_keys')
      .values({ scope, key, operation, body_hash: bodyHash })
      .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const stored = await tx
        .selectFrom('idempotency_keys')
        .selectAll()
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      if (stored.operation !== operation || stored.body_hash !== bodyHash)
        throw new Fail('IDEMPOTENCY_KEY_REUSED');
      throw new Replayed(stored.answer);
    }
    const result = await work(tx);
    await tx
      .updateTable('idempotency_keys')
      .set({ answer: JSON.stringify(result ?? null) })
      .where('scope', '=', scope)
      .where('key', '=', key)
      .execute();
    return result;
  });
}

/** Forgets keys older than 24 hours. */
export async function forgetOldKeys(database: Database): Promise<void> {
  await database.db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', sql<Date>`now() - interval '24 hours'`)
    .execute();
}
