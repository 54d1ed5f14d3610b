import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type {
  DistributionLinesTable,
  DistributionObjectionsTable,
  DistributionsTable,
} from '../../../tables.gen.ts';

export type DistributionRow = Selectable<DistributionsTable>;
export type LineRow = Selectable<DistributionLinesTable>;
export type ObjectionRow = Selectable<DistributionObjectionsTable>;

export function insertDistribution(tx: Tx, row: Insertable<DistributionsTable>): Promise<DistributionRow> {
  return tx.insertInto('distributions').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findDistribution(db: Db, id: string): Promise<DistributionRow | undefined> {
  return db.selectFrom('distributions').selectAll().where('id', '=', id).executeTakeFirst();
}

export function lockDistribution(tx: Tx, id: string): Promise<DistributionRow | undefined> {
  return tx.selectFrom('distributions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Writes the change and counts the version up. */
export function updateDistribution(
  tx: Tx,
  id: string,
  change: Updateable<DistributionsTable>,
): Promise<DistributionRow> {
  return tx
    .updateTable('distributions')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The one that is being prepared. */
export function openDistribution(db: Db, ventureId: string): Promise<DistributionRow | undefined> {
  return db
    .selectFrom('distributions')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('state', 'in', ['DRAFT', 'CALCULATED'])
    .executeTakeFirst();
}

/** The newest first; of one recipient where named. One row more than the limit. */
export function listDistributions(
  db: Db,
  filter: {
    ventureId: string;
    state: string | undefined;
    recipientId: string | null;
    before: string | null;
    limit: number;
  },
): Promise<DistributionRow[]> {
  const { recipientId } = filter;
  let query = db
    .selectFrom('distributions')
    .selectAll('distributions')
    .where('venture_id', '=', filter.ventureId)
    .orderBy('distributions.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('distributions.id', '<', filter.before);
  if (recipientId)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('distribution_lines')
          .select('distribution_lines.id')
          .whereRef('distribution_id', '=', 'distributions.id')
          .where('user_id', '=', recipientId),
      ),
    );
  return query.execute();
}

/** Of all ventures, the oldest first. */
export function distributionsIn(
  db: Db,
  filter: { state: string; after: string | null; limit: number },
): Promise<DistributionRow[]> {
  let query = db
    .selectFrom('distributions')
    .selectAll()
    .where('state', '=', filter.state)
    .orderBy('id')
    .limit(filter.limit + 1);
  if (filter.after) query = query.where('id', '>', filter.after);
  return query.execute();
}

/** How many of a venture are not paid out to the end. */
export async function countUnfinished(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('distributions')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('venture_id', '=', ventureId)
    .where('state', 'not in', ['DRAFT', 'COMPLETED'])
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function takeEntries(
  tx: Tx,
  distributionId: string,
  entryIds: readonly string[],
): Promise<void> {
  await tx
    .insertInto('distribution_entries')
    .values(entryIds.map((entry_id) => ({ entry_id, distribution_id: distributionId })))
    .execute();
}

export async function releaseEntries(tx: Tx, distributionId: string): Promise<void> {
  await tx.deleteFrom('distribution_entries').where('distribution_id', '=', distributionId).execute();
}

/** The distribution an entry is in. */
export function distributionOfEntry(db: Db, entryId: string): Promise<DistributionRow | undefined> {
  return db
    .selectFrom('distributions')
    .selectAll('distributions')
    .innerJoin('distribution_entries', 'distribution_entries.distribution_id', 'distributions.id')
    .where('distribution_entries.entry_id', '=', entryId)
    .executeTakeFirst();
}

export function entriesIn(db: Db, distributionId: string) {
  return db
    .selectFrom('distribution_entries')
    .innerJoin('revenue_entries', 'revenue_entries.id', 'distribution_entries.entry_id')
    .select([
      'revenue_entries.report_id',
      'revenue_entries.kind',
      'revenue_entries.month',
      'revenue_entries.net_minor',
    ])
    .where('distribution_entries.distribution_id', '=', distributionId)
    .orderBy('revenue_entries.month')
    .orderBy('revenue_entries.id')
    .execute();
}

export async function insertLines(
  tx: Tx,
  rows: readonly Insertable<DistributionLinesTable>[],
): Promise<void> {
  await tx
    .insertInto('distribution_lines')
    .values([...rows])
    .execute();
}

export async function deleteLines(tx: Tx, distributionId: string): Promise<void> {
  await tx.deleteFrom('distribution_lines').where('distribution_id', '=', distributionId).execute();
}

/** Of several distributions, the largest amount first. */
export function linesOf(db: Db, distributionIds: readonly string[]): Promise<LineRow[]> {
  if (!distributionIds.length) return Promise.resolve([]);
  return db
    .selectFrom('distribution_lines')
    .selectAll()
    .where('distribution_id', 'in', [...distributionIds])
    .orderBy('amount_minor', 'desc')
    .orderBy('user_id')
    .execute();
}

export function lineOfPerson(db: Db, distributionId: string, userId: string): Promise<LineRow | undefined> {
  return db
    .selectFrom('distribution_lines')
    .selectAll()
    .where('distribution_id', '=', distributionId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

export async function insertObjection(tx: Tx, row: Insertable<DistributionObjectionsTable>): Promise<void> {
  await tx.insertInto('distribution_objections').values(row).execute();
}

export function objectionsOf(db: Db, distributionId: string, limit: number): Promise<ObjectionRow[]> {
  return db
    .selectFrom('distribution_objections')
    .selectAll()
    .where('distribution_id', '=', distributionId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Those with a line of the person, in whatever venture; the newest first. One row more than the limit. */
export function distributionsFor(
  db: Db,
  filter: { userId: string; before: string | null; limit: number },
): Promise<DistributionRow[]> {
  let query = db
    .selectFrom('distributions')
    .selectAll('distributions')
    .innerJoin('distribution_lines', 'distribution_lines.distribution_id', 'distributions.id')
    .where('distribution_lines.user_id', '=', filter.userId)
    .orderBy('distributions.id', 'desc')
    .limit(filter.limit + 1);
  if (filter.before) query = query.where('distributions.id', '<', filter.before);
  return query.execute();
}

/** What a person gets and got, the newest first. */
export function linesWith(db: Db, userId: string) {
  return db
    .selectFrom('distribution_lines')
    .innerJoin('distributions', 'distributions.id', 'distribution_lines.distribution_id')
    .innerJoin('venture_books', 'venture_books.venture_id', 'distributions.venture_id')
    .select([
      'distributions.venture_id',
      'distribution_lines.distribution_id',
      'distribution_lines.part',
      'distribution_lines.amount_minor',
      'distribution_lines.withheld_minor',
      'venture_books.currency',
      'distribution_lines.state',
      'distribution_lines.reference',
      'distribution_lines.paid_at',
    ])
    .where('distribution_lines.user_id', '=', userId)
    .orderBy('distribution_lines.id', 'desc')
    .execute();
}

/** Ventures in which something is still to be paid to the person. */
export async function venturesOwing(db: Db, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('distribution_lines')
    .innerJoin('distributions', 'distributions.id', 'distribution_lines.distribution_id')
    .select('distributions.venture_id')
    .distinct()
    .where('distribution_lines.user_id', '=', userId)
    .where('distribution_lines.state', '<>', 'COMPLETED')
    .execute();
  return rows.map((row) => row.venture_id);
}
