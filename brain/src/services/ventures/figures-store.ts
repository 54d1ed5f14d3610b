import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics counts about ventures. */

/** Ventures by status as they were at the moment; drafts that were discarded are not among them. */
export async function countByStatus(db: Db, at: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*)::int as count from (
      select coalesce((select h.to_status from venture_history h where h.venture_id = v.id and h.at < ${at}
        order by h.at desc, h.id desc limit 1), 'DRAFT') as status
      from ventures v where v.created_at < ${at}
    ) s group by status order by status`.execute(db);
  return new Map(rows.map((row) => [row.status, row.count]));
}

/** Active ventures by phase, now. */
export async function countByPhase(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ phase: string; count: number }>`
    select phase, count(*)::int as count from ventures where status = 'ACTIVE' and phase is not null
    group by phase order by phase`.execute(db);
  return new Map(rows.map((row) => [row.phase, row.count]));
}
