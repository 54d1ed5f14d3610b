'use client';

import { Button, Group } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { found, useToldSearch } from '../../lib/telling';
import { SaveSearch } from '../matching/save-search';
import { SavedSearches } from '../matching/saved-searches';
import { FilterBar } from './filter-bar';
import { isNarrowed } from './filters';
import { OpportunitiesFrame, PostButton } from './opportunities-frame';
import { OpportunityList } from './opportunity-list';
import { Byline, OpportunityRow, OwnMarks } from './opportunity-row';
import { opportunitiesQuery, serviceOffersQuery } from './queries';
import { useFilters } from './use-filters';

/** `/opportunities/all`: everything open that the reader may see. */
export function AllPage() {
  const t = useTranslations('opportunities.all');
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')} actions={<PostButton />}>
      <Found />
    </OpportunitiesFrame>
  );
}

function Found() {
  const t = useTranslations('opportunities.all');
  const state = useFilters();
  const query = useInfiniteQuery({ ...opportunitiesQuery(state.filters), placeholderData: keepPreviousData });
  useToldSearch('opportunities', state.filters.q ?? '', query.isPlaceholderData ? null : found(query.data));
  const narrowed = isNarrowed(state.filters);
  return (
    <>
      <FilterBar state={state} />
      <Group gap="sm">
        <SaveSearch filters={state.filters} />
      </Group>
      <SavedSearches onApply={state.replace} />
      <OpportunityList
        query={query}
        label={t('title')}
        empty={
          narrowed
            ? {
                title: t('noMatchTitle'),
                text: t('noMatchText'),
                action: <Button onClick={() => state.replace({})}>{t('showAll')}</Button>,
              }
            : { title: t('emptyTitle'), text: t('emptyText') }
        }
      >
        {(opportunity) => (
          <OpportunityRow card={opportunity} badges={<OwnMarks opportunity={opportunity} />}>
            <Byline opportunity={opportunity} />
          </OpportunityRow>
        )}
      </OpportunityList>
    </>
  );
}

/** `/opportunities/services`: skills that members offer. */
export function ServicesPage() {
  const t = useTranslations('opportunities.services');
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')} actions={<PostButton service />}>
      <Services />
    </OpportunitiesFrame>
  );
}

function Services() {
  const t = useTranslations('opportunities.services');
  const state = useFilters();
  const query = useInfiniteQuery({ ...serviceOffersQuery(state.filters), placeholderData: keepPreviousData });
  useToldSearch('services', state.filters.q ?? '', query.isPlaceholderData ? null : found(query.data));
  return (
    <>
      <FilterBar state={state} withType={false} />
      <OpportunityList
        query={query}
        label={t('title')}
        empty={
          isNarrowed(state.filters)
            ? {
                title: t('noMatchTitle'),
                text: t('noMatchText'),
                action: <Button onClick={() => state.replace({})}>{t('showAll')}</Button>,
              }
            : { title: t('emptyTitle'), text: t('emptyText') }
        }
      >
        {(offer) => (
          <OpportunityRow card={offer} badges={<OwnMarks opportunity={offer} />}>
            <Byline opportunity={offer} />
          </OpportunityRow>
        )}
      </OpportunityList>
    </>
  );
}
