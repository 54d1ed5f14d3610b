'use client';

import { Button, Group, Progress, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PhaseBadge } from '../../components/venture-card';
import { Section } from '../../components/section';
import type { PanelProps } from './panel-props';
import { useWorkFormat } from './use-work-format';
import { workHref } from './work-frame';

/** How far the thirty days are, and the phase the venture is in. */
export function LaunchProgress({ ventureId, overview }: PanelProps) {
  const t = useTranslations('work.launch');
  const format = useWorkFormat();
  const { launch, phase, rights } = overview;
  const done = launch ? t('milestones', { done: launch.milestonesDone, all: launch.milestonesInAll }) : '';
  return (
    <Section title={t('title')}>
      {phase && (
        <Group gap="xs">
          <Text size="sm">{t('phase')}</Text>
          <PhaseBadge phase={phase} />
        </Group>
      )}
      {launch ? (
        <>
          <Text size="sm">
            {launch.state === 'RUNNING'
              ? t('day', {
                  today: Math.min(launch.today, launch.days),
                  days: launch.days,
                  end: format.day(launch.endsOn),
                })
              : t(`states.${launch.state}`)}
          </Text>
          <Progress value={launch.progressBps / 100} size="lg" aria-label={done} />
          <Text size="sm">
            {done}
            {launch.lateMilestones > 0 && ` ${t('late', { count: launch.lateMilestones })}`}
          </Text>
        </>
      ) : (
        <Text size="sm">{t(rights.includes('lead-launch') ? 'none' : 'noneReader')}</Text>
      )}
      <Group>
        <Button component={Link} href={workHref(ventureId, '/launch')} variant="default">
          {t('open')}
        </Button>
      </Group>
    </Section>
  );
}
