'use client';

import { Group, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { RangeView } from './types';
import { useFigureFormat } from './use-figure-format';

/** Time range and time of computation: every figure of analytics says both. */
export function AsOf({ range, computedAt }: { range: RangeView; computedAt: string }) {
  const t = useTranslations('analytics');
  const format = useFigureFormat();
  return (
    <Text size="sm" c="dimmed">
      {t('asOf', { ...format.range(range), at: format.dateTime(computedAt) })}
    </Text>
  );
}

/** What a figure leaves out, said where it is read. */
export function Caveat({ children }: { children: string }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <IconInfoCircle size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Group>
  );
}
