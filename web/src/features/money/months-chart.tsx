'use client';

import { AreaChart, BarChart } from '@mantine/charts';
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { drawn } from '../../lib/numbers';
import { majorOf } from '../../lib/money';
import { useMoneyFormat } from '../../lib/use-money-format';
import { SeriesPatterns, SeriesSwatch, seriesColour, seriesFill } from '../equity/patterns';
import { inARow, type Point } from './months';
import type { Month } from './types';

const shownMonths = 36;
const views = {
  cash: ['cashMinor'],
  burn: ['netBurnMinor'],
  flows: ['incomeMinor', 'costsMinor'],
} as const;
export type MonthsView = keyof typeof views;
/** Each figure keeps its look on every chart. */
const looks = { cashMinor: 0, incomeMinor: 1, costsMinor: 2, netBurnMinor: 5 } as const;

interface MonthsChartProps {
  readonly view: MonthsView;
  readonly months: readonly Month[];
  readonly currency: string;
}

/** Actual figures as a picture; the same figures stand in the table beside it. */
export function MonthsChart({ view, months, currency }: MonthsChartProps) {
  const t = useTranslations('money.monthsChart');
  const format = useMoneyFormat();
  const fields = views[view];
  const points = inARow(months, shownMonths);
  const known = points.flatMap(({ actual }) => actual ?? []);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const data = points.map(({ month, actual }) => ({
    month,
    ...Object.fromEntries(
      fields.map((field) => [field, actual ? drawn(majorOf(actual[field], currency)) : null]),
    ),
  }));
  const shared = {
    h: 220,
    data,
    dataKey: 'month',
    accessibilityLayer: false,
    series: fields.map((name) => ({ name, label: t(name), color: seriesColour(looks[name]) })),
    valueFormatter: (value: number) => compact.format(value),
    xAxisProps: { tickFormatter: (month: string) => format.shortMonth(month), minTickGap: 24 },
    yAxisProps: { width: 56 },
    tooltipProps: {
      content: ({ label }: { label?: unknown }) => (
        <Hint point={points.find(({ month }) => month === label)} fields={fields} currency={currency} />
      ),
    },
  };
  return (
    <Stack gap="xs">
      <SeriesPatterns />
      <Group justify="space-between" gap="xs">
        <Title order={3}>{t(`title.${view}`)}</Title>
        {fields.length > 1 && (
          <Group gap="lg" aria-hidden>
            {fields.map((field) => (
              <Group key={field} gap={8}>
                <SeriesSwatch index={looks[field]} />
                <Text size="sm">{t(field)}</Text>
              </Group>
            ))}
          </Group>
        )}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          what: fields.map((field) => t(field)).join(', '),
          from: format.month(first.month),
          to: format.month(last.month),
          first: fields.map((field) => format.money(first[field], currency)).join(', '),
          last: fields.map((field) => format.money(last[field], currency)).join(', '),
        })}
      >
        {view === 'cash' ? (
          <AreaChart
            {...shared}
            curveType="linear"
            withDots={known.length < 24}
            connectNulls={false}
            areaProps={{ fill: seriesFill(looks.cashMinor), fillOpacity: 1, isAnimationActive: false }}
          />
        ) : (
          <BarChart
            {...shared}
            maxBarWidth={36}
            barProps={({ name }) => {
              const look = looks[name as keyof typeof looks];
              return {
                fill: seriesFill(look),
                stroke: seriesColour(look),
                fillOpacity: 1,
                isAnimationActive: false,
              };
            }}
            {...(view === 'burn' ? { referenceLines: [{ y: 0 }] } : {})}
          />
        )}
      </div>
    </Stack>
  );
}

interface HintProps {
  readonly point: Point | undefined;
  readonly fields: readonly (keyof typeof looks)[];
  readonly currency: string;
}

function Hint({ point, fields, currency }: HintProps) {
  const t = useTranslations('money.monthsChart');
  const format = useMoneyFormat();
  if (!point) return null;
  const { month, actual } = point;
  return (
    <Paper p="xs" shadow="md">
      <Text size="sm" fw={600}>
        {format.month(month)}
      </Text>
      {actual ? (
        fields.map((field) => (
          <Text key={field} size="sm">
            {t(field)}: {format.money(actual[field], currency)}
          </Text>
        ))
      ) : (
        <Text size="sm">{t('nothing')}</Text>
      )}
    </Paper>
  );
}
