'use client';

import { ActionIcon, Indicator, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconBell } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { api } from '../lib/api';
import { useArrivals } from '../features/notifications/arrivals';
import { useTopic } from '../lib/live';
import { browserName, renewPush } from '../lib/push';
import { useSession } from '../lib/session';
import { sessionStore } from '../lib/session-store';

/** Live count of unread notifications; urgent and important ones also show for a moment. */
export function NotificationBell() {
  const t = useTranslations('common');
  const { userId, sessionId } = useSession();
  const { data } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: ({ signal }) => api.notifications.unreadCount({}, { signal }),
  });
  const unread = data?.unread ?? 0;
  const arrived = useArrivals();
  useEffect(() => {
    if (userId) void renewPush(browserName(), userId).catch(() => undefined);
  }, [userId]);
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'reset') return;
    if (event.type === 'session.ended' && 'data' in event && event.data['sessionId'] === sessionId)
      sessionStore.end();
    if (event.type !== 'notification.created' || !('data' in event)) return;
    arrived(event.data);
  });
  return (
    <>
      <Indicator
        label={unread > 99 ? '99+' : unread}
        disabled={unread === 0}
        size={18}
        offset={6}
        color="red"
      >
        <ActionIcon
          component={Link}
          href="/notifications"
          data-feature="notifications.open"
          variant="subtle"
          color="gray"
          c="inherit"
          size="lg"
          aria-label={t('bell', { count: unread })}
        >
          <IconBell size={20} aria-hidden />
        </ActionIcon>
      </Indicator>
      <VisuallyHidden role="status">{unread > 0 ? t('bell', { count: unread }) : ''}</VisuallyHidden>
    </>
  );
}
