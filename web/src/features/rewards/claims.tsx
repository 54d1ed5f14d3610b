'use client';

import { Anchor, Button, Card, Code, DataList, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { buzWire } from '@smartstart/contract';
import { parseBuz } from '@smartstart/units';
import { IconCoins, IconSignature } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useRefreshBuz, walletQuery } from '../buz/queries';
import { signHref } from '../documents/links';
import { PlainList } from '../documents/plain-list';
import type { Claim, ClaimState } from './queries';

/** Own rewards by what became of them. */
export function Claims() {
  const t = useTranslations('rewards.claims');
  const format = useBuzFormat();
  const waiting = useQuery(walletQuery()).data?.waiting;
  return (
    <Section
      title={t('title')}
      text={
        waiting !== undefined && parseBuz(waiting) > 0n
          ? t('waitingSum', { amount: format.short(waiting) })
          : t('text')
      }
    >
      <Tabs defaultValue="WAITING" keepMounted={false}>
        <Tabs.List aria-label={t('title')} mb="md">
          {buzWire.claimState.options.map((state) => (
            <Tabs.Tab key={state} value={state}>
              {t(`state.${state}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {buzWire.claimState.options.map((state) => (
          <Tabs.Panel key={state} value={state}>
            <ClaimList state={state} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Section>
  );
}

function ClaimList({ state }: { state: ClaimState }) {
  const t = useTranslations('rewards.claims');
  const query = useInfiniteQuery({
    queryKey: ['buz', 'claims', state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.buz.claims({ query: { state, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty title={t(`empty.${state}`)} text={t(`emptyText.${state}`)} />;
        return (
          <Stack gap="md">
            <PlainList label={t(`state.${state}`)}>
              {items.map((claim) => (
                <li key={claim.id}>
                  <ClaimCard claim={claim} />
                </li>
              ))}
            </PlainList>
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </QueryView>
  );
}

function ClaimCard({ claim }: { claim: Claim }) {
  const t = useTranslations('rewards.claims');
  const format = useFormat();
  return (
    <Card component="article" padding="md">
      <Stack gap="sm">
        <Group justify="space-between" align="baseline" gap="xs">
          <Title order={3}>{claim.label}</Title>
          <BuzAmount amount={claim.amount} fw={600} />
        </Group>
        <Text size="sm">{claim.why}</Text>
        {claim.waitsFor && (
          <Text size="sm" fw={600}>
            {t('waitsFor', { what: claim.waitsFor })}
          </Text>
        )}
        <DataList orientation="horizontal" size="sm">
          <Fact label={t('since')}>{format.dateTime(claim.createdAt)}</Fact>
          {claim.state === 'WAITING' && <Fact label={t('lapses')}>{format.date(claim.lapsesAt)}</Fact>}
          {claim.endedAt && <Fact label={t(`ended.${claim.state}`)}>{format.dateTime(claim.endedAt)}</Fact>}
          <Fact label={t('version')}>{format.number(claim.priceVersion)}</Fact>
          <Fact label={t('cause')}>
            <Code style={{ overflowWrap: 'anywhere' }}>{claim.causeId}</Code>
          </Fact>
        </DataList>
        {claim.transactionId && (
          <Anchor component={Link} href={`/buz/transactions/${claim.transactionId}`} size="sm">
            {t('transaction')}
          </Anchor>
        )}
        {claim.state === 'WAITING' && <Collect claim={claim} />}
      </Stack>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

/** Asks for the reward; while the papers of BUZ are missing there is only the way to them. */
function Collect({ claim }: { claim: Claim }) {
  const t = useTranslations('rewards.claims');
  const format = useBuzFormat();
  const refresh = useRefreshBuz();
  const canReceive = useQuery(walletQuery()).data?.canReceive ?? true;
  const collect = useMutation({
    mutationFn: () => api.buz.collect({ params: { claimId: claim.id }, body: {} }),
    onSuccess: (answer) => {
      notifications.show(
        answer.state === 'PAID'
          ? { message: t('collected', { amount: format.short(answer.amount) }), color: 'fir' }
          : { message: t('stillWaits', { what: answer.waitsFor ?? answer.why }), color: 'yellow' },
      );
      return refresh();
    },
  });
  if (!canReceive) {
    return (
      <Group gap="sm">
        <Button
          component={Link}
          href={signHref({ pack: 'BUZ_USE', after: '/buz/earn' })}
          size="xs"
          leftSection={<IconSignature size={16} aria-hidden />}
        >
          {t('sign')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('signText')}
        </Text>
      </Group>
    );
  }
  return (
    <Stack gap="sm">
      {collect.error && <ProblemAlert error={collect.error} />}
      <Group>
        <Button
          size="xs"
          leftSection={<IconCoins size={16} aria-hidden />}
          loading={collect.isPending}
          aria-label={t('collectNamed', { label: claim.label })}
          onClick={() => collect.mutate()}
        >
          {t('collect')}
        </Button>
      </Group>
    </Stack>
  );
}
