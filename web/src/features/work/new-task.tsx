'use client';

import { notifications } from '@mantine/notifications';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useIntention } from '../buz/intention';
import { FormModal } from '../../components/form-modal';
import { useSend } from '../work-rhythm/use-send';
import { useRefreshWork } from './queries';
import { bodyOf, emptyTask } from './task-draft';
import { TaskFields } from './task-fields';
import type { Task } from './types';
import { useTaskForm } from './use-task-form';

interface NewTaskProps {
  readonly ventureId: string;
  /** The sprint it goes to unless another is chosen; empty for none. */
  readonly sprintId: string;
  readonly onClose: () => void;
  readonly onDone: (task: Task) => void;
}

export function NewTask({ ventureId, sprintId, onClose, onDone }: NewTaskProps) {
  const t = useTranslations('work.newTask');
  const form = useTaskForm({ ...emptyTask, sprintId });
  const refresh = useRefreshWork(ventureId);
  const intention = useIntention();
  const { send, busy, error } = useSend(form, {
    run: (values) => {
      const body = { ...bodyOf(values), title: values.title.trim() };
      return api.work.createTask({ params: { ventureId }, body }, { idempotencyKey: intention.keyOf(body) });
    },
    onDone: (task) => {
      notifications.show({ color: 'fir', message: t('done', { title: task.title }) });
      onDone(task);
      void refresh();
    },
  });
  return (
    <FormModal
      title={t('title')}
      confirm={t('confirm')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <TaskFields ventureId={ventureId} form={form} plans />
    </FormModal>
  );
}
