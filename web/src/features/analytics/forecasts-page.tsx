'use client';

import { Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ChartWithTable } from '../../components/chart-with-table';
import { FanChart, FanLegend } from '../../components/fan-chart';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { KindBadge, PastRecordText } from '../../components/score-mode';
import { Section } from '../../components/section';
import { AnalyticsFrame } from './analytics-frame';
import { forecastsQuery } from './queries';
import type { Forecast } from './types';
import { useFigureFormat } from './use-figure-format';

const historyShown = 60;

/** `/admin/analytics/forecasts`: what is shown only where it was better than the naive forecast, with its own past error. */
export function ForecastsPage() {
  return (
    <AnalyticsFrame page="forecasts">
      <Forecasts />
    </AnalyticsFrame>
  );
}

function Forecasts() {
  const t = useTranslations('analytics.forecasts');
  const query = useQuery(forecastsQuery());
  return (
    <QueryView query={query} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('emptyTitle')} text={t('emptyText')} />
        ) : (
          <Stack gap="lg">
            {items.map((forecast) => (
              <ForecastSection key={forecast.key} forecast={forecast} />
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

function ForecastSection({ forecast }: { forecast: Forecast }) {
  const t = useTranslations('analytics.forecasts');
  const format = useFigureFormat();
  const { title, shown, reason, method, backtest, record, madeAt } = forecast;
  const number = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 2 });
  return (
    <Section title={title}>
      {shown && (
        <Group gap="xs">
          <KindBadge kind="PREDICTED" />
          {method && (
            <Badge color="gray" h={24}>
              {t('method', { method })}
            </Badge>
          )}
        </Group>
      )}
      {shown && forecast.points.length > 0 ? (
        <Course forecast={forecast} />
      ) : (
        <Text role="status">{reason ?? t('notShown')}</Text>
      )}
      {backtest && (
        <Text size="sm">
          {t('backtest', {
            error: number.format(backtest.error),
            naive: number.format(backtest.naiveError),
            coverage: format.percent(backtest.coverage),
            points: backtest.points,
          })}
        </Text>
      )}
      {shown && <PastRecordText past={record} />}
      {madeAt && (
        <Text size="sm" c="dimmed">
          {t('madeAt', { at: format.dateTime(madeAt) })}
        </Text>
      )}
    </Section>
  );
}

function Course({ forecast }: { forecast: Forecast }) {
  const t = useTranslations('analytics.forecasts');
  const format = useFigureFormat();
  const { title, unit, grain, history, points, level } = forecast;
  const write = (value: number) => format.figure(unit, value);
  const past = history.slice(-historyShown);
  const percent = format.percent(level);
  const end = points.at(-1)!;
  const rows = [
    ...past.map(({ at, value }) => ({ at, actual: value, value: null, low: null, high: null })),
    ...points.map(({ at, value, low, high }) => ({ at, actual: null, value, low, high })),
  ];
  const drawn = rows.map(({ at, actual, value, low, high }) => ({
    at,
    ...(actual === null ? {} : { actual }),
    ...(value === null || low === null || high === null
      ? {}
      : { median: value, bands: [{ level, low, high }] }),
  }));
  const byAt = new Map(rows.map((row) => [row.at, row]));
  const cell = (value: number | null) => (value === null ? '' : write(value));
  const summary = t('summary', {
    title,
    at: format.time(grain, end.at),
    value: write(end.value),
    low: write(end.low),
    high: write(end.high),
    level: percent,
  });
  return (
    <Stack gap="xs">
      <Text>{summary}</Text>
      <ChartWithTable
        label={t('courseOf', { title })}
        summary={summary}
        rows={rows.toReversed()}
        keyOf={({ at }) => at}
        minWidth={480}
        legend={<FanLegend points={drawn} />}
        columns={[
          { head: t('time'), cell: ({ at }) => format.time(grain, at) },
          { head: t('actual'), end: true, cell: ({ actual }) => cell(actual) },
          { head: t('expected'), end: true, cell: ({ value }) => cell(value) },
          { head: t('low', { level: percent }), end: true, cell: ({ low }) => cell(low) },
          { head: t('high', { level: percent }), end: true, cell: ({ high }) => cell(high) },
        ]}
      >
        <FanChart
          points={drawn}
          zero=""
          tick={(at) => format.tick(grain, at)}
          scale={format.axis(unit)}
          hint={(at) => {
            const row = byAt.get(at);
            if (!row) return null;
            return row.value === null
              ? cell(row.actual)
              : t('hint', { value: cell(row.value), low: cell(row.low), high: cell(row.high) });
          }}
        />
      </ChartWithTable>
    </Stack>
  );
}
