'use client';

import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { PlainList } from '../documents/plain-list';
import { SprintStateBadge } from './looks';
import { overviewQuery, sprintsQuery, useWorkRights } from './queries';
import { NewSprint } from './sprint-form';
import { SprintLoad } from './sprint-load';
import { SprintSteps } from './sprint-steps';
import type { Sprint } from './types';
import { useWorkFormat } from './use-work-format';
import { VelocityChart } from './velocity-chart';
import { WorkFrame, workHref } from './work-frame';

/** `/ventures/[id]/work/sprints`: what is planned, what runs, and how fast the team is. */
export function SprintsPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('work.sprints');
  const router = useRouter();
  const may = useWorkRights(ventureId);
  const [planning, setPlanning] = useState(false);
  const sprints = useInfiniteQuery(sprintsQuery(ventureId));
  const count = (sprints.data?.pages ?? []).reduce((sum, { items }) => sum + items.length, 0);
  const plan = may('plan') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setPlanning(true)}>
      {t('plan')}
    </Button>
  );
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')} actions={() => plan}>
      {(venture) => (
        <>
          <QueryView query={sprints}>
            {({ pages }) => {
              const items = pages.flatMap((page) => page.items);
              if (items.length === 0)
                return (
                  <Empty
                    title={t('emptyTitle')}
                    text={t(may('plan') ? 'emptyText' : 'emptyReader')}
                    action={plan}
                  />
                );
              return (
                <Stack gap="md">
                  <PlainList label={t('title')} gap="md">
                    {items.map((sprint) => (
                      <li key={sprint.id}>
                        <SprintCard ventureId={ventureId} sprint={sprint} />
                      </li>
                    ))}
                  </PlainList>
                  <MoreButton query={sprints} />
                  <Velocity ventureId={ventureId} />
                </Stack>
              );
            }}
          </QueryView>
          {planning && (
            <NewSprint
              ventureId={venture.id}
              count={count}
              onClose={() => setPlanning(false)}
              onDone={({ id }) => router.push(workHref(ventureId, `/sprints/${id}`))}
            />
          )}
        </>
      )}
    </WorkFrame>
  );
}

function SprintCard({ ventureId, sprint }: { ventureId: string; sprint: Sprint }) {
  const t = useTranslations('work.sprint');
  const format = useWorkFormat();
  return (
    <Card component="article">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Stack gap={4} flex={1} miw={200}>
            <Group gap="xs">
              <Title order={2} size="h3">
                <Anchor
                  component={Link}
                  href={workHref(ventureId, `/sprints/${sprint.id}`)}
                  inherit
                  c="inherit"
                >
                  {sprint.name}
                </Anchor>
              </Title>
              <SprintStateBadge state={sprint.state} />
            </Group>
            <Text size="sm" c="dimmed">
              {t('span', {
                from: format.day(sprint.startsOn),
                to: format.day(sprint.endsOn),
                count: sprint.taskCount,
              })}
            </Text>
          </Stack>
          <SprintSteps ventureId={ventureId} sprint={sprint} />
        </Group>
        {sprint.goal && <Text lineClamp={3}>{sprint.goal}</Text>}
        <SprintLoad sprint={sprint} />
      </Stack>
    </Card>
  );
}

function Velocity({ ventureId }: { ventureId: string }) {
  const t = useTranslations('work.velocity');
  const overview = useQuery(overviewQuery(ventureId));
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={overview} lines={1}>
        {({ sprints, velocity }) => (
          <VelocityChart ventureId={ventureId} sprints={sprints} velocity={velocity} />
        )}
      </QueryView>
    </Section>
  );
}
