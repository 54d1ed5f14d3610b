'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { hasCode } from '../../lib/problem';
import { PaymentCard } from './payment-card';
import { paymentsQuery, relationshipQuery } from './queries';
import { RelationshipView } from './relationship-view';
import { otherName } from './types';
import { UmbrellaFrame } from './umbrella-frame';

/** `/umbrella/[id]`: one relationship, for either side. */
export function RelationshipPage({ relationshipId }: { relationshipId: string }) {
  const t = useTranslations('umbrella.relationship');
  const query = useQuery({ ...relationshipQuery(relationshipId), retry: false });
  const title = query.data ? t('title', { name: otherName(query.data) }) : t('plainTitle');
  return (
    <UmbrellaFrame title={title}>
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED') ? (
        <Empty title={t('goneTitle')} text={t('goneText')} />
      ) : (
        <QueryView query={query}>
          {(relationship) => (
            <>
              <RelationshipView relationship={relationship} />
              <Amounts relationshipId={relationshipId} />
            </>
          )}
        </QueryView>
      )}
    </UmbrellaFrame>
  );
}

function Amounts({ relationshipId }: { relationshipId: string }) {
  const t = useTranslations('umbrella.relationship');
  const query = useInfiniteQuery(paymentsQuery({ relationshipId }));
  return (
    <Section title={t('amounts')} text={t('amountsText')}>
      <PagedList
        query={query}
        label={t('amounts')}
        empty={{ title: t('noAmounts'), text: t('noAmountsText') }}
      >
        {(payment) => <PaymentCard payment={payment} linked={false} level={3} />}
      </PagedList>
    </Section>
  );
}
