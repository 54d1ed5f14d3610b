'use client';

import { Badge, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconFeather } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { BadgeProgressList } from './badge-list';
import { meQuery } from './queries';
import type { OwnStanding } from './types';

/** Level with the way to the next, the figures beside it, and the nearest badges. */
export function LevelSection() {
  const t = useTranslations('gamification');
  const query = useQuery(meQuery());
  return (
    <QueryView query={query} lines={4}>
      {(me) => (
        <Stack gap="lg" mb="lg">
          <Section title={t('level.title')}>
            <Way me={me} />
            <Figures me={me} />
          </Section>
          <Section title={t('next.title')} text={t('next.text')}>
            {me.nextBadges.length === 0 ? (
              <Text size="sm">{t('next.none')}</Text>
            ) : (
              <BadgeProgressList badges={me.nextBadges} label={t('next.title')} />
            )}
          </Section>
        </Stack>
      )}
    </QueryView>
  );
}

function Way({ me }: { me: OwnStanding }) {
  const t = useTranslations('gamification.level');
  const levels = useTranslations('gamification.levels');
  return (
    <Stack gap="xs">
      <Group gap="sm" align="center">
        <IconFeather size={28} aria-hidden />
        <Text size="xl" fw={700}>
          {levels(me.level)}
        </Text>
        <Badge>{t('multiplier', { multiplier: me.multiplier })}</Badge>
        <Text>{t('xp', { xp: me.xp })}</Text>
      </Group>
      <Progress value={me.percent} size="lg" aria-label={t('progress', { percent: me.percent })} />
      <Text size="sm" c="dimmed">
        {me.next ? t('missing', { missing: me.next.missing, level: levels(me.next.level) }) : t('last')}
      </Text>
    </Stack>
  );
}

function Figures({ me }: { me: OwnStanding }) {
  const t = useTranslations('gamification.level');
  const format = useFormat();
  const figures = [
    [t('badges'), me.badges],
    [t('reputation'), me.reputation],
    [t('community'), me.communityScore],
    [t('streak'), me.streak.current],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} component="dl" m={0}>
      {figures.map(([label, value]) => (
        <Stack key={label} gap={0}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} size="xl" fw={600}>
            {format.number(value)}
          </Text>
        </Stack>
      ))}
    </SimpleGrid>
  );
}
