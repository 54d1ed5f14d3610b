'use client';

import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { workWire } from '@smartstart/contract';
import {
  IconAlertTriangle,
  IconAward,
  IconCalendarEvent,
  IconChecklist,
  IconFlag,
  IconMessageCircle,
  IconRepeat,
  IconRocket,
  IconRoute,
  IconSearch,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { activityQuery } from '../work/queries';
import { WorkFrame } from '../work/work-frame';
import { ActivitySentence } from './activity-sentence';
import { DayGroups } from './day-groups';
import type { Activity, WorkEntity } from './types';
import { useDay } from './use-day';

const icons: Record<WorkEntity, TablerIcon> = {
  PHASE: IconRoute,
  PLAN: IconRocket,
  MILESTONE: IconFlag,
  SPRINT: IconRepeat,
  TASK: IconChecklist,
  CONTRIBUTION: IconAward,
  CHECK_IN: IconMessageCircle,
  RISK: IconAlertTriangle,
  MEETING: IconCalendarEvent,
  EVIDENCE: IconSearch,
  MEMBER: IconUserPlus,
};
const pageSize = 50;

interface ActivityPageProps {
  readonly ventureId: string;
  /** What the address asks for: a kind of thing, or one thing of that kind. */
  readonly entity: string | null;
  readonly entityId: string | null;
}

/** `/ventures/[id]/work/activity`: everything that happened in the workspace, newest first. */
export function ActivityPage({ ventureId, entity, entityId }: ActivityPageProps) {
  const t = useTranslations('workRhythm.activity');
  const known = workWire.workEntity.safeParse(entity);
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {() => (
        <Feed
          ventureId={ventureId}
          entity={known.success ? known.data : null}
          entityId={known.success ? entityId : null}
        />
      )}
    </WorkFrame>
  );
}

interface FeedProps {
  readonly ventureId: string;
  readonly entity: WorkEntity | null;
  readonly entityId: string | null;
}

function Feed({ ventureId, entity: first, entityId: one }: FeedProps) {
  const t = useTranslations('workRhythm.activity');
  const { of, title } = useDay();
  const [filter, setFilter] = useState({ entity: first, entityId: one });
  const choose = (entity: WorkEntity | null) => {
    setFilter({ entity, entityId: null });
    const url = new URL(window.location.href);
    url.searchParams.delete('id');
    if (entity) url.searchParams.set('entity', entity);
    else url.searchParams.delete('entity');
    window.history.replaceState(null, '', url);
  };
  const feed = useInfiniteQuery(
    activityQuery(
      ventureId,
      {
        ...(filter.entity ? { entity: filter.entity } : {}),
        ...(filter.entityId ? { entityId: filter.entityId } : {}),
      },
      pageSize,
    ),
  );
  return (
    <>
      <Group align="flex-end" gap="md">
        <NativeSelect
          label={t('filter')}
          w={{ base: '100%', xs: 260 }}
          value={filter.entity ?? ''}
          onChange={({ currentTarget: { value } }) => choose(value === '' ? null : (value as WorkEntity))}
          data={[
            { value: '', label: t('everything') },
            ...workWire.workEntity.options.map((value) => ({ value, label: t(`entity.${value}`) })),
          ]}
        />
        {filter.entityId && (
          <Button variant="default" onClick={() => choose(filter.entity)}>
            {t('notOnlyOne')}
          </Button>
        )}
      </Group>
      <QueryView query={feed}>
        {({ pages }) => {
          const items = pages.flatMap((page): readonly Activity[] => page.items);
          if (items.length === 0)
            return <Empty title={t('emptyTitle')} text={t(filter.entity ? 'emptyFilter' : 'emptyText')} />;
          return (
            <Stack gap="md">
              <DayGroups items={items} dayOf={({ at }) => of(at)} title={title} order={2} gap="xs">
                {(entry) => <Row ventureId={ventureId} entry={entry} />}
              </DayGroups>
              <MoreButton query={feed} />
            </Stack>
          );
        }}
      </QueryView>
    </>
  );
}

/** Where the reason is part of the sentence it is not said twice. */
const spoken = 'TASK.block';

function Row({ ventureId, entry }: { ventureId: string; entry: Activity }) {
  const t = useTranslations('workRhythm.activity');
  const { timeOf } = useDay();
  const EntityIcon = icons[entry.entity];
  const reason = `${entry.entity}.${entry.event}` === spoken ? null : entry.reason;
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <EntityIcon size={20} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
      <Stack gap={0} miw={0}>
        <Text>
          <ActivitySentence ventureId={ventureId} entry={entry} />{' '}
          <Text span size="sm" c="dimmed">
            <time dateTime={entry.at}>{timeOf(entry.at)}</time>
          </Text>
        </Text>
        {reason && (
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {t('reason', { reason })}
          </Text>
        )}
      </Stack>
    </Group>
  );
}
