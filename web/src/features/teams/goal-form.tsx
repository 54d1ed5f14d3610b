'use client';

import { Group, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { useRefreshTeams } from './queries';
import type { Goal } from './types';

const priorities = ['1', '2', '3', '4', '5'] as const;

interface Values {
  title: string;
  description: string;
  priority: string;
  target: number | string;
  unit: string;
  dueOn: string | null;
}

interface GoalFormProps {
  readonly teamId: string;
  /** The goal to edit; without it a new one is set. */
  readonly goal?: Goal;
  readonly onClose: () => void;
}

export function GoalForm({ teamId, goal, onClose }: GoalFormProps) {
  const t = useTranslations('teams.goals');
  const refresh = useRefreshTeams();
  const intention = useIntention();
  const form = useForm<Values>({
    initialValues: {
      title: goal?.title ?? '',
      description: goal?.description ?? '',
      priority: String(goal?.priority ?? 3),
      target: goal?.target ?? '',
      unit: goal?.unit ?? '',
      dueOn: goal?.dueOn ?? null,
    },
    validate: {
      title: (value) => (value.trim().length >= 3 ? null : t('titleWrong')),
      target: (value) => (Number(value) > 0 ? null : t('targetWrong')),
    },
  });
  const save = useMutation({
    mutationFn: ({ title, description, priority, target, unit, dueOn }: Values) => {
      const body = {
        title: title.trim(),
        description: description.trim(),
        priority: Number(priority),
        target: Number(target),
        unit: unit.trim(),
        dueOn,
      };
      return goal
        ? api.teams.editGoal({ params: { teamId, goalId: goal.id }, body }, { ifMatch: `"${goal.version}"` })
        : api.teams.addGoal({ params: { teamId }, body }, { idempotencyKey: intention.keyOf(body) });
    },
    onSuccess: async () => {
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t(goal ? 'editTitle' : 'formTitle')}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      // The goal behind the form is loaded anew; what was typed stays.
      {...(hasCode(save.error, 'EDIT_CONFLICT') ? { onRetry: () => void refresh() } : {})}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <TextInput
        {...form.getInputProps('title')}
        label={t('title')}
        required
        maxLength={120}
        data-autofocus
      />
      <Textarea
        {...form.getInputProps('description')}
        label={t('description')}
        maxLength={1000}
        autosize
        minRows={2}
      />
      <Group grow align="flex-start">
        <NumberInput {...form.getInputProps('target')} label={t('target')} required min={0} />
        <TextInput
          {...form.getInputProps('unit')}
          label={t('unit')}
          description={t('unitHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={20}
        />
      </Group>
      <Group grow align="flex-start">
        <NativeSelect
          {...form.getInputProps('priority')}
          label={t('priorityField')}
          data={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
        />
        <DateInput {...form.getInputProps('dueOn')} label={t('dueOn')} clearable valueFormat="YYYY-MM-DD" />
      </Group>
    </FormModal>
  );
}

export function ProgressForm({ teamId, goal, onClose }: Required<GoalFormProps>) {
  const t = useTranslations('teams.goals');
  const refresh = useRefreshTeams();
  const form = useForm<{ current: number | string }>({
    initialValues: { current: goal.current },
    validate: {
      current: (value) => (value !== '' && Number(value) >= 0 ? null : t('currentWrong')),
    },
  });
  const save = useMutation({
    mutationFn: ({ current }: typeof form.values) =>
      api.teams.progress({ params: { teamId, goalId: goal.id }, body: { current: Number(current) } }),
    onSuccess: async () => {
      onClose();
      await refresh();
    },
    onError: (error) => void applyErrors(form, error),
  });
  return (
    <FormModal
      title={t('progressNamed', { title: goal.title })}
      confirm={t('save')}
      form={form}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values) => save.mutate(values)}
      onClose={onClose}
    >
      <NumberInput
        {...form.getInputProps('current')}
        label={t('current')}
        description={t('currentHint', { target: goal.target, unit: goal.unit })}
        required
        min={0}
        data-autofocus
      />
    </FormModal>
  );
}
