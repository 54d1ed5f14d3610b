import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { FundingRoundsTable, VentureInvestorsTable } from '../../../tables.gen.ts';

export type RoundRow = Selectable<FundingRoundsTable>;
export type InvestorRow = Selectable<VentureInvestorsTable>;

export function insertRound(tx: Tx, row: Insertable<FundingRoundsTable>): Promise<RoundRow> {
  return tx.insertInto('funding_rounds').values(row).returningAll().executeTakeFirstOrThrow();
}

export function findRound(db: Db, ventureId: string, id: string): Promise<RoundRow | undefined> {
  return db
    .selectFrom('funding_rounds')
    .selectAll()
    .where('id', '=', id)
    .where('venture_id', '=', ventureId)
    .executeTakeFirst();
}

export function lockRound(tx: Tx, ventureId: string, id: string): Promise<RoundRow | undefined> {
  return tx
    .selectFrom('funding_rounds')
    .selectAll()
    .where('id', '=', id)
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes the change and counts the version up. */
export function updateRound(tx: Tx, id: string, change: Updateable<FundingRoundsTable>): Promise<RoundRow> {
  return tx
    .updateTable('funding_rounds')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function listRounds(
  db: Db,
  filter: { ventureId: string; state: string | undefined; before: string | null; limit: number },
): Promise<RoundRow[]> {
  let query = db
    .selectFrom('funding_rounds')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}

/** Of a venture; there are a hundred at most. */
export function allRounds(db: Db, ventureId: string): Promise<RoundRow[]> {
  return db
    .selectFrom('funding_rounds')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .orderBy('id')
    .execute();
}

/** When rounds were completed, of every venture, the earliest first. */
export function completedRounds(db: Db): Promise<{ venture_id: string; closed_at: Date | null }[]> {
  return db
    .selectFrom('funding_rounds')
    .select(['venture_id', 'closed_at'])
    .where('state', '=', 'COMPLETED')
    .orderBy('closed_at')
    .execute();
}

export async function countRounds(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('funding_rounds')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The round that is active, else the one that was completed last. */
export function currentRound(db: Db, ventureId: string): Promise<RoundRow | undefined> {
  return db
    .selectFrom('funding_rounds')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('state', 'in', ['ACTIVE', 'COMPLETED'])
    .orderBy('state')
    .orderBy('closed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The round that was opened last, however it ended. */
export function lastRound(db: Db, ventureId: string): Promise<RoundRow | undefined> {
  return db
    .selectFrom('funding_rounds')
    .selectAll()
    .where('venture_id', '=', ventureId)
    .where('opened_at', 'is not', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface RoundSums {
  readonly promisedMinor: bigint;
  readonly raisedMinor: bigint;
  readonly interests: { LOW: number; MEDIUM: number; HIGH: number };
}

/** What the investors of each round promised and paid. */
export async function sumsOf(db: Db, roundIds: readonly string[]): Promise<Map<string, RoundSums>> {
  if (!roundIds.length) return new Map();
  const rows = await db
    .selectFrom('venture_investors')
    .select((eb) => [
      'round_id',
      'interest',
      eb.fn.countAll<bigint>().as('count'),
      sql<string>`sum(promised_minor)`.as('promised'),
      sql<string>`sum(received_minor)`.as('received'),
    ])
    .where('round_id', 'in', [...roundIds])
    .groupBy(['round_id', 'interest'])
    .execute();
  const sums = new Map<string, RoundSums>();
  for (const row of rows) {
    const known = sums.get(row.round_id!) ?? noSums;
    sums.set(row.round_id!, {
      promisedMinor: known.promisedMinor + BigInt(row.promised),
      raisedMinor: known.raisedMinor + BigInt(row.received),
      interests: { ...known.interests, [row.interest]: Number(row.count) },
    });
  }
  return sums;
}

export const noSums: RoundSums = {
  promisedMinor: 0n,
  raisedMinor: 0n,
  interests: { LOW: 0, MEDIUM: 0, HIGH: 0 },
};

export function insertInvestor(tx: Tx, row: Insertable<VentureInvestorsTable>): Promise<InvestorRow> {
  return tx.insertInto('venture_investors').values(row).returningAll().executeTakeFirstOrThrow();
}

export function lockInvestor(tx: Tx, ventureId: string, id: string): Promise<InvestorRow | undefined> {
  return tx
    .selectFrom('venture_investors')
    .selectAll()
    .where('id', '=', id)
    .where('venture_id', '=', ventureId)
    .forUpdate()
    .executeTakeFirst();
}

export function updateInvestor(
  tx: Tx,
  id: string,
  change: Updateable<VentureInvestorsTable>,
): Promise<InvestorRow> {
  return tx
    .updateTable('venture_investors')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteInvestor(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('venture_investors').where('id', '=', id).execute();
}

export async function countInvestors(db: Db, ventureId: string): Promise<number> {
  const { count } = await db
    .selectFrom('venture_investors')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('venture_id', '=', ventureId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export function listInvestors(
  db: Db,
  filter: {
    ventureId: string;
    roundId: string | undefined;
    interest: string | undefined;
    before: string | null;
    limit: number;
  },
): Promise<InvestorRow[]> {
  let query = db
    .selectFrom('venture_investors')
    .selectAll()
    .where('venture_id', '=', filter.ventureId)
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.roundId) query = query.where('round_id', '=', filter.roundId);
  if (filter.interest) query = query.where('interest', '=', filter.interest);
  if (filter.before) query = query.where('id', '<', filter.before);
  return query.execute();
}
