'use client';

import { MultiSelect, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
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
import { PlanFields, usePlanRules, usualStart, type PlanValues } from './meeting-plan';
import { useDay } from './use-day';
import { useEdit } from './use-edit';
import { useSend } from './use-send';
import { useTeam } from './use-team';

interface Values extends PlanValues {
  inviteeIds: string[];
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
    validate: usePlanRules(timeZone),
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
  const form = useForm<Values>({ initialValues: start, validate: usePlanRules(timeZone, start.startsAt) });
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
