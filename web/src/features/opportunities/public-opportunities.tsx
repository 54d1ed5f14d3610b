'use client';

import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { ExploreMenu } from '../public/explore-menu';
import { FilterBar } from './filter-bar';
import { isNarrowed } from './filters';
import { OpportunityList } from './opportunity-list';
import { OpportunityRow } from './opportunity-row';
import { publicOpportunitiesQuery } from './queries';
import { useFilters } from './use-filters';

/** `/explore/opportunities`: what its creators chose to show to everybody. */
export function PublicOpportunities() {
  const t = useTranslations('opportunities.public');
  const state = useFilters();
  const query = useInfiniteQuery({
    ...publicOpportunitiesQuery(state.filters),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ExploreMenu />
      <FilterBar state={state} />
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
        {(opportunity) => (
          <OpportunityRow card={opportunity} href={`/explore/opportunities/${opportunity.id}`} />
        )}
      </OpportunityList>
    </Page>
  );
}
