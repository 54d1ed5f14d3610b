'use client';

import { Badge, Group, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import type { Kpi } from './types';
import { useKpiFormat } from './use-kpi-format';

/** The target of a KPI and whether it is met; nothing where none is set. */
export function KpiTarget({ kpi, currency }: { kpi: Kpi; currency: string | null }) {
  const t = useTranslations('money.kpis');
  const text = useKpiFormat(currency);
  const { target, targetMet, better } = kpi;
  if (target === null)
    return (
      <Text size="sm" c="dimmed">
        {t('noTarget')}
      </Text>
    );
  return (
    <Group gap="xs">
      <Text size="sm">{t(`targetOf.${better}`, { target: text(kpi, target) })}</Text>
      {targetMet !== null && (
        <Badge
          color={targetMet ? 'green' : 'orange'}
          leftSection={targetMet ? <IconCheck size={12} aria-hidden /> : <IconX size={12} aria-hidden />}
        >
          {t(targetMet ? 'met' : 'missed')}
        </Badge>
      )}
    </Group>
  );
}
