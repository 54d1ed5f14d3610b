'use client';

import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { notificationsWire } from '@smartstart/contract';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef } from 'react';
import type { Notification } from './notification-row';

/** What was missed comes in one go when the connection is back; so long is waited for more of it. */
const gatherMs = 400;
/** More than that at once is said in one sentence instead of covering the page. */
const mostShown = 2;

/** Shows live notifications for a moment: each by itself, or what was missed on the way as one. */
export function useArrivals(): (data: Record<string, unknown>) => void {
  const t = useTranslations('notifications');
  const waiting = useRef<Notification[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = useCallback(() => {
    const arrived = waiting.current;
    waiting.current = [];
    // What is urgent is said by itself, however much came with it.
    const single = arrived.length <= mostShown ? arrived : arrived.filter((one) => one.priority === 'URGENT');
    for (const { id, title, text, priority } of single)
      notifications.show({ id, title, message: text, color: priority === 'URGENT' ? 'red' : 'fir' });
    const rest = arrived.length - single.length;
    if (rest > 0)
      notifications.show({
        title: t('missed', { count: rest }),
        message: (
          <Anchor component={Link} href="/notifications" size="sm">
            {t('missedShow')}
          </Anchor>
        ),
        color: 'fir',
      });
  }, [t]);

  return useCallback(
    (data) => {
      const parsed = notificationsWire.notification.safeParse(data['notification']);
      // In quiet hours and pauses it is in the list without a sound.
      if (!parsed.success || data['silent'] === true || parsed.data.priority === 'LOW') return;
      waiting.current.push(parsed.data);
      clearTimeout(timer.current);
      timer.current = setTimeout(show, gatherMs);
    },
    [show],
  );
}
