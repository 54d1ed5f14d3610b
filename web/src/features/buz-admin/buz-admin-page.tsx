'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import type { Person } from '../../components/person-select';
import { AdminParts } from '../admin/admin-parts';
import { HeldTransfers } from './held-transfers';
import { Operations } from './operations';
import { OverviewTab } from './overview-tab';
import { PassedProposals } from './passed-proposals';
import { People } from './people';
import { useHolds } from './queries';
import { Transactions } from './transactions';

/** `/admin/buz`: the ledger as operators see it, each part by the rungs that may use it. */
export function BuzAdminPage() {
  const t = useTranslations('buzAdmin');
  const holds = useHolds();
  const [tab, setTab] = useState<PartKey | null>(null);
  // One person stays chosen while one looks at the wallet, then at the transactions.
  const [person, setPerson] = useState<Person | null>(null);
  const parts: readonly { key: PartKey; rungs: readonly number[]; content: ReactNode }[] = [
    { key: 'overview', rungs: [9, 10, 12], content: <OverviewTab /> },
    { key: 'held', rungs: [10, 12], content: <HeldTransfers /> },
    {
      key: 'people',
      rungs: [9, 10, 12],
      content: (
        <People
          person={person}
          onPerson={setPerson}
          onTransactions={holds([10, 12]) ? () => setTab('transactions') : null}
        />
      ),
    },
    {
      key: 'transactions',
      rungs: [10, 12],
      content: <Transactions person={person} onPerson={setPerson} />,
    },
    { key: 'operations', rungs: [12], content: <Operations /> },
    { key: 'proposals', rungs: [12], content: <PassedProposals /> },
  ];
  return (
    <AdminParts
      title={t('title')}
      lead={t('lead')}
      parts={parts.map((part) => ({ ...part, title: t(`parts.${part.key}`) }))}
      value={tab}
      onChange={setTab}
      closed={{
        title: t('closedTitle'),
        text: t('closedText'),
        way: { label: t('toWallet'), href: '/buz' },
      }}
    />
  );
}

type PartKey = 'overview' | 'held' | 'people' | 'transactions' | 'operations' | 'proposals';
