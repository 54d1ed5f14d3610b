'use client';

import { Anchor, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { SeatBadge } from '../subscription/looks';
import { summaryQuery } from './queries';
import type { Summary } from './types';

/** What waits, what comes in by the month, and the taxes to remit. */
export function Overview() {
  const summary = useQuery(summaryQuery());
  return (
    <QueryView query={summary} lines={4}>
      {(data) => (
        <Stack gap="lg">
          <Waiting summary={data} />
          <Figures summary={data} />
          <Seats summary={data} />
          <Taxes summary={data} />
        </Stack>
      )}
    </QueryView>
  );
}

function Waiting({ summary: { manualWaiting, disputesOpen, hooksWaiting } }: { summary: Summary }) {
  const t = useTranslations('seatsAdmin.overview');
  const waits = [
    { part: 'payments', text: t('transfers', { count: manualWaiting }), count: manualWaiting },
    { part: 'disputes', text: t('disputes', { count: disputesOpen }), count: disputesOpen },
    { part: 'messages', text: t('messages', { count: hooksWaiting }), count: hooksWaiting },
  ].filter(({ count }) => count > 0);
  return (
    <Section title={t('waiting')}>
      {waits.length === 0 ? (
        <Text size="sm">{t('nothingWaits')}</Text>
      ) : (
        <Group gap="lg">
          {waits.map(({ part, text }) => (
            <Anchor key={part} component={Link} href={`/admin/billing?part=${part}`}>
              {text}
            </Anchor>
          ))}
        </Group>
      )}
    </Section>
  );
}

function Figures({ summary }: { summary: Summary }) {
  const t = useTranslations('seatsAdmin.overview');
  const format = useFormat();
  const money = useMoneyFormat();
  const { currency, paying, monthlyMinor, openMinor, paidMinor, refundedMinor, balanceMinor } = summary;
  const amount = (minor: string) => money.money(minor, currency);
  const figures = [
    { label: t('monthly'), value: amount(monthlyMinor), note: t('monthlyNote') },
    { label: t('paying'), value: format.number(paying), note: t('payingNote') },
    { label: t('open'), value: amount(openMinor), note: t('openNote') },
    {
      label: t('balance'),
      value: amount(balanceMinor),
      note: t('balanceNote', { paid: amount(paidMinor), refunded: amount(refundedMinor) }),
    },
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      {figures.map(({ label, value, note }) => (
        <Card key={label} p="md">
          <Text size="sm">{label}</Text>
          <Text fz="xl" fw={600}>
            {value}
          </Text>
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function Seats({ summary: { seats } }: { summary: Summary }) {
  const t = useTranslations('seatsAdmin.overview');
  const format = useFormat();
  if (seats.length === 0) return null;
  return (
    <Section title={t('seats')}>
      <PlainTable
        label={t('seats')}
        items={seats}
        keyOf={({ state }) => state}
        minWidth={280}
        columns={[
          { head: t('state'), cell: ({ state }) => <SeatBadge state={state} /> },
          { head: t('people'), end: true, cell: ({ count }) => format.number(count) },
        ]}
      />
    </Section>
  );
}

function Taxes({ summary: { taxes, currency } }: { summary: Summary }) {
  const t = useTranslations('seatsAdmin.overview');
  const money = useMoneyFormat();
  return (
    <Section title={t('taxes')} text={t('taxesText')}>
      {taxes.length === 0 ? (
        <Text size="sm">{t('noTaxes')}</Text>
      ) : (
        <PlainTable
          label={t('taxes')}
          items={taxes}
          keyOf={({ month, kind, percent }) => `${month} ${kind} ${percent}`}
          columns={[
            { head: t('month'), cell: ({ month }) => money.month(month) },
            { head: t('tax'), cell: ({ kind, percent }) => `${kind} ${money.percent(percent)}` },
            { head: t('base'), end: true, cell: ({ baseMinor }) => money.money(baseMinor, currency) },
            { head: t('amount'), end: true, cell: ({ taxMinor }) => money.money(taxMinor, currency) },
          ]}
        />
      )}
    </Section>
  );
}
