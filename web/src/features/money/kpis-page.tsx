'use client';

import { Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { KpiHistory } from './kpi-chart';
import { KpiTarget } from './kpi-target';
import { MoneyFrame } from './money-frame';
import { kpisQuery } from './queries';
import { TargetsModal } from './targets-modal';
import type { Kpi, Standing } from './types';
import { useKpiFormat } from './use-kpi-format';

const spans = [6, 12, 24, 60] as const;

/** `/ventures/[id]/money/kpis`: every figure with its formula, target and history. */
export function KpisPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.kpis');
  return (
    <MoneyFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="figures">
      {(standing) => <Board standing={standing} />}
    </MoneyFrame>
  );
}

function Board({ standing }: { standing: Standing }) {
  const t = useTranslations('money.kpis');
  const [months, setMonths] = useState<number>(12);
  const [editing, setEditing] = useState(false);
  const ventureId = standing.venture.id;
  const board = useQuery({ ...kpisQuery(ventureId, months), placeholderData: keepPreviousData });
  return (
    <QueryView query={board} lines={4}>
      {(data) => (
        <Stack gap="lg">
          <Group align="flex-end" justify="space-between" gap="md">
            <NativeSelect
              label={t('span')}
              value={String(months)}
              onChange={({ currentTarget }) => setMonths(Number(currentTarget.value))}
              data={spans.map((value) => ({
                value: String(value),
                label: t('spanMonths', { count: value }),
              }))}
            />
            {data.maySetTargets && standing.acts && (
              <Button onClick={() => setEditing(true)}>{t('setTargets')}</Button>
            )}
          </Group>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
            {data.items.map((kpi) => (
              <KpiCard key={kpi.kpi} kpi={kpi} currency={data.currency} />
            ))}
          </SimpleGrid>
          {editing && (
            <TargetsModal
              ventureId={ventureId}
              board={data}
              months={months}
              onClose={() => setEditing(false)}
            />
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function KpiCard({ kpi, currency }: { kpi: Kpi; currency: string | null }) {
  const t = useTranslations('money.kpis');
  const text = useKpiFormat(currency);
  return (
    <Section title={t(`name.${kpi.kpi}`)}>
      <Stack gap="xs">
        {kpi.value === null ? (
          <Text>{kpi.gap ?? t('noFigure')}</Text>
        ) : (
          <Text fz="xl" fw={600}>
            {text(kpi, kpi.value)}
          </Text>
        )}
        <KpiTarget kpi={kpi} currency={currency} />
        <Text size="sm" c="dimmed">
          {t('formula', { formula: kpi.formula })} {t(`better.${kpi.better}`)}
        </Text>
      </Stack>
      <KpiHistory kpi={kpi} currency={currency} />
    </Section>
  );
}
