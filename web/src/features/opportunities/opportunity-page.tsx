'use client';

import { Alert, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Page } from '../../components/page';
import { hasCode } from '../../lib/problem';
import { useAccess } from '../../lib/session';
import { useTold } from '../../lib/telling';
import { OwnFit } from '../matching/own-fit';
import { MembersOnly } from '../people/people-page';
import { ApplySection } from './apply-section';
import { CreatorParts } from './creator-parts';
import { DetailsGate } from './details-gate';
import { OpportunityBadge } from './looks';
import { OpportunityFacts } from './opportunity-facts';
import { OpportunityMissing } from './opportunity-missing';
import { PostingActions } from './posting-actions';
import { opportunityQuery, useFollowOpportunities } from './queries';
import type { OpportunityInFull } from './types';
import { useOpportunityWords } from './words';

/** `/opportunities/[id]`: what it is, whether it fits, and what the reader may do about it. */
export function OpportunityPage({ opportunityId }: { opportunityId: string }) {
  const t = useTranslations('opportunities.page');
  const access = useAccess();
  const member = access.data?.held.includes(1);
  const query = useQuery({ ...opportunityQuery(opportunityId), enabled: member === true, retry: false });
  useFollowOpportunities();
  const crumbs = [{ label: t('root'), href: '/opportunities' }];
  if (member === false)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <MembersOnly />
      </Page>
    );
  // A failed refresh leaves the page as it was; what closed to the reader does not stay.
  if (query.isLoadingError || hasCode(query.error, 'NOT_FOUND'))
    return <OpportunityMissing error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <Page title={t('title')} crumbs={crumbs}>
        <Skeleton height={320} aria-hidden />
      </Page>
    );
  return <Content opportunity={query.data} crumbs={crumbs} />;
}

interface ContentProps {
  readonly opportunity: OpportunityInFull;
  readonly crumbs: readonly { readonly label: string; readonly href: string }[];
}

function Content({ opportunity, crumbs }: ContentProps) {
  const t = useTranslations('opportunities.page');
  const words = useOpportunityWords();
  useTold({ type: 'opportunity.viewed', properties: { entityId: opportunity.id } });
  const { mine, state, kind, reason, actions } = opportunity;
  const open = state === 'ACTIVE';
  return (
    <Page title={opportunity.title} crumbs={crumbs} actions={<PostingActions opportunity={opportunity} />}>
      <Stack gap="lg">
        <Group gap="sm">
          <OpportunityBadge state={state} />
          <Text size="sm">
            {[words.places(opportunity), words.until(opportunity)].filter(Boolean).join(' · ')}
          </Text>
        </Group>
        {mine && state === 'DRAFT' && <Alert color="gray">{t('draft', { kind })}</Alert>}
        {mine && state === 'PAUSED' && <Alert color="orange">{t('paused')}</Alert>}
        {reason && (
          <Alert color="orange" title={t('cancelled')}>
            {reason}
          </Alert>
        )}
        {!mine && !open && <Alert color="gray">{t(`closed.${state}`)}</Alert>}
        <OpportunityFacts opportunity={opportunity} />
        {!opportunity.gate.open && <DetailsGate opportunity={opportunity} />}
        {!mine && kind === 'OPPORTUNITY' && (
          <OwnFit opportunityId={opportunity.id} title={opportunity.title} />
        )}
        {!mine && (opportunity.myApplication || actions.includes('APPLY') || open) && (
          <ApplySection opportunity={opportunity} />
        )}
        {mine && <CreatorParts opportunity={opportunity} />}
      </Stack>
    </Page>
  );
}
