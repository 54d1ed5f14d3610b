'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { InvoiceDispute } from './invoice-dispute';
import { InvoicePay } from './invoice-pay';
import { InvoiceView } from './invoice-view';
import { invoiceQuery, useFollowSeat } from './queries';

/** `/subscription/invoices/<id>`: one invoice of the reader. */
export function InvoicePage({ invoiceId }: { invoiceId: string }) {
  const t = useTranslations('subscription');
  useFollowSeat();
  const invoice = useQuery(invoiceQuery(invoiceId));
  const number = invoice.data?.number;
  return (
    <Page
      title={number ? t('invoice.title', { number }) : t('invoice.untitled')}
      crumbs={[{ label: t('title'), href: '/subscription' }]}
      width="normal"
    >
      <QueryView query={invoice} lines={4}>
        {(detail) => (
          <Stack gap="lg">
            <InvoicePay invoice={detail} />
            <InvoiceView invoice={detail} own />
            <InvoiceDispute invoice={detail} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}
