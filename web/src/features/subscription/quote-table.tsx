'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import type { InvoiceDetail, Quote } from './types';

type Figures = Pick<Quote | InvoiceDetail, 'currency' | 'lines' | 'totalMinor' | 'taxNote'>;

/** Price, each tax by itself, and the total. */
export function QuoteTable({ quote, label }: { quote: Figures; label: string }) {
  const t = useTranslations('subscription.quote');
  const format = useMoneyFormat();
  const { currency, lines, totalMinor, taxNote } = quote;
  const rows = [
    ...lines.map(({ kind, percent, amountMinor, registration }) => ({
      key: kind,
      what:
        kind === 'SEAT'
          ? t('seat')
          : t('tax', { kind, percent: format.percent(percent ?? '0'), registration: registration ?? '' }),
      amountMinor,
      total: false,
    })),
    { key: 'TOTAL', what: t('total'), amountMinor: totalMinor, total: true },
  ];
  return (
    <Stack gap="xs">
      <PlainTable
        label={label}
        items={rows}
        keyOf={({ key }) => key}
        minWidth={280}
        columns={[
          {
            head: t('what'),
            cell: ({ what, total }) => (total ? <Text fw={600}>{what}</Text> : what),
          },
          {
            head: t('amount'),
            end: true,
            cell: ({ amountMinor, total }) =>
              total ? (
                <Text fw={600}>{format.money(amountMinor, currency)}</Text>
              ) : (
                format.money(amountMinor, currency)
              ),
          },
        ]}
      />
      <Text size="sm" c="dimmed">
        {taxNote}
      </Text>
    </Stack>
  );
}
