'use client';

import { NativeSelect, Stack } from '@mantine/core';
import { opportunitiesWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { ApplicationRow } from './application-row';
import { OpportunitiesFrame } from './opportunities-frame';
import { applicationsQuery, type Side } from './queries';
import type { ApplicationState } from './types';

/** `/opportunities/applications`: what the reader applied for and asked for. */
export function ApplicationsPage() {
  const t = useTranslations('opportunities.applications');
  return (
    <OpportunitiesFrame title={t('title')} lead={t('lead')}>
      <ApplicationList side="BY_ME" />
    </OpportunitiesFrame>
  );
}

/** Own applications, or those that wait for the reader's answer. */
export function ApplicationList({ side }: { side: Side }) {
  const t = useTranslations('opportunities.applications');
  const states = useTranslations('opportunities.applicationStates');
  const [state, setState] = useState<ApplicationState | null>(null);
  const byMe = side === 'BY_ME';
  const applications = useInfiniteQuery(applicationsQuery(side, { state }));
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('state')}
        w={{ base: '100%', xs: 260 }}
        value={state ?? ''}
        onChange={({ currentTarget }) =>
          setState(opportunitiesWire.applicationState.safeParse(currentTarget.value).data ?? null)
        }
        data={[
          { value: '', label: t('all') },
          ...opportunitiesWire.applicationState.options.map((one) => ({ value: one, label: states(one) })),
        ]}
      />
      <PagedList
        query={applications}
        label={t(byMe ? 'title' : 'toMe')}
        empty={
          state
            ? { title: t('noneOfState'), text: t('noneOfStateText') }
            : { title: t(byMe ? 'none' : 'noneToMe'), text: t(byMe ? 'noneText' : 'noneToMeText') }
        }
      >
        {(application) => <ApplicationRow application={application} side={side} />}
      </PagedList>
    </Stack>
  );
}
