'use client';

import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';

/** Papers in force as a share of those required. */
export function Score({ value, label, text }: { value: number; label: string; text?: string }) {
  const t = useTranslations('compliance.score');
  const format = useFormat();
  const percent = Math.floor(value);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          {label}
        </Text>
        <Text size="sm">{t('percent', { percent: format.number(percent) })}</Text>
      </Group>
      <Progress value={percent} aria-label={label} color={percent === 100 ? 'green' : 'orange'} />
      {text && (
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      )}
    </Stack>
  );
}
