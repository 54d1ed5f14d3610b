'use client';

import { Alert, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useRefreshGamification } from './queries';
import type { Goal } from './types';

interface GoalFormProps {
  readonly goal: Goal | null;
  readonly onClose: () => void;
}

interface Values {
  readonly title: string;
  readonly target: number | string;
  readonly progress: number | string;
}

const isWhole = (value: number | string, least: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least;

/** Sets a goal, or changes it and how far it is. After a change elsewhere what was typed stays. */
export function GoalForm({ goal, onClose }: GoalFormProps) {
  const t = useTranslations('gamification.goals');
  const refresh = useRefreshGamification();
  const [theirs, setTheirs] = useState<Goal | null>(null);
  const form = useForm<Values>({
    initialValues: { title: goal?.title ?? '', target: goal?.target ?? 10, progress: goal?.progress ?? 0 },
    validate: {
      title: (value) => (value.trim() ? null : t('nameMissing')),
      target: (value) => (isWhole(value, 1) ? null : t('targetWrong')),
      progress: (value) => (isWhole(value, 0) ? null : t('doneWrong')),
    },
  });
  const save = useMutation({
    mutationFn: ({ title, target, progress }: Values) => {
      const terms = { title: title.trim(), target: Number(target) };
      if (!goal) return api.gamification.addGoal({ body: terms });
      // A paused goal takes new terms, and no progress.
      const body = goal.state === 'PAUSED' ? terms : { ...terms, progress: Number(progress) };
      return api.gamification.editGoal(
        { params: { goalId: goal.id }, body },
        { ifMatch: `"${(theirs ?? goal).version}"` },
      );
    },
    onSuccess: (saved) => {
      notifications.show({ message: t(saved.state === 'COMPLETED' ? 'reached' : 'saved'), color: 'fir' });
      onClose();
      return refresh();
    },
    onError: async (error) => {
      applyErrors(form, error);
      if (!goal || !hasCode(error, 'EDIT_CONFLICT')) return;
      const { items } = await api.gamification.goals({ query: { limit: 100 } });
      setTheirs(items.find(({ id }) => id === goal.id) ?? null);
    },
  });
  return (
    <FormModal
      title={t(goal ? 'formEdit' : 'formAdd')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={theirs && hasCode(save.error, 'EDIT_CONFLICT') ? null : save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      {theirs && (
        <Alert color="orange" role="alert">
          {t('conflict', { progress: theirs.progress, target: theirs.target })}
        </Alert>
      )}
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        required
        data-autofocus
        maxLength={120}
        {...form.getInputProps('title')}
      />
      <NumberInput
        label={t('target')}
        required
        min={1}
        max={1_000_000_000}
        allowDecimal={false}
        {...form.getInputProps('target')}
      />
      {goal?.state === 'ACTIVE' && (
        <NumberInput
          label={t('done')}
          required
          min={0}
          max={1_000_000_000}
          allowDecimal={false}
          {...form.getInputProps('progress')}
        />
      )}
    </FormModal>
  );
}
