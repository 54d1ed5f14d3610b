'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useHolds } from '../buz-admin/queries';
import { AdminParts } from './admin-parts';
import { Appointments } from './appointments';
import { AuditChain } from './audit-chain';
import { Compliance } from './compliance';
import { DeadLetters } from './dead-letters';
import { PeopleActions } from './people-actions';
import { VentureActions } from './venture-actions';

interface Part {
  readonly key: 'audit' | 'people' | 'ventures' | 'compliance' | 'letters' | 'appointments';
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

/** `/admin`: what concerns the whole platform. */
export function AdminPage() {
  const t = useTranslations('admin');
  const billing = useHolds()([9]);
  return (
    <AdminParts
      title={t('title')}
      lead={t('lead')}
      parts={parts.map((part) => ({ ...part, title: t(`parts.${part.key}`) }))}
      closed={
        billing
          ? {
              title: t('billingTitle'),
              text: t('billingText'),
              way: { label: t('toBuz'), href: '/admin/buz' },
            }
          : { title: t('closedTitle'), text: t('closedText') }
      }
    />
  );
}
