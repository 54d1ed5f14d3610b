'use client';

import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { useOptOut } from './opt-out';
import { meQuery } from './queries';

/** On the page of privacy settings: whether one is on the boards. Whoever is no member yet is on none. */
export function BoardsSetting() {
  const t = useTranslations('gamification.settings');
  const member = useAccess().data?.held.includes(1) ?? false;
  const query = useQuery({ ...meQuery(), enabled: member });
  const change = useOptOut();
  if (!member) return null;
  return (
    <Section title={t('title')} text={t('text')}>
      <ProblemAlert error={change.error} />
      <QueryView query={query} lines={1}>
        {({ optedOut }) => (
          <Switch
            label={t('label')}
            description={t('hint')}
            checked={!optedOut}
            disabled={change.isPending}
            onChange={(event) => change.mutate(!event.currentTarget.checked)}
          />
        )}
      </QueryView>
    </Section>
  );
}
