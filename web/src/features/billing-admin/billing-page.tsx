'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { useAccess } from '../../lib/session';
import { AdminMenu } from '../admin/admin-menu';
import { useHolds } from '../buz-admin/queries';
import { Payouts } from './payouts';
import { ReportQueue } from './report-queue';

/** Those who recognise revenue and pay out; the server decides, this leaves out what would be refused. */
export const billingRungs = [9, 12] as const;

/** `/admin/revenue`: reported revenue of all ventures to decide on, and distributions to pay. */
export function BillingPage() {
  const t = useTranslations('billingAdmin');
  const access = useAccess();
  const holds = useHolds();
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={[{ label: t('admin'), href: '/admin' }]}>
      <AdminMenu />
      <QueryView query={access}>
        {() =>
          holds(billingRungs) ? (
            <TabbedParts
              label={t('title')}
              parts={[
                { key: 'reports', title: t('parts.reports'), content: <ReportQueue /> },
                { key: 'payouts', title: t('parts.payouts'), content: <Payouts /> },
              ]}
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
