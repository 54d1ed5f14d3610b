'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { SeriesChart } from '../../components/series-chart';
import { AsOf } from './asked';
import { metricQuery } from './queries';
import { markedPoint, windowAround } from './stream-window';
import type { Anomaly } from './types';
import { useFigureFormat } from './use-figure-format';

/** The stream around what was flagged, with the flagged hour pointed out. */
export function AnomalyStream({ anomaly, metric }: { anomaly: Anomaly; metric: string }) {
  const t = useTranslations('analytics.anomalies');
  const format = useFigureFormat();
  const query = useQuery({
    ...metricQuery(metric, { range: 'custom', ...windowAround(anomaly) }),
    staleTime: 60_000,
  });
  return (
    <QueryView query={query} lines={2}>
      {({ title, unit, grain, series, range, computedAt }) => {
        const marked = markedPoint(series, anomaly.startedAt);
        const known = series.some(({ value }) => value !== null);
        if (!known) return <Text role="status">{t('noStream')}</Text>;
        return (
          <Stack gap="xs">
            <SeriesChart
              kind="line"
              height={200}
              label={t('streamOf', { title })}
              summary={t('streamSummary', {
                title,
                at: format.time(grain, marked ?? anomaly.startedAt),
                seen: format.figure(anomaly.unit, anomaly.seen),
                compared:
                  anomaly.compared === null ? t('noData') : format.figure(anomaly.unit, anomaly.compared),
              })}
              head={t('time')}
              newestFirst
              points={series.map(({ at, value }) => ({
                key: at,
                label:
                  at === marked ? t('flaggedAt', { at: format.time(grain, at) }) : format.time(grain, at),
                tick: format.tick(grain, at),
                values: { value },
              }))}
              series={[{ key: 'value', label: title }]}
              format={(value) => format.figure(unit, value)}
              axis={format.axis(unit)}
              {...(marked ? { marked: { key: marked, label: t('flagged') } } : {})}
            />
            <AsOf range={range} computedAt={computedAt} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
