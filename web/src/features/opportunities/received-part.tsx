'use client';

import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import { opportunitiesWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { PlainList } from '../documents/plain-list';
import { ReceivedCard } from './received-card';
import { receivedQuery } from './queries';
import type { ApplicationState, OpportunityInFull } from './types';

/** Who applied, or who asks for the service, with their fit side by side. */
export function ReceivedPart({ opportunity }: { opportunity: OpportunityInFull }) {
  const t = useTranslations('opportunities.received');
  const states = useTranslations('opportunities.applicationStates');
  const [state, setState] = useState<ApplicationState | null>(null);
  const { id, kind, places, taken } = opportunity;
  const received = useInfiniteQuery(receivedQuery(id, state));
  return (
    <Stack gap="md">
      {taken >= places && <Alert color="blue">{t('full')}</Alert>}
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
      <QueryView query={received}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty
                title={t(state ? 'noneOfState' : 'none', { kind })}
                text={t(state ? 'noneOfStateText' : 'noneText')}
              />
            );
          return (
            <Stack gap="md">
              <Text size="sm" c="dimmed">
                {t('hint')}
              </Text>
              <PlainList label={t('label', { kind })} gap="md">
                {items.map((application) => (
                  <li key={application.id}>
                    <ReceivedCard application={application} opportunity={opportunity} />
                  </li>
                ))}
              </PlainList>
              <MoreButton query={received} />
            </Stack>
          );
        }}
      </QueryView>
    </Stack>
  );
}
