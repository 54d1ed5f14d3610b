'use client';

import { Badge, Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { PlainList } from '../documents/plain-list';
import { ConfirmModal } from '../ventures/confirm-modal';
import { GoalForm, ProgressForm } from './goal-form';
import { GoalState, useDay } from './looks';
import { goalsQuery, useRefreshTeams } from './queries';
import type { Goal, Team } from './types';

/** What the team wants to reach. */
export function GoalsPart({ team }: { team: Team }) {
  const t = useTranslations('teams.goals');
  const query = useQuery(goalsQuery(team.id));
  const [adding, setAdding] = useState(false);
  return (
    <QueryView query={query}>
      {({ items, mayAdd }) => (
        <Stack>
          {mayAdd && (
            <Group>
              <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
                {t('add')}
              </Button>
            </Group>
          )}
          {items.length === 0 ? (
            <Empty title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <PlainList label={t('label')}>
              {items.map((goal) => (
                <li key={goal.id}>
                  <GoalCard teamId={team.id} goal={goal} />
                </li>
              ))}
            </PlainList>
          )}
          {adding && <GoalForm teamId={team.id} onClose={() => setAdding(false)} />}
        </Stack>
      )}
    </QueryView>
  );
}

function GoalCard({ teamId, goal }: { teamId: string; goal: Goal }) {
  const t = useTranslations('teams.goals');
  const format = useFormat();
  const dayOf = useDay();
  const refresh = useRefreshTeams();
  const [open, setOpen] = useState<'edit' | 'progress' | 'cancel' | null>(null);
  const params = { teamId, goalId: goal.id };
  const step = useMutation({
    mutationFn: (event: Goal['steps'][number]) => api.teams.goalStep({ params, body: { event } }),
    onSuccess: refresh,
  });
  const close = () => setOpen(null);
  const of = { title: goal.title };
  const standing = t('standing', {
    current: format.number(goal.current),
    target: format.number(goal.target),
    unit: goal.unit,
  });
  return (
    <Card component="article" p="md">
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={3} size="h4" style={{ overflowWrap: 'anywhere' }}>
            {goal.title}
          </Title>
          <GoalState state={goal.state} />
          {goal.overdue && <Badge color="red">{t('overdue')}</Badge>}
        </Group>
        {goal.description && (
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {goal.description}
          </Text>
        )}
        <Progress value={goal.progress * 100} aria-label={`${goal.title}: ${standing}`} />
        <Text size="sm">{standing}</Text>
        <Text size="sm" c="dimmed">
          {[
            t('priority', { priority: goal.priority }),
            goal.dueOn ? t('due', { date: dayOf(goal.dueOn) }) : null,
            t('owner', { name: goal.owner.name }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <ProblemAlert error={step.error} />
        <Group gap="xs">
          {goal.mayWrite && goal.state !== 'DRAFT' && (
            <Button size="xs" aria-label={t('progressNamed', of)} onClick={() => setOpen('progress')}>
              {t('progress')}
            </Button>
          )}
          {goal.steps.map((event) => (
            <Button
              key={event}
              size="xs"
              variant="default"
              aria-label={t('stepNamed', { ...of, step: t(`step.${event}`) })}
              loading={step.isPending && step.variables === event}
              onClick={() => (event === 'cancel' ? setOpen('cancel') : step.mutate(event))}
            >
              {t(`step.${event}`)}
            </Button>
          ))}
          {goal.mayWrite && (
            <Button
              size="xs"
              variant="default"
              aria-label={t('editNamed', of)}
              onClick={() => setOpen('edit')}
            >
              {t('edit')}
            </Button>
          )}
        </Group>
      </Stack>
      {open === 'edit' && <GoalForm teamId={teamId} goal={goal} onClose={close} />}
      {open === 'progress' && <ProgressForm teamId={teamId} goal={goal} onClose={close} />}
      {open === 'cancel' && (
        <ConfirmModal
          title={t('cancelTitle', of)}
          text={t('cancelText')}
          confirm={t('step.cancel')}
          danger
          run={() => api.teams.goalStep({ params, body: { event: 'cancel' } })}
          onClose={close}
          onDone={() => void refresh()}
        />
      )}
    </Card>
  );
}
