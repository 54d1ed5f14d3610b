'use client';

import { Anchor, Button, Card, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useAccess } from '../../lib/session';
import { BuzFrame } from '../buz/buz-frame';
import { PlainList } from '../documents/plain-list';
import { DelegationSection } from './delegation';
import { useNextStep } from './next-step';
import { ProposalBadges } from './proposal-badges';
import { listRefreshMs, type Proposal } from './queries';

const tabs = [
  'all',
  'VOTING',
  'DISCUSSION',
  'PASSED',
  'EXECUTED',
  'REJECTED',
  'EXPIRED',
  'WITHDRAWN',
  'mine',
] as const;
type Tab = (typeof tabs)[number];

/** `/buz/governance`: proposals by state, and who votes with one's weight. */
export function GovernancePage() {
  const t = useTranslations('governance');
  const mayPropose = useAccess().data?.held.includes(2) ?? false;
  return (
    <BuzFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        mayPropose && (
          <Button
            component={Link}
            href="/buz/governance/new"
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('new')}
          </Button>
        )
      }
    >
      <Section title={t('list.title')} text={mayPropose ? undefined : t('list.seat')}>
        <Tabs defaultValue="all" keepMounted={false}>
          <Tabs.List aria-label={t('list.title')} mb="md">
            {tabs.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`tabs.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tabs.map((tab) => (
            <Tabs.Panel key={tab} value={tab}>
              <ProposalList tab={tab} mayPropose={mayPropose} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Section>
      <DelegationSection />
    </BuzFrame>
  );
}

function ProposalList({ tab, mayPropose }: { tab: Tab; mayPropose: boolean }) {
  const t = useTranslations('governance');
  const query = useInfiniteQuery({
    queryKey: ['governance', 'list', tab],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.governance.list(
        {
          query: {
            ...(pageParam ? { cursor: pageParam } : {}),
            ...(tab === 'mine' ? { mine: 'true' as const } : tab === 'all' ? {} : { state: tab }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: listRefreshMs,
  });
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) {
          return (
            <Empty
              title={t(`empty.${tab}`)}
              text={t('empty.text')}
              action={
                mayPropose && (
                  <Button component={Link} href="/buz/governance/new">
                    {t('new')}
                  </Button>
                )
              }
            />
          );
        }
        return (
          <Stack gap="md">
            <PlainList label={t(`tabs.${tab}`)}>
              {items.map((proposal) => (
                <li key={proposal.id}>
                  <ProposalCard proposal={proposal} />
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

function ProposalCard({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('governance');
  const format = useFormat();
  const next = useNextStep();
  return (
    <Card component="article" padding="md">
      <Stack gap="xs">
        <Group gap="xs">
          <ProposalBadges kind={proposal.kind} state={proposal.state} />
        </Group>
        <Title order={3}>
          <Anchor component={Link} href={`/buz/governance/${proposal.id}`} inherit c="inherit">
            {proposal.title}
          </Anchor>
        </Title>
        <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
          {proposal.text}
        </Text>
        <Text size="sm" c="dimmed">
          {t('list.by', { name: proposal.proposer.name, date: format.date(proposal.createdAt) })}{' '}
          {next(proposal)}
        </Text>
        {proposal.mine?.choice && (
          <Text size="sm" fw={600}>
            {t(`yourVote.${proposal.mine.choice}`)}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
