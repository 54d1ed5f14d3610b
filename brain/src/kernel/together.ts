import { CompiledQuery } from 'kysely';
import type { Db } from './db.ts';
import { bundle, type Statement } from './prepared.ts';

export type { Statement } from './prepared.ts';

/**
 * Sends statements that do not need each other's answers in one go, and waits once. Answers with the rows of each. For the
 * few places where round trips decide: a batch of the ledger is seven statements.
 */
export async function together(db: Db, statements: readonly Statement[]): Promise<unknown[][]> {
  const { rows } = await db.executeQuery<unknown[]>(CompiledQuery.raw(bundle, [statements]));
  return rows;
}
