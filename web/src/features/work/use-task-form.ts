'use client';

import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { faultsOf, type TaskDraft } from './task-draft';

export function useTaskForm(initialValues: TaskDraft) {
  const t = useTranslations('work.faults');
  return useForm<TaskDraft>({
    initialValues,
    validate: (values) =>
      Object.fromEntries(Object.entries(faultsOf(values)).map(([field, fault]) => [field, t(fault)])),
  });
}
