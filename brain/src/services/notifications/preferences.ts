import type { contract, Input } from '@smartstart/contract';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import * as store from './store.ts';
import { typeNames, types, type NotificationType, type TypeRule } from './types.ts';

export interface Preferences {
  readonly emailEnabled: boolean;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly types: TypePreference[];
}

export interface TypePreference {
  readonly type: NotificationType;
  readonly label: string;
  readonly inApp: boolean;
  readonly email: boolean;
  readonly mandatory: boolean;
}

export type PreferencesChange = Input<typeof contract.notifications.setPreferences>['body'];

export async function preferencesOf(db: Db, userId: string): Promise<Preferences> {
  const settings = await store.settingsOf(db, userId);
  const chosen = new Map((await store.preferencesOf(db, userId)).map((row) => [row.type, row]));
  return {
    emailEnabled: settings?.email_enabled ?? true,
    quietFrom: settings?.quiet_from ?? null,
    quietTo: settings?.quiet_to ?? null,
    types: typeNames.map((type) => ({
      type,
      label: types[type].label,
      mandatory: types[type].mandatory,
      ...channelsOf(types[type], chosen.get(type)),
    })),
  };
}

/** A choice made before a type became mandatory has no effect any more. */
function channelsOf(
  rule: TypeRule,
  row: store.PreferenceRow | undefined,
): { inApp: boolean; email: boolean } {
  if (rule.mandatory || !row) return { inApp: rule.inApp, email: rule.email };
  return { inApp: row.in_app, email: row.email };
}

/** Types that are not named keep what was chosen before. */
export async function changePreferences(
  tx: Tx,
  userId: string,
  change: PreferencesChange,
): Promise<Preferences> {
  const { emailEnabled, quietFrom, quietTo } = change;
  if ((quietFrom === null) !== (quietTo === null))
    throw new Fail('RULE_VIOLATED', 'Quiet hours need a beginning and an end.');
  if (quietFrom !== null && quietFrom === quietTo)
    throw new Fail('RULE_VIOLATED', 'Quiet hours cannot end when they begin.');
  for (const { type, inApp, email } of change.types) {
    if (types[type].mandatory && !(inApp && email))
      throw new Fail('RULE_VIOLATED', `“${types[type].label}” cannot be switched off.`);
  }
  await store.saveSettings(tx, {
    user_id: userId,
    email_enabled: emailEnabled,
    quiet_from: quietFrom,
    quiet_to: quietTo,
  });
  for (const { type, inApp, email } of change.types) {
    if (!types[type].mandatory)
      await store.savePreference(tx, { user_id: userId, type, in_app: inApp, email });
  }
  return preferencesOf(tx, userId);
}
