'use client';

import { Button, Card, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import type { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { DistributionLines } from '../money/distribution-lines';
import { DistributionBadge, useSpan } from '../money/distribution-looks';
import { DistributionSteps } from '../money/distribution-steps';
import { hubDistributionQuery, payableQuery, useRefreshBilling } from './queries';

type Payable = Awaited<ReturnType<typeof api.finances.payable>>['items'][number];

/** States in which somebody pays, and the one afterwards. */
const states = ['APPROVED', 'DISTRIBUTING', 'PARTIALLY_FAILED', 'COMPLETED'] as const;
type State = (typeof states)[number];

/** Distributions of all ventures to pay, the oldest first. */
export function Payouts() {
  const t = useTranslations('billingAdmin.payouts');
  const [state, setState] = useState<State>('APPROVED');
  const distributions = useInfiniteQuery(payableQuery(state));
  return (
    <Stack gap="md">
      <NativeSelect
        label={t('filter')}
        value={state}
        w={{ base: '100%', xs: 280 }}
        onChange={({ currentTarget }) => setState(currentTarget.value as State)}
        data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <PagedList
        query={distributions}
        label={t('label')}
        empty={{ title: t(`empty.${state}`), text: t('emptyText') }}
      >
        {(one) => <OneDistribution distribution={one} />}
      </PagedList>
    </Stack>
  );
}

function OneDistribution({ distribution }: { distribution: Payable }) {
  const t = useTranslations('billingAdmin.payouts');
  const format = useMoneyFormat();
  const { date } = useFormat();
  const span = useSpan();
  const [open, setOpen] = useState(false);
  const { id, ventureName, state, currency, distributedMinor, approvedAt } = distribution;
  const name = t('of', { venture: ventureName, months: span(distribution) ?? '' });
  return (
    <Card component="article" p="md">
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Title>
          <DistributionBadge state={state} />
        </Group>
        {currency && distributedMinor && (
          <Text size="sm">{t('amount', { amount: format.money(distributedMinor, currency) })}</Text>
        )}
        {approvedAt && (
          <Text size="sm" c="dimmed">
            {t('approved', { date: date(approvedAt) })}
          </Text>
        )}
        <Group>
          <Button
            variant="default"
            size="xs"
            aria-expanded={open}
            aria-label={t(open ? 'hideOf' : 'showOf', { name })}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'hide' : 'show')}
          </Button>
        </Group>
        {open && <Detail distributionId={id} />}
      </Stack>
    </Card>
  );
}

function Detail({ distributionId }: { distributionId: string }) {
  const refresh = useRefreshBilling();
  const query = useQuery(hubDistributionQuery(distributionId));
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={200} aria-hidden />;
  return (
    <Stack gap="md">
      <DistributionSteps distribution={query.data} onDone={refresh} />
      <DistributionLines distribution={query.data} onDone={refresh} />
    </Stack>
  );
}
