import { sql } from 'kysely';
import type { Db } from '../../kernel/db.ts';

/** SQL of what analytics counts about stakes and votes. */

/** Staked at the moment, in micro-BUZ. */
export async function stakedAt(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ micro: number }>`
    select coalesce(sum(amount_micro), 0)::float8 as micro from buz_stakes
    where opened_at < ${at} and (ended_at is null or ended_at >= ${at})`.execute(db);
  return rows[0]!.micro;
}

/** Votes that ended in the span: how much of the circulating BUZ took part, over all of them. */
export async function turnout(
  db: Db,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<{ votes: number; share: number | null }> {
  const { rows } = await sql<{ votes: number; share: number | null }>`
    select count(*)::int as votes,
      avg((for_micro + against_micro + abstain_micro)::float8 / nullif(circulating_micro, 0)) as share
    from buz_proposals where ended_at >= ${from} and ended_at < ${to}
      and state in ('PASSED', 'REJECTED', 'EXPIRED', 'EXECUTED') and for_micro is not null`.execute(db);
  return rows[0]!;
}
