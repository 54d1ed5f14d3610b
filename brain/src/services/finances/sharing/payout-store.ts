import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { DistributionLinesTable, PayoutsTable } from '../../../tables.gen.ts';
import type { LineRow } from './distribution-store.ts';

export type PayoutRow = Selectable<PayoutsTable>;

/** All lines of a distribution, locked in one order. */
export function lockLines(tx: Tx, distributionId: string): Promise<LineRow[]> {
  return tx
    .selectFrom('distribution_lines')
    .selectAll()
    .where('distribution_id', '=', distributionId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export function findLine(db: Db, lineId: string): Promise<LineRow | undefined> {
  return db.selectFrom('distribution_lines').selectAll().where('id', '=', lineId).executeTakeFirst();
}

export async function updateLine(
  tx: Tx,
  lineId: string,
  change: Updateable<DistributionLinesTable>,
): Promise<void> {
  await tx.updateTable('distribution_lines').set(change).where('id', '=', lineId).execute();
}

export async function insertPayouts(tx: Tx, rows: readonly Insertable<PayoutsTable>[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('payouts')
    .values([...rows])
    .execute();
}

export function lockPayout(tx: Tx, lineId: string, attempt: number): Promise<PayoutRow | undefined> {
  return tx
    .selectFrom('payouts')
    .selectAll()
    .where('line_id', '=', lineId)
    .where('attempt', '=', attempt)
    .forUpdate()
    .executeTakeFirst();
}

export async function updatePayout(
  tx: Tx,
  { line_id, attempt }: Pick<PayoutRow, 'line_id' | 'attempt'>,
  change: Updateable<PayoutsTable>,
): Promise<void> {
  await tx
    .updateTable('payouts')
    .set(change)
    .where('line_id', '=', line_id)
    .where('attempt', '=', attempt)
    .execute();
}

/** Payouts the provider was not asked for, or gave no answer to; a page in the order of their lines. */
export function unsentPayouts(db: Db, after: string | null, limit: number) {
  const query = db
    .selectFrom('payouts')
    .innerJoin('distribution_lines', 'distribution_lines.id', 'payouts.line_id')
    .innerJoin('distributions', 'distributions.id', 'distribution_lines.distribution_id')
    .innerJoin('venture_books', 'venture_books.venture_id', 'distributions.venture_id')
    .select([
      'payouts.line_id',
      'payouts.attempt',
      'payouts.provider',
      sql<bigint>`amount_minor - withheld_minor`.as('amount_minor'),
      'distributions.venture_id',
      'distribution_lines.distribution_id',
      sql<string>`distribution_lines.user_id`.as('user_id'),
      sql<string>`venture_books.currency`.as('currency'),
    ])
    .where('payouts.state', '=', 'PROCESSING')
    .where('payouts.sent_at', 'is', null)
    .orderBy('payouts.line_id')
    .limit(limit);
  return (after ? query.where('payouts.line_id', '>', after) : query).execute();
}
