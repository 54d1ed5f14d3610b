import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { ComplianceStandingsTable, ComplianceStepsTable } from '../../tables.gen.ts';

/** SQL of the compliance of people. Holds are in `hold-store.ts`. */

export type StandingRow = Selectable<ComplianceStandingsTable>;
export type StepRow = Selectable<ComplianceStepsTable>;

export function find(db: Db, userId: string): Promise<StandingRow | undefined> {
  return db.selectFrom('compliance_standings').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** Percent of the required papers in force; null where none is required, and for those without a case. */
export async function scoresOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, number | null>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('compliance_standings')
    .select(['user_id', 'score'])
    .where('user_id', 'in', [...userIds])
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.score]));
}

export function lock(tx: Tx, userId: string): Promise<StandingRow | undefined> {
  return tx
    .selectFrom('compliance_standings')
    .selectAll()
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}

/** Everybody begins compliant. */
export async function begin(tx: Tx, userId: string, since: Date): Promise<void> {
  await tx
    .insertInto('compliance_standings')
    .values({ user_id: userId, state: 'COMPLIANT', since })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export function update(
  tx: Tx,
  userId: string,
  change: Partial<Omit<StandingRow, 'user_id' | 'row_version'>>,
): Promise<StandingRow> {
  return tx
    .updateTable('compliance_standings')
    .set(change)
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function remove(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('compliance_standings').where('user_id', '=', userId).execute();
}

export async function addStep(tx: Tx, row: Insertable<ComplianceStepsTable>): Promise<void> {
  await tx.insertInto('compliance_steps').values(row).execute();
}

export async function countViolations(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('compliance_steps')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('user_id', '=', userId)
    .where('to_state', '=', 'VIOLATION')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The newest steps of a person, oldest first. */
export async function stepsOf(db: Db, userId: string, limit: number): Promise<StepRow[]> {
  const rows = await db
    .selectFrom('compliance_steps')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}

export function stepsIn(db: Db, { from, to }: { from: Date; to: Date }, limit: number): Promise<StepRow[]> {
  return db
    .selectFrom('compliance_steps')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<', to)
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Cases whose deadline is over, locked; those another worker has are left out. */
export function lockDue(tx: Tx, now: Date, limit: number): Promise<StandingRow[]> {
  return tx
    .selectFrom('compliance_standings')
    .selectAll()
    .where('deadline', '<=', now)
    .where('state', 'in', ['VIOLATION', 'REMEDIATION'])
    .orderBy('deadline')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Who needs a decision comes first, then who needs to sign; within a state the lowest score. */
const urgency = sql<number>`(case state when 'ESCALATED' then 0 when 'VIOLATION' then 1 when 'REMEDIATION' then 2
  when 'AUDIT' then 3 when 'SUSPENDED' then 4 when 'ACTION_REQUIRED' then 5 when 'CHECKING' then 6
  when 'COMPLIANT' then 7 else 8 end)`;
const rank = sql<number>`coalesce(score, 101)`;

export interface Listed extends StandingRow {
  readonly urgency: number;
  readonly rank: number;
}

export function list(
  db: Db,
  filter: { readonly state?: string | undefined; readonly after: readonly [number, number, string] | null },
  limit: number,
): Promise<Listed[]> {
  let query = db
    .selectFrom('compliance_standings')
    .selectAll()
    .select([urgency.as('urgency'), rank.as('rank')]);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.after) {
    const [state, score, id] = filter.after;
    query = query.where(sql<boolean>`(${urgency}, ${rank}, user_id) > (${state}, ${score}, ${id}::uuid)`);
  }
  return query.orderBy(urgency).orderBy(rank).orderBy('user_id').limit(limit).execute();
}

export async function countByState(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('compliance_standings')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.count]));
}
