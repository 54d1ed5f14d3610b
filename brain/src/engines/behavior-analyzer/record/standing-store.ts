import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { BehaviorStandingsTable } from '../../../tables.gen.ts';

export type StandingRow = Selectable<BehaviorStandingsTable>;
export type NewStanding = Insertable<BehaviorStandingsTable>;

/** How people stood when they were worked out last. */
export async function save(tx: Tx, rows: readonly NewStanding[]): Promise<void> {
  if (!rows.length) return;
  await tx
    .insertInto('behavior_standings')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet((row) => ({
        computed_at: row.ref('excluded.computed_at'),
        last_active_on: row.ref('excluded.last_active_on'),
        engagement: row.ref('excluded.engagement'),
        collaboration: row.ref('excluded.collaboration'),
        xp_progress: row.ref('excluded.xp_progress'),
        performance: row.ref('excluded.performance'),
        xp_level: row.ref('excluded.xp_level'),
        churn_level: row.ref('excluded.churn_level'),
        churn_rank: row.ref('excluded.churn_rank'),
        churn: row.ref('excluded.churn'),
        seat_churn: row.ref('excluded.seat_churn'),
        seat_rank: row.ref('excluded.seat_rank'),
        next_step: row.ref('excluded.next_step'),
        segment: row.ref('excluded.segment'),
        fictional: row.ref('excluded.fictional'),
      })),
    )
    .execute();
}

export function find(db: Db, userId: string): Promise<StandingRow | undefined> {
  return db.selectFrom('behavior_standings').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

/** People whose figures were not made anew since then: gone, or without consent by now. */
export async function dropBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('behavior_standings').where('computed_at', '<', before).execute();
}

export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('behavior_standings').where('user_id', '=', userId).execute();
}

/** Predictions were switched off: none stays. */
export async function forgetPredictions(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('behavior_standings')
    .set({
      churn: null,
      churn_level: null,
      churn_rank: null,
      seat_churn: null,
      seat_rank: null,
      segment: null,
      next_step: null,
    })
    .where('user_id', '=', userId)
    .execute();
}

/** Highest risk first; one row more than the limit. */
export function atRisk(
  db: Db,
  {
    levels,
    after,
    limit,
  }: { levels: readonly string[]; after: { rank: number; userId: string } | null; limit: number },
): Promise<StandingRow[]> {
  let query = db
    .selectFrom('behavior_standings')
    .selectAll()
    .where('churn_rank', 'is not', null)
    .where('churn_level', 'in', [...levels]);
  if (after)
    query = query.where(
      sql<boolean>`(churn_rank < ${after.rank} or (churn_rank = ${after.rank} and user_id > ${after.userId}::uuid))`,
    );
  return query
    .orderBy('churn_rank', 'desc')
    .orderBy('user_id')
    .limit(limit + 1)
    .execute();
}

/** Seats that are likeliest to end first; one row more than the limit. */
export function seatsAtRisk(
  db: Db,
  { after, limit }: { after: { rank: number; userId: string } | null; limit: number },
): Promise<StandingRow[]> {
  let query = db.selectFrom('behavior_standings').selectAll().where('seat_rank', 'is not', null);
  if (after)
    query = query.where(
      sql<boolean>`(seat_rank < ${after.rank} or (seat_rank = ${after.rank} and user_id > ${after.userId}::uuid))`,
    );
  return query
    .orderBy('seat_rank', 'desc')
    .orderBy('user_id')
    .limit(limit + 1)
    .execute();
}

export async function seatCounts(db: Db): Promise<{ seats: number; computedAt: Date | null }> {
  const row = await db
    .selectFrom('behavior_standings')
    .where('seat_rank', 'is not', null)
    .select((all) => [all.fn.countAll<bigint>().as('seats'), all.fn.max('computed_at').as('computedAt')])
    .executeTakeFirstOrThrow();
  return { seats: Number(row.seats), computedAt: row.computedAt as Date | null };
}

export async function riskCounts(db: Db) {
  const row = await db
    .selectFrom('behavior_standings')
    .where('churn_level', 'is not', null)
    .select((all) => [
      all.fn.countAll<bigint>().as('people'),
      all.fn.max('computed_at').as('computedAt'),
      sql<bigint>`count(*) filter (where churn_level = 'HIGH')`.as('high'),
      sql<bigint>`count(*) filter (where churn_level = 'MEDIUM')`.as('medium'),
      sql<bigint>`count(*) filter (where churn_level = 'LOW')`.as('low'),
    ])
    .executeTakeFirstOrThrow();
  return {
    people: Number(row.people),
    high: Number(row.high),
    medium: Number(row.medium),
    low: Number(row.low),
    computedAt: row.computedAt as Date | null,
  };
}

export interface Peers {
  readonly count: number;
  readonly engagement: number;
  readonly collaboration: number;
  readonly xpProgress: number;
  readonly performance: number;
}

/** Medians of the people on the same XP level, without the person. */
export async function peersOf(db: Db, userId: string, level: string): Promise<Peers> {
  const { rows } = await sql<Record<keyof Peers, number | null>>`
    select count(*)::int as count, percentile_cont(0.5) within group (order by engagement) as engagement,
      percentile_cont(0.5) within group (order by collaboration) as collaboration,
      percentile_cont(0.5) within group (order by xp_progress) as "xpProgress",
      percentile_cont(0.5) within group (order by performance) as performance
    from behavior_standings where xp_level = ${level} and user_id <> ${userId}`.execute(db);
  const [row] = rows;
  return {
    count: row?.count ?? 0,
    engagement: row?.engagement ?? 0,
    collaboration: row?.collaboration ?? 0,
    xpProgress: row?.xpProgress ?? 0,
    performance: row?.performance ?? 0,
  };
}

export async function setSegments(tx: Tx, placed: ReadonlyMap<string, string | null>): Promise<void> {
  if (!placed.size) return;
  await sql`
    update behavior_standings set segment = placed.segment
    from unnest(${[...placed.keys()]}::uuid[], ${[...placed.values()]}::text[]) as placed (user_id, segment)
    where behavior_standings.user_id = placed.user_id and behavior_standings.churn_level is not null`.execute(
    tx,
  );
}

export async function segmentSizes(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('behavior_standings')
    .select((all) => ['segment', all.fn.countAll<bigint>().as('count')])
    .where('segment', 'is not', null)
    .groupBy('segment')
    .execute();
  return new Map(rows.map((row) => [row.segment!, Number(row.count)]));
}
