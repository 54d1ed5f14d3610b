'use client';

import { Stack, Text, Timeline } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { MoreButton, QueryView } from '../../components/query-view';
import { useFormat } from '../../lib/format';
import { activityQuery } from './queries';
import type { Task } from './types';

const known = [
  'create',
  'edit',
  'start',
  'hand-in',
  'approve',
  'put-back',
  'ask-changes',
  'reopen',
  'block',
  'unblock',
  'comment',
] as const;

/** Who did what with a task, newest first. */
export function TaskHistory({ ventureId, task }: { ventureId: string; task: Task }) {
  const t = useTranslations('work.history');
  const format = useFormat();
  const history = useInfiniteQuery(activityQuery(ventureId, { entity: 'TASK', entityId: task.id }));
  return (
    <QueryView query={history} lines={2}>
      {({ pages }) => (
        <Stack>
          <Timeline bulletSize={14} lineWidth={2}>
            {pages
              .flatMap(({ items }) => items)
              .map(({ id, event, actor, at, reason }) => {
                const name = known.find((one) => one === event);
                return (
                  <Timeline.Item key={id} title={name ? t(`events.${name}`) : t('other')}>
                    <Text size="sm" c="dimmed">
                      {actor ? t('by', { name: actor.name, date: format.dateTime(at) }) : format.dateTime(at)}
                    </Text>
                    {reason && (
                      <Text size="sm">{t(event === 'block' ? 'waitsFor' : 'reason', { reason })}</Text>
                    )}
                  </Timeline.Item>
                );
              })}
          </Timeline>
          <MoreButton query={history} />
        </Stack>
      )}
    </QueryView>
  );
}
