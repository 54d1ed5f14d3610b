'use client';

import { Badge, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import { isUnderWay, type Training } from './queries';

const colours = {
  PASSED: 'fir',
  NOT_BETTER: 'orange',
  NOT_ENOUGH: 'gray',
  NOTHING_NEW: 'gray',
  FAILED: 'red',
  CANCELLED: 'gray',
} as const;

/** How a training stands: a bar while it is under way, then what became of it. */
export function TrainingLine({ training, why = false }: { training: Training; why?: boolean }) {
  const t = useTranslations('models.training');
  const { relative } = useFormat();
  const { state, outcome, done, total, note, finishedAt, createdAt } = training;
  if (isUnderWay(training))
    return (
      <Stack gap={4} miw={180}>
        <Text size="sm">{state === 'QUEUED' ? t('queued') : note || t('running')}</Text>
        <Progress
          value={total > 0 ? (done / total) * 100 : 0}
          aria-label={t('progress', { percent: total > 0 ? Math.round((done / total) * 100) : 0 })}
          animated
        />
      </Stack>
    );
  const end = outcome ?? (state === 'CANCELLED' ? 'CANCELLED' : 'FAILED');
  return (
    <Stack gap={4} align="flex-start">
      <Badge color={colours[end]} variant="light" h={24}>
        {t(`outcome.${end}`)}
      </Badge>
      <Text size="xs" c="dimmed">
        {relative(finishedAt ?? createdAt)}
      </Text>
      {why && training.why && <Text size="sm">{training.why}</Text>}
    </Stack>
  );
}
