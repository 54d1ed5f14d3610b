import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { VentureAssessmentsTable, VentureScenariosTable } from '../../../tables.gen.ts';

export type ScenarioRow = Selectable<VentureScenariosTable>;
export type AssessmentRow = Selectable<VentureAssessmentsTable>;

export function scenariosOf(db: Db, ventureId: string): Promise<ScenarioRow[]> {
  return db
    .selectFrom('venture_scenarios')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
}

/** Nobody else adds scenarios to this venture, or renames them, until the transaction ends. */
export async function lockScenarios(tx: Tx, ventureId: string): Promise<ScenarioRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`venture-scenarios ${ventureId}`}, 0))`.execute(
    tx,
  );
  return scenariosOf(tx, ventureId);
}

export function insertScenario(tx: Tx, row: Insertable<VentureScenariosTable>): Promise<ScenarioRow> {
  return tx.insertInto('venture_scenarios').values(row).returningAll().executeTakeFirstOrThrow();
}

export function updateScenario(
  tx: Tx,
  id: string,
  change: Updateable<VentureScenariosTable>,
): Promise<ScenarioRow> {
  return tx
    .updateTable('venture_scenarios')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** False when there is none. */
export async function deleteScenario(tx: Tx, ventureId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('venture_scenarios')
    .where('venture_id', '=', ventureId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export function findAssessment(db: Db, ventureId: string): Promise<AssessmentRow | undefined> {
  return db
    .selectFrom('venture_assessments')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .executeTakeFirst();
}

/** Writes it when it still has the version that was judged upon (0: none yet); undefined when somebody was faster. */
export function saveAssessment(
  tx: Tx,
  row: Insertable<VentureAssessmentsTable>,
  version: number,
): Promise<AssessmentRow | undefined> {
  const { factors, assessed_by, assessed_at } = row;
  if (version === 0)
    return tx
      .insertInto('venture_assessments')
      .values(row)
      .onConflict((conflict) => conflict.column('venture_id').doNothing())
      .returningAll()
      .executeTakeFirst();
  return tx
    .updateTable('venture_assessments')
    .set({ factors, assessed_by, assessed_at, version: sql`version + 1` })
    .where('venture_id', '=', row.venture_id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
}
