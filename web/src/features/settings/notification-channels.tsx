'use client';

import { Stack, Switch } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Preferences } from './notification-preferences';

interface PartProps {
  readonly preferences: Preferences;
  readonly onChange: (next: Preferences) => void;
}

/** The master switches. */
export function NotificationChannels({ preferences, onChange }: PartProps) {
  const t = useTranslations('settings.notifications');
  const switches = [
    { key: 'emailEnabled', text: t('emailEnabledText') },
    { key: 'pushEnabled', text: t('pushEnabledText') },
    { key: 'pushText', text: t('pushTextText') },
  ] as const;
  return (
    <Stack gap="md">
      {switches.map(({ key, text }) => (
        <Switch
          key={key}
          label={t(key)}
          description={text}
          checked={preferences[key]}
          disabled={key === 'pushText' && !preferences.pushEnabled}
          onChange={(event) => onChange({ ...preferences, [key]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
