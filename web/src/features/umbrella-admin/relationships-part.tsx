'use client';

import { NativeSelect, Stack } from '@mantine/core';
import { umbrellaWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { RelationshipRow } from '../umbrella/relationship-row';
import type { RelationshipState } from '../umbrella/types';
import { allRelationshipsQuery } from './queries';

/** Relationships of all members, the newest first. */
export function RelationshipsPart() {
  const t = useTranslations('umbrellaAdmin.relationships');
  const states = useTranslations('umbrella.state');
  const [state, setState] = useState<RelationshipState | ''>('');
  const query = useInfiniteQuery(allRelationshipsQuery(state === '' ? null : state));
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('filter')}
        w={{ base: '100%', xs: 280 }}
        value={state}
        data={[
          { value: '', label: t('any') },
          ...umbrellaWire.relationshipState.options.map((value) => ({ value, label: states(value) })),
        ]}
        onChange={({ currentTarget }) => setState(currentTarget.value as RelationshipState | '')}
      />
      <PagedList query={query} label={t('label')} empty={{ title: t('empty'), text: t('emptyText') }}>
        {(one) => <RelationshipRow relationship={one} href={`/admin/umbrella/${one.id}`} />}
      </PagedList>
    </Stack>
  );
}
