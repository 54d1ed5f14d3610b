'use client';

import { Button, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core';
import { venturesWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';

/** Status changes, newest first. */
export function VentureHistory({ ventureId }: { ventureId: string }) {
  const t = useTranslations('ventures');
  const format = useFormat();
  const history = useInfiniteQuery({
    queryKey: ['ventures', 'history', ventureId],
    queryFn: ({ pageParam }) => api.ventures.history({ params: { ventureId }, query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  if (history.isLoadingError)
    return <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />;
  if (history.isPending) return <Skeleton height={160} aria-hidden />;
  const items = history.data.pages.flatMap((page) => page.items);
  const status = (value: string) => {
    const known = venturesWire.ventureStatus.safeParse(value);
    return known.success ? t(`status.${known.data}`) : value;
  };
  if (items.length === 0) return <Text c="dimmed">{t('history.empty')}</Text>;
  return (
    <Stack>
      <Timeline bulletSize={16} lineWidth={2} active={items.length}>
        {items.map((change) => (
          <Timeline.Item
            key={change.id}
            title={
              change.event === 'ownership-passed'
                ? t('history.passed')
                : change.from
                  ? t('history.change', { from: status(change.from), to: status(change.to) })
                  : status(change.to)
            }
          >
            <Text size="sm" c="dimmed">
              {change.actorName
                ? t('history.by', { name: change.actorName, date: format.dateTime(change.at) })
                : format.dateTime(change.at)}
            </Text>
            {change.reason && (
              <Text size="sm">
                {change.event === 'ownership-passed'
                  ? change.reason
                  : t('history.reason', { reason: change.reason })}
              </Text>
            )}
          </Timeline.Item>
        ))}
      </Timeline>
      {history.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t('list.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
