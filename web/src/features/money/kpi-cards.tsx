'use client';

import { Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { KpiSparkline } from './kpi-chart';
import { KpiTarget } from './kpi-target';
import { moneyHref } from './money-frame';
import { kpisQuery } from './queries';
import type { Kpi } from './types';
import { useKpiFormat } from './use-kpi-format';

/** Every KPI the reader may see, at a glance. */
export function KpiCards({ ventureId }: { ventureId: string }) {
  const t = useTranslations('money.kpis');
  const board = useQuery(kpisQuery(ventureId));
  return (
    <Section title={t('glance')} text={t('glanceText')}>
      <QueryView query={board}>
        {({ items, currency }) => (
          <Stack gap="md">
            <SimpleGrid
              component="ul"
              p={0}
              m={0}
              cols={{ base: 1, xs: 2, md: 3 }}
              style={{ listStyle: 'none' }}
            >
              {items.map((kpi) => (
                <li key={kpi.kpi}>
                  <OneKpi kpi={kpi} currency={currency} />
                </li>
              ))}
            </SimpleGrid>
            <Group>
              <Button component={Link} href={moneyHref(ventureId, '/kpis')} variant="default">
                {t('toPage')}
              </Button>
            </Group>
          </Stack>
        )}
      </QueryView>
    </Section>
  );
}

function OneKpi({ kpi, currency }: { kpi: Kpi; currency: string | null }) {
  const t = useTranslations('money.kpis');
  const text = useKpiFormat(currency);
  return (
    <Card p="sm" h="100%">
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {t(`name.${kpi.kpi}`)}
        </Text>
        {kpi.value === null ? (
          <Text size="sm">{kpi.gap ?? t('noFigure')}</Text>
        ) : (
          <Text fw={600} fz="lg">
            {text(kpi, kpi.value)}
          </Text>
        )}
        {kpi.target !== null && <KpiTarget kpi={kpi} currency={currency} />}
        <KpiSparkline kpi={kpi} currency={currency} />
      </Stack>
    </Card>
  );
}
