'use client';

import { Badge, Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { broadcastsQuery, key, type Broadcast } from './queries';

const colors = { SENDING: 'blue', DONE: 'green', CANCELLED: 'gray' } as const;

/** What was sent to many, with its progress. */
export function SentList() {
  const t = useTranslations('broadcasts.sent');
  const query = useInfiniteQuery(broadcastsQuery());
  return (
    <Section title={t('title')}>
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(broadcast) => <BroadcastCard broadcast={broadcast} />}
      </PagedList>
    </Section>
  );
}

function BroadcastCard({ broadcast }: { broadcast: Broadcast }) {
  const t = useTranslations('broadcasts');
  const format = useFormat();
  const client = useQueryClient();
  const [cancelling, setCancelling] = useState(false);
  const { state, told, skipped, total, content } = broadcast;
  const share = total > 0 ? Math.round(((told + skipped) / total) * 100) : 0;
  return (
    <Card withBorder component="article">
      <Stack gap="xs">
        <Group justify="space-between" gap="sm">
          <Title order={3} size="h5">
            {content.title}
          </Title>
          <Badge variant="light" color={colors[state]} c="var(--mantine-color-text)">
            {t(`sent.states.${state}`)}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t(`compose.kinds.${broadcast.kind}`)} · {t(`compose.audiences.${broadcast.audience.kind}`)} ·{' '}
          {format.dateTime(broadcast.createdAt)}
        </Text>
        {state === 'SENDING' && <Progress value={share} aria-label={t('sent.progress', { share })} />}
        <Text size="sm">{t('sent.told', { told, total, skipped })}</Text>
        {state === 'SENDING' && (
          <Group>
            <Button
              variant="light"
              color="red"
              size="compact-md"
              aria-label={t('sent.cancelNamed', { title: content.title })}
              onClick={() => setCancelling(true)}
            >
              {t('sent.cancel')}
            </Button>
          </Group>
        )}
      </Stack>
      {cancelling && (
        <ConfirmModal
          title={t('sent.cancel')}
          text={t('sent.cancelText', { told })}
          confirm={t('sent.cancel')}
          cancel={t('sent.goOn')}
          danger
          run={async () => {
            await api.broadcasts.cancel({ params: { broadcastId: broadcast.id }, body: {} });
            await client.invalidateQueries({ queryKey: [key] });
          }}
          onClose={() => setCancelling(false)}
        />
      )}
    </Card>
  );
}
