'use client';

import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { InvoiceBadge } from '../subscription/looks';
import { Filtered, PagedTable } from './paged-table';
import { invoicesQuery } from './queries';
import type { Invoice } from './types';

const states = ['PENDING', 'OVERDUE', 'PAID', 'CANCELLED', 'REFUNDED'] as const;
type State = Extract<Invoice['state'], (typeof states)[number]> | 'ALL';

/** Invoices of all people, the newest first. */
export function InvoiceQueue() {
  const t = useTranslations('seatsAdmin.invoices');
  const names = useTranslations('subscription.invoice.state');
  const format = useFormat();
  const money = useMoneyFormat();
  const [state, setState] = useState<State>('ALL');
  const invoices = useInfiniteQuery(invoicesQuery(state));
  return (
    <Filtered
      label={t('filter')}
      value={state}
      onChange={setState}
      options={[
        { value: 'ALL' as const, label: t('all') },
        ...states.map((value) => ({ value, label: names(value) })),
      ]}
    >
      <PagedTable
        query={invoices}
        label={t('label')}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('number'),
            cell: ({ id, number }) => (
              <Anchor component={Link} href={`/admin/billing/invoices/${id}`}>
                {number}
              </Anchor>
            ),
          },
          { head: t('person'), cell: ({ personName }) => personName },
          { head: t('issued'), cell: ({ issuedAt }) => (issuedAt ? format.date(issuedAt) : '') },
          { head: t('state'), cell: (one) => <InvoiceBadge state={one.state} /> },
          {
            head: t('total'),
            end: true,
            cell: ({ totalMinor, currency }) => money.money(totalMinor, currency),
          },
        ]}
      />
    </Filtered>
  );
}
