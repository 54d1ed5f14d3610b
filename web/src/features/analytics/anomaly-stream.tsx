'use client';

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { SeriesChart } from '../../components/series-chart';
import { AsOf, Caveat } from './asked';
import { anomalySeriesQuery } from './queries';
import type { Anomaly, AnomalySeries } from './types';
import { useFigureFormat } from './use-figure-format';

/** The figures around what was flagged: the flagged point pointed out, and what was expected shaded. */
export function AnomalyStream({ anomaly }: { anomaly: Anomaly }) {
  const t = useTranslations('analytics.anomalies');
  const query = useQuery(anomalySeriesQuery(anomaly.id));
  return (
    <QueryView query={query} lines={2}>
      {(series) =>
        series.points.some(({ value }) => value !== null) ? (
          <Stream anomaly={anomaly} series={series} />
        ) : (
          <Text role="status">{t('noStream')}</Text>
        )
      }
    </QueryView>
  );
}

function Stream({ anomaly, series }: { anomaly: Anomaly; series: AnomalySeries }) {
  const t = useTranslations('analytics.anomalies');
  const format = useFigureFormat();
  const { title, unit, grain, points, flaggedAt, expected, range, computedAt } = series;
  const expectation = expected && expectedText(expected);
  /** A bound of one side says so; both make a range. */
  function expectedText({ low, high }: NonNullable<AnomalySeries['expected']>): string {
    const [from, to] = [low, high].map((value) => (value === null ? '' : format.figure(unit, value)));
    if (low === null) return t('expectedBelow', { high: to! });
    return high === null ? t('expectedAbove', { low: from! }) : t('expectedRange', { low: from!, high: to! });
  }
  return (
    <Stack gap="xs">
      <SeriesChart
        kind="line"
        height={220}
        label={t('streamOf', { title })}
        summary={t('streamSummary', {
          title,
          at: format.time(grain, flaggedAt ?? anomaly.startedAt),
          seen: format.figure(anomaly.unit, anomaly.seen),
          compared: anomaly.compared === null ? t('noData') : format.figure(anomaly.unit, anomaly.compared),
        })}
        head={t('time')}
        newestFirst
        points={points.map(({ at, value }) => ({
          key: at,
          label: at === flaggedAt ? t('flaggedAt', { at: format.time(grain, at) }) : format.time(grain, at),
          tick: format.tick(grain, at),
          values: { value },
        }))}
        series={[{ key: 'value', label: title }]}
        format={(value) => format.figure(unit, value)}
        axis={format.axis(unit)}
        {...(flaggedAt ? { marked: { key: flaggedAt, label: t('flagged') } } : {})}
        {...(expected ? { band: expected } : {})}
      />
      <Caveat>
        {expected ? t(`expectedKind.${expected.kind}`, { range: expectation! }) : t('noExpected')}
      </Caveat>
      <AsOf range={range} computedAt={computedAt} />
    </Stack>
  );
}
