'use client';

import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { TabbedParts } from '../../components/tabbed-parts';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { PersonLink } from './byline';
import { CommunityFrame } from './community-frame';
import { connectionsQuery, useRefreshNetwork } from './queries';
import type { Connection } from './types';

type Part = 'requests' | 'mine' | 'sent';
const filters = {
  requests: { state: 'PENDING', direction: 'in' },
  mine: { state: 'ACCEPTED' },
  sent: { state: 'PENDING', direction: 'out' },
} as const;
const parts: readonly Part[] = ['mine', 'requests', 'sent'];

/** `/connections`: whom one knows, who asks, and whom one asked. */
export function ConnectionsPage() {
  const t = useTranslations('community.connections');
  return (
    <CommunityFrame
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} href="/people" variant="default">
          {t('find')}
        </Button>
      }
    >
      <Parts />
    </CommunityFrame>
  );
}

function Parts() {
  const t = useTranslations('community.connections');
  const waiting = useInfiniteQuery(connectionsQuery(filters.requests)).data?.pages[0]?.items.length ?? 0;
  return (
    <TabbedParts<Part>
      label={t('title')}
      parts={parts.map((key) => ({
        key,
        title: t(`parts.${key}`, { count: waiting }),
        content: <List part={key} />,
      }))}
    />
  );
}

function List({ part }: { part: Part }) {
  const t = useTranslations('community.connections');
  const query = useInfiniteQuery(connectionsQuery(filters[part]));
  return (
    <PagedList
      query={query}
      label={t('title')}
      empty={{ title: t(`emptyTitles.${part}`), text: t(`emptyTexts.${part}`) }}
    >
      {(connection) => <Row connection={connection} />}
    </PagedList>
  );
}

function Row({ connection }: { connection: Connection }) {
  const t = useTranslations('community.connections');
  const format = useFormat();
  const router = useRouter();
  const refresh = useRefreshNetwork();
  const [ending, setEnding] = useState(false);
  const { id, person, state, rights, message } = connection;
  const params = { connectionId: id };
  const answer = useMutation({
    mutationFn: (event: 'accept' | 'reject') => api.network[event]({ params, body: {} }),
    onSettled: refresh,
  });
  const write = useMutation({
    mutationFn: () => api.channels.direct({ body: { userId: person.userId } }),
    onSuccess: (channel) => router.push(`/messages/${channel.id}`),
  });
  const at = connection.answeredAt ?? connection.askedAt;
  return (
    <Card component="article" p="md" aria-label={person.name}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} miw={0} flex="1 1 14rem">
          <Text>
            <PersonLink person={person} />
          </Text>
          <Text size="xs" c="dimmed" title={format.dateTime(at)}>
            {t(state === 'ACCEPTED' ? 'since' : 'asked', { time: format.relative(at) })}
          </Text>
          {state === 'PENDING' && message && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {message}
            </Text>
          )}
          <ProblemAlert error={answer.error ?? write.error} />
        </Stack>
        <Group gap="xs">
          {rights.includes('accept') && (
            <Button
              size="compact-md"
              loading={answer.isPending}
              aria-label={t('acceptNamed', { name: person.name })}
              onClick={() => answer.mutate('accept')}
            >
              {t('accept')}
            </Button>
          )}
          {rights.includes('reject') && (
            <Button
              size="compact-md"
              variant="default"
              disabled={answer.isPending}
              aria-label={t('rejectNamed', { name: person.name })}
              onClick={() => answer.mutate('reject')}
            >
              {t('reject')}
            </Button>
          )}
          {state === 'ACCEPTED' && (
            <Button
              size="compact-md"
              variant="default"
              loading={write.isPending}
              leftSection={<IconMessage size={16} aria-hidden />}
              aria-label={t('writeNamed', { name: person.name })}
              onClick={() => write.mutate()}
            >
              {t('write')}
            </Button>
          )}
          {rights.includes('remove') && (
            <Button
              size="compact-md"
              variant="default"
              aria-label={t(state === 'ACCEPTED' ? 'endNamed' : 'withdrawNamed', { name: person.name })}
              onClick={() => setEnding(true)}
            >
              {t(state === 'ACCEPTED' ? 'end' : 'withdraw')}
            </Button>
          )}
        </Group>
      </Group>
      {ending && (
        <ConfirmModal
          title={t(state === 'ACCEPTED' ? 'endTitle' : 'withdrawTitle', { name: person.name })}
          text={t(state === 'ACCEPTED' ? 'endText' : 'withdrawText')}
          confirm={t(state === 'ACCEPTED' ? 'end' : 'withdraw')}
          danger
          run={async () => {
            await api.network.remove({ params });
            await refresh();
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </Card>
  );
}
