'use client';

import { Group, SegmentedControl } from '@mantine/core';
import { supportWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { SuperAdminFrame } from './admin-frame';
import { queueQuery } from './queries';
import { RequestRow } from './support-page';
import type { SupportState } from './types';

const states = supportWire.supportState.options;

/** `/admin/support`: what people ask the hub, those due soonest first. */
export function QueuePage() {
  const t = useTranslations('support.admin');
  return (
    <SuperAdminFrame title={t('title')} lead={t('lead')}>
      <Queue />
    </SuperAdminFrame>
  );
}

function Queue() {
  const t = useTranslations('support');
  const [state, setState] = useState<SupportState>('OPEN');
  const query = useInfiniteQuery(queueQuery(state));
  return (
    <>
      <Group>
        <SegmentedControl
          aria-label={t('admin.state')}
          value={state}
          onChange={(value) => setState(value as SupportState)}
          data={states.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      </Group>
      <PagedList
        query={query}
        label={t('admin.title')}
        empty={{ title: t('admin.emptyTitle'), text: t('admin.emptyText') }}
      >
        {(request) => <RequestRow request={request} href={`/admin/support/${request.id}`} forHub />}
      </PagedList>
    </>
  );
}
