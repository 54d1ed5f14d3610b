import { sql } from 'kysely';
import type { Db } from '../../../kernel/db.ts';

/** The platform's part of distributions that were completed in the span, by currency, in minor units. */
export async function sumFees(
  db: Db,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<{ currency: string; minor: number }[]> {
  const { rows } = await sql<{ currency: string; minor: number }>`
    select b.currency, sum(d.platform_minor)::float8 as minor from distributions d
    join venture_books b on b.venture_id = d.venture_id
    where d.completed_at >= ${from} and d.completed_at < ${to} and d.platform_minor is not null
    group by b.currency order by b.currency`.execute(db);
  return rows;
}
