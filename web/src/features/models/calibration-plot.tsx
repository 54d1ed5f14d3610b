'use client';

import { CompositeChart } from '@mantine/charts';
import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { ChartWithTable } from '../../components/chart-with-table';
import { useFigure } from './figures';
import type { Report } from './queries';

type Bin = Report['bins'][number];

const fir = 'var(--mantine-color-fir-6)';

/** What was said and what came true: on the line they agree. */
export function CalibrationPlot({ bins }: { bins: readonly Bin[] }) {
  const t = useTranslations('models.plot');
  const { percent } = useFigure();
  const furthest = bins.toSorted((a, b) => distance(b) - distance(a))[0];
  const points = [
    { at: 0, ideal: 0 },
    ...bins.map(({ said, cameTrue, low, high }) => ({
      at: said,
      ideal: said,
      cameTrue,
      range: [low, high] as [number, number],
    })),
    { at: 1, ideal: 1 },
  ];
  const summary = furthest
    ? t('summary', {
        bins: bins.length,
        said: percent(furthest.said),
        true: percent(furthest.cameTrue),
      })
    : t('label');
  return (
    <ChartWithTable
      label={t('label')}
      summary={summary}
      rows={bins}
      keyOf={({ said, count }) => `${said} ${count}`}
      legend={
        <Group gap="md" aria-hidden>
          <Text size="xs">{t('legend')}</Text>
        </Group>
      }
      columns={[
        { head: t('said'), end: true, cell: ({ said }) => percent(said) },
        { head: t('cameTrue'), end: true, cell: ({ cameTrue }) => percent(cameTrue) },
        { head: t('range'), end: true, cell: ({ low, high }) => `${percent(low)} – ${percent(high)}` },
        { head: t('rows'), end: true, cell: ({ count }) => count },
      ]}
    >
      <CompositeChart
        h={280}
        data={points}
        dataKey="at"
        series={[
          { name: 'range', color: fir, type: 'area' },
          { name: 'ideal', color: 'var(--mantine-color-dimmed)', type: 'line' },
          { name: 'cameTrue', color: fir, type: 'line' },
        ]}
        curveType="linear"
        connectNulls={false}
        accessibilityLayer={false}
        areaProps={{
          fillOpacity: 0.2,
          strokeOpacity: 0.5,
          strokeDasharray: '3 4',
          dot: false,
          activeDot: false,
        }}
        lineProps={({ name }) =>
          name === 'ideal'
            ? { strokeDasharray: '6 4', strokeWidth: 1.5, dot: false, activeDot: false }
            : { strokeWidth: 2.5, dot: { r: 4 }, activeDot: false }
        }
        xAxisProps={{
          type: 'number',
          domain: [0, 1],
          tickFormatter: percent,
          ticks: [0, 0.25, 0.5, 0.75, 1],
        }}
        yAxisProps={{ domain: [0, 1], tickFormatter: percent, width: 52, ticks: [0, 0.25, 0.5, 0.75, 1] }}
        xAxisLabel={t('said')}
        yAxisLabel={t('cameTrue')}
        withTooltip={false}
      />
    </ChartWithTable>
  );
}

const distance = ({ said, cameTrue }: Bin) => Math.abs(said - cameTrue);
