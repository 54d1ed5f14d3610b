import type { contract, Input, notificationsWire } from '@smartstart/contract';
import { dayMs } from '@smartstart/units';
import type { z } from 'zod';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import * as store from './preference-store.ts';
import { groupOf, typeNames, types, type NotificationType, type TypeRule } from './types.ts';

/** Channels of one type. */
export interface Channels {
  readonly inApp: boolean;
  readonly email: boolean;
  readonly push: boolean;
}

/** Everything but the types. */
export interface Settings {
  readonly emailEnabled: boolean;
  readonly pushEnabled: boolean;
  readonly pushText: boolean;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly digestHour: number | null;
  readonly pausedUntil: Date | null;
}

export type Preferences = z.infer<typeof notificationsWire.preferences>;
export type PreferencesChange = Input<typeof contract.notifications.setPreferences>['body'];

const longestPauseMs = 90 * dayMs;

/** What one person chose, ready to be asked for each notification. */
export interface Choice {
  readonly settings: Settings;
  channelsOf(type: NotificationType): Channels;
}

/** The choices of many people, in two statements. */
export async function choicesOf(db: Db, userIds: readonly string[]): Promise<(userId: string) => Choice> {
  const settings = new Map((await store.settingsOfAll(db, userIds)).map((row) => [row.user_id, row]));
  const chosen = new Map(
    (await store.preferencesOfAll(db, userIds)).map((row) => [`${row.user_id} ${row.type}`, row]),
  );
  return (userId) => ({
    settings: settingsFrom(settings.get(userId)),
    channelsOf: (type) => channelsOf(types[type], chosen.get(`${userId} ${type}`)),
  });
}

export async function preferencesOf(db: Db, userId: string, timeZone: string): Promise<Preferences> {
  const choice = (await choicesOf(db, [userId]))(userId);
  const { pausedUntil, ...settings } = choice.settings;
  return {
    ...settings,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    timeZone,
    types: typeNames.map((type) => ({
      type,
      label: types[type].label,
      group: groupOf(type),
      priority: types[type].priority,
      mandatory: types[type].mandatory,
      ...choice.channelsOf(type),
    })),
  };
}

function settingsFrom(row: store.SettingsRow | undefined): Settings {
  return {
    emailEnabled: row?.email_enabled ?? true,
    pushEnabled: row?.push_enabled ?? true,
    pushText: row?.push_text ?? false,
    quietFrom: row?.quiet_from ?? null,
    quietTo: row?.quiet_to ?? null,
    digestHour: row?.digest_hour ?? null,
    pausedUntil: row?.paused_until ?? null,
  };
}

/** A choice made before a type became mandatory has no effect any more; push can always be chosen. */
function channelsOf(rule: TypeRule, row: store.PreferenceRow | undefined): Channels {
  const push = row?.push ?? rule.push;
  if (rule.mandatory || !row) return { inApp: rule.inApp, email: rule.email, push };
  return { inApp: row.in_app, email: row.email, push };
}

/** What is not named keeps what was chosen before. */
export async function changePreferences(
  tx: Tx,
  userId: string,
  change: PreferencesChange,
  now: Date,
): Promise<void> {
  check(change, now);
  const before = settingsFrom((await store.settingsOfAll(tx, [userId]))[0]);
  const { pausedUntil = before.pausedUntil } = change;
  await store.saveSettings(tx, {
    user_id: userId,
    email_enabled: change.emailEnabled,
    push_enabled: change.pushEnabled ?? before.pushEnabled,
    push_text: change.pushText ?? before.pushText,
    quiet_from: change.quietFrom,
    quiet_to: change.quietTo,
    digest_hour: change.digestHour === undefined ? before.digestHour : change.digestHour,
    paused_until: pausedUntil === null ? null : new Date(pausedUntil),
  });
  const rows = new Map((await store.preferencesOfAll(tx, [userId])).map((row) => [row.type, row]));
  await store.savePreferences(
    tx,
    change.types.flatMap(({ type, inApp, email, push }) => {
      const row = { user_id: userId, type, in_app: inApp, email, push: push ?? rows.get(type)?.push ?? null };
      // Of a mandatory type only the push message is one's own choice.
      return types[type].mandatory && row.push === null ? [] : [row];
    }),
  );
}

function check({ quietFrom, quietTo, pausedUntil, types: chosen }: PreferencesChange, now: Date): void {
  if ((quietFrom === null) !== (quietTo === null))
    throw new Fail('RULE_VIOLATED', 'Quiet hours need a beginning and an end.');
  if (quietFrom !== null && quietFrom === quietTo)
    throw new Fail('RULE_VIOLATED', 'Quiet hours cannot end when they begin.');
  if (pausedUntil && new Date(pausedUntil).getTime() > now.getTime() + longestPauseMs)
    throw new Fail('RULE_VIOLATED', 'A pause lasts 90 days at most. Switch off what you never want to get.');
  for (const { type, inApp, email } of chosen) {
    if (types[type].mandatory && !(inApp && email))
      throw new Fail('RULE_VIOLATED', `“${types[type].label}” cannot be switched off.`);
  }
}
