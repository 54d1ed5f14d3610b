'use client';

import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconFeather } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { HeldBadges } from './badge-list';
import { personQuery } from './queries';

/** Level, badges and portfolio of a member, as far as the person shows them. */
export function PersonAchievements({ userId }: { userId: string }) {
  const t = useTranslations('gamification.person');
  const levels = useTranslations('gamification.levels');
  const query = useQuery(personQuery(userId));
  return (
    <Section title={t('title')}>
      <QueryView query={query} lines={2}>
        {({ shown, level, multiplier, xp, reputation, badges, portfolio }) => {
          if (!shown || level === null) return <Text size="sm">{t('hidden')}</Text>;
          return (
            <Stack gap="md">
              <Group gap="sm">
                <IconFeather size={22} aria-hidden />
                <Text fw={600}>{t('level', { level: levels(level), multiplier: multiplier ?? '' })}</Text>
                <Text>{t('xp', { xp: xp ?? 0 })}</Text>
                <Text>{t('reputation', { reputation: reputation ?? 0 })}</Text>
              </Group>
              {badges.length === 0 ? (
                <Text size="sm">{t('noBadges')}</Text>
              ) : (
                <HeldBadges badges={badges} label={t('badges')} />
              )}
              {portfolio && (
                <Stack gap="xs">
                  <Title order={3} size="h4">
                    {t('portfolio')}
                  </Title>
                  <Text size="sm">
                    {t('figures', {
                      projects: portfolio.projects,
                      contributions: portfolio.contributions,
                      kinds: portfolio.kindsOfWork,
                    })}
                  </Text>
                  <PlainList label={t('portfolio')}>
                    {portfolio.items.map(({ id, title, description, url }) => (
                      <li key={id}>
                        <Text fw={600}>
                          {url ? (
                            <Anchor href={url} target="_blank" rel="noopener noreferrer nofollow" inherit>
                              {title}
                            </Anchor>
                          ) : (
                            title
                          )}
                        </Text>
                        {description && <Text size="sm">{description}</Text>}
                      </li>
                    ))}
                  </PlainList>
                </Stack>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}
