'use client';

import { Badge, Card, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAward } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import type { BadgeProgress, HeldBadge, Rarity } from './types';

/** How rare a badge is, always in words; the colour only repeats it. */
const colours: Record<Rarity, string> = {
  COMMON: 'gray',
  UNCOMMON: 'fir',
  RARE: 'blue',
  EPIC: 'grape',
  LEGENDARY: 'orange',
};

export function RarityMark({ rarity }: { rarity: Rarity }) {
  const t = useTranslations('gamification.badges.rarity');
  return <Badge color={colours[rarity]}>{t(rarity)}</Badge>;
}

export function HeldBadges({ badges, label }: { badges: readonly HeldBadge[]; label: string }) {
  const t = useTranslations('gamification.badges');
  const format = useFormat();
  return (
    <SimpleGrid
      component="ul"
      cols={{ base: 1, xs: 2, md: 3 }}
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
      aria-label={label}
    >
      {badges.map(({ code, name, rarity, earnedAt }) => (
        <Card component="li" key={code} padding="sm" withBorder>
          <Group wrap="nowrap" gap="sm">
            <IconAward size={28} aria-hidden style={{ flexShrink: 0 }} />
            <Stack gap={2}>
              <Text fw={600}>{name}</Text>
              <Group gap="xs">
                <RarityMark rarity={rarity} />
                <Text size="sm" c="dimmed">
                  {t('earned', { date: format.date(earnedAt) })}
                </Text>
              </Group>
            </Stack>
          </Group>
        </Card>
      ))}
    </SimpleGrid>
  );
}

export function BadgeProgressList({ badges, label }: { badges: readonly BadgeProgress[]; label: string }) {
  return (
    <PlainList label={label} gap="md">
      {badges.map((badge) => (
        <li key={badge.code}>
          <OneBadge badge={badge} />
        </li>
      ))}
    </PlainList>
  );
}

function OneBadge({ badge: { name, rarity, percent, steps } }: { badge: BadgeProgress }) {
  const t = useTranslations('gamification.badges');
  const figures = useStepFigures();
  return (
    <Stack gap={4}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <RarityMark rarity={rarity} />
        </Group>
        <Text size="sm">{percent} %</Text>
      </Group>
      <Progress value={percent} aria-label={t('progress', { name, percent })} />
      <Text size="sm" c="dimmed">
        {steps
          .map(({ have, need, words, limit }) =>
            t(limit === 'AT_LEAST' ? 'step' : 'atMost', { ...figures(have, need), words }),
          )
          .join(' · ')}
      </Text>
    </Stack>
  );
}

/** Shares are told in percent; means come with many decimals. */
function useStepFigures(): (have: number, need: number) => { have: string; need: string } {
  const { number } = useFormat();
  return (have, need) => {
    const share = need > 0 && need < 1;
    const told = (value: number) =>
      share ? `${number(Math.round(value * 100))} %` : number(Math.round(value * 100) / 100);
    return { have: told(have), need: told(need) };
  };
}
