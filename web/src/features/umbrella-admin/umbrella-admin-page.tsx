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
import { CasesPart } from './cases-part';
import { MonthPart } from './month-part';
import { PaymentsPart } from './payments-part';
import { RelationshipsPart } from './relationships-part';
import { ReportingPart } from './reporting-part';
import { SettingsPart } from './settings-part';

/** Those who approve and pay; the server decides, this leaves out what would be refused. */
export const umbrellaRungs = [9, 12] as const;

/** `/admin/umbrella`: the umbrella of all members, as the hub runs it. */
export function UmbrellaAdminPage() {
  const t = useTranslations('umbrellaAdmin');
  const access = useAccess();
  const holds = useHolds();
  return (
    <Page title={t('title')} lead={t('lead')} crumbs={[{ label: t('admin'), href: '/admin' }]}>
      <AdminMenu />
      <QueryView query={access}>
        {() =>
          holds(umbrellaRungs) ? (
            <TabbedParts
              label={t('title')}
              parts={[
                { key: 'payments', title: t('parts.payments'), content: <PaymentsPart /> },
                { key: 'cases', title: t('parts.cases'), content: <CasesPart /> },
                { key: 'relationships', title: t('parts.relationships'), content: <RelationshipsPart /> },
                { key: 'month', title: t('parts.month'), content: <MonthPart /> },
                { key: 'reporting', title: t('parts.reporting'), content: <ReportingPart /> },
                { key: 'settings', title: t('parts.settings'), content: <SettingsPart /> },
              ]}
            />
          ) : (
            <Closed />
          )
        }
      </QueryView>
    </Page>
  );
}

export function Closed() {
  const t = useTranslations('umbrellaAdmin');
  return (
    <Empty
      title={t('closedTitle')}
      text={t('closedText')}
      action={
        <Button component={Link} href="/dashboard">
          {t('toDashboard')}
        </Button>
      }
    />
  );
}
