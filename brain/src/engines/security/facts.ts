import type { Db, Tx } from '../../kernel/db.ts';
import type { Fact } from './ladder.ts';

/** SQL of the access facts. Modules record theirs in the transaction of the change that makes them true. */

export async function factsOf(db: Db, userId: string): Promise<Fact[]> {
  return (await db
    .selectFrom('access_facts')
    .select(['kind', 'value', 'ref', 'tier', 'until'])
    .where('user_id', '=', userId)
    .execute()) as Fact[];
}

export async function factsOfMany(db: Db, userIds: readonly string[]): Promise<Map<string, Fact[]>> {
  if (!userIds.length) return new Map();
  const rows = await db
    .selectFrom('access_facts')
    .select(['user_id', 'kind', 'value', 'ref', 'tier', 'until'])
    .where('user_id', 'in', userIds)
    .where('kind', '<>', 'SESSION_ENDED')
    .execute();
  const byUser = new Map<string, Fact[]>(userIds.map((id) => [id, []]));
  for (const { user_id, ...fact } of rows) byUser.get(user_id)!.push(fact as Fact);
  return byUser;
}

export async function recordFact(
  tx: Tx,
  userId: string,
  fact: Pick<Fact, 'kind'> & Partial<Fact>,
): Promise<void> {
  const until = fact.until ?? null;
  await tx
    .insertInto('access_facts')
    .values({
      user_id: userId,
      kind: fact.kind,
      value: fact.value ?? '',
      ref: fact.ref ?? '',
      tier: fact.tier ?? 0,
      until,
    })
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'kind', 'value', 'ref', 'tier']).doUpdateSet({ until }),
    )
    .execute();
}

/** Removes the facts of one kind, narrowed by value and ref where given. */
export async function clearFacts(
  tx: Tx,
  userId: string,
  kind: Fact['kind'],
  narrow: { value?: string; ref?: string } = {},
): Promise<void> {
  let query = tx.deleteFrom('access_facts').where('user_id', '=', userId).where('kind', '=', kind);
  if (narrow.value !== undefined) query = query.where('value', '=', narrow.value);
  if (narrow.ref !== undefined) query = query.where('ref', '=', narrow.ref);
  await query.execute();
}

/** Sets the one fact of a kind that can have one value only, such as the account status or the seat state. */
export async function replaceFact(
  tx: Tx,
  userId: string,
  kind: 'ACCOUNT' | 'SEAT',
  value: string,
): Promise<void> {
  await clearFacts(tx, userId, kind);
  await recordFact(tx, userId, { kind, value });
}

/** Ended sessions whose access tokens have run out by themselves need no refusing any longer. */
export async function forgetEndedSessions(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx
    .deleteFrom('access_facts')
    .where('user_id', '=', userId)
    .where('kind', '=', 'SESSION_ENDED')
    .where('until', '<', now)
    .execute();
}

/** Everybody with a fact of the kind that has one of these values. */
export async function usersWithFact(
  db: Db,
  kind: Fact['kind'],
  values: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('access_facts')
    .select('user_id')
    .distinct()
    .where('kind', '=', kind)
    .where('value', 'in', values)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}
