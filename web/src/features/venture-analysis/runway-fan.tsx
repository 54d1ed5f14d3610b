'use client';

import { Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChartWithTable } from '../../components/chart-with-table';
import { FanChart, FanLegend } from '../../components/fan-chart';
import { KindBadge, ScoreMode } from '../../components/score-mode';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useLastsSentence } from './before-after';
import { bands, fanOf, lastsOf, rowsOf, scaleOf, type FanRow } from './fan';
import type { Forecast } from './types';
import { useRoughMoney } from './use-rough-money';
import { useShare } from './use-share';

interface RunwayFanProps {
  readonly forecast: Forecast;
  readonly before: Forecast | null;
  readonly beforeName: string;
  readonly waiting: boolean;
}

/** The cash of the months to come as a fan, as a sentence, and as a table. */
export function RunwayFan({ forecast, before, beforeName, waiting }: RunwayFanProps) {
  const t = useTranslations('standing.fan');
  const format = useMoneyFormat();
  const share = useShare();
  const { currency, mode, kind, provenance, pastRecord } = forecast;
  const rough = useRoughMoney();
  const money = (minor: string) => rough(minor, currency);
  const points = useMemo(() => fanOf(forecast, before), [forecast, before]);
  const scale = useMemo(() => scaleOf(points), [points]);
  const sentence = useLastsSentence();
  const words = t('start', {
    month: format.month(forecast.startMonth),
    cash: format.money(forecast.startCashMinor, currency),
    sentence: sentence(lastsOf(forecast)),
  });
  const rows = useMemo(() => rowsOf(forecast, before), [forecast, before]);
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <KindBadge kind={kind} />
        <ScoreMode mode={mode} provenance={provenance} past={pastRecord} />
        {waiting && <Loader size="xs" aria-hidden />}
      </Group>
      <Text fz="lg">{words}</Text>
      <ChartWithTable
        label={t('label')}
        summary={t('summary', { text: words })}
        legend={<FanLegend points={points} before={beforeName} />}
        rows={rows}
        keyOf={({ month }) => month}
        minWidth={before ? 860 : 720}
        maxHeight={420}
        columns={[
          {
            head: t('month'),
            cell: ({ month }) => (
              <Text span size="sm" style={{ whiteSpace: 'nowrap' }}>
                {format.shortMonth(month)}
              </Text>
            ),
          },
          {
            head: t('middle'),
            end: true,
            cell: ({ actualMinor, coming }: FanRow) =>
              actualMinor === null ? money(coming!.cash.q50) : t('actual', { amount: money(actualMinor) }),
          },
          ...bands.toReversed().map(({ level, low, high }) => ({
            head: t('band', { level: share(level) }),
            end: true,
            cell: ({ coming }: FanRow) =>
              coming ? t('range', { low: money(coming.cash[low]), high: money(coming.cash[high]) }) : '–',
          })),
          ...(before
            ? [
                {
                  head: beforeName,
                  end: true,
                  cell: ({ beforeMinor }: FanRow) => (beforeMinor === null ? '–' : money(beforeMinor)),
                },
              ]
            : []),
        ]}
      >
        <FanChart
          points={points}
          tick={format.shortMonth}
          scale={(value) => compact.format(value)}
          zero={t('zero')}
          domain={[scale.low, scale.high]}
          hint={(at) => (
            <Hint row={rows.find(({ month }) => month === at)} money={money} beforeName={beforeName} />
          )}
        />
      </ChartWithTable>
      {scale.cut && <Text size="sm">{t('cut')}</Text>}
      <Text size="xs" c="dimmed">
        {t('asOf', { month: format.month(forecast.startMonth), count: forecast.ownMonths, currency })}
      </Text>
    </Stack>
  );
}

interface HintProps {
  readonly row: FanRow | undefined;
  readonly money: (minor: string) => string;
  readonly beforeName: string;
}

function Hint({ row, money, beforeName }: HintProps) {
  const t = useTranslations('standing.fan');
  const format = useMoneyFormat();
  const share = useShare();
  if (!row) return null;
  const { month, actualMinor, coming, beforeMinor } = row;
  return (
    <Paper p="xs" shadow="md">
      <Text size="sm" fw={600}>
        {format.month(month)}
      </Text>
      {actualMinor !== null && <Text size="sm">{t('actual', { amount: money(actualMinor) })}</Text>}
      {coming && (
        <>
          <Text size="sm">
            {t('middle')}: {money(coming.cash.q50)}
          </Text>
          {bands.toReversed().map(({ level, low, high }) => (
            <Text key={level} size="sm">
              {t('band', { level: share(level) })}:{' '}
              {t('range', { low: money(coming.cash[low]), high: money(coming.cash[high]) })}
            </Text>
          ))}
        </>
      )}
      {beforeMinor !== null && (
        <Text size="sm">
          {beforeName}: {money(beforeMinor)}
        </Text>
      )}
    </Paper>
  );
}
