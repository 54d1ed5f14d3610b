'use client';

import { Badge, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { OpenModal } from '../../components/open-modal';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';

const colors = { PENDING: 'yellow', SENT: 'green', FAILED: 'red' } as const;

/** How one notification travelled: each channel with its state. */
export function Deliveries({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const t = useTranslations('notifications.deliveries');
  const format = useFormat();
  const query = useQuery({
    queryKey: ['notifications', 'record', id],
    queryFn: ({ signal }) => api.notifications.get({ params: { notificationId: id } }, { signal }),
  });
  return (
    <OpenModal onClose={onClose} title={t('title')}>
      <Text size="sm" mb="md">
        {title}
      </Text>
      <QueryView query={query} lines={2}>
        {({ deliveries }) => (
          <List spacing="sm" listStyleType="none" aria-label={t('title')}>
            {deliveries.map((one) => (
              <List.Item key={`${one.channel} ${one.target ?? ''}`}>
                <Text component="span" fw={600} size="sm">
                  {t(`channels.${one.channel}`)}
                  {one.target ? `: ${one.target}` : ''}
                </Text>{' '}
                <Badge variant="light" color={colors[one.state]} c="var(--mantine-color-text)">
                  {t(`states.${one.state}`)}
                </Badge>
                <Text size="sm" c="dimmed">
                  {one.settledAt
                    ? format.dateTime(one.settledAt)
                    : one.dueAt
                      ? t('next', { time: format.dateTime(one.dueAt) })
                      : ''}
                  {one.attempts > 1 ? ` · ${t('attempts', { count: one.attempts })}` : ''}
                </Text>
                {one.detail && <Text size="sm">{one.detail}</Text>}
              </List.Item>
            ))}
          </List>
        )}
      </QueryView>
    </OpenModal>
  );
}
