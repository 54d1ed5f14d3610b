'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { BurndownChart } from './burndown-chart';
import type { PanelProps } from './panel-props';
import { useWorkFormat } from './use-work-format';
import { VelocityChart } from './velocity-chart';
import { workHref } from './work-frame';

export function RunningSprint({ ventureId, overview }: PanelProps) {
  const t = useTranslations('work.running');
  const format = useWorkFormat();
  const { activeSprint: sprint } = overview;
  if (!sprint)
    return (
      <Section title={t('title')}>
        <Text>{t(overview.rights.includes('plan') ? 'none' : 'noneReader')}</Text>
        <Group>
          <Button component={Link} href={workHref(ventureId, '/sprints')} variant="default">
            {t('toSprints')}
          </Button>
        </Group>
      </Section>
    );
  return (
    <Section title={t('named', { name: sprint.name })} text={t('until', { date: format.day(sprint.endsOn) })}>
      <BurndownChart name={sprint.name} burndown={sprint.burndown} />
      <Group gap="sm">
        <Button component={Link} href={workHref(ventureId, '/board')} variant="default">
          {t('toBoard')}
        </Button>
        <Button component={Link} href={workHref(ventureId, `/sprints/${sprint.id}`)} variant="default">
          {t('toSprint')}
        </Button>
      </Group>
    </Section>
  );
}

export function Speed({ ventureId, overview }: PanelProps) {
  const t = useTranslations('work.velocity');
  return (
    <Section title={t('title')} text={t('text')}>
      <VelocityChart ventureId={ventureId} sprints={overview.sprints} velocity={overview.velocity} />
    </Section>
  );
}
