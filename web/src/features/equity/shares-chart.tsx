'use client';

import { AreaChart, DonutChart } from '@mantine/charts';
import { Group, Paper, SegmentedControl, Skeleton, Stack, Switch, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { firstDayQuery } from './date-control';
import { colourOf, fillOf, holderClasses, HolderPatterns, Swatch } from './holder-looks';
import { Explained } from './help-tip';
import { sampleDays } from './life';
import { drawn, type FigureFormat } from '../../lib/numbers';
import { equityKey } from './queries';
import type { CapTable, HolderClass } from './types';
import { todayIso, useEquityFormat } from './use-equity-format';

type Share = CapTable['byHolderClass'][number];

/** How everything is divided: on the day as a ring, or over the life of the table; each also as a table. */
export function SharesChart({ table }: { table: CapTable }) {
  const t = useTranslations('equity.chart');
  const [view, setView] = useState<'day' | 'time'>('day');
  const [asTable, setAsTable] = useState(false);
  return (
    <Section title={t('title')} text={t('text')}>
      <HolderPatterns />
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('view')}
          value={view}
          onChange={(value) => setView(value as 'day' | 'time')}
          data={[
            { value: 'day', label: t('day') },
            { value: 'time', label: t('time') },
          ]}
        />
        {view === 'time' && (
          <Switch
            label={t('asTable')}
            checked={asTable}
            onChange={({ currentTarget }) => setAsTable(currentTarget.checked)}
          />
        )}
      </Group>
      {view === 'day' ? <OnDay table={table} /> : <OverTime table={table} asTable={asTable} />}
    </Section>
  );
}

