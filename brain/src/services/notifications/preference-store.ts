import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../kernel/db.ts';
import type { NotificationPreferencesTable, NotificationSettingsTable } from '../../tables.gen.ts';

export type SettingsRow = Selectable<NotificationSettingsTable>;
export type PreferenceRow = Selectable<NotificationPreferencesTable>;

export function settingsOfAll(db: Db, userIds: readonly string[]): Promise<SettingsRow[]> {
  if (!userIds.length) return Promise.resolve([]);
  return db.selectFrom('notification_settings').selectAll().where('user_id', 'in', userIds).execute();
}

export function preferencesOfAll(db: Db, userIds: readonly string[]): Promise<PreferenceRow[]> {
  if (!userIds.length) return Promise.resolve([]);
  return db.selectFrom('notification_preferences').selectAll().where('user_id', 'in', userIds).execute();
}

export async function saveSettings(tx: Tx, row: SettingsRow): Promise<void> {
  const { user_id: _, ...change } = row;
  await tx
    .insertInto('notification_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute();
}

export async function savePreferences(tx: Tx, rows: readonly PreferenceRow[]): Promise<void> {
  // The same type named twice: the last word counts, as it would one after the other.
  const last = [...new Map(rows.map((row) => [row.type, row])).values()];
  if (!last.length) return;
  await tx
    .insertInto('notification_preferences')
    .values(last)
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'type']).doUpdateSet((eb) => ({
        in_app: eb.ref('excluded.in_app'),
        email: eb.ref('excluded.email'),
        push: eb.ref('excluded.push'),
      })),
    )
    .execute();
}
