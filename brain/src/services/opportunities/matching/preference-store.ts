import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../../kernel/db.ts';
import type { MatchPreferencesTable } from '../../../tables.gen.ts';

export type PreferenceRow = Selectable<MatchPreferencesTable>;

export function preferencesOf(db: Db, userIds: readonly string[]): Promise<PreferenceRow[]> {
  if (!userIds.length) return Promise.resolve([]);
  return db.selectFrom('match_preferences').selectAll().where('user_id', 'in', userIds).execute();
}

export function savePreferences(
  tx: Tx,
  { user_id, ...change }: Insertable<MatchPreferencesTable>,
): Promise<PreferenceRow> {
  return tx
    .insertInto('match_preferences')
    .values({ user_id, ...change })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function erasePreferences(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('match_preferences').where('user_id', '=', userId).execute();
}
