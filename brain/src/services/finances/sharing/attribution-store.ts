import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

export interface AttributableRow {
  readonly venture_id: string;
  readonly currency: string;
  readonly report_id: string;
  readonly month: string;
  readonly recognised_at: Date;
  readonly net_minor: string;
  readonly part: number;
}

/**
 * Recognised revenue by the report it began with: a report that corrects another one stands for it, so its figures count
 * from the moment the first one was recognised. The share is that of the plan in force then; before there was one, of the
 * first plan after it.
 */
export async function attributableRows(db: Db, userId: string): Promise<AttributableRow[]> {
  const { rows } = await sql<AttributableRow>`
    with recursive own as (
      select distinct plan.venture_id from share_lines line join share_plans plan on plan.id = line.plan_id
      where line.user_id = ${userId} and plan.effective_at is not null
    ), chain as (
      select report.id, report.id as root, report.venture_id, report.month
      from revenue_reports report join own using (venture_id) where report.corrects_id is null
      union all
      select report.id, chain.root, chain.venture_id, chain.month
      from revenue_reports report join chain on report.corrects_id = chain.id
    ), revenue as (
      select chain.root, chain.venture_id, chain.month, min(entry.at) as recognised_at, sum(entry.net_minor) as net_minor
      from chain join revenue_entries entry on entry.report_id = chain.id
      group by chain.root, chain.venture_id, chain.month
    )
    select revenue.venture_id, books.currency, revenue.root as report_id, revenue.month::text as month,
      revenue.recognised_at, revenue.net_minor::text as net_minor, line.part
    from revenue
    join venture_books books on books.venture_id = revenue.venture_id
    join lateral (
      select plan.id from share_plans plan
      where plan.venture_id = revenue.venture_id and plan.effective_at is not null
      order by plan.effective_at > revenue.recognised_at,
        case when plan.effective_at <= revenue.recognised_at then plan.effective_at end desc, plan.effective_at, plan.id
      limit 1
    ) plan on true
    join share_lines line on line.plan_id = plan.id and line.user_id = ${userId}
    where books.currency is not null
    order by revenue.recognised_at, revenue.root`.execute(db);
  return rows;
}

export async function sharers(db: Db, ventureId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('share_lines')
    .innerJoin('share_plans', 'share_plans.id', 'share_lines.plan_id')
    .select('share_lines.user_id')
    .distinct()
    .where('share_plans.venture_id', '=', ventureId)
    .where('share_plans.effective_at', 'is not', null)
    .where('share_lines.user_id', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.user_id ?? []);
}
