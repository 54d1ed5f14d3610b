'use client';

import { ActionIcon, Badge, Button, Card, Group, Menu, Progress, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDotsVertical, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PagedList } from '../../components/paged-list';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { GoalForm } from './goal-form';
import { goalsQuery, useRefreshGamification } from './queries';
import type { Goal } from './types';

export function GoalsPart() {
  const t = useTranslations('gamification.goals');
  const query = useInfiniteQuery(goalsQuery());
  const [form, setForm] = useState<Goal | 'new' | null>(null);
  return (
    <Section title={t('title')} text={t('text')}>
      <Group>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setForm('new')}>
          {t('add')}
        </Button>
      </Group>
      <PagedList query={query} label={t('label')} empty={{ title: t('emptyTitle'), text: t('emptyText') }}>
        {(goal: Goal) => <GoalCard goal={goal} onEdit={() => setForm(goal)} />}
      </PagedList>
      {form && <GoalForm goal={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </Section>
  );
}

const colours = { ACTIVE: 'fir', PAUSED: 'gray', COMPLETED: 'blue', CANCELLED: 'gray' } as const;

function GoalCard({ goal, onEdit }: { goal: Goal; onEdit: () => void }) {
  const t = useTranslations('gamification.goals');
  const refresh = useRefreshGamification();
  const { id, title, progress, target, percent, state, events } = goal;
  const step = useMutation({
    mutationFn: (event: Goal['events'][number]) =>
      api.gamification.stepGoal({ params: { goalId: id }, body: { event } }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.gamification.removeGoal({ params: { goalId: id } }),
    onSuccess: () => {
      notifications.show({ message: t('removed', { title }) });
      return refresh();
    },
  });
  const open = state === 'ACTIVE' || state === 'PAUSED';
  return (
    <Card component="article" padding="sm" withBorder>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Text>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" size="lg" aria-label={t('actions', { title })}>
                <IconDotsVertical size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {events.map((event) => (
                <Menu.Item key={event} onClick={() => step.mutate(event)}>
                  {t(event)}
                </Menu.Item>
              ))}
              <Menu.Item color="red" onClick={() => remove.mutate()}>
                {t('remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
        <Progress value={percent} aria-label={t('percent', { title, percent })} />
        <Group gap="sm">
          <Badge color={colours[state]}>{t(`state.${state}`)}</Badge>
          <Text size="sm">{t('progress', { progress, target })}</Text>
          {open && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('editNamed', { title })}
              onClick={onEdit}
            >
              {t('edit')}
            </Button>
          )}
        </Group>
        <ProblemAlert error={step.error ?? remove.error} />
      </Stack>
    </Card>
  );
}
