'use client';

import { Anchor, Button, Group, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconClockExclamation,
  IconEye,
  IconFlag,
  IconHandStop,
  IconMoodSmile,
  type TablerIcon,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useSession } from '../../lib/session';
import { PlainList } from '../documents/plain-list';
import type { Venture } from '../ventures/types';
import { PriorityBadge, TaskMarks, TaskStateBadge } from './looks';
import { tasksQuery } from './queries';
import type { Overview, Task } from './types';
import { useWorkFormat } from './use-work-format';
import { workHref } from './work-frame';

interface TodayListProps {
  readonly venture: Venture;
  readonly overview: Overview;
}

interface Waiting {
  readonly key: 'checkin' | 'decision' | 'reviews' | 'blockers' | 'late' | 'critical';
  readonly icon: TablerIcon;
  readonly count: number;
  readonly path: string;
}

/** What waits for the reader: the check-in, decisions and reviews, what is stuck, and their own tasks. */
export function TodayList({ venture, overview }: TodayListProps) {
  const t = useTranslations('work.today');
  const { rights, checkIns, tasks, contributionsToReview, launch, risks } = overview;
  const works = rights.includes('work');
  const all: Waiting[] = [
    {
      key: 'checkin',
      icon: IconMoodSmile,
      count: works && !checkIns.mineToday ? 1 : 0,
      path: '/checkins',
    },
    {
      key: 'decision',
      icon: IconFlag,
      count: launch?.state === 'DECISION_DUE' && rights.includes('lead-launch') ? 1 : 0,
      path: '/launch',
    },
    { key: 'reviews', icon: IconEye, count: contributionsToReview, path: '/contributions' },
    { key: 'blockers', icon: IconHandStop, count: checkIns.openBlockers, path: '/checkins' },
    {
      key: 'late',
      icon: IconClockExclamation,
      count: tasks.late,
      path: '/board?sprint=all&late=1',
    },
    { key: 'critical', icon: IconAlertTriangle, count: risks.open.CRITICAL, path: '/risks' },
  ];
  const waiting = all.filter(({ count }) => count > 0);
  return (
    <Section title={t('title')}>
      {venture.status !== 'ACTIVE' && <Text>{t('rests')}</Text>}
      {waiting.length === 0 ? (
        <Text>{t('nothing')}</Text>
      ) : (
        <PlainList label={t('title')}>
          {waiting.map(({ key, icon: Sign, count, path }) => (
            <li key={key}>
              <Group gap="sm" wrap="nowrap">
                <ThemeIcon variant="light" size="lg" aria-hidden>
                  <Sign size={18} />
                </ThemeIcon>
                <Text size="sm" flex={1}>
                  {t(`${key}.text`, { count })}
                </Text>
                <Button
                  component={Link}
                  href={workHref(venture.id, path)}
                  size="compact-md"
                  variant={key === 'checkin' || key === 'decision' ? 'filled' : 'default'}
                >
                  {t(`${key}.action`)}
                </Button>
              </Group>
            </li>
          ))}
        </PlainList>
      )}
      {works && <OwnTasks ventureId={venture.id} count={tasks.mine} />}
    </Section>
  );
}

const shown = 5;

/** What the reader has begun, then what comes next. */
function OwnTasks({ ventureId, count }: { ventureId: string; count: number }) {
  const t = useTranslations('work');
  const format = useWorkFormat();
  const { userId } = useSession();
  const begun = useOwn(ventureId, userId, 'IN_PROGRESS');
  const next = useOwn(ventureId, userId, 'TODO');
  const tasks = [...(begun ?? []), ...(next ?? [])].slice(0, shown);
  const all = workHref(ventureId, `/board?sprint=all&person=${userId ?? ''}`);
  return (
    <Stack gap="xs">
      <Title order={3} size="h4">
        {t('today.own')}
      </Title>
      {!begun || !next ? (
        <Skeleton height={80} aria-hidden />
      ) : tasks.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('today.noTasks')}
        </Text>
      ) : (
        <PlainList label={t('today.own')} gap={8}>
          {tasks.map((task) => (
            <li key={task.id}>
              <Group gap="xs" justify="space-between">
                <Anchor
                  component={Link}
                  href={workHref(ventureId, `/board?task=${task.id}`)}
                  flex="1 1 200px"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {task.title}
                </Anchor>
                <Group gap={6}>
                  <TaskMarks task={task} />
                  {task.priority > 3 && <PriorityBadge priority={task.priority} />}
                  <TaskStateBadge state={task.state} />
                  {task.dueOn && (
                    <Text size="sm" c="dimmed">
                      {t('today.due', { day: format.shortDay(task.dueOn) })}
                    </Text>
                  )}
                </Group>
              </Group>
            </li>
          ))}
        </PlainList>
      )}
      <Group>
        <Button component={Link} href={all} variant="default" size="compact-md">
          {count > 0 ? t('today.allOwn', { count }) : t('today.toBoard')}
        </Button>
      </Group>
    </Stack>
  );
}

function useOwn(ventureId: string, assigneeId: string | null, state: Task['state']): Task[] | undefined {
  const query = useInfiniteQuery({
    ...tasksQuery(ventureId, { state, ...(assigneeId ? { assigneeId } : {}) }, shown),
    enabled: assigneeId !== null,
  });
  return query.data?.pages.flatMap(({ items }) => items);
}
