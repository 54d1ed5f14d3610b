'use client';

import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useAccess } from '../../lib/session';
import { meQuery, useFollowGamification } from '../gamification/queries';
import { Loaded, Panel } from './panel';

/** XP at a glance: the level, the way to the next, the streak, and the badge one is nearest to. */
export function XpCard() {
  const t = useTranslations('dashboard.xp');
  const words = useTranslations('gamification');
  const member = useAccess().data?.held.includes(1) ?? false;
  const standing = useQuery({ ...meQuery(), enabled: member });
  useFollowGamification();
  if (!member) return null;
  return (
    <Panel title={t('title')}>
      <Loaded query={standing}>
        {({ level, xp, percent, next, streak, nextBadges: [badge] }) => (
          <Stack gap="xs">
            <Text size="xl" fw={600} lh={1.2}>
              {words('level.xp', { xp })}
            </Text>
            <Text size="sm">
              {next
                ? t('way', {
                    level: words(`levels.${level}`),
                    missing: next.missing,
                    next: words(`levels.${next.level}`),
                  })
                : words(`levels.${level}`)}
            </Text>
            <Progress value={percent} aria-label={words('level.progress', { percent })} />
            <Text size="sm">{t('streak', { count: streak.current })}</Text>
            {badge && <Text size="sm">{t('badge', { name: badge.name, percent: badge.percent })}</Text>}
            <Group>
              <Button
                component={Link}
                href="/achievements"
                size="xs"
                variant="default"
                leftSection={<IconTrophy size={16} aria-hidden />}
              >
                {t('open')}
              </Button>
            </Group>
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
