'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { useAccess } from '../../lib/session';
import { AdminMenu } from '../admin/admin-menu';
import { billingRungs } from '../billing-admin/billing-page';
import { useHolds } from '../buz-admin/queries';
import { DisputeQueue } from './dispute-queue';
import { HookList } from './hook-list';
import { InvoiceQueue } from './invoice-queue';
import { Overview } from './overview';
import { PaymentQueue } from './payment-queue';
import { PriceList } from './price-list';
import { SeatList } from './seat-list';

const parts = {
  overview: Overview,
  seats: SeatList,
  invoices: InvoiceQueue,
  payments: PaymentQueue,
  disputes: DisputeQueue,
  messages: HookList,
  prices: PriceList,
};
type Part = keyof typeof parts;
const keys = Object.keys(parts) as Part[];

/** `/admin/billing`: seats, invoices and payments of everybody. The part in view stands in the address. */
export function SeatsAdminPage() {
  const t = useTranslations('seatsAdmin');
  const access = useAccess();
  const holds = useHolds();
  const router = useRouter();
  const wished = useSearchParams().get('part');
  const part = keys.find((key) => key === wished) ?? 'overview';
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={[{ label: t('admin'), href: '/admin' }]}>
      <AdminMenu />
      <QueryView query={access}>
        {() =>
          holds(billingRungs) ? (
            <TabbedParts
              label={t('title')}
              value={part}
              onChange={(key) => router.replace(`/admin/billing?part=${key}`, { scroll: false })}
              parts={keys.map((key) => {
                const Content = parts[key];
                return { key, title: t(`parts.${key}`), content: <Content /> };
              })}
            />
          ) : (
            <Empty
              title={t('closedTitle')}
              text={t('closedText')}
              action={
                <Button component={Link} href="/dashboard">
                  {t('toDashboard')}
                </Button>
              }
            />
          )
        }
      </QueryView>
    </Page>
  );
}
