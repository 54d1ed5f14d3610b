'use client';

import { Badge, Button, Card, Code, Group, List, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OpenModal } from '../../components/open-modal';
import { PagedList } from '../../components/paged-list';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import {
  deliveriesQuery,
  deliveryQuery,
  key,
  type Delivery,
  type DeliveryState,
  type Endpoint,
} from './queries';

const states = ['', 'PENDING', 'SENT', 'FAILED'] as const;
const colors = { PENDING: 'yellow', SENT: 'green', FAILED: 'red' } as const;

/** What was sent to an endpoint, with a way to send it again. */
export function DeliveryLog({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations('webhooks.log');
  const client = useQueryClient();
  const [state, setState] = useState<DeliveryState | ''>('');
  const query = useInfiniteQuery(deliveriesQuery(endpoint.id, state));
  const replayFailed = useMutation({
    mutationFn: () => api.webhooks.replayFailed({ params: { endpointId: endpoint.id }, body: {} }),
    onSuccess: ({ queued }) => notifications.show({ message: t('replayedAll', { count: queued }) }),
    onSettled: () => client.invalidateQueries({ queryKey: [key, endpoint.id] }),
  });
  return (
    <Section title={t('title')} text={t('text')}>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('filter')}
          value={state}
          onChange={(value) => setState(value as DeliveryState | '')}
          data={states.map((value) => ({ value, label: t(`states.${value || 'ALL'}`) }))}
        />
        <Button
          variant="default"
          disabled={!endpoint.enabled}
          loading={replayFailed.isPending}
          onClick={() => replayFailed.mutate()}
        >
          {t('replayAll')}
        </Button>
      </Group>
      <ProblemAlert error={replayFailed.error} />
      <PagedList query={query} label={t('title')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(delivery) => <DeliveryCard delivery={delivery} endpoint={endpoint} />}
      </PagedList>
    </Section>
  );
}

function DeliveryCard({ delivery, endpoint }: { delivery: Delivery; endpoint: Endpoint }) {
  const t = useTranslations('webhooks.log');
  const format = useFormat();
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const named = { type: delivery.type, time: format.dateTime(delivery.createdAt) };
  const replay = useMutation({
    mutationFn: () =>
      api.webhooks.replay({ params: { endpointId: endpoint.id, deliveryId: delivery.id }, body: {} }),
    onSuccess: () => notifications.show({ message: t('replayed') }),
    onSettled: () => client.invalidateQueries({ queryKey: [key, endpoint.id] }),
  });
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} flex="1 1 16rem">
          <Group gap="xs">
            <Title order={3} size="h6">
              <Code>{delivery.type}</Code>
            </Title>
            <Badge variant="light" color={colors[delivery.state]} c="var(--mantine-color-text)">
              {t(`states.${delivery.state}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('when', { time: named.time, count: delivery.attempts })}
            {delivery.dueAt ? ` · ${t('next', { time: format.dateTime(delivery.dueAt) })}` : ''}
          </Text>
          {delivery.last && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {delivery.last.error ?? t('answered', { status: delivery.last.status ?? 0 })}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-md"
            aria-label={t('showNamed', named)}
            onClick={() => setShown(true)}
          >
            {t('show')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            disabled={!endpoint.enabled || delivery.state === 'PENDING'}
            loading={replay.isPending}
            aria-label={t('replayNamed', named)}
            onClick={() => replay.mutate()}
          >
            {t('replay')}
          </Button>
        </Group>
      </Group>
      <ProblemAlert error={replay.error} />
      {shown && (
        <DeliveryModal endpointId={endpoint.id} deliveryId={delivery.id} onClose={() => setShown(false)} />
      )}
    </Card>
  );
}

function DeliveryModal({
  endpointId,
  deliveryId,
  onClose,
}: {
  endpointId: string;
  deliveryId: string;
  onClose: () => void;
}) {
  const t = useTranslations('webhooks.log');
  const format = useFormat();
  const query = useQuery(deliveryQuery(endpointId, deliveryId));
  return (
    <OpenModal onClose={onClose} title={t('oneTitle')} size="lg">
      <QueryView query={query}>
        {({ delivery, body, attempts }) => (
          <Stack>
            <Text size="sm">
              <Code>webhook-id: {delivery.webhookId}</Code>
            </Text>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} tabIndex={0}>
              {pretty(body)}
            </Code>
            <Title order={3} size="h5">
              {t('attempts')}
            </Title>
            {attempts.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('noAttempts')}
              </Text>
            ) : (
              <List size="sm" spacing="xs">
                {attempts.map((one) => (
                  <List.Item key={one.at}>
                    {format.dateTime(one.at)} · {t('took', { ms: one.tookMs })} ·{' '}
                    {one.error ?? t('answered', { status: one.status ?? 0 })}
                    {one.answer && <Code block>{one.answer}</Code>}
                  </List.Item>
                ))}
              </List>
            )}
          </Stack>
        )}
      </QueryView>
    </OpenModal>
  );
}

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
