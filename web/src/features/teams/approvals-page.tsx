'use client';

import {
  Anchor,
  Badge,
  Card,
  Group,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import { ApprovalState } from './looks';
import { requestsQuery, waitingQuery } from './queries';
import { TeamsFrame } from './teams-frame';
import type { Approval, Waiting, WaitingItem } from './types';

const views = ['waiting', 'mine', 'decided'] as const;
type View = (typeof views)[number];

/** `/approvals`: the one list of what waits for the reader, and the requests they made or got. */
export function ApprovalsPage() {
  const t = useTranslations('teams.approvals');
  const [view, setView] = useState<View>('waiting');
  return (
    <TeamsFrame title={t('title')} lead={t('lead')}>
      <Group>
        <SegmentedControl
          aria-label={t('view')}
          value={view}
          onChange={(value) => setView(value as View)}
          data={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
        <Anchor component={Link} href="/offers" size="sm">
          {t('offers')}
        </Anchor>
      </Group>
      {view === 'waiting' ? (
        <WaitingList />
      ) : (
        <Requests key={view} side={view === 'mine' ? 'REQUESTER' : 'APPROVER'} />
      )}
    </TeamsFrame>
  );
}

function WaitingList() {
  const t = useTranslations('teams.approvals');
  const query = useQuery(waitingQuery);
  return (
    <QueryView query={query}>
      {(waiting) =>
        waiting.items.length === 0 ? (
          <Empty title={t('emptyTitle')} text={t('emptyText')} />
        ) : (
          <Filtered waiting={waiting} />
        )
      }
    </QueryView>
  );
}

function Filtered({ waiting: { items, counts } }: { waiting: Waiting }) {
  const t = useTranslations('teams.approvals');
  const [kind, setKind] = useState('');
  const shown = items.filter((item) => !kind || item.kind === kind);
  const more = counts.some((count) => count.more && (!kind || count.kind === kind));
  return (
    <Stack>
      {counts.length > 1 && (
        <NativeSelect
          label={t('filter')}
          value={kind}
          maw={280}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: `${t('all')} (${items.length})` },
            ...counts.map((count) => ({
              value: count.kind,
              label: `${t(`kind.${count.kind}`)} (${count.shown}${count.more ? '+' : ''})`,
            })),
          ]}
        />
      )}
      <PlainList label={t('label')}>
        {shown.map((item) => (
          <li key={`${item.kind} ${item.id}`}>
            <WaitingRow item={item} />
          </li>
        ))}
      </PlainList>
      {more && <Text size="sm">{t('more')}</Text>}
    </Stack>
  );
}

function WaitingRow({ item }: { item: WaitingItem }) {
  const t = useTranslations('teams.approvals');
  const { date } = useFormat();
  return (
    <Card p="md">
      <Stack gap={4}>
        <Group gap="xs">
          <Badge variant="outline">{t(`kind.${item.kind}`)}</Badge>
          <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={item.link} inherit c="inherit">
              {item.title}
            </Anchor>
          </Title>
        </Group>
        <Text size="sm" c="dimmed">
          {[
            t('from', { name: item.from, date: date(item.since) }),
            item.dueAt ? t('due', { date: date(item.dueAt) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Stack>
    </Card>
  );
}

function Requests({ side }: { side: 'REQUESTER' | 'APPROVER' }) {
  const t = useTranslations('teams.approvals');
  const query = useInfiniteQuery(requestsQuery(side));
  return (
    <PagedList
      query={query}
      label={t('requestsLabel')}
      empty={{ title: t('requestsEmpty'), text: t('requestsEmptyText') }}
    >
      {(approval) => <RequestRow approval={approval} />}
    </PagedList>
  );
}

function RequestRow({ approval }: { approval: Approval }) {
  const t = useTranslations('teams.approvals');
  const { date } = useFormat();
  return (
    <Card p="md">
      <Stack gap={4}>
        <Group gap="xs">
          <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
            <Anchor component={Link} href={`/approvals/${approval.id}`} inherit c="inherit">
              {approval.subject}
            </Anchor>
          </Title>
          <ApprovalState state={approval.state} />
        </Group>
        <Text size="sm" c="dimmed">
          {[
            t(`kindOf.${approval.kind}`),
            (approval.team ?? approval.company)?.name,
            t('byTo', { requester: approval.requester.name, approver: approval.approver.name }),
            date(approval.createdAt),
          ].join(' · ')}
        </Text>
      </Stack>
    </Card>
  );
}
