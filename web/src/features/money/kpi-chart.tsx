'use client';

import { LineChart, Sparkline } from '@mantine/charts';
import { Accordion, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import { seriesColour } from '../equity/patterns';
import { kpiPoint } from './kpi-values';
import { PlainTable } from './plain-table';
import type { Kpi } from './types';
import { useKpiFormat } from './use-kpi-format';

interface KpiChartProps {
  readonly kpi: Kpi;
  readonly currency: string | null;
}

/** The course of a KPI, small: the figures stand beside it and in a table. */
export function KpiSparkline({ kpi, currency }: KpiChartProps) {
  const points = kpi.history.flatMap(({ value }) => kpiPoint(kpi, value, currency ?? 'CAD') ?? []);
  if (points.length < 2) return null;
  return (
    <div aria-hidden inert>
      <Sparkline h={36} data={points} color={seriesColour(0)} fillOpacity={0.15} strokeWidth={2} />
    </div>
  );
}

/** The history of one KPI with its target, as a picture and as a table. */
export function KpiHistory({ kpi, currency }: KpiChartProps) {
  const t = useTranslations('money.kpis');
  const format = useMoneyFormat();
  const text = useKpiFormat(currency);
  const known = kpi.history.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return <Text size="sm">{t('noHistory')}</Text>;
  const name = t(`name.${kpi.kpi}`);
  const target = kpiPoint(kpi, kpi.target, currency ?? 'CAD');
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <Stack gap="xs">
      <div
        role="img"
        aria-label={t('alternative', {
          name,
          from: format.month(first.month),
          to: format.month(last.month),
          first: text(kpi, first.value!),
          last: text(kpi, last.value!),
        })}
      >
        <LineChart
          h={180}
          data={kpi.history.map(({ month, value }) => ({
            month,
            value: kpiPoint(kpi, value, currency ?? 'CAD'),
          }))}
          dataKey="month"
          series={[{ name: 'value', label: name, color: seriesColour(0) }]}
          curveType="linear"
          connectNulls={false}
          accessibilityLayer={false}
          lineProps={{ isAnimationActive: false }}
          xAxisProps={{ tickFormatter: (month: string) => format.shortMonth(month), minTickGap: 24 }}
          yAxisProps={{ width: 52, tickFormatter: (value: number) => compact.format(value) }}
          {...(target === null
            ? {}
            : {
                referenceLines: [
                  {
                    y: target,
                    label: t('target'),
                    color: 'var(--mantine-color-text)',
                    labelPosition: 'insideBottomLeft' as const,
                    ifOverflow: 'extendDomain' as const,
                  },
                ],
              })}
          tooltipProps={{
            content: ({ label }) => {
              const point = kpi.history.find(({ month }) => month === label);
              return point ? (
                <Paper p="xs" shadow="md">
                  <Text size="sm" fw={600}>
                    {format.month(point.month)}
                  </Text>
                  <Text size="sm">{point.value === null ? t('noFigure') : text(kpi, point.value)}</Text>
                </Paper>
              ) : null;
            },
          }}
        />
      </div>
      <Accordion variant="separated" order={3}>
        <Accordion.Item value="table">
          <Accordion.Control>{t('asTable')}</Accordion.Control>
          <Accordion.Panel>
            <PlainTable
              label={t('historyOf', { name })}
              minWidth={240}
              maxHeight={320}
              items={kpi.history.toReversed()}
              keyOf={({ month }) => month}
              columns={[
                { head: t('month'), cell: ({ month }) => format.month(month) },
                {
                  head: name,
                  end: true,
                  cell: ({ value }) => (value === null ? t('noFigure') : text(kpi, value)),
                },
              ]}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
