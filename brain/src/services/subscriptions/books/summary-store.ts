import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** Sums over all invoices and payments, for the hub. */

export async function sums(db: Db) {
  const { rows } = await sql<{
    open: bigint;
    paid: bigint;
    refunded: bigint;
    manual: number;
    disputes: number;
    hooks: number;
  }>`
    select
      (select coalesce(sum(total_minor), 0) from invoices where state in ('PENDING', 'OVERDUE'))::bigint as open,
      (select coalesce(sum(amount_minor), 0) from payments where state in ('COMPLETED', 'REFUNDED'))::bigint as paid,
      (select coalesce(sum(amount_minor), 0) from refunds where state = 'COMPLETED')::bigint as refunded,
      (select count(*) from payments where state = 'PROCESSING' and way = 'TRANSFER')::int as manual,
      (select count(*) from invoice_disputes where state = 'OPEN')::int as disputes,
      (select count(*) from payment_hooks where state in ('WAITING', 'ATTENTION'))::int as hooks`.execute(db);
  return rows[0]!;
}

/** Taxes by the month in which the invoice was paid; what was refunded is taken off in the month of the refund. */
export async function taxesByMonth(db: Db) {
  const { rows } = await sql<{
    month: string;
    kind: 'GST' | 'HST' | 'QST';
    rate_milli: number;
    base: bigint;
    tax: bigint;
  }>`
    with moved as (
      select to_char(paid_at at time zone 'UTC', 'YYYY-MM') as month, id, 1 as sign from invoices
        where state in ('PAID', 'REFUNDED')
      union all
      select to_char(ended_at at time zone 'UTC', 'YYYY-MM'), id, -1 from invoices where state = 'REFUNDED'
    )
    select month, kind, rate_milli, sum(sign * base_minor)::bigint as base, sum(sign * amount_minor)::bigint as tax
    from moved join invoice_lines on invoice_lines.invoice_id = moved.id
    where kind <> 'SEAT'
    group by month, kind, rate_milli order by month desc, kind, rate_milli desc limit 120`.execute(db);
  return rows;
}
