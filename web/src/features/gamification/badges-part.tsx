'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { BadgeProgressList, HeldBadges } from './badge-list';
import { badgesQuery } from './queries';

export function BadgesPart() {
  const t = useTranslations('gamification');
  const query = useQuery(badgesQuery());
  return (
    <QueryView query={query} lines={5}>
      {({ held, others }) => (
        <Stack gap="lg">
          <Section title={t('badges.held')}>
            {held.length === 0 ? (
              <Text size="sm">{t('badges.empty')}</Text>
            ) : (
              <HeldBadges badges={held} label={t('badges.held')} />
            )}
          </Section>
          <Section title={t('badges.others')} text={t('badges.othersText')}>
            {others.length === 0 ? (
              <Text size="sm">{t('next.none')}</Text>
            ) : (
              <BadgeProgressList badges={others} label={t('badges.others')} />
            )}
          </Section>
        </Stack>
      )}
    </QueryView>
  );
}
