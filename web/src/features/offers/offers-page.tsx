'use client';

import { NativeSelect, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Page } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { TabbedParts } from '../../components/tabbed-parts';
import { ApplicationList } from '../opportunities/applications-page';
import { useFollowOpportunities } from '../opportunities/queries';
import { OfferRow } from './offer-row';
import { myOffersQuery, useFollowOffers } from './queries';
import { offerStates, type OfferState } from './types';

/** `/offers`: contract offers to the person, and those the person made. */
export function OffersPage() {
  const t = useTranslations('offers');
  useFollowOffers();
  useFollowOpportunities();
  return (
    <Page title={t('page.title')} lead={t('page.lead')}>
      <TabbedParts
        label={t('page.title')}
        parts={[
          { key: 'TO_ME', title: t('page.toMe'), content: <OfferList side="TO_ME" /> },
          { key: 'BY_ME', title: t('page.byMe'), content: <OfferList side="BY_ME" /> },
          {
            key: 'APPLICATIONS',
            title: t('page.applications'),
            content: <ApplicationList side="TO_ME" />,
          },
        ]}
      />
    </Page>
  );
}

function OfferList({ side }: { side: 'TO_ME' | 'BY_ME' }) {
  const t = useTranslations('offers.page');
  const [state, setState] = useState<OfferState | null>(null);
  const offers = useInfiniteQuery(myOffersQuery(side, state));
  const toMe = side === 'TO_ME';
  return (
    <Stack gap="md" pt="md">
      <StateFilter value={state} onChange={setState} withDrafts={!toMe} />
      <PagedList
        query={offers}
        label={t(toMe ? 'toMe' : 'byMe')}
        empty={
          state
            ? { title: t('noneOfState'), text: t('noneOfStateText') }
            : { title: t(toMe ? 'noneToMe' : 'noneByMe'), text: t(toMe ? 'noneToMeText' : 'noneByMeText') }
        }
      >
        {(offer) => <OfferRow offer={offer} side={toMe ? 'to-me' : 'by-me'} />}
      </PagedList>
    </Stack>
  );
}

interface StateFilterProps {
  readonly value: OfferState | null;
  readonly onChange: (state: OfferState | null) => void;
  readonly withDrafts: boolean;
}

export function StateFilter({ value, onChange, withDrafts }: StateFilterProps) {
  const t = useTranslations('offers');
  return (
    <NativeSelect
      label={t('page.filter')}
      w={{ base: '100%', xs: 260 }}
      value={value ?? ''}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? null : (currentTarget.value as OfferState))
      }
      data={[
        { value: '', label: t('page.all') },
        ...offerStates
          .filter((state) => withDrafts || state !== 'DRAFT')
          .map((state) => ({ value: state, label: t(`states.${state}`) })),
      ]}
    />
  );
}
