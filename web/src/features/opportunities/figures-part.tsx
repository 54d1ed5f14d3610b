'use client';

import { BarChart } from '@mantine/charts';
import { Card, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { SeriesPatterns, SeriesSwatch, seriesColour, seriesFill } from '../equity/patterns';
import { PlainTable } from '../money/plain-table';
import { analyticsQuery } from './queries';
import type { Analytics } from './types';

const names = ['views', 'matches', 'applications', 'acceptances'] as const;
const looks = { views: 1, matches: 3, applications: 0, acceptances: 2 } as const;

/** How it goes, by day: a picture, and the same figures in a table. */
export function FiguresPart({ opportunityId }: { opportunityId: string }) {
  const t = useTranslations('opportunities.figures');
  const analytics = useQuery(analyticsQuery(opportunityId));
  return (
    <QueryView query={analytics}>
      {(data) => (
        <Stack gap="lg">
          <Totals analytics={data} />
          {data.days.length === 0 ? (
            <Text size="sm">{t('none')}</Text>
          ) : (
            <>
              <Chart analytics={data} />
              <Days analytics={data} />
            </>
          )}
        </Stack>
      )}
    </QueryView>
  );
}

function Totals({ analytics: { totals, acceptanceRate, hoursToFill } }: { analytics: Analytics }) {
  const t = useTranslations('opportunities.figures');
  const format = useFormat();
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 0 });
  const figures: readonly (readonly [string, string])[] = [
    ...names.map((name) => [t(name), format.number(totals[name])] as const),
    [t('rate'), acceptanceRate === null ? t('rateNone') : percent.format(acceptanceRate)],
    [t('toFill'), hoursToFill === null ? t('toFillNone') : span(hoursToFill)],
  ];
  function span(hours: number): string {
    return hours < 48
      ? t('hours', { count: Math.round(hours) })
      : t('days', { count: Math.round(hours / 24) });
  }
  return (
    <SimpleGrid cols={{ base: 2, sm: 3 }} component="dl" m={0}>
      {figures.map(([name, value]) => (
        <Card key={name} p="sm">
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" m={0} fw={600}>
            {value}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function Chart({ analytics: { days, totals } }: { analytics: Analytics }) {
  const t = useTranslations('opportunities.figures');
  const format = useFormat();
  const short = new Intl.DateTimeFormat(format.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  return (
    <Stack gap="xs">
      <SeriesPatterns />
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h4">
          {t('chart')}
        </Title>
        <Group gap="lg" aria-hidden>
          {names.map((name) => (
            <Group key={name} gap={8}>
              <SeriesSwatch index={looks[name]} />
              <Text size="sm">{t(name)}</Text>
            </Group>
          ))}
        </Group>
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          from: short.format(at(first.day)),
          to: short.format(at(last.day)),
          views: totals.views,
          applications: totals.applications,
        })}
      >
        <BarChart
          h={220}
          data={days.map((day) => ({ ...day }))}
          dataKey="day"
          accessibilityLayer={false}
          series={names.map((name) => ({ name, label: t(name), color: seriesColour(looks[name]) }))}
          xAxisProps={{ tickFormatter: (day: string) => short.format(at(day)), minTickGap: 24 }}
          yAxisProps={{ width: 32, allowDecimals: false }}
          maxBarWidth={24}
          barProps={({ name }) => {
            const look = looks[name as keyof typeof looks];
            return {
              fill: seriesFill(look),
              stroke: seriesColour(look),
              fillOpacity: 1,
              isAnimationActive: false,
            };
          }}
          tooltipProps={{
            content: ({ label }: { label?: unknown }) => {
              const day = days.find((one) => one.day === label);
              return day ? (
                <Paper p="xs" shadow="md">
                  <Text size="sm" fw={600}>
                    {short.format(at(day.day))}
                  </Text>
                  {names.map((name) => (
                    <Text key={name} size="sm">
                      {t(name)}: {format.number(day[name])}
                    </Text>
                  ))}
                </Paper>
              ) : null;
            },
          }}
        />
      </div>
    </Stack>
  );
}

function Days({ analytics: { days } }: { analytics: Analytics }) {
  const t = useTranslations('opportunities.figures');
  const format = useFormat();
  const long = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <PlainTable
      label={t('table')}
      items={days.toReversed()}
      keyOf={({ day }) => day}
      minWidth={520}
      maxHeight={360}
      columns={[
        { head: t('day'), cell: ({ day }) => long.format(new Date(`${day}T00:00:00Z`)) },
        ...names.map((name) => ({
          head: t(name),
          end: true,
          cell: (row: Analytics['days'][number]) => format.number(row[name]),
        })),
      ]}
    />
  );
}
