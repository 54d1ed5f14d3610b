'use client';

import { BarChart } from '@mantine/charts';
import { Accordion, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { majorOf } from '../../lib/money';
import { drawn } from '../../lib/numbers';
import { useMoneyFormat } from '../../lib/use-money-format';
import { SeriesPatterns, SeriesSwatch, seriesColour, seriesFill } from '../equity/patterns';
import { PlainTable } from '../money/plain-table';
import type { CurrencyFigures } from './types';

const fields = ['amountMinor', 'paidMinor'] as const;
const looks = { amountMinor: 0, paidMinor: 1 } as const;

/** Earned and paid by month: a picture and the same as a table. */
export function Trend({ figures: { currency, trend } }: { figures: CurrencyFigures }) {
  const t = useTranslations('umbrella.trend');
  const format = useMoneyFormat();
  const [first, last] = [trend[0], trend.at(-1)];
  if (!first || !last) return null;
  const compact = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (
    <Stack gap="xs">
      <SeriesPatterns />
      <Group gap="lg" aria-hidden>
        {fields.map((field) => (
          <Group key={field} gap={8}>
            <SeriesSwatch index={looks[field]} />
            <Text size="sm">{t(field)}</Text>
          </Group>
        ))}
      </Group>
      <div
        role="img"
        aria-label={t('alternative', {
          currency,
          from: format.month(first.month),
          to: format.month(last.month),
          earned: format.money(last.amountMinor, currency),
          paid: format.money(last.paidMinor, currency),
        })}
      >
        <BarChart
          h={220}
          data={trend.map(({ month, amountMinor, paidMinor }) => ({
            month,
            amountMinor: drawn(majorOf(amountMinor, currency)),
            paidMinor: drawn(majorOf(paidMinor, currency)),
          }))}
          dataKey="month"
          accessibilityLayer={false}
          maxBarWidth={28}
          series={fields.map((name) => ({ name, label: t(name), color: seriesColour(looks[name]) }))}
          valueFormatter={(value) => compact.format(value)}
          xAxisProps={{ tickFormatter: (month: string) => format.shortMonth(month), minTickGap: 24 }}
          yAxisProps={{ width: 56 }}
          referenceLines={[{ y: 0 }]}
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
            content: ({ label }) => {
              const point = trend.find(({ month }) => month === label);
              return point ? (
                <Paper p="xs" shadow="md">
                  <Text size="sm" fw={600}>
                    {format.month(point.month)}
                  </Text>
                  {fields.map((field) => (
                    <Text key={field} size="sm">
                      {t(field)}: {format.money(point[field], currency)}
                    </Text>
                  ))}
                </Paper>
              ) : null;
            },
          }}
        />
      </div>
      <Accordion variant="separated" order={3}>
        <Accordion.Item value="table">
          <Accordion.Control>{t('asTable')}</Accordion.Control>
          <Accordion.Panel>
            <PlainTable
              label={t('title', { currency })}
              minWidth={460}
              items={trend.toReversed()}
              keyOf={({ month }) => month}
              columns={[
                { head: t('month'), cell: ({ month }) => format.month(month) },
                { head: t('base'), end: true, cell: ({ baseMinor }) => format.money(baseMinor, currency) },
                ...fields.map((field) => ({
                  head: t(field),
                  end: true,
                  cell: (point: CurrencyFigures['trend'][number]) => format.money(point[field], currency),
                })),
              ]}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
