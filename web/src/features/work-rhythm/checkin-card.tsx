'use client';

import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconHandStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useRefreshWork } from '../work/queries';
import { Mood } from './mood';
import type { CheckIn } from './types';

interface CheckInCardProps {
  readonly ventureId: string;
  readonly checkIn: CheckIn;
  /** Where no heading above says the day. */
  readonly dated?: string;
  readonly onCleared?: (checkIn: CheckIn) => void;
}

/** Somebody's day: what they did, what comes next, what stops them. */
export function CheckInCard({ ventureId, checkIn, dated, onCleared }: CheckInCardProps) {
  const t = useTranslations('workRhythm.checkins.card');
  return (
    <Card p="md" component="article" aria-label={t('label', { name: checkIn.member.name })}>
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <Text fw={600}>
            {checkIn.member.name}
            {dated && (
              <Text span c="dimmed" fw={400} size="sm">
                {' '}
                · {dated}
              </Text>
            )}
          </Text>
          <Text size="sm" component="div">
            <Mood mood={checkIn.mood} />
          </Text>
        </Group>
        <CheckInText checkIn={checkIn} />
        <Blocker ventureId={ventureId} checkIn={checkIn} {...(onCleared ? { onCleared } : {})} />
      </Stack>
    </Card>
  );
}

const lines = { whiteSpace: 'pre-line', overflowWrap: 'anywhere' } as const;

export function CheckInText({ checkIn }: { checkIn: Pick<CheckIn, 'done' | 'next'> }) {
  const t = useTranslations('workRhythm.checkins.card');
  return (['done', 'next'] as const).map(
    (key) =>
      checkIn[key] && (
        <Text size="sm" key={key} style={lines}>
          <Text span fw={600} inherit>
            {t(key)}
          </Text>{' '}
          {checkIn[key]}
        </Text>
      ),
  );
}

interface BlockerProps {
  readonly ventureId: string;
  readonly checkIn: CheckIn;
  readonly onCleared?: (checkIn: CheckIn) => void;
}

/** What stops somebody, whether it still does, and saying that it is out of the way. */
export function Blocker({ ventureId, checkIn, onCleared }: BlockerProps) {
  const t = useTranslations('workRhythm.checkins.card');
  const format = useFormat();
  const refresh = useRefreshWork(ventureId);
  const clear = useMutation({
    mutationFn: () => api.work.clearBlocker({ params: { ventureId, checkInId: checkIn.id }, body: {} }),
    onSuccess: async (next) => {
      onCleared?.(next);
      await refresh();
    },
  });
  if (!checkIn.blockers) return null;
  const open = checkIn.clearedAt === null;
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Badge
          color={open ? 'red' : 'green'}
          miw="max-content"
          leftSection={
            open ? <IconHandStop size={14} aria-hidden /> : <IconCircleCheck size={14} aria-hidden />
          }
        >
          {t(open ? 'blocked' : 'cleared')}
        </Badge>
        {checkIn.blockedAt && open && (
          <Text size="sm" c="dimmed">
            {t('since', { when: format.relative(checkIn.blockedAt) })}
          </Text>
        )}
        {checkIn.clearedAt && (
          <Text size="sm" c="dimmed">
            {format.dateTime(checkIn.clearedAt)}
          </Text>
        )}
      </Group>
      <Text size="sm" style={lines}>
        {checkIn.blockers}
      </Text>
      <ProblemAlert error={clear.error} />
      {checkIn.rights.includes('clear') && (
        <Group>
          <Button size="xs" variant="default" loading={clear.isPending} onClick={() => clear.mutate()}>
            {t('clear')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
