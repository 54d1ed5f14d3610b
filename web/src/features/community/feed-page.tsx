'use client';

import { Group, NativeSelect } from '@mantine/core';
import { communityWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { CommunityFrame } from './community-frame';
import { FeedComposer } from './feed-composer';
import { FeedRow } from './feed-row';
import { PlaceSelect } from './place-select';
import { feedQuery } from './queries';
import type { FeedKind } from './types';

const kinds = communityWire.feedKind.options;

/** `/community`: what happens where one takes part, and where one begins something. */
export function FeedPage() {
  const t = useTranslations('community.feed');
  return (
    <CommunityFrame title={t('title')} lead={t('lead')}>
      <FeedComposer />
      <Feed />
    </CommunityFrame>
  );
}

function Feed() {
  const t = useTranslations('community.feed');
  const [kind, setKind] = useState<FeedKind | ''>('');
  const [ventureId, setVentureId] = useState('');
  const query = useInfiniteQuery(
    feedQuery({ ...(kind ? { kind } : {}), ...(ventureId ? { ventureId } : {}) }),
  );
  const filtered = kind !== '' || ventureId !== '';
  return (
    <>
      <Group component="search" aria-label={t('filter')} align="flex-end">
        <NativeSelect
          label={t('kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as FeedKind | '')}
          data={[
            { value: '', label: t('allKinds') },
            ...kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          ]}
        />
        <PlaceSelect none="everywhere" label={t('place')} value={ventureId} onChange={setVentureId} />
      </Group>
      <PagedList
        query={query}
        label={t('title')}
        empty={
          filtered
            ? { title: t('noMatchTitle'), text: t('noMatchText') }
            : { title: t('emptyTitle'), text: t('emptyText') }
        }
      >
        {(item) => <FeedRow item={item} />}
      </PagedList>
    </>
  );
}
