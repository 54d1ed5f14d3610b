'use client';

import {
  Anchor,
  Button,
  Group,
  NativeSelect,
  SegmentedControl,
  Skeleton,
  Stack,
  VisuallyHidden,
} from '@mantine/core';
import { IconChecks, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { api } from '../../lib/api';
import { notificationRead } from '../../lib/collector';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { tell } from '../../lib/telling';
import { useDelayedRemoval } from './delayed-removal';
import type { Notification } from './notification-row';
import { NotificationRow, RemovedRow } from './notification-row';
import { PlainList } from '../documents/plain-list';
import { groups, preferencesQuery } from '../settings/notification-preferences';

type NotificationType = Notification['type'];
const shelves = ['all', 'unread', 'snoozed'] as const;
type Shelf = (typeof shelves)[number];

export function NotificationsPage() {
  const t = useTranslations('notifications');
  const client = useQueryClient();
  const format = useFormat();
  const [shown, setShown] = useState<Shelf>('all');
  const [type, setType] = useState<NotificationType | ''>('');
  const [said, setSaid] = useState('');
  const removal = useDelayedRemoval();

  const list = useInfiniteQuery({
    queryKey: ['notifications', 'list', shown, type],
    queryFn: ({ pageParam }) =>
      api.notifications.list({
        query: {
          cursor: pageParam,
          ...(shown === 'unread' ? { unread: 'true' as const } : {}),
          ...(shown === 'snoozed' ? { snoozed: 'true' as const } : {}),
          ...(type ? { type } : {}),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['notifications'] });
  const read = useMutation({
    mutationFn: ({ id }: Pick<Notification, 'id' | 'type'>) =>
      api.notifications.read({ params: { notificationId: id }, body: {} }),
    onSuccess: (_answer, { type: kind }) => tell(notificationRead(kind)),
    onSettled: refresh,
  });
  const readAll = useMutation({
    mutationFn: () => api.notifications.readAll({ body: {} }),
    onSuccess: () => {
      tell(notificationRead(null));
      setSaid(t('allRead'));
    },
    onSettled: refresh,
  });

  const snooze = useMutation({
    mutationFn: ({ id, until }: { id: string; until: string }) =>
      api.notifications.snooze({ params: { notificationId: id }, body: { until } }),
    onSuccess: ({ title, snoozedUntil }) =>
      setSaid(t('snooze.done', { title, time: format.dateTime(snoozedUntil!) })),
    onSettled: refresh,
  });
  const wake = useMutation({
    mutationFn: (notificationId: string) => api.notifications.wake({ params: { notificationId }, body: {} }),
    onSuccess: ({ title }) => setSaid(t('snooze.woken', { title })),
    onSettled: refresh,
  });
  const types = useTypeOptions();

  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const failure = read.error ?? readAll.error ?? removal.error ?? wake.error;
  return (
    <Page
      title={t('title')}
      actions={
        <Button
          variant="default"
          leftSection={<IconChecks size={18} aria-hidden />}
          loading={readAll.isPending}
          onClick={() => readAll.mutate()}
        >
          {t('readAll')}
        </Button>
      }
    >
      <Stack>
        <Group align="flex-end" justify="space-between">
          <Group align="flex-end">
            <SegmentedControl
              aria-label={t('filter')}
              value={shown}
              onChange={(value) => setShown(value as Shelf)}
              data={shelves.map((value) => ({ value, label: t(`shelves.${value}`) }))}
            />
            <NativeSelect
              label={t('type')}
              value={type}
              onChange={(event) => setType(event.currentTarget.value as NotificationType | '')}
              data={[{ value: '', label: t('allTypes') }, ...types]}
            />
          </Group>
          <Anchor component={Link} href="/settings/notifications" size="sm">
            <IconSettings size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {t('preferences')}
          </Anchor>
        </Group>
        <VisuallyHidden role="status">{said}</VisuallyHidden>
        {failure ? <ProblemAlert error={failure} /> : null}
        {list.isLoadingError ? (
          <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <Stack aria-hidden gap="xs">
            {[1, 2, 3].map((n) => (
              <Skeleton key={n} height={84} />
            ))}
          </Stack>
        ) : items.length === 0 ? (
          <Empty
            title={t(`emptyTitles.${shown}`)}
            text={shown === 'snoozed' ? t('emptySnoozed') : t('emptyText')}
          />
        ) : (
          <PlainList gap="xs" label={t('title')}>
            {items.map((notification) => (
              <li key={notification.id}>
                {removal.pending.has(notification.id) ? (
                  <RemovedRow
                    title={notification.title}
                    onHold={() => removal.hold(notification.id)}
                    onRelease={() => removal.release(notification.id)}
                    onUndo={() => {
                      removal.undo(notification.id);
                      setSaid(t('restored', { title: notification.title }));
                      // The button that had the focus is gone with its row; the notification itself takes it.
                      requestAnimationFrame(() =>
                        document.getElementById(`notification-${notification.id}`)?.focus(),
                      );
                    }}
                  />
                ) : (
                  <NotificationRow
                    notification={notification}
                    onRead={() => read.mutate(notification)}
                    onSnooze={(until) => snooze.mutateAsync({ id: notification.id, until })}
                    onWake={() => wake.mutate(notification.id)}
                    onRemove={() => {
                      removal.start(notification.id);
                      setSaid(t('removed', { title: notification.title }));
                    }}
                  />
                )}
              </li>
            ))}
          </PlainList>
        )}
        {list.hasNextPage && (
          <Group justify="center">
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('more')}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  );
}

/** The types as one chooses them in the settings, in the same groups. */
function useTypeOptions() {
  const t = useTranslations('settings.notifications');
  const { data } = useQuery(preferencesQuery);
  return groups.map((group) => ({
    group: t(`groups.${group}`),
    items: (data?.types ?? [])
      .filter((one) => one.group === group)
      .map(({ type, label }) => ({ value: type as string, label })),
  }));
}
