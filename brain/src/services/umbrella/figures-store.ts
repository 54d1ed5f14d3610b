import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics counts about umbrella relationships. */

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Relationships that were active at the moment: suspended and expired ones are not, until they begin again. */
export async function countActive(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select distinct on (relationship_id) to_state as state from umbrella_history
      where at < ${at} and payment_id is null and to_state is not null order by relationship_id, at desc, id desc
    ) standing where state = 'ACTIVE'`.execute(db);
  return rows[0]!.count;
}

/** Relationships that were active for the first time in the span. */
export async function countBegun(db: Db, { from, to }: Span): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from umbrella_relationships
    where activated_at >= ${from} and activated_at < ${to}`.execute(db);
  return rows[0]!.count;
}

/** Base and amount of what was calculated in the span, by currency, in minor units. */
export async function sumLines(
  db: Db,
  { from, to }: Span,
): Promise<{ currency: string; baseMinor: number; amountMinor: number }[]> {
  const { rows } = await sql<{ currency: string; baseMinor: number; amountMinor: number }>`
    select currency, sum(base_minor)::float8 as "baseMinor", sum(amount_minor)::float8 as "amountMinor"
    from umbrella_lines where at >= ${from} and at < ${to} group by currency order by currency`.execute(db);
  return rows;
}

/** Payments whose due day, the 15th after their month, lies in the span, and those of them that were paid by then. */
export async function countOnTime(db: Db, { from, to }: Span): Promise<{ due: number; onTime: number }> {
  const { rows } = await sql<{ due: number; onTime: number }>`
    select count(*)::int as due, count(*) filter (where paid_at < due_at)::int as "onTime" from (
      select paid_at, (month + interval '1 month 15 days')::timestamp at time zone 'UTC' as due_at
      from umbrella_payments where month is not null and amount_minor > 0
    ) p where due_at >= ${from} and due_at < ${to}`.execute(db);
  return rows[0]!;
}

/** Calculated and not paid yet, by currency, in minor units. */
export async function sumPayable(db: Db): Promise<{ currency: string; minor: number }[]> {
  const { rows } = await sql<{ currency: string; minor: number }>`
    select currency, sum(amount_minor)::float8 as minor from umbrella_payments
    where state in ('CALCULATED', 'APPROVED', 'FAILED', 'DISPUTED') group by currency order by currency`.execute(
    db,
  );
  return rows;
}
