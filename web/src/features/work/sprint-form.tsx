'use client';

import { SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { dayOf, isoDay } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useIntention } from '../buz/intention';
import { EditModal } from '../work-rhythm/edit-modal';
import { FormModal } from '../../components/form-modal';
import { useEdit } from '../work-rhythm/use-edit';
import { useSend } from '../work-rhythm/use-send';
import { useTeam } from '../work-rhythm/use-team';
import { FigureField } from './figure-field';
import { useRefreshWork } from './queries';
import { wholeWithin } from './task-draft';
import type { Sprint } from './types';
import { useWorkFormat } from './use-work-format';

interface SprintDraft {
  readonly name: string;
  readonly goal: string;
  readonly startsOn: string;
  readonly days: number | string;
  readonly capacityHours: number | string;
}

const mostDays = 30;
const mostCapacity = 168;

function useSprintForm(initialValues: SprintDraft) {
  const t = useTranslations('work.sprint.faults');
  return useForm<SprintDraft>({
    initialValues,
    validate: {
      name: (value) => (value.trim() === '' ? t('name') : null),
      startsOn: (value) => (value === '' ? t('startsOn') : null),
      days: (value) => (wholeWithin(value, mostDays) ? null : t('days')),
      capacityHours: (value) => (wholeWithin(value, mostCapacity) ? null : t('capacity')),
    },
  });
}

function bodyOf({ name, goal, startsOn, days, capacityHours }: Partial<SprintDraft>) {
  return {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(goal === undefined ? {} : { goal: goal.trim() }),
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(days === undefined ? {} : { days: Number(days) }),
    ...(capacityHours === undefined ? {} : { capacityHours: Number(capacityHours) }),
  };
}

interface NewSprintProps {
  readonly ventureId: string;
  /** How many sprints there were, for a name to begin with. */
  readonly count: number;
  readonly onClose: () => void;
  readonly onDone: (sprint: Sprint) => void;
}

export function NewSprint({ ventureId, count, onClose, onDone }: NewSprintProps) {
  const t = useTranslations('work.sprint');
  const refresh = useRefreshWork(ventureId);
  const intention = useIntention();
  const form = useSprintForm({
    name: t('nameOf', { number: count + 1 }),
    goal: '',
    startsOn: new Date().toISOString().slice(0, 10),
    days: 7,
    capacityHours: 40,
  });
  const { send, busy, error } = useSend(form, {
    run: (values) => {
      const body = { ...bodyOf(values), name: values.name.trim() };
      return api.work.createSprint(
        { params: { ventureId }, body },
        { idempotencyKey: intention.keyOf(body) },
      );
    },
    onDone: (sprint) => {
      onDone(sprint);
      void refresh();
    },
  });
  return (
    <FormModal
      title={t('new')}
      confirm={t('plan')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <Fields ventureId={ventureId} form={form} begun={false} />
    </FormModal>
  );
}

interface EditSprintProps {
  readonly ventureId: string;
  readonly sprint: Sprint;
  readonly onClose: () => void;
}

export function EditSprint({ ventureId, sprint, onClose }: EditSprintProps) {
  const t = useTranslations('work');
  const common = useTranslations('common');
  const format = useWorkFormat();
  const refresh = useRefreshWork(ventureId);
  const form = useSprintForm(draftOf(sprint));
  const params = { ventureId, sprintId: sprint.id };
  const edit = useEdit({
    start: sprint,
    form,
    valuesOf: draftOf,
    save: (changes, ifMatch) => api.work.editSprint({ params, body: bodyOf(changes) }, { ifMatch }),
    latest: () => api.work.sprint({ params }),
    onDone: () => {
      onClose();
      void refresh();
    },
  });
  return (
    <EditModal
      title={t('sprint.edit')}
      confirm={common('save')}
      form={form}
      edit={edit}
      say={(field, theirs) =>
        t('fieldNow', {
          field: t(`sprint.${field}`),
          value:
            field === 'startsOn' && theirs.startsOn
              ? format.day(theirs.startsOn)
              : String(theirs[field]) || t('none'),
        })
      }
      onClose={onClose}
    >
      <Fields ventureId={ventureId} form={form} begun={sprint.state === 'ACTIVE'} />
    </EditModal>
  );
}

function draftOf({ name, goal, startsOn, days, capacityHours }: Sprint): SprintDraft {
  return { name, goal, startsOn, days, capacityHours };
}

interface FieldsProps {
  readonly ventureId: string;
  readonly form: UseFormReturnType<SprintDraft>;
  /** A sprint that runs keeps its first day. */
  readonly begun: boolean;
}

function Fields({ ventureId, form, begun }: FieldsProps) {
  const t = useTranslations('work.sprint');
  const format = useWorkFormat();
  const { workers } = useTeam(ventureId);
  const { startsOn, days, capacityHours } = form.values;
  const ends = startsOn && wholeWithin(days, mostDays) ? isoDay(dayOf(startsOn) + Number(days) - 1) : null;
  return (
    <>
      <TextInput label={t('name')} required maxLength={80} data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label={t('goal')}
        description={t('goalHint')}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('goal')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="date"
          label={t('startsOn')}
          description={t(begun ? 'startsOnFixed' : 'startsOnHint')}
          required
          disabled={begun}
          {...form.getInputProps('startsOn')}
        />
        <FigureField label={t('days')} description={t('daysHint')} required {...form.getInputProps('days')} />
      </SimpleGrid>
      <FigureField
        label={t('capacityHours')}
        description={t('capacityHint')}
        required
        {...form.getInputProps('capacityHours')}
      />
      <Text size="sm" role="status">
        {ends &&
          wholeWithin(capacityHours, mostCapacity) &&
          t('preview', {
            end: format.day(ends),
            people: workers.length,
            hours: format.hoursOf(workers.length * Number(capacityHours)),
          })}
      </Text>
    </>
  );
}