function OnDay({ table }: { table: CapTable }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  const there = table.byHolderClass.filter(({ shares }) => shares !== '0');
  return (
    <Group gap="xl" align="center">
      <div
        role="img"
        aria-label={t('chart.alternative', {
          date: format.day(table.date),
          parts: sentence(there, format, (one) => t(`holderClass.${one}`)),
        })}
      >
        <DonutChart
          size={200}
          thickness={34}
          paddingAngle={there.length > 1 ? 1 : 0}
          withTooltip={false}
          accessibilityLayer={false}
          pieProps={{ isAnimationActive: false, startAngle: 90, endAngle: -270 }}
          data={there.map(({ holderClass, part }) => ({
            name: holderClass,
            value: drawn(part),
            color: fillOf(holderClass),
          }))}
          cellProps={({ name }) => ({
            fill: fillOf(name as HolderClass),
            stroke: colourOf(name as HolderClass),
          })}
        />
      </div>
      <Table.ScrollContainer
        minWidth={240}
        flex="1 1 240px"
        miw={0}
        scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      >
        <Table aria-label={t('chart.title')} horizontalSpacing={6} fz={{ base: 'xs', sm: 'sm' }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">
                <Explained term="holderClass">{t('columns.holderClass')}</Explained>
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t('columns.shares')}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t('columns.part')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.byHolderClass.map(({ holderClass, shares, part }) => (
              <Table.Tr key={holderClass}>
                <Table.Th scope="row" fw={400}>
                  <Group gap={8} wrap="nowrap">
                    <Swatch holderClass={holderClass} />
                    {t(`holderClass.${holderClass}`)}
                  </Group>
                </Table.Th>
                <Table.Td ta="end">{format.count(shares)}</Table.Td>
                <Table.Td ta="end">{format.percent(part)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Group>
  );
}

const points = 12;

interface Point {
  readonly date: string;
  readonly parts: readonly Share[];
}

/** Tables of single days, one after the other: a large one should not be asked for twelve times at once. */
const historyQuery = (table: CapTable, first: string | undefined) => ({
  queryKey: [...equityKey(table.ventureId), 'over-time', first, table.seq],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Point[]> => {
    const known = table.rounds.map(({ date }) => date).slice(-points);
    const found: Point[] = [];
    for (const date of sampleDays(first!, todayIso(), points, known)) {
      const params = { ventureId: table.ventureId };
      const { byHolderClass } = await api.equity.capTable({ params, query: { date } }, { signal });
      found.push({ date, parts: byHolderClass });
    }
    return found;
  },
  enabled: first !== undefined,
  staleTime: 300_000,
});

function OverTime({ table, asTable }: { table: CapTable; asTable: boolean }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  const begun = useQuery(firstDayQuery(table));
  const history = useQuery(historyQuery(table, begun.data));
  const error = begun.error ?? history.error;
  if (error)
    return <ProblemAlert error={error} onRetry={() => void (begun.error ? begun : history).refetch()} />;
  if (!history.data) return <Skeleton height={280} aria-hidden />;
  const there = holderClasses.filter((one) =>
    history.data.some(({ parts }) =>
      parts.some(({ holderClass, shares }) => holderClass === one && shares !== '0'),
    ),
  );
  if (history.data.length < 2) return <Text c="dimmed">{t('chart.young')}</Text>;
  if (asTable) return <TimeTable items={history.data} there={there} />;
  const [first, last] = [history.data[0]!, history.data.at(-1)!];
  return (
    <Stack gap="xs">
      <Group gap="lg" aria-hidden>
        {there.map((one) => (
          <Group key={one} gap={8}>
            <Swatch holderClass={one} />
            <Text size="sm">{t(`holderClass.${one}`)}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('chart.timeAlternative', {
          from: format.day(first.date),
          to: format.day(last.date),
          first: sentence(first.parts, format, (one) => t(`holderClass.${one}`)),
          last: sentence(last.parts, format, (one) => t(`holderClass.${one}`)),
        })}
      >
        <AreaChart
          h={280}
          type="stacked"
          dataKey="at"
          data={history.data.map(({ date, parts }) => ({
            at: Date.parse(`${date}T00:00:00Z`),
            ...Object.fromEntries(parts.map(({ holderClass, part }) => [holderClass, drawn(part) * 100])),
          }))}
          series={there.map((name) => ({ name, color: colourOf(name) }))}
          curveType="stepAfter"
          withDots={false}
          accessibilityLayer={false}
          yAxisProps={{
            domain: [0, 100],
            ticks: [0, 25, 50, 75, 100],
            allowDataOverflow: true,
            width: 48,
            tickFormatter: (value: number) => format.percent(String(value / 100)),
          }}
          xAxisProps={{
            type: 'number',
            scale: 'time',
            domain: ['dataMin', 'dataMax'],
            minTickGap: 32,
            tickFormatter: (at: number) => format.month(new Date(at).toISOString().slice(0, 10)),
          }}
          areaProps={({ name }) => ({
            fill: fillOf(name as HolderClass),
            fillOpacity: 1,
            isAnimationActive: false,
          })}
          tooltipProps={{
            content: ({ label }) => (
              <Hint
                point={history.data.find(({ date }) => Date.parse(`${date}T00:00:00Z`) === label)}
                there={there}
              />
            ),
          }}
        />
      </div>
      <Text size="xs" c="dimmed">
        {t('chart.sampled', { count: history.data.length })}
      </Text>
    </Stack>
  );
}

function Hint({ point, there }: { point: Point | undefined; there: readonly HolderClass[] }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  if (!point) return null;
  return (
    <Paper p="xs" shadow="md">
      <Text size="sm" fw={600}>
        {format.day(point.date)}
      </Text>
      {there.map((one) => (
        <Text key={one} size="sm">
          {t(`holderClass.${one}`)}: {format.percent(partOf(point, one))}
        </Text>
      ))}
    </Paper>
  );
}

/** The newest day first; it is what people look for. */
function TimeTable({ items, there }: { items: readonly Point[]; there: readonly HolderClass[] }) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  return (
    <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('chart.time')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('columns.date')}</Table.Th>
            {there.map((one) => (
              <Table.Th scope="col" key={one} ta="end">
                {t(`holderClass.${one}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.toReversed().map((point) => (
            <Table.Tr key={point.date}>
              <Table.Th scope="row" fw={400}>
                {format.day(point.date)}
              </Table.Th>
              {there.map((one) => (
                <Table.Td key={one} ta="end">
                  {format.percent(partOf(point, one))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function partOf({ parts }: Point, wanted: HolderClass): string {
  return parts.find(({ holderClass }) => holderClass === wanted)?.part ?? '0';
}

function sentence(parts: readonly Share[], format: FigureFormat, word: (one: HolderClass) => string): string {
  return parts
    .filter(({ shares }) => shares !== '0')
    .map(({ holderClass, part }) => `${word(holderClass)} ${format.percent(part)}`)
    .join(', ');
}
