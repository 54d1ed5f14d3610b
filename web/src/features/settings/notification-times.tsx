'use client';

import { Button, Fieldset, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import { useFormat } from '../../lib/format';
import type { Preferences } from './notification-preferences';

interface PartProps {
  readonly preferences: Preferences;
  readonly onChange: (next: Preferences) => void;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const pauses = [1, 3, 7, 30] as const;
const dayMs = 86_400_000;

/** Pause, daily summary and quiet hours: when mails and push messages come. */
export function NotificationTimes(props: PartProps) {
  return (
    <Stack gap="lg">
      <Pause {...props} />
      <Digest {...props} />
      <QuietHours {...props} />
    </Stack>
  );
}

function Pause({ preferences, onChange }: PartProps) {
  const t = useTranslations('settings.notifications.pause');
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const { pausedUntil } = preferences;
  const paused = pausedUntil !== null && new Date(pausedUntil).getTime() > now;
  return (
    <Fieldset legend={t('title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('text')}
        </Text>
        {paused ? (
          <Group>
            <Text size="sm" fw={600} role="status">
              {t('until', { time: format.dateTime(pausedUntil) })}
            </Text>
            <Button variant="default" onClick={() => onChange({ ...preferences, pausedUntil: null })}>
              {t('end')}
            </Button>
          </Group>
        ) : (
          <Group gap="xs">
            {pauses.map((days) => (
              <Button
                key={days}
                variant="default"
                onClick={() =>
                  onChange({
                    ...preferences,
                    pausedUntil: new Date(Date.now() + days * dayMs).toISOString(),
                  })
                }
              >
                {t('days', { count: days })}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

function Digest({ preferences, onChange }: PartProps) {
  const t = useTranslations('settings.notifications.digest');
  const { digestHour } = preferences;
  return (
    <Fieldset legend={t('title')}>
      <NativeSelect
        label={t('label')}
        description={t('text')}
        maw={320}
        value={digestHour === null ? '' : String(digestHour)}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...preferences, digestHour: value === '' ? null : Number(value) })
        }
        data={[
          { value: '', label: t('off') },
          ...hours.map((hour) => ({
            value: String(hour),
            label: t('at', { time: `${String(hour).padStart(2, '0')}:00` }),
          })),
        ]}
      />
    </Fieldset>
  );
}

function QuietHours({ preferences, onChange }: PartProps) {
  const t = useTranslations('settings.notifications');
  const [from, setFrom] = useState(preferences.quietFrom ?? '');
  const [to, setTo] = useState(preferences.quietTo ?? '');
  const [error, setError] = useState<{ field: 'from' | 'to'; text: string } | null>(null);
  const save = (quietFrom: string | null, quietTo: string | null) =>
    onChange({ ...preferences, quietFrom, quietTo });

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong =
      (from === '') !== (to === '')
        ? ({ field: from === '' ? 'from' : 'to', text: t('quietBoth') } as const)
        : from !== '' && from === to
          ? ({ field: 'to', text: t('quietSame') } as const)
          : null;
    setError(wrong);
    if (wrong) return form.querySelector<HTMLInputElement>(`[name=${wrong.field}]`)?.focus();
    save(from.slice(0, 5) || null, to.slice(0, 5) || null);
  }

  return (
    <Fieldset legend={t('quiet')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('quietText')}
          </Text>
          <Group align="flex-start" gap="sm">
            {(['from', 'to'] as const).map((field) => (
              <TimeInput
                key={field}
                name={field}
                label={t(field)}
                value={field === 'from' ? from : to}
                onChange={(event) => (field === 'from' ? setFrom : setTo)(event.currentTarget.value)}
                error={error?.field === field ? error.text : null}
              />
            ))}
          </Group>
          <Group gap="sm">
            <Button type="submit" variant="default">
              {t('quietSave')}
            </Button>
            {preferences.quietFrom && (
              <Button
                variant="subtle"
                onClick={() => {
                  setFrom('');
                  setTo('');
                  save(null, null);
                }}
              >
                {t('quietClear')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Fieldset>
  );
}
