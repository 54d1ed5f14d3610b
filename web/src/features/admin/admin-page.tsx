'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import { useAccess } from '../../lib/session';
import { AdminMenu } from './admin-menu';
import { Appointments } from './appointments';
import { AuditChain } from './audit-chain';
import { Compliance } from './compliance';
import { DeadLetters } from './dead-letters';
import { PeopleActions } from './people-actions';
import { VentureActions } from './venture-actions';

interface Part {
  readonly key: 'audit' | 'people' | 'ventures' | 'compliance' | 'letters' | 'appointments';
  /** One of these rungs must be held; the server decides, this only leaves out what would be refused. */
  readonly rungs: readonly number[];
  readonly content: ReactNode;
}

const parts: readonly Part[] = [
  { key: 'audit', rungs: [10, 11, 12], content: <AuditChain /> },
  { key: 'people', rungs: [10, 12], content: <PeopleActions /> },
  { key: 'ventures', rungs: [10, 11, 12], content: <VentureActions /> },
  { key: 'compliance', rungs: [11, 12], content: <Compliance /> },
  { key: 'letters', rungs: [12], content: <DeadLetters /> },
  { key: 'appointments', rungs: [12], content: <Appointments /> },
];

/** Administration, each part by the rungs that may use it. */
export function AdminPage() {
  const t = useTranslations('admin');
  const access = useAccess();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminMenu />
      <QueryView query={access}>
        {({ held }) => {
          const open = parts.filter(({ rungs }) =>
            rungs.some((rung) => held.includes(rung as (typeof held)[number])),
          );
          if (open.length === 0) {
            const billing = held.includes(9);
            return (
              <Empty
                title={billing ? t('billingTitle') : t('closedTitle')}
                text={billing ? t('billingText') : t('closedText')}
                action={
                  <Button component={Link} href={billing ? '/admin/buz' : '/dashboard'}>
                    {billing ? t('toBuz') : t('toDashboard')}
                  </Button>
                }
              />
            );
          }
          return (
            <TabbedParts
              label={t('title')}
              parts={open.map(({ key, content }) => ({ key, title: t(`parts.${key}`), content }))}
            />
          );
        }}
      </QueryView>
    </Page>
  );
}
