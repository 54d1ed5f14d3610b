'use client';

import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { EquityFrame } from './equity-frame';
import { ProposalRow } from './proposal-row';
import { proposalsQuery } from './queries';
import type { ProposalState, Standing } from './types';

const states = ['WAITING', 'POSTED', 'REFUSED', 'EXPIRED', 'WITHDRAWN', 'FAILED'] as const;

/** `/ventures/[id]/equity/proposals`: what waits for signatures, and what became of earlier ones. */
export function ProposalsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.proposals');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="all">
      {(standing) => <List standing={standing} />}
    </EquityFrame>
  );
}

function List({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.proposals');
  const [state, setState] = useState<ProposalState | null>(null);
  const proposals = useInfiniteQuery(proposalsQuery(standing.venture.id, state));
  return (
    <>
      <NativeSelect
        label={t('filter')}
        value={state ?? ''}
        w={{ base: '100%', xs: 260 }}
        onChange={({ currentTarget: { value } }) => setState(value === '' ? null : (value as ProposalState))}
        data={[
          { value: '', label: t('all') },
          ...states.map((one) => ({ value: one, label: t(`states.${one}`) })),
        ]}
      />
      <PagedList
        query={proposals}
        label={t('title')}
        empty={{ title: t('emptyTitle'), text: t(standing.acts ? 'emptyOwner' : 'emptyText') }}
      >
        {(proposal) => <ProposalRow proposal={proposal} standing={standing} />}
      </PagedList>
    </>
  );
}
