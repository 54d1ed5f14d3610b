'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import type { Task } from './types';
import { useTaskMoves } from './use-task-moves';

interface RemoveTaskProps {
  readonly ventureId: string;
  readonly task: Task;
  readonly onGone: () => void;
}

/** Deletes a task after asking. The question stands in the dialogue that is open: a second one over it is one too many. */
export function RemoveTask({ ventureId, task, onGone }: RemoveTaskProps) {
  const t = useTranslations('work.task');
  const common = useTranslations('common');
  const { drop } = useTaskMoves(ventureId);
  const [asked, setAsked] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asked) no.current?.focus();
  }, [asked]);
  const remove = useMutation({
    mutationFn: () => api.work.removeTask({ params: { ventureId, taskId: task.id } }),
    onSuccess: () => {
      onGone();
      drop(task.id);
      notifications.show({ color: 'fir', message: t('removed', { title: task.title }) });
    },
  });
  if (!asked)
    return (
      <Button
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {t('remove')}
      </Button>
    );
  return (
    <Alert color="red" role="alert" w="100%">
      <Stack gap="sm">
        <Text size="sm">{t('removeAsk')}</Text>
        <ProblemAlert error={remove.error} />
        <Group>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </Button>
          <Button ref={no} variant="default" onClick={() => setAsked(false)}>
            {common('cancel')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
