'use client';

import { Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PagedList } from '../../components/paged-list';
import { ProblemAlert } from '../../lib/problem';
import { OpportunitiesFrame } from '../opportunities/opportunities-frame';
import { OpportunityRow } from '../opportunities/opportunity-row';
import { matchHistoryQuery, useFeedback } from './queries';

/** `/opportunities/hidden`: suggestions the reader took away, each with the way back. */
export function HiddenPage() {
  const t = useTranslations('matching.hidden');
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')}>
      <Hidden />
    </OpportunitiesFrame>
  );
}

function Hidden() {
  const t = useTranslations('matching.hidden');
  const hidden = useInfiniteQuery(matchHistoryQuery('IGNORED'));
  const feedback = useFeedback();
  return (
    <>
      {feedback.error && <ProblemAlert error={feedback.error} />}
      <PagedList query={hidden} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(match) => (
          <OpportunityRow card={match.opportunity}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">
                {match.hiddenReason ? t('reason', { reason: match.hiddenReason }) : t('noReason')}
              </Text>
              <Button
                size="xs"
                variant="default"
                loading={feedback.isPending && feedback.variables?.matchId === match.id}
                aria-label={t('showNamed', { title: match.opportunity.title })}
                onClick={() => feedback.mutate({ matchId: match.id, body: { kind: 'UNHIDE' } })}
              >
                {t('show')}
              </Button>
            </Group>
          </OpportunityRow>
        )}
      </PagedList>
    </>
  );
}
