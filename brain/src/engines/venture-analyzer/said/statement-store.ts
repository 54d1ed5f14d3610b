import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { VentureStatementsTable } from '../../../tables.gen.ts';

export type StatementRow = Selectable<VentureStatementsTable>;

/** The first of a month stands; answers with those that were written. */
export async function insertStatements(
  tx: Tx,
  rows: readonly Insertable<VentureStatementsTable>[],
): Promise<StatementRow[]> {
  if (!rows.length) return [];
  return tx
    .insertInto('venture_statements')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute();
}

/** The newest first; one row more than the limit. */
export function listStatements(
  db: Db,
  filter: { ventureId: string; kind: string | undefined; before: string | null; limit: number },
): Promise<StatementRow[]> {
  let query = db
    .selectFrom('venture_statements')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Was anything said of the venture in this month already. */
export async function hasSaid(db: Db, ventureId: string, month: string): Promise<boolean> {
  const row = await db
    .selectFrom('venture_statements')
    .select('id')
    .where('venture_id', '=', ventureId)
    .where('said_in', '=', month)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
