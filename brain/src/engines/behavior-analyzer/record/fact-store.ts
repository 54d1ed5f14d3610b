import { sql } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { FactRow, Facts } from '../history/history.ts';

/** Facts of people as they were from a moment on. */

export async function factsOf(db: Db, userIds: readonly string[]): Promise<Map<string, FactRow[]>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('behavior_facts')
    .select(['user_id', 'at', 'facts'])
    .where('user_id', 'in', [...userIds])
    .orderBy('user_id')
    .orderBy('at')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.user_id)].map(([userId, own]) => [
      userId,
      own.map(({ at, facts }) => ({ at, facts: facts as unknown as Facts })),
    ]),
  );
}

/** Writes those that differ from the last known ones; the same again is no news. */
export async function noteFacts(
  tx: Tx,
  at: Date,
  rows: readonly { readonly userId: string; readonly facts: Facts; readonly fictional: boolean }[],
): Promise<void> {
  if (!rows.length) return;
  await sql`
    insert into behavior_facts (user_id, at, facts, fictional)
    select now.user_id, ${at}, now.facts::jsonb, now.fictional
    from unnest(${rows.map(({ userId }) => userId)}::uuid[], ${rows.map(({ facts }) => JSON.stringify(facts))}::text[],
      ${rows.map(({ fictional }) => fictional)}::boolean[]) as now (user_id, facts, fictional)
    where now.facts::jsonb is distinct from (select last.facts from behavior_facts last
      where last.user_id = now.user_id order by last.at desc limit 1)
    on conflict do nothing`.execute(tx);
}

export async function forget(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('behavior_facts').where('user_id', '=', userId).execute();
}
