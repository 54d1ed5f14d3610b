'use client';

import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown, IconUsers } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { ChartWithTable } from '../../components/chart-with-table';
import { SeriesPatterns } from '../equity/patterns';
import { useEvents } from './event-field';
import type { FunnelView } from './types';
import { useFigureFormat } from './use-figure-format';

export type Who = 'REACHED' | 'DROPPED';
type Step = FunnelView['steps'][number];

interface FunnelChartProps {
  readonly view: FunnelView;
  /** Opens the people of a step, counted from one; left out where there is no such way. */
  readonly onPeople?: (step: number, who: Who) => void;
}

/** Steps of a funnel as bars with what was lost between them; each leads to the people behind it. */
export function FunnelChart({ view, onPeople }: FunnelChartProps) {
  const t = useTranslations('analytics.funnels');
  const format = useFigureFormat();
  const { titleOf } = useEvents();
  const steps = view.steps.map((step, index) => ({
    ...step,
    number: index + 1,
    title: titleOf(step.event),
    lost: index === 0 ? null : view.steps[index - 1]!.people - step.people,
  }));
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const share = (value: number | null) => (value === null ? t('noData') : format.percent(value));
  return (
    <ChartWithTable
      label={t('picture')}
      summary={t('summary', {
        first: first.title,
        last: last.title,
        from: format.number(first.people),
        to: format.number(last.people),
        share: share(last.share),
      })}
      active={onPeople !== undefined}
      rows={steps}
      keyOf={({ number }) => String(number)}
      minWidth={560}
      columns={[
        { head: t('stepHead'), cell: ({ number, title }) => t('stepNamed', { number, title }) },
        { head: t('peopleHead'), end: true, cell: ({ people }) => format.number(people) },
        { head: t('share'), end: true, cell: (step) => share(step.share) },
        { head: t('stepShare'), end: true, cell: (step) => (step.number === 1 ? '' : share(step.stepShare)) },
        { head: t('lost'), end: true, cell: ({ lost }) => (lost === null ? '' : format.number(lost)) },
        {
          head: t('median'),
          end: true,
          cell: ({ number, medianSeconds }) =>
            number === 1 ? '' : medianSeconds === null ? t('noData') : format.seconds(medianSeconds),
        },
      ]}
    >
      <SeriesPatterns />
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {steps.map((step) => (
          <li key={step.number}>
            {step.lost !== null && <Lost {...step} lost={step.lost} {...(onPeople ? { onPeople } : {})} />}
            <Bar {...step} {...(onPeople ? { onPeople } : {})} />
          </li>
        ))}
      </Stack>
    </ChartWithTable>
  );
}

interface StepProps extends Step {
  readonly number: number;
  readonly title: string;
  readonly onPeople?: (step: number, who: Who) => void;
}

function Bar({ number, title, people, share, medianSeconds, onPeople }: StepProps) {
  const t = useTranslations('analytics.funnels');
  const format = useFigureFormat();
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs" align="flex-end">
        <Title order={3} size="h5" ff="text" style={{ overflowWrap: 'anywhere' }}>
          {t('stepNamed', { number, title })}
        </Title>
        <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {share === null
            ? t('people', { count: people })
            : t('peopleShare', { count: people, share: format.percent(share) })}
        </Text>
      </Group>
      <Box
        h={24}
        bg="var(--mantine-color-default-hover)"
        style={{ borderRadius: 4, overflow: 'hidden' }}
        aria-hidden
      >
        <svg width={`${(share ?? 0) * 100}%`} height="24" style={{ display: 'block' }} focusable="false">
          <rect width="100%" height="24" fill="var(--mantine-color-fir-6)" />
        </svg>
      </Box>
      <Group gap="sm">
        {onPeople && people > 0 && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconUsers size={16} aria-hidden />}
            aria-label={t('seeReached', { count: people, title })}
            onClick={() => onPeople(number, 'REACHED')}
          >
            {t('see', { count: people })}
          </Button>
        )}
        {number > 1 && medianSeconds !== null && (
          <Text size="sm" c="dimmed">
            {t('took', { time: format.seconds(medianSeconds) })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function Lost({ number, title, lost, stepShare, onPeople }: StepProps & { lost: number }) {
  const t = useTranslations('analytics.funnels');
  const format = useFigureFormat();
  if (lost <= 0) return null;
  const part = stepShare === null ? null : 1 - stepShare;
  return (
    <Group gap="xs" pl="md" py={6} mb="xs">
      <IconArrowDown size={16} aria-hidden />
      <Text size="sm" c="dimmed">
        {part === null
          ? t('dropped', { count: lost })
          : t('droppedShare', { count: lost, share: format.percent(part) })}
      </Text>
      {onPeople && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('seeDropped', { count: lost, title })}
          onClick={() => onPeople(number, 'DROPPED')}
        >
          {t('seeWho')}
        </Button>
      )}
    </Group>
  );
}
