import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { ModelStatementsTable } from '../../tables.gen.ts';

export type StatementRow = Selectable<ModelStatementsTable>;

/** The first statement of a day stands. */
export async function insert(tx: Tx, rows: Insertable<ModelStatementsTable>[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('model_statements')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function dueOf(
  db: Db,
  kind: string,
  now: Date,
  after: string | null,
  limit: number,
): Promise<StatementRow[]> {
  let query = db
    .selectFrom('model_statements')
    .selectAll()
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .where('due_at', '<=', now);
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
}

/** Settled once: what came out first stands. */
export async function settle(
  tx: Tx,
  id: string,
  end: { outcome: number | null; void: boolean },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('model_statements')
    .set({ ...end, settled_at: now })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return row.numUpdatedRows > 0n;
}

export interface RecordFilter {
  readonly subject?: string;
  readonly model?: string;
  readonly version?: string;
}

export async function recordOf(db: Db, kind: string | null, { subject, model, version }: RecordFilter) {
  let query = db.selectFrom('model_statements').where('void', '=', false);
  if (kind !== null) query = query.where('kind', '=', kind);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (model !== undefined) query = query.where('model', '=', model);
  if (version !== undefined) query = query.where('version', '=', version);
  const settled = sql`settled_at is not null`;
  const chance = sql`settled_at is not null and probability is not null`;
  return query
    .select([
      sql<number>`count(*) filter (where ${settled})::int`.as('due'),
      sql<number>`count(*) filter (where not ${settled})::int`.as('open'),
      sql<number | null>`avg(probability) filter (where ${chance})`.as('said'),
      sql<number | null>`avg(outcome) filter (where ${chance})`.as('came'),
      sql<number | null>`avg((probability - outcome) ^ 2) filter (where ${chance})`.as('brier'),
      sql<
        number | null
      >`avg((outcome between low and high)::int::float8) filter (where ${settled} and value is not null)`.as(
        'covered',
      ),
    ])
    .executeTakeFirstOrThrow();
}

/** Chances with their outcomes, those settled last first: what calibration is judged by. */
export function settledChances(db: Db, model: string, version: string, limit: number) {
  return db
    .selectFrom('model_statements')
    .select(['probability', 'outcome', 'shadow_version', 'shadow_probability', 'settled_at'])
    .where('model', '=', model)
    .where('version', '=', version)
    .where('void', '=', false)
    .where('probability', 'is not', null)
    .where('settled_at', 'is not', null)
    .orderBy('settled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

const mostExported = 5_000;

export function allAbout(db: Db, subject: string): Promise<StatementRow[]> {
  return db
    .selectFrom('model_statements')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('id', 'desc')
    .limit(mostExported)
    .execute();
}

export async function forget(tx: Tx, subject: string): Promise<void> {
  await tx.deleteFrom('model_statements').where('subject', '=', subject).execute();
}
