'use client';

import { Button, Group, Menu, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useRefreshWork } from './queries';
import { EditSprint } from './sprint-form';
import type { Sprint, SprintEvent } from './types';

interface SprintStepsProps {
  readonly ventureId: string;
  readonly sprint: Sprint;
}

/** The step that comes next as a button, the rest in a menu. */
export function SprintSteps({ ventureId, sprint }: SprintStepsProps) {
  const t = useTranslations('work.sprint');
  const [asked, setAsked] = useState<SprintEvent | 'edit' | null>(null);
  const next = sprint.steps.find((event) => event !== 'drop');
  const others = sprint.steps.filter((event) => event === 'drop');
  const edits = sprint.rights.includes('edit');
  if (!next && others.length === 0 && !edits) return null;
  return (
    <Group gap="xs">
      {next && (
        <Button
          onClick={() => setAsked(next)}
          aria-label={t('stepOf', { step: t(`steps.${next}`), name: sprint.name })}
        >
          {t(`steps.${next}`)}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={t('menu', { name: sprint.name })}
          >
            {t('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {edits && <Menu.Item onClick={() => setAsked('edit')}>{t('edit')}</Menu.Item>}
          {others.map((event) => (
            <Menu.Item key={event} onClick={() => setAsked(event)}>
              {t(`steps.${event}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked === 'edit' && (
        <EditSprint ventureId={ventureId} sprint={sprint} onClose={() => setAsked(null)} />
      )}
      {asked !== null && asked !== 'edit' && (
        <StepModal ventureId={ventureId} sprint={sprint} event={asked} onClose={() => setAsked(null)} />
      )}
    </Group>
  );
}

interface StepModalProps extends SprintStepsProps {
  readonly event: SprintEvent;
  readonly onClose: () => void;
}

/** Says what the step does with the tasks before it is taken. */
function StepModal({ ventureId, sprint, event, onClose }: StepModalProps) {
  const t = useTranslations('work.sprint');
  const refresh = useRefreshWork(ventureId);
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: () =>
      api.work.stepSprint({
        params: { ventureId, sprintId: sprint.id },
        body: { event, reason: reason.trim() },
      }),
    onSuccess: () => {
      onClose();
      notifications.show({ color: 'fir', message: t(`done.${event}`, { name: sprint.name }) });
      return refresh();
    },
  });
  return (
    <OpenModal onClose={onClose} title={t(`ask.${event}`, { name: sprint.name })}>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          act.mutate();
        }}
      >
        <Stack>
          <Text size="sm">
            {event === 'start'
              ? t('explain.start', { count: sprint.taskCount, points: sprint.openPoints })
              : t(`explain.${event}`, { open: sprint.openPoints, done: sprint.donePoints })}
          </Text>
          {event !== 'start' && (
            <Textarea
              label={t('reason')}
              autosize
              minRows={2}
              maxLength={500}
              data-autofocus
              value={reason}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          )}
          <ProblemAlert error={act.error} />
          <ModalButtons confirm={t(`steps.${event}`)} busy={act.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
