'use client';

import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { NotificationChannels } from './notification-channels';
import { NotificationMatrix } from './notification-matrix';
import { preferencesQuery, useSavePreferences } from './notification-preferences';
import { NotificationTimes } from './notification-times';
import { PushDevices } from './push-devices';
import { SettingsFrame } from './settings-frame';

/** What is told where, and when. Each change is saved when it is made. */
export function NotificationsPage() {
  const t = useTranslations('settings.notifications');
  const query = useQuery(preferencesQuery);
  const save = useSavePreferences();
  return (
    <SettingsFrame page="notifications">
      {save.error && <ProblemAlert error={save.error} />}
      <QueryView query={query} lines={6}>
        {(preferences) => (
          <>
            <Section title={t('channelsTitle')} text={t('channelsText')}>
              <NotificationChannels preferences={preferences} onChange={save.mutate} />
            </Section>
            <PushDevices />
            <Section title={t('timesTitle')} text={t('timesText', { zone: preferences.timeZone })}>
              <NotificationTimes preferences={preferences} onChange={save.mutate} />
            </Section>
            <Section title={t('typesTitle')} text={t('typesText')}>
              <NotificationMatrix preferences={preferences} onChange={save.mutate} />
            </Section>
          </>
        )}
      </QueryView>
      <VisuallyHidden role="status">{save.isSuccess ? t('saved') : ''}</VisuallyHidden>
    </SettingsFrame>
  );
}
