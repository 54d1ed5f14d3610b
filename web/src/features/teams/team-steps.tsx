'use client';

import { Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { PersonSelect, type Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useRefreshTeams } from './queries';
import type { Team, TeamEvent } from './types';

const hurts: readonly TeamEvent[] = ['disband', 'dissolve'];

/** The steps of the state machine that are the reader's to take now. */
export function TeamSteps({ team }: { team: Team }) {
  const t = useTranslations('teams.steps');
  const [chosen, setChosen] = useState<TeamEvent | null>(null);
  if (team.steps.length === 0) return null;
  return (
    <Card component="section" aria-label={t('label')} p="md">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('title')}
        </Title>
        <Group gap="xs">
          {team.steps.map((event) => (
            <Button
              key={event}
              size="xs"
              variant={hurts.includes(event) ? 'outline' : 'default'}
              {...(hurts.includes(event) ? { color: 'red' } : {})}
              onClick={() => setChosen(event)}
            >
              {t(event)}
            </Button>
          ))}
        </Group>
      </Stack>
      {chosen && <StepForm team={team} event={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

function StepForm({ team, event, onClose }: { team: Team; event: TeamEvent; onClose: () => void }) {
  const t = useTranslations('teams.steps');
  const refresh = useRefreshTeams();
  const form = useForm<{ mediatorId: Person | null; reason: string }>({
    initialValues: { mediatorId: null, reason: '' },
    validate: {
      mediatorId: (value) => (event === 'name-mediator' && !value ? t('mediatorWrong') : null),
      reason: (value) => (event === 'conflict' && value.trim().length < 3 ? t('reasonWrong') : null),
    },
  });
  const take = useMutation({
    mutationFn: ({ mediatorId, reason }: typeof form.values) =>
      api.teams.step({
        params: { teamId: team.id },
        body: { event, reason: reason.trim(), ...(mediatorId ? { mediatorId: mediatorId.id } : {}) },
      }),
    onSuccess: async () => {
      notifications.show({ color: 'fir', message: t('done', { step: t(event) }) });
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={`${t(event)}: ${team.name}`}
      confirm={t(event)}
      form={form}
      busy={take.isPending}
      error={take.error}
      danger={hurts.includes(event)}
      onSubmit={(values) => take.mutate(values)}
      onClose={onClose}
    >
      <Text size="sm">{t('text')}</Text>
      {event === 'name-mediator' && (
        <PersonSelect
          label={t('mediator')}
          required
          others
          value={form.values.mediatorId}
          error={form.errors['mediatorId']}
          onChange={(person) => form.setFieldValue('mediatorId', person)}
        />
      )}
      <Textarea
        {...form.getInputProps('reason')}
        label={t('reason')}
        description={t('reasonHint')}
        required={event === 'conflict'}
        maxLength={500}
        autosize
        minRows={2}
      />
    </FormModal>
  );
}
