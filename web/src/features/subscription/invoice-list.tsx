'use client';

import { Anchor, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { PlainTable } from '../money/plain-table';
import { InvoiceBadge } from './looks';
import { invoicesQuery } from './queries';

/** Every invoice, the newest first. */
export function InvoiceList() {
  const t = useTranslations('subscription.invoices');
  const format = useFormat();
  const money = useMoneyFormat();
  const invoices = useInfiniteQuery(invoicesQuery());
  return (
    <Section title={t('title')}>
      <QueryView query={invoices} lines={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Text size="sm">{t('none')}</Text>;
          return (
            <Stack gap="md">
              <PlainTable
                label={t('title')}
                items={items}
                keyOf={({ id }) => id}
                minWidth={440}
                columns={[
                  {
                    head: t('number'),
                    cell: ({ id, number }) => (
                      <Anchor component={Link} href={`/subscription/invoices/${id}`}>
                        {number}
                      </Anchor>
                    ),
                  },
                  { head: t('issued'), cell: ({ issuedAt }) => (issuedAt ? format.date(issuedAt) : '') },
                  { head: t('state'), cell: ({ state }) => <InvoiceBadge state={state} /> },
                  {
                    head: t('total'),
                    end: true,
                    cell: ({ totalMinor, currency }) => money.money(totalMinor, currency),
                  },
                ]}
              />
              <MoreButton query={invoices} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}
