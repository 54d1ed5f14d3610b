'use client';

import { Button, Checkbox, Group, Stack, Switch, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import type { notificationsWire } from '@smartstart/contract';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type SyntheticEvent } from 'react';
import type { output } from 'zod';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useMe } from '../../lib/session';
import { SettingsFrame } from './settings-frame';

type Preferences = output<typeof notificationsWire.preferences>;
type Preference = Preferences['types'][number];
const key = ['notifications', 'preferences'];

/** What is told where. Each change is saved when it is made. */
export function NotificationsPage() {
  const t = useTranslations('settings.notifications');
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.notifications.preferences({}, { signal }),
  });
  const save = useMutation({
    mutationFn: (next: Preferences) => api.notifications.setPreferences({ body: bodyOf(next) }),
    // One after the other: each write carries the whole set, and the last one must win.
    scope: { id: 'notification-preferences' },
    onMutate: async (next) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData<Preferences>(key);
      queryClient.setQueryData(key, next);
      return before;
    },
    onSuccess: (saved) => queryClient.setQueryData(key, saved),
    onError: (_error, _next, before) => queryClient.setQueryData(key, before),
  });
  return (
    <SettingsFrame page="notifications">
      {save.error && <ProblemAlert error={save.error} />}
      <QueryView query={query} lines={6}>
        {(preferences) => (
          <>
            <Section title={t('channelsTitle')}>
              <Switch
                label={t('emailEnabled')}
                description={t('emailEnabledText')}
                checked={preferences.emailEnabled}
                onChange={(event) =>
                  save.mutate({ ...preferences, emailEnabled: event.currentTarget.checked })
                }
              />
              <QuietHours
                preferences={preferences}
                onSave={(hours) => save.mutate({ ...preferences, ...hours })}
              />
            </Section>
            <Section title={t('typesTitle')} text={t('typesText')}>
              <TypesTable
                preferences={preferences}
                onChange={(types) => save.mutate({ ...preferences, types })}
              />
            </Section>
          </>
        )}
      </QueryView>
      <VisuallyHidden role="status">{save.isSuccess ? t('saved') : ''}</VisuallyHidden>
    </SettingsFrame>
  );
}

function QuietHours({
  preferences,
  onSave,
}: {
  preferences: Preferences;
  onSave: (hours: Pick<Preferences, 'quietFrom' | 'quietTo'>) => void;
}) {
  const t = useTranslations('settings.notifications');
  const zone = useMe().data?.timeZone;
  const [from, setFrom] = useState(preferences.quietFrom ?? '');
  const [to, setTo] = useState(preferences.quietTo ?? '');
  const [error, setError] = useState<string | null>(null);

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    if ((from === '') !== (to === '')) {
      setError(t('quietBoth'));
      event.currentTarget.querySelector<HTMLInputElement>(from === '' ? '[name=from]' : '[name=to]')?.focus();
      return;
    }
    setError(null);
    onSave({ quietFrom: from.slice(0, 5) || null, quietTo: to.slice(0, 5) || null });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={6}>
        <Text fw={500} size="sm">
          {t('quiet')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('quietText', { zone: zone ?? 'UTC' })}
        </Text>
        <Group align="flex-end" gap="sm">
          <TimeInput
            name="from"
            label={t('from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            error={error && from === '' ? error : null}
          />
          <TimeInput
            name="to"
            label={t('to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={error && to === '' ? error : null}
          />
          <Button type="submit" variant="default">
            {t('quietSave')}
          </Button>
          {preferences.quietFrom && (
            <Button
              variant="subtle"
              onClick={() => {
                setFrom('');
                setTo('');
                onSave({ quietFrom: null, quietTo: null });
              }}
            >
              {t('quietClear')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function TypesTable({
  preferences,
  onChange,
}: {
  preferences: Preferences;
  onChange: (types: Preference[]) => void;
}) {
  const t = useTranslations('settings.notifications');
  const set = (type: string, change: Partial<Preference>) =>
    onChange(
      preferences.types.map((preference) =>
        preference.type === type ? { ...preference, ...change } : preference,
      ),
    );
  return (
    <Table aria-label={t('typesTitle')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('type')}</Table.Th>
          <Table.Th>{t('inApp')}</Table.Th>
          <Table.Th>{t('email')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {preferences.types.map((preference) => (
          <Table.Tr key={preference.type}>
            <Table.Th scope="row" fw={400}>
              <Group gap={6}>
                {preference.label}
                {preference.mandatory && (
                  <Tooltip label={t('mandatory')}>
                    <Text component="span" size="sm" c="dimmed" lh={0}>
                      <IconLock size={15} aria-hidden />
                      <VisuallyHidden>{t('mandatory')}</VisuallyHidden>
                    </Text>
                  </Tooltip>
                )}
              </Group>
            </Table.Th>
            <Table.Td>
              <Checkbox
                size="md"
                checked={preference.inApp}
                disabled={preference.mandatory}
                aria-label={t('inAppOf', { type: preference.label })}
                onChange={(event) => set(preference.type, { inApp: event.currentTarget.checked })}
              />
            </Table.Td>
            <Table.Td>
              <Checkbox
                size="md"
                checked={preference.email}
                disabled={preference.mandatory || !preferences.emailEnabled}
                aria-label={t('emailOf', { type: preference.label })}
                onChange={(event) => set(preference.type, { email: event.currentTarget.checked })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function bodyOf({ emailEnabled, quietFrom, quietTo, types }: Preferences) {
  return {
    emailEnabled,
    quietFrom,
    quietTo,
    types: types.map(({ type, inApp, email }) => ({ type, inApp, email })),
  };
}
