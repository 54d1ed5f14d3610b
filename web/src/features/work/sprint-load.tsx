'use client';

import { Alert, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { Sprint } from './types';
import { useWorkFormat } from './use-work-format';

/** Estimated hours against what the team can give, and points done against all. */
export function SprintLoad({ sprint }: { sprint: Sprint }) {
  const t = useTranslations('work.sprint');
  const format = useWorkFormat();
  const { plannedMinutes, capacityMinutes, openPoints, donePoints, state } = sprint;
  const points = openPoints + donePoints;
  // What was left open has left the sprint with its hours.
  const ended = state === 'COMPLETED' || state === 'CANCELLED';
  const over = !ended && plannedMinutes > capacityMinutes;
  const hours = t('hours', {
    planned: format.hours(plannedMinutes),
    capacity: format.hours(capacityMinutes),
  });
  const done = t('pointsDone', { done: donePoints, all: points });
  return (
    <Stack gap="xs">
      <Text size="sm">{done}</Text>
      <Progress value={points ? (donePoints / points) * 100 : 0} size="md" aria-label={done} color="fir" />
      {!ended && (
        <>
          <Text size="sm">{hours}</Text>
          <Progress
            value={capacityMinutes ? Math.min(100, (plannedMinutes / capacityMinutes) * 100) : 0}
            size="md"
            aria-label={hours}
            color={over ? 'orange' : 'blue'}
          />
        </>
      )}
      {over && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} p="xs">
          {t('over', { hours: format.hours(plannedMinutes - capacityMinutes) })}
        </Alert>
      )}
    </Stack>
  );
}
