'use client';

import { Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useIntention } from '../buz/intention';
import { useRefreshWork } from '../work/queries';
import { EditModal } from './edit-modal';
import { FormModal } from '../../components/form-modal';
import { useScale } from './scales';
import { ratings, type LaunchPhase, type LaunchPlan, type Milestone } from './types';
import { useDay } from './use-day';
import { useEdit } from './use-edit';
import { useSend } from './use-send';

interface Values {
  title: string;
  description: string;
  /** As the list of choices holds it. */
  priority: string;
  dueOn: string;
}

/** The days a milestone of the plan may lie on; null for one outside the plan. */
export type Span = Pick<LaunchPlan, 'startedOn' | 'endsOn'> | null;

const valuesOf = ({ title, description, priority, dueOn }: Milestone): Values => ({
  title,
  description,
  priority: String(priority),
  dueOn,
});

function useMilestoneForm(initialValues: Values, span: Span) {
  const t = useTranslations('workRhythm.milestones.form');
  const { format } = useDay();
  return useForm<Values>({
    initialValues,
    validate: {
      title: (value) => (value.trim() ? null : t('titleMissing')),
      dueOn: (value) => {
        if (!value) return t('dueMissing');
        return span && (value < span.startedOn || value > span.endsOn)
          ? t('dueOutside', { from: format(span.startedOn), to: format(span.endsOn) })
          : null;
      },
    },
  });
}

interface AddProps {
  readonly ventureId: string;
  /** The part of the launch it belongs to; null for one outside the plan. */
  readonly phase: LaunchPhase | null;
  readonly span: Span;
  readonly onClose: () => void;
  readonly onDone: (title: string) => void;
}

export function AddMilestone({ ventureId, phase, span, onClose, onDone }: AddProps) {
  const t = useTranslations('workRhythm.milestones');
  const { utcToday } = useDay();
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  const form = useMilestoneForm(
    { title: '', description: '', priority: '3', dueOn: span && span.endsOn < utcToday ? '' : utcToday },
    span,
  );
  const { send, busy, error } = useSend(form, {
    run: ({ priority, ...values }: Values) => {
      const body = { ...values, priority: Number(priority), ...(phase ? { phase } : {}) };
      return api.work.createMilestone(
        { params: { ventureId }, body },
        { idempotencyKey: intention.keyOf(body) },
      );
    },
    onDone: ({ title }) => {
      void refresh();
      onDone(title);
    },
  });
  return (
    <FormModal
      title={phase ? t('form.addTo', { phase: t(`phase.${phase}`) }) : t('form.add')}
      confirm={t('form.save')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <Fields form={form} span={span} />
    </FormModal>
  );
}

interface EditProps {
  readonly ventureId: string;
  readonly milestone: Milestone;
  readonly span: Span;
  readonly latest: () => Promise<Milestone | null>;
  readonly onClose: () => void;
}

export function EditMilestone({ ventureId, milestone, span, latest, onClose }: EditProps) {
  const t = useTranslations('workRhythm.milestones');
  const priority = useScale('priority');
  const { format } = useDay();
  const refresh = useRefreshWork(ventureId);
  const form = useMilestoneForm(valuesOf(milestone), span);
  const edit = useEdit<Milestone, Values>({
    start: milestone,
    form,
    valuesOf,
    save: ({ priority: changed, ...rest }, ifMatch) =>
      api.work.editMilestone(
        {
          params: { ventureId, milestoneId: milestone.id },
          body: { ...rest, ...(changed === undefined ? {} : { priority: Number(changed) }) },
        },
        { ifMatch },
      ),
    latest,
    onDone: () => {
      void refresh();
      onClose();
    },
  });
  const say = (field: keyof Values, theirs: Values) => {
    if (field === 'priority') return priority.word(Number(theirs.priority));
    return field === 'dueOn' ? format(theirs.dueOn) : theirs[field];
  };
  return (
    <EditModal
      title={t('form.edit')}
      confirm={t('form.save')}
      form={form}
      edit={edit}
      say={(field, theirs) => t('form.theirs', { field: t(`form.${field}`), text: say(field, theirs) })}
      onClose={onClose}
    >
      <Fields form={form} span={span} />
    </EditModal>
  );
}

function Fields({ form, span }: { form: UseFormReturnType<Values>; span: Span }) {
  const t = useTranslations('workRhythm.milestones.form');
  const { format } = useDay();
  const priority = useScale('priority');
  return (
    <>
      <TextInput
        label={t('title')}
        required
        data-autofocus
        maxLength={160}
        {...form.getInputProps('title')}
      />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <TextInput
          type="date"
          label={t('dueOn')}
          {...(span
            ? {
                min: span.startedOn,
                max: span.endsOn,
                description: t('dueHint', { from: format(span.startedOn), to: format(span.endsOn) }),
              }
            : {})}
          required
          {...form.getInputProps('dueOn')}
        />
        <NativeSelect
          label={t('priority')}
          data={ratings.map((rating) => ({ value: String(rating), label: priority.step(rating) }))}
          {...form.getInputProps('priority')}
        />
      </Group>
      <Textarea
        label={t('description')}
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('description')}
      />
    </>
  );
}
