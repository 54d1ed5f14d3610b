'use client';

import { AreaChart } from '@mantine/charts';
import { Group, Paper, Stack, Switch, Table, Text } from '@mantine/core';
import { parseDecimal } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Explained } from './help-tip';
import { drawn } from '../../lib/numbers';
import type { Security } from './types';
import { todayIso, useEquityFormat } from './use-equity-format';

type Tranche = Security['schedule'][number];

const at = (iso: string) => Date.parse(`${iso}T00:00:00Z`);

/** What has vested on each day, with the cliff and today; the same as a table. */
export function VestingChart({ security }: { security: Pick<Security, 'customId' | 'issued' | 'schedule'> }) {
  const t = useTranslations('equity.vesting');
  const format = useEquityFormat();
  const [asTable, setAsTable] = useState(false);
  const { schedule, issued, customId } = security;
  const [first, last] = [schedule[0]!, schedule.at(-1)!];
  const today = todayIso();
  const cliff = cliffOf(schedule);
  const next = schedule.find(({ date }) => date > today);
  const start = issued < first.date ? issued : first.date;
  const points = [
    ...(start < first.date ? [{ at: at(start), vested: 0 }] : []),
    ...schedule.map(({ date, vestedInAll }) => ({ at: at(date), vested: drawn(vestedInAll) })),
  ];
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const inSpan = today >= start && today <= last.date;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600} size="sm">
          <Explained term="vesting">{t('title')}</Explained>
        </Text>
        <Switch
          label={t('asTable')}
          checked={asTable}
          onChange={({ currentTarget }) => setAsTable(currentTarget.checked)}
        />
      </Group>
      <Text size="sm">
        {next
          ? t('next', { shares: format.count(next.shares), date: format.day(next.date) })
          : t('done', { date: format.day(last.date) })}{' '}
        {cliff && (
          <>
            {t('cliff', { date: format.day(cliff.date), shares: format.count(cliff.shares) })}{' '}
            <Explained term="cliff"> </Explained>
          </>
        )}
      </Text>
      {asTable ? (
        <AsTable schedule={schedule} label={t('tableOf', { name: customId })} />
      ) : (
        <div
          role="img"
          aria-label={t('alternative', {
            name: customId,
            first: format.day(first.date),
            firstShares: format.count(first.shares),
            last: format.day(last.date),
            all: format.count(last.vestedInAll),
          })}
        >
          <AreaChart
            h={220}
            data={points}
            dataKey="at"
            series={[{ name: 'vested', label: t('vested'), color: 'fir.6' }]}
            curveType="stepAfter"
            withDots={false}
            accessibilityLayer={false}
            valueFormatter={(value) => compact.format(value)}
            yAxisProps={{ width: 56 }}
            xAxisProps={{
              type: 'number',
              scale: 'time',
              domain: ['dataMin', 'dataMax'],
              minTickGap: 32,
              tickFormatter: (day: number) => format.month(isoOf(day)),
            }}
            areaProps={{ isAnimationActive: false }}
            referenceLines={[
              ...(cliff
                ? [
                    {
                      x: at(cliff.date),
                      label: t('cliffLine'),
                      color: 'orange.7',
                      strokeDasharray: '4 4',
                      labelPosition: 'insideTopRight' as const,
                    },
                  ]
                : []),
              ...(inSpan
                ? [
                    {
                      x: at(today),
                      label: t('todayLine'),
                      color: 'blue.6',
                      labelPosition: 'insideBottomLeft' as const,
                    },
                  ]
                : []),
            ]}
            tooltipProps={{
              content: ({ label }) => <Hint tranche={schedule.find(({ date }) => at(date) === label)} />,
            }}
          />
        </div>
      )}
    </Stack>
  );
}

const isoOf = (day: number) => new Date(day).toISOString().slice(0, 10);

/** The first part, where it is larger than the next: what nothing came before. */
function cliffOf(schedule: readonly Tranche[]): Tranche | null {
  const [first, second] = schedule;
  if (!first || !second) return null;
  return parseDecimal(first.shares) > parseDecimal(second.shares) * 2n ? first : null;
}

function Hint({ tranche }: { tranche: Tranche | undefined }) {
  const t = useTranslations('equity.vesting');
  const format = useEquityFormat();
  if (!tranche) return null;
  return (
    <Paper p="xs" shadow="md">
      <Text size="sm" fw={600}>
        {format.day(tranche.date)}
      </Text>
      <Text size="sm">
        {t('hint', { shares: format.count(tranche.shares), all: format.count(tranche.vestedInAll) })}
      </Text>
    </Paper>
  );
}

function AsTable({ schedule, label }: { schedule: readonly Tranche[]; label: string }) {
  const t = useTranslations('equity.vesting');
  const format = useEquityFormat();
  return (
    <Table.ScrollContainer
      minWidth={360}
      maxHeight={320}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table stickyHeader aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('date')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('shares')}
            </Table.Th>
            <Table.Th scope="col" ta="end">
              {t('inAll')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {schedule.map(({ date, shares, vestedInAll }) => (
            <Table.Tr key={date}>
              <Table.Th scope="row" fw={400}>
                {format.day(date)}
              </Table.Th>
              <Table.Td ta="end">{format.count(shares)}</Table.Td>
              <Table.Td ta="end">{format.count(vestedInAll)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
