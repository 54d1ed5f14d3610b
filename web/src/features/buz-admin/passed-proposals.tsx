'use client';

import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { api } from '../../lib/api';
import { useNextStep } from '../governance/next-step';
import type { Proposal } from '../governance/queries';
import { refetchInterval, useRefreshBuzAdmin } from './queries';
import { ReasonModal } from './reason-modal';

const referenceBounds = { min: 3, max: 300 };

/** Passed proposals, to be recorded as carried out by a reference to where that can be seen. */
export function PassedProposals() {
  const t = useTranslations('buzAdmin.proposals');
  const query = useInfiniteQuery({
    queryKey: ['governance', 'list', 'PASSED'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.governance.list(
        { query: { state: 'PASSED', ...(pageParam ? { cursor: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval,
  });
  return (
    <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
      {(proposal) => <PassedCard proposal={proposal} />}
    </PagedList>
  );
}

function PassedCard({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('buzAdmin.proposals');
  const next = useNextStep();
  const refresh = useRefreshBuzAdmin();
  const [asking, setAsking] = useState(false);
  const { id, title } = proposal;
  return (
    <Card component="article">
      <Stack gap="sm">
        <Title order={2} size="h3">
          <Anchor component={Link} href={`/buz/governance/${id}`} inherit c="inherit">
            {title}
          </Anchor>
        </Title>
        <Text size="sm" c="dimmed">
          {next(proposal)}
        </Text>
        <Group>
          <Button aria-label={t('executeNamed', { title })} onClick={() => setAsking(true)}>
            {t('execute')}
          </Button>
        </Group>
      </Stack>
      {asking && (
        <ReasonModal
          title={t('confirmTitle')}
          effect={t('effect', { title })}
          confirm={t('execute')}
          field={{ label: t('reference'), ...referenceBounds }}
          run={(reference) =>
            api.buzAdmin.executeProposal({ params: { proposalId: id }, body: { reference } })
          }
          onClose={() => setAsking(false)}
          onDone={() => {
            notifications.show({ message: t('done'), color: 'fir' });
            void refresh();
          }}
        />
      )}
    </Card>
  );
}
