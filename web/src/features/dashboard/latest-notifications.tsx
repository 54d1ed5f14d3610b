'use client';

import { Anchor, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { Loaded, Panel } from './panel';
import { PlainList } from '../documents/plain-list';

export function LatestNotifications() {
  const t = useTranslations('dashboard.notifications');
  const format = useFormat();
  const notifications = useQuery({
    queryKey: ['notifications', 'dashboard'],
    queryFn: () => api.notifications.list({ query: { limit: 5 } }),
  });
  return (
    <Panel
      title={t('title')}
      action={
        <Button
          component={Link}
          href="/notifications"
          variant="subtle"
          size="compact-sm"
          style={{ flexShrink: 0 }}
        >
          {t('all')}
        </Button>
      }
    >
      <Loaded query={notifications}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('none')}</Text>
          ) : (
            <PlainList gap="xs">
              {items.map((notification) => (
                <Group
                  key={notification.id}
                  component="li"
                  justify="space-between"
                  align="baseline"
                  gap="xs"
                  wrap="nowrap"
                >
                  <div style={{ minWidth: 0 }}>
                    {!notification.readAt && <VisuallyHidden>{t('unread')} </VisuallyHidden>}
                    {notification.link?.startsWith('/') ? (
                      <Anchor
                        component={Link}
                        href={notification.link}
                        size="sm"
                        fw={notification.readAt ? 400 : 700}
                      >
                        {notification.title}
                      </Anchor>
                    ) : (
                      <Text size="sm" fw={notification.readAt ? 400 : 700}>
                        {notification.title}
                      </Text>
                    )}
                    <Text size="sm" c="dimmed" lineClamp={1}>
                      {notification.text}
                    </Text>
                  </div>
                  <Text
                    size="xs"
                    c="dimmed"
                    component="time"
                    dateTime={notification.createdAt}
                    style={{ flexShrink: 0 }}
                  >
                    {format.relative(notification.createdAt)}
                  </Text>
                </Group>
              ))}
            </PlainList>
          )
        }
      </Loaded>
    </Panel>
  );
}
