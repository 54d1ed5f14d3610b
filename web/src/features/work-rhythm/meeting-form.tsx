'use client';

import { Group, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { instantIn, wallIn } from '../../lib/zoned';
import { useIntention } from '../buz/intention';
import { useRefreshWork } from '../work/queries';
import { EditModal } from './edit-modal';
import { FormModal } from '../../components/form-modal';
import type { Meeting } from './types';
import { useDay } from './use-day';
import { useEdit } from './use-edit';
import { useSend } from './use-send';
import { useTeam } from './use-team';

/** The beginning is what the reader's clock shows: `2026-03-01T09:30`. */
interface Values {
  title: string;
  startsAt: string;
  lengthMinutes: number | string;
  place: string;
  agenda: string;
  inviteeIds: string[];
}

const [shortest, longest] = [5, 1440];

function useRules(timeZone: string | undefined, before?: string) {
  const t = useTranslations('workRhythm.meetings.form');
  return {
    title: (value: string) => (value.trim() ? null : t('titleMissing')),
    startsAt: (value: string) => {
      const at = instantIn(value, timeZone);
      if (at === null) return t('startMissing');
      return value !== before && Date.parse(at) < Date.now() ? t('startPast') : null;
    },
    lengthMinutes: (value: number | string) =>
      typeof value === 'number' && value >= shortest && value <= longest ? null : t('lengthWrong'),
  };
}

/** The next full hour but one, on the reader's clock. */
function usualStart(timeZone: string | undefined): string {
  const hourMs = 3_600_000;
  return `${wallIn(new Date(Date.now() + 2 * hourMs), timeZone).slice(0, 13)}:00`;
}

interface ScheduleProps {
  readonly ventureId: string;
  readonly onClose: () => void;
  readonly onDone: (meeting: Meeting) => void;
}

export function ScheduleMeeting({ ventureId, onClose, onDone }: ScheduleProps) {
  const t = useTranslations('workRhythm.meetings.form');
  const { userId } = useSession();
  const { timeZone } = useDay();
  const { readers } = useTeam(ventureId);
  const intention = useIntention();
  const refresh = useRefreshWork(ventureId);
  const form = useForm<Values>({
    initialValues: {
      title: '',
      startsAt: usualStart(timeZone),
      lengthMinutes: 60,
      place: '',
      agenda: '',
      inviteeIds: [],
    },
    validate: useRules(timeZone),
  });
  const { send, busy, error } = useSend(form, {
    run: ({ inviteeIds, lengthMinutes, startsAt, ...texts }: Values) => {
      const body = {
        ...texts,
        startsAt: instantIn(startsAt, timeZone)!,
        lengthMinutes: Number(lengthMinutes),
        ...(inviteeIds.length > 0 ? { inviteeIds } : {}),
      };
      return api.work.scheduleMeeting(
        { params: { ventureId }, body },
        { idempotencyKey: intention.keyOf(body) },
      );
    },
    onDone: (meeting) => {
      void refresh();
      onDone(meeting);
    },
  });
  return (
    <FormModal
      title={t('schedule')}
      confirm={t('send')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <PlanFields form={form} />
      <MultiSelect
        label={t('inviteeIds')}
        description={t('inviteesHint')}
        placeholder={form.values.inviteeIds.length ? '' : t('everybody')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
        data={readers
          .filter((member) => member.userId !== userId)
          .map((member) => ({ value: member.userId, label: member.name }))}
        {...form.getInputProps('inviteeIds')}
      />
    </FormModal>
  );
}

interface EditProps {
  readonly ventureId: string;
  readonly meeting: Meeting;
  readonly latest: () => Promise<Meeting | null>;
  readonly onClose: () => void;
}

export function EditMeeting({ ventureId, meeting, latest, onClose }: EditProps) {
  const t = useTranslations('workRhythm.meetings.form');
  const { timeZone } = useDay();
  const { number, dateTime } = useFormat();
  const refresh = useRefreshWork(ventureId);
  const valuesOf = ({ title, startsAt, lengthMinutes, place, agenda }: Meeting): Values => ({
    title,
    startsAt: wallIn(new Date(startsAt), timeZone),
    lengthMinutes,
    place,
    agenda,
    // Who is invited is settled when it is scheduled.
    inviteeIds: [],
  });
  const start = valuesOf(meeting);
  const form = useForm<Values>({ initialValues: start, validate: useRules(timeZone, start.startsAt) });
  const edit = useEdit<Meeting, Values>({
    start: meeting,
    form,
    valuesOf,
    save: ({ startsAt, lengthMinutes, inviteeIds: _, ...texts }, ifMatch) =>
      api.work.editMeeting(
        {
          params: { ventureId, meetingId: meeting.id },
          body: {
            ...texts,
            ...(startsAt === undefined ? {} : { startsAt: instantIn(startsAt, timeZone)! }),
            ...(lengthMinutes === undefined ? {} : { lengthMinutes: Number(lengthMinutes) }),
          },
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
    if (field === 'startsAt') return dateTime(instantIn(theirs.startsAt, timeZone) ?? meeting.startsAt);
    if (field === 'lengthMinutes') return number(Number(theirs.lengthMinutes));
    return field === 'inviteeIds' ? '' : theirs[field];
  };
  return (
    <EditModal
      title={t('edit')}
      confirm={t('save')}
      form={form}
      edit={edit}
      say={(field, theirs) => t('theirs', { field: t(field), text: say(field, theirs) })}
      onClose={onClose}
    >
      <PlanFields form={form} moving />
    </EditModal>
  );
}

export function EditNotes({ ventureId, meeting, latest, onClose }: EditProps) {
  const t = useTranslations('workRhythm.meetings.form');
  const refresh = useRefreshWork(ventureId);
  const valuesOf = ({ notes }: { notes: string }) => ({ notes });
  const form = useForm({ initialValues: valuesOf(meeting) });
  const edit = useEdit<Meeting, { notes: string }>({
    start: meeting,
    form,
    valuesOf,
    save: (body, ifMatch) =>
      api.work.editMeeting({ params: { ventureId, meetingId: meeting.id }, body }, { ifMatch }),
    latest,
    onDone: () => {
      void refresh();
      onClose();
    },
  });
  return (
    <EditModal
      title={t('notesOf', { title: meeting.title })}
      confirm={t('save')}
      form={form}
      edit={edit}
      say={(_, theirs) => t('theirs', { field: t('notes'), text: theirs.notes })}
      onClose={onClose}
    >
      <Textarea
        label={t('notes')}
        description={t('notesHint')}
        data-autofocus
        autosize
        minRows={6}
        maxLength={10_000}
        {...form.getInputProps('notes')}
      />
    </EditModal>
  );
}

interface PlanFieldsProps {
  readonly form: UseFormReturnType<Values>;
  /** It was announced already. */
  readonly moving?: boolean;
}

function PlanFields({ form, moving = false }: PlanFieldsProps) {
  const t = useTranslations('workRhythm.meetings.form');
  const { timeZone } = useDay();
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
          type="datetime-local"
          label={t('startsAt')}
          description={t(moving ? 'moveHint' : 'zone', { zone: timeZone ?? 'UTC' })}
          required
          {...form.getInputProps('startsAt')}
        />
        <NumberInput
          label={t('lengthMinutes')}
          description={t('lengthHint')}
          required
          min={shortest}
          max={longest}
          step={15}
          allowDecimal={false}
          {...form.getInputProps('lengthMinutes')}
        />
      </Group>
      <TextInput
        label={t('place')}
        description={t('placeHint')}
        maxLength={500}
        {...form.getInputProps('place')}
      />
      <Textarea label={t('agenda')} autosize minRows={3} maxLength={5000} {...form.getInputProps('agenda')} />
    </>
  );
}
