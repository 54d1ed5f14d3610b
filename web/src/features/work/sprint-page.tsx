'use client';

import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { hasCode } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { AddTasks } from './add-tasks';
import { BurndownChart } from './burndown-chart';
import { SprintStateBadge, TaskMarks, TaskStateBadge } from './looks';
import { sprintQuery, tasksQuery, useWorkRights } from './queries';
import { SprintLoad } from './sprint-load';
import { isOpen } from './sprint-options';
import { SprintSteps } from './sprint-steps';
import type { Burndown, Sprint } from './types';
import { useWorkFormat } from './use-work-format';
import { WorkFrame, workHref } from './work-frame';

interface SprintPageProps {
  readonly ventureId: string;
  readonly sprintId: string;
}

type Shown = Sprint & { readonly burndown: Burndown | null };

/** `/ventures/[id]/work/sprints/[sprintId]`: goal, load, burndown and tasks of one sprint. */
export function SprintPage({ ventureId, sprintId }: SprintPageProps) {
  const t = useTranslations('work');
  const sprint = useQuery({ ...sprintQuery(ventureId, sprintId), retry: false });
  const gone = hasCode(sprint.error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED');
  return (
    <WorkFrame
      ventureId={ventureId}
      title={sprint.data?.name ?? t('sprint.one')}
      crumbs={[{ label: t('frame.pages.sprints'), href: workHref(ventureId, '/sprints') }]}
      actions={() => sprint.data && <SprintSteps ventureId={ventureId} sprint={sprint.data} />}
    >
      {() =>
        gone ? (
          <Empty
            title={t('sprint.goneTitle')}
            text={t('sprint.goneText')}
            action={
              <Button component={Link} href={workHref(ventureId, '/sprints')}>
                {t('sprint.toAll')}
              </Button>
            }
          />
        ) : (
          <QueryView query={sprint}>{(data) => <Content ventureId={ventureId} sprint={data} />}</QueryView>
        )
      }
    </WorkFrame>
  );
}

function Content({ ventureId, sprint }: { ventureId: string; sprint: Shown }) {
  const t = useTranslations('work.sprint');
  const format = useWorkFormat();
  return (
    <>
      <Stack gap="xs">
        <Group gap="sm">
          <SprintStateBadge state={sprint.state} />
          <Text size="sm">
            {t('span', {
              from: format.day(sprint.startsOn),
              to: format.day(sprint.endsOn),
              count: sprint.taskCount,
            })}
          </Text>
          <Text size="sm" c="dimmed">
            {t('perMember', { hours: format.hoursOf(sprint.capacityHours) })}
          </Text>
        </Group>
        {sprint.goal && (
          <Text maw="68ch" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {sprint.goal}
          </Text>
        )}
      </Stack>
      <Section title={t(isOpen(sprint) ? 'load' : 'result')} text={isOpen(sprint) && t('loadText')}>
        <SprintLoad sprint={sprint} />
      </Section>
      <Section title={t('burndown')} text={t('burndownText')}>
        {sprint.burndown ? (
          <BurndownChart name={sprint.name} burndown={sprint.burndown} />
        ) : (
          <Text c="dimmed">{t(isOpen(sprint) ? 'burndownLater' : 'burndownNever')}</Text>
        )}
      </Section>
      <Tasks ventureId={ventureId} sprint={sprint} />
    </>
  );
}

function Tasks({ ventureId, sprint }: { ventureId: string; sprint: Shown }) {
  const t = useTranslations('work');
  const may = useWorkRights(ventureId);
  const [adding, setAdding] = useState(false);
  const tasks = useInfiniteQuery(tasksQuery(ventureId, { sprintId: sprint.id }));
  const adds = may('plan') && isOpen(sprint);
  return (
    <Section title={t('sprint.tasks')} text={t('sprint.tasksText')}>
      <Group gap="sm">
        {adds && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {t('sprint.add')}
          </Button>
        )}
        <Button
          component={Link}
          variant="default"
          href={workHref(ventureId, `/board?sprint=${sprint.id}`)}
          leftSection={<IconLayoutKanban size={18} aria-hidden />}
        >
          {t('sprint.toBoard')}
        </Button>
      </Group>
      <QueryView query={tasks}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Text c="dimmed">{t('sprint.noTasks')}</Text>;
          return (
            <PlainList label={t('sprint.tasks')} gap={6}>
              {items.map((task) => (
                <li key={task.id}>
                  <Group gap="xs" wrap="wrap" justify="space-between">
                    <Anchor
                      component={Link}
                      href={workHref(ventureId, `/board?sprint=${sprint.id}&task=${task.id}`)}
                      flex="1 1 220px"
                      style={{ overflowWrap: 'anywhere' }}
                    >
                      {task.title}
                    </Anchor>
                    <Group gap={6}>
                      <TaskMarks task={task} />
                      <TaskStateBadge state={task.state} />
                      <Badge color="gray">{t('board.points', { points: task.points })}</Badge>
                      <Text size="sm">{task.assignee?.name ?? t('nobody')}</Text>
                    </Group>
                  </Group>
                </li>
              ))}
            </PlainList>
          );
        }}
      </QueryView>
      <MoreButton query={tasks} />
      {adding && <AddTasks ventureId={ventureId} sprint={sprint} onClose={() => setAdding(false)} />}
    </Section>
  );
}
