'use client';

import { Anchor, Button, NativeSelect, Stack, Text } from '@mantine/core';
import { opportunitiesWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { useAccess } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import { OpportunityBadge } from './looks';
import { OpportunitiesFrame, PostButton } from './opportunities-frame';
import { OpportunityRow } from './opportunity-row';
import { postingsQuery } from './queries';
import { opportunityHref, type Kind, type Posting } from './types';
import { useOpportunityWords } from './words';

/** `/opportunities/mine`: what the reader posted or decides about, in every state. */
export function PostingsPage() {
  const t = useTranslations('opportunities.postings');
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')} actions={<PostButton />}>
      <Postings />
    </OpportunitiesFrame>
  );
}

function Postings() {
  const t = useTranslations('opportunities.postings');
  const subscriber = useAccess().data?.held.includes(2) ?? false;
  const [kind, setKind] = useState<Kind | null>(null);
  const postings = useInfiniteQuery(postingsQuery(kind));
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('kind')}
        w={{ base: '100%', xs: 260 }}
        value={kind ?? ''}
        onChange={({ currentTarget }) =>
          setKind(opportunitiesWire.opportunityKind.safeParse(currentTarget.value).data ?? null)
        }
        data={[
          { value: '', label: t('both') },
          ...opportunitiesWire.opportunityKind.options.map((one) => ({
            value: one,
            label: t(`kinds.${one}`),
          })),
        ]}
      />
      <QueryView query={postings}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty
                title={t('emptyTitle')}
                text={t(subscriber ? 'emptyText' : 'emptySeat')}
                action={
                  <Button component={Link} href={subscriber ? '/opportunities/new' : '/onboarding?step=plan'}>
                    {t(subscriber ? 'emptyAction' : 'seatAction')}
                  </Button>
                }
              />
            );
          return (
            <Stack gap="md">
              <PlainList label={t('title')} gap="md">
                {items.map((posting) => (
                  <li key={posting.id}>
                    <PostingRow posting={posting} />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={postings} />
            </Stack>
          );
        }}
      </QueryView>
    </Stack>
  );
}

export function PostingRow({ posting, order = 2 }: { posting: Posting; order?: 2 | 3 }) {
  const t = useTranslations('opportunities.postings');
  const words = useOpportunityWords();
  const { id, state, waiting, kind, details } = posting;
  return (
    <OpportunityRow card={posting} order={order} badges={<OpportunityBadge state={state} />}>
      <Text size="sm">
        {[details?.venture ? t('of', { venture: details.venture.name }) : null, words.places(posting)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {waiting > 0 && (
        <Anchor component={Link} href={opportunityHref(id, '?tab=applications')} size="sm" fw={600}>
          {t('waiting', { count: waiting, kind })}
        </Anchor>
      )}
    </OpportunityRow>
  );
}
