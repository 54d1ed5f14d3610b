'use client';

import { BarChart } from '@mantine/charts';
import { Accordion, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { buzWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { Legend, wholeBuz } from './pools';
import { refetchInterval, type Kind } from './queries';

const spans = [7, 30, 90, 366];
const dayMs = 86_400_000;
type Item = Awaited<ReturnType<typeof api.buzAdmin.flows>>['items'][number];

const colour: Record<Kind, string> = {
  GENESIS: 'gray.9',
  ALLOCATION: 'fir.4',
  REWARD: 'green.6',
  AWARD: 'lime.6',
  TRANSFER: 'blue.6',
  FEE: 'gray.5',
  CHARGE: 'orange.6',
  REFUND: 'yellow.6',
  HOLD: 'grape.4',
  RELEASE: 'grape.7',
  STAKE: 'indigo.6',
  UNSTAKE: 'indigo.3',
  INTEREST: 'teal.6',
  PENALTY: 'pink.6',
  POOL_RELEASE: 'cyan.6',
  BURN: 'red.7',
  REVERSAL: 'violet.6',
};

/** What moved each day, by kind: a picture and the same as a table. */
export function Flows() {
  const t = useTranslations('buzAdmin.flows');
  const [days, setDays] = useState(30);
  const query = useQuery({
    queryKey: ['buz-admin', 'flows', days],
    queryFn: ({ signal }) => api.buzAdmin.flows({ query: { days } }, { signal }),
    placeholderData: (before) => before,
    refetchInterval,
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <NativeSelect
        label={t('span')}
        w={{ base: '100%', xs: 200 }}
        value={String(days)}
        data={spans.map((value) => ({ value: String(value), label: t('days', { count: value }) }))}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
      />
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? <Text c="dimmed">{t('none')}</Text> : <Picture items={items} days={days} />
        }
      </QueryView>
    </Section>
  );
}

function Picture({ items, days }: { items: readonly Item[]; days: number }) {
  const t = useTranslations('buzAdmin.flows');
  const kinds = useTranslations('buz.kind');
  const format = useFormat();
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const short = new Intl.DateTimeFormat(format.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  // The one posting of the whole supply would flatten everything else; the table has it.
  const drawn = items.filter(({ kind }) => kind !== 'GENESIS');
  const shown = buzWire.buzKind.options.filter((kind) => drawn.some((item) => item.kind === kind));
  return (
    <Stack gap="xs">
      <Legend items={shown.map((kind) => ({ label: kinds(kind), colour: colour[kind] }))} />
      <div role="img" aria-label={t('alternative', { days })}>
        <BarChart
          h={300}
          data={rowsOf(drawn)}
          dataKey="day"
          type="stacked"
          maxBarWidth={48}
          accessibilityLayer={false}
          series={shown.map((kind) => ({ name: kind, label: kinds(kind), color: colour[kind] }))}
          valueFormatter={(value) => compact.format(value)}
          xAxisProps={{
            tickFormatter: (day: string) => short.format(new Date(`${day}T00:00:00Z`)),
            minTickGap: 24,
          }}
          yAxisProps={{ width: 52 }}
        />
      </div>
      <Accordion variant="separated" order={3}>
        <Accordion.Item value="table">
          <Accordion.Control>{t('asTable')}</Accordion.Control>
          <Accordion.Panel>
            <Table.ScrollContainer
              minWidth={420}
              maxHeight={360}
              scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
            >
              <Table stickyHeader aria-label={t('title')} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('day')}</Table.Th>
                    <Table.Th scope="col">{t('kind')}</Table.Th>
                    <Table.Th scope="col" ta="end">
                      {t('count')}
                    </Table.Th>
                    <Table.Th scope="col" ta="end">
                      BUZ
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items
                    .toSorted((a, b) => b.day.localeCompare(a.day) || a.kind.localeCompare(b.kind))
                    .map((item) => (
                      <Table.Tr key={`${item.day} ${item.kind}`}>
                        <Table.Td>{format.date(`${item.day}T12:00:00Z`)}</Table.Td>
                        <Table.Td>{kinds(item.kind)}</Table.Td>
                        <Table.Td ta="end">{format.number(item.count)}</Table.Td>
                        <Table.Td ta="end">
                          <BuzAmount amount={item.volume} bare />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

/** One row a day from the first to the last on which something moved; quiet days are rows too. */
function rowsOf(items: readonly Item[]): Record<string, string | number>[] {
  const days = items.map(({ day }) => day).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const rows = new Map<string, Record<string, string | number>>();
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10);
    rows.set(day, { day });
  }
  for (const { day, kind, volume } of items) {
    const row = rows.get(day);
    if (row) row[kind] = wholeBuz(volume);
  }
  return [...rows.values()];
}
