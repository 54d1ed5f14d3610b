import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { WorkExposureTable, WorkRisksTable } from '../../../tables.gen.ts';

export type RiskRow = Selectable<WorkRisksTable>;

export function insertRisk(tx: Tx, row: Insertable<WorkRisksTable>): Promise<RiskRow> {
  return tx.insertInto('work_risks').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockRisk(tx: Tx, ventureId: string, id: string): Promise<RiskRow | undefined> {
  return tx
    .selectFrom('work_risks')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function updateRisk(
  tx: Tx,
  ventureId: string,
  id: string,
  change: Updateable<WorkRisksTable>,
): Promise<RiskRow> {
  return tx
    .updateTable('work_risks')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The gravest first; one row more than the limit. */
export function listRisks(
  db: Db,
  filter: {
    ventureId: string;
    state?: string | undefined;
    after: { score: number; id: string } | null;
    limit: number;
  },
): Promise<RiskRow[]> {
  let query = db
    .selectFrom('work_risks')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('score', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  const { after } = filter;
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('score', '<', after.score),
        eb.and([eb('score', '=', after.score), eb('id', '<', after.id)]),
      ]),
    );
  return query.execute();
}

export async function countRisks(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('work_risks')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertExposure(tx: Tx, row: Insertable<WorkExposureTable>): Promise<void> {
  await tx.insertInto('work_exposure').values(row).execute();
}
