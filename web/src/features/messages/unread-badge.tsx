'use client';

import { Badge, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTopic } from '../../lib/live';
import { useAccess, useSession } from '../../lib/session';
import { channelsQuery } from './queries';

const lookEveryMs = 60_000;

/** How many channels hold something unread, beside the way to them. */
export function UnreadBadge() {
  const t = useTranslations('messages.channels');
  const client = useQueryClient();
  const { userId } = useSession();
  const member = useAccess().data?.held.includes(1) ?? false;
  const { data } = useQuery({ ...channelsQuery(), enabled: member, refetchInterval: lookEveryMs });
  useTopic(userId && `user:${userId}`, (event) => {
    if (event.type === 'message.sent' || event.type === 'channel.read')
      void client.invalidateQueries({ queryKey: ['channels', 'list'] });
  });
  const count = data?.items.filter(({ unread }) => unread > 0).length ?? 0;
  if (count === 0) return null;
  return (
    <Badge size="sm" color="red" variant="filled" miw="max-content">
      <span aria-hidden>{count}</span>
      <VisuallyHidden>{t('withUnread', { count })}</VisuallyHidden>
    </Badge>
  );
}
