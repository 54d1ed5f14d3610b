import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** SQL of what analytics counts about seats and money; the past is read from the history of states. */

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** States in which a seat is paid for, or owed (domain rules, section 13.1). */
const paying = sql.raw(`('ACTIVE', 'PAYMENT_PENDING', 'GRACE', 'CANCELLING')`);

const standingAt = (at: Date, without: readonly string[]) => sql`
  select distinct on (user_id) user_id, to_state as state from subscription_history
  where at < ${at} and user_id <> all(${[...without]}::uuid[]) order by user_id, at desc, id desc`;

/** Seats by state as they were. */
export async function countSeats(
  db: Db,
  at: Date,
  without: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from (${standingAt(at, without)}) s group by state order by state`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.state, row.count]));
}

/** Paying seats at the moment, and what they pay in a month without tax: by their last invoice, else the price in force. */
export async function recurring(
  db: Db,
  at: Date,
  without: readonly string[],
): Promise<{ seats: number; minor: number }> {
  const { rows } = await sql<{ seats: number; minor: number }>`
    select count(*)::int as seats, coalesce(sum(coalesce(
      (select p.price_minor from invoices i join seat_prices p on p.version = i.price_version
        where i.user_id = s.user_id and i.created_at < ${at} order by i.created_at desc limit 1),
      (select price_minor from seat_prices where from_at <= ${at} order by version desc limit 1)
    )), 0)::float8 as minor
    from (${standingAt(at, without)}) s where s.state in ${paying}`.execute(db);
  return rows[0]!;
}

/** Who paid at the beginning of the span, and how many of them no longer did at its end. */
export async function countLost(
  db: Db,
  { from, to }: Span,
  without: readonly string[],
): Promise<{ paying: number; lost: number }> {
  const { rows } = await sql<{ paying: number; lost: number }>`
    select count(*)::int as paying, count(*) filter (where coalesce(e.state, '') not in ${paying})::int as lost
    from (${standingAt(from, without)}) b left join (${standingAt(to, without)}) e on e.user_id = b.user_id
    where b.state in ${paying}`.execute(db);
  return rows[0]!;
}

/** Trials that began in the span, and those of them that became ACTIVE within so many days. */
export async function countTrials(
  db: Db,
  { from, to }: Span,
  days: number,
  without: readonly string[],
): Promise<{ started: number; converted: number }> {
  const { rows } = await sql<{ started: number; converted: number }>`
    select count(*)::int as started, count(*) filter (where exists (
      select 1 from subscription_history h where h.user_id = t.user_id and h.to_state = 'ACTIVE'
        and h.at >= t.at and h.at < t.at + make_interval(days => ${days}::int)))::int as converted
    from (select user_id, min(at) as at from subscription_history where to_state = 'TRIALING'
      and user_id <> all(${[...without]}::uuid[]) group by user_id) t
    where t.at >= ${from} and t.at < ${to}`.execute(db);
  return rows[0]!;
}

/** Payments that were completed and refunds that went out in the span, by currency, in minor units. */
export async function sumPayments(
  db: Db,
  { from, to }: Span,
): Promise<{ currency: string; paidMinor: number; refundedMinor: number }[]> {
  const { rows } = await sql<{ currency: string; paidMinor: number; refundedMinor: number }>`
    select currency, sum(paid)::float8 as "paidMinor", sum(back)::float8 as "refundedMinor" from (
      select currency, amount_minor as paid, 0 as back from payments
        where state in ('COMPLETED', 'REFUNDED') and settled_at >= ${from} and settled_at < ${to}
      union all
      select currency, 0, amount_minor from refunds
        where state = 'COMPLETED' and settled_at >= ${from} and settled_at < ${to}
    ) moved group by currency order by currency`.execute(db);
  return rows;
}

/** Attempts to pay that were answered in the span, and how many failed; invoices that are open at its end. */
export async function countPayments(
  db: Db,
  { from, to }: Span,
): Promise<{ answered: number; failed: number; openInvoices: number }> {
  const { rows } = await sql<{ answered: number; failed: number; openInvoices: number }>`
    select (select count(*)::int from payments where state in ('COMPLETED', 'FAILED', 'REFUNDED')
        and coalesce(settled_at, answered_at) >= ${from} and coalesce(settled_at, answered_at) < ${to}) as answered,
      (select count(*)::int from payments where state = 'FAILED'
        and coalesce(settled_at, answered_at) >= ${from} and coalesce(settled_at, answered_at) < ${to}) as failed,
      (select count(*)::int from invoices where issued_at < ${to} and (paid_at is null or paid_at >= ${to})
        and (ended_at is null or ended_at >= ${to})) as "openInvoices"`.execute(db);
  return rows[0]!;
}
