import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** SQL of what analytics counts about phases and launches. */

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Median days a venture had spent in the phase it left in the span, by phase; null under the key `''` is none at all. */
export async function daysInPhase(
  db: Db,
  { from, to }: Span,
): Promise<{ all: number | null; byPhase: { phase: string; days: number; count: number }[] }> {
  const left = sql`
    select from_state as phase, at,
      extract(epoch from at - lag(at) over (partition by venture_id order by at, id)) / 86400 as days
    from work_log where entity = 'PHASE' and at < ${to}`;
  const { rows } = await sql<{ phase: string | null; days: number | null; count: number }>`
    select phase, percentile_cont(0.5) within group (order by days) as days, count(*)::int as count
    from (${left}) l where days is not null and at >= ${from}
    group by grouping sets ((phase), ()) order by phase nulls last`.execute(db);
  const total = rows.find((row) => row.phase === null);
  return {
    all: total?.days ?? null,
    byPhase: rows.flatMap(({ phase, days, count }) =>
      phase && days !== null ? [{ phase, days, count }] : [],
    ),
  };
}

/** Launch plans decided in the span, by the state they ended in. */
export async function countDecisions(db: Db, { from, to }: Span): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('launch_plans')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('decided_at', '>=', from)
    .where('decided_at', '<', to)
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.count]));
}
