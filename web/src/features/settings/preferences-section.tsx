'use client';

import { Select, SimpleGrid, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { usersWire } from '@smartstart/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { output } from 'zod';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { languageNames } from '../../lib/languages';
import { ProblemAlert } from '../../lib/problem';

type Settings = output<typeof usersWire.settings>;
const themes = ['AUTO', 'LIGHT', 'DARK'] as const satisfies readonly Settings['theme'][];
const schemes = { AUTO: 'auto', LIGHT: 'light', DARK: 'dark' } as const;
const regions = ['CA', 'US', 'GB', 'IE', 'AU', 'NZ', 'IN', 'ZA'];
const key = ['me', 'settings'];

/** Language, time zone, theme; each choice is saved when it is made. */
export function PreferencesSection() {
  const t = useTranslations('settings.preferences');
  const common = useTranslations('common');
  const queryClient = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => api.users.settings({}, { signal }) });
  const save = useMutation({
    mutationFn: (next: Settings) => api.users.setSettings({ body: next }),
    scope: { id: 'settings' },
    onSuccess: (next) => {
      queryClient.setQueryData(key, next);
      setColorScheme(schemes[next.theme]);
      void queryClient.invalidateQueries({ queryKey: ['me'], exact: true });
      notifications.show({ message: common('saved'), color: 'fir' });
    },
  });
  return (
    <Section title={t('title')} text={t('text')}>
      {save.error && <ProblemAlert error={save.error} />}
      <QueryView query={query} lines={1}>
        {(settings) => (
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <Select
              label={t('language')}
              data={locales(settings.locale)}
              value={settings.locale}
              allowDeselect={false}
              onChange={(locale) => locale && save.mutate({ ...settings, locale })}
            />
            <Select
              label={t('timeZone')}
              data={timeZones(settings.timeZone)}
              value={settings.timeZone}
              allowDeselect={false}
              searchable
              limit={60}
              nothingFoundMessage={t('noZone')}
              onChange={(timeZone) => timeZone && save.mutate({ ...settings, timeZone })}
            />
            <Select
              label={t('theme')}
              data={themes.map((value) => ({ value, label: common(`theme.${schemes[value]}`) }))}
              value={settings.theme}
              allowDeselect={false}
              onChange={(theme) => theme && save.mutate({ ...settings, theme: theme as Settings['theme'] })}
            />
          </SimpleGrid>
        )}
      </QueryView>
    </Section>
  );
}

/** A language of the pages, with or without a region that decides how dates and figures are written. */
function locales(current: string): { value: string; label: string }[] {
  const offered = Object.keys(languageNames).flatMap((language) => [
    language,
    ...regions.map((region) => `${language}-${region}`),
  ]);
  const names = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' });
  return [...new Set([...offered, current])].map((value) => ({ value, label: names.of(value) ?? value }));
}

function timeZones(current: string): string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current])];
}
