'use client';

import { AreaChart, type AreaChartSeries } from '@mantine/charts';
import { Accordion, Group, NativeSelect, Paper, Skeleton, Stack, Table, Text } from '@mantine/core';
import { parseBuz } from '@smartstart/units';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';

const spans = [30, 90, 366] as const;
const fewestDays = 14;
const parts = ['available', 'staked', 'held'] as const;
type Part = (typeof parts)[number];
type Day = Awaited<ReturnType<typeof api.buz.history>>['items'][number];

/** Each part has a colour, a line and a pattern of its own, so it is known without seeing colours. */
const looks: Record<Part, { color: string; strokeDasharray: string }> = {
  available: { color: 'fir.6', strokeDasharray: '0' },
  staked: { color: 'blue.6', strokeDasharray: '6 4' },
  held: { color: 'orange.6', strokeDasharray: '2 3' },
};

/** The balance of each day as a picture, and the same figures as a table. */
export function HistoryChart() {
  const t = useTranslations('buz.history');
  const [days, setDays] = useState<number>(90);
  const history = useQuery({
    queryKey: ['buz', 'history', days],
    queryFn: ({ signal }) => api.buz.history({ query: { days } }, { signal }),
    placeholderData: (previous) => previous,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <NativeSelect
        label={t('span')}
        value={String(days)}
        w={{ base: '100%', xs: 200 }}
        onChange={(change) => setDays(Number(change.currentTarget.value))}
        data={spans.map((value) => ({ value: String(value), label: t('days', { count: value }) }))}
      />
      {history.isLoadingError ? (
        <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <Skeleton height={260} aria-hidden />
      ) : history.data.items.length === 0 ? (
        <Text c="dimmed">{t('none')}</Text>
      ) : (
        <>
          <Chart items={sinceFirst(history.data.items)} />
          <AsTable items={history.data.items} />
        </>
      )}
    </Section>
  );
}

function Chart({ items }: { items: readonly Day[] }) {
  const t = useTranslations('buz.history');
  const format = useFormat();
  const { short } = useBuzFormat();
  const patternId = useId().replace(/\W/g, '');
  // A part that was nothing all the time would only lie on the line of another one.
  const drawn = parts.filter(
    (part) => part === 'available' || items.some((item) => parseBuz(item[part]) > 0n),
  );
  const series: AreaChartSeries[] = drawn.map((name) => ({ name, label: t(name), ...looks[name] }));
  // Where a point is drawn may be rounded; every figure that is read comes from the exact text.
  const points = items.map((item) => ({
    day: item.day,
    ...Object.fromEntries(parts.map((part) => [part, Number(item[part])])),
  }));
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const [first, last] = [items[0]!, items.at(-1)!];
  return (
    <Stack gap="xs">
      <Group gap="lg" aria-hidden>
        {drawn.map((part) => (
          <Group key={part} gap={8}>
            <svg width="30" height="14" focusable="false">
              <Pattern id={`${patternId}-key-${part}`} part={part} />
              <rect width="30" height="14" fill={`url(#${patternId}-key-${part})`} />
              <line x1="0" x2="30" y1="1" y2="1" strokeWidth="2" {...line(part)} />
            </svg>
            <Text size="sm">{t(part)}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          from: format.date(`${first.day}T12:00:00Z`),
          to: format.date(`${last.day}T12:00:00Z`),
          first: short(first.available),
          last: short(last.available),
          staked: short(last.staked),
          held: short(last.held),
        })}
      >
        <AreaChart
          h={260}
          data={points}
          dataKey="day"
          type="stacked"
          series={series}
          curveType="step"
          withDots={false}
          accessibilityLayer={false}
          valueFormatter={(value) => compact.format(value)}
          xAxisProps={{ tickFormatter: (day: string) => shortDay(day, format.locale), minTickGap: 24 }}
          yAxisProps={{ width: 52 }}
          areaProps={({ name }) => ({ fill: `url(#${patternId}-${name})`, fillOpacity: 1 })}
          tooltipProps={{
            content: ({ label }) => <Hint day={items.find(({ day }) => day === label)} />,
          }}
        >
          {drawn.map((part) => (
            <Pattern key={part} id={`${patternId}-${part}`} part={part} />
          ))}
        </AreaChart>
      </div>
    </Stack>
  );
}

/** Days before the first BUZ say nothing; two weeks are shown all the same, so that a young wallet has a shape. */
function sinceFirst(items: readonly Day[]): readonly Day[] {
  const first = items.findIndex((item) => parts.some((part) => parseBuz(item[part]) > 0n));
  return items.slice(Math.max(0, Math.min(first - 1, items.length - fewestDays)));
}

function colour(part: Part): string {
  return `var(--mantine-color-${looks[part].color.replace('.', '-')})`;
}

function line(part: Part) {
  return { stroke: colour(part), strokeDasharray: looks[part].strokeDasharray };
}

/** Plain tint, slanted lines, dots. */
function Pattern({ id, part }: { id: string; part: Part }) {
  const stroke = colour(part);
  return (
    <defs>
      <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill={stroke} fillOpacity={part === 'available' ? 0.22 : 0.1} />
        {part === 'staked' && (
          <path d="M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6" stroke={stroke} strokeWidth="1.5" />
        )}
        {part === 'held' && <circle cx="4" cy="4" r="1.5" fill={stroke} />}
      </pattern>
    </defs>
  );
}

function Hint({ day }: { day: Day | undefined }) {
  const t = useTranslations('buz.history');
  const format = useFormat();
  if (!day) return null;
  return (
    <Paper p="xs" shadow="md">
      <Text size="sm" fw={600}>
        {format.date(`${day.day}T12:00:00Z`)}
      </Text>
      {parts.map((part) => (
        <Text key={part} size="sm">
          {t(part)}: <BuzAmount amount={day[part]} />
        </Text>
      ))}
    </Paper>
  );
}

/** The newest day first; it is what people look for. */
function AsTable({ items }: { items: readonly Day[] }) {
  const t = useTranslations('buz.history');
  const format = useFormat();
  const columns = ['available', 'staked', 'held', 'incoming', 'outgoing'] as const;
  return (
    <Accordion variant="separated" order={3}>
      <Accordion.Item value="table">
        <Accordion.Control>{t('asTable')}</Accordion.Control>
        <Accordion.Panel>
          <Table.ScrollContainer
            minWidth={560}
            maxHeight={360}
            scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
          >
            <Table stickyHeader aria-label={t('title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('day')}</Table.Th>
                  {columns.map((column) => (
                    <Table.Th scope="col" key={column} ta="end">
                      {t(column)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.toReversed().map((item) => (
                  <Table.Tr key={item.day}>
                    <Table.Th scope="row" fw={400}>
                      {format.date(`${item.day}T12:00:00Z`)}
                    </Table.Th>
                    {columns.map((column) => (
                      <Table.Td key={column} ta="end">
                        <BuzAmount amount={item[column]} bare />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function shortDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
