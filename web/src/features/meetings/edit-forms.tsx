'use client';

import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import type { Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { instantIn, wallIn } from '../../lib/zoned';
import { EditModal } from '../work-rhythm/edit-modal';
import { PlanFields, usePlanRules, type PlanValues } from '../work-rhythm/meeting-plan';
import { useDay } from '../work-rhythm/use-day';
import { useEdit } from '../work-rhythm/use-edit';
import { useSend } from '../work-rhythm/use-send';
import { PeopleField } from './people-field';
import { useRefreshMeetings } from './queries';
import type { Meeting, MeetingPart } from './types';

interface EditProps {
  readonly meeting: Meeting;
  readonly onClose: () => void;
}

/** The dialogue for one part of a meeting. */
export function EditMeeting({ part, ...props }: EditProps & { readonly part: MeetingPart }) {
  const Form = { plan: EditPlan, people: InviteMore, notes: EditNotes }[part];
  return <Form {...props} />;
}

function useSave({ meeting, onClose }: EditProps) {
  const refresh = useRefreshMeetings();
  const params = { meetingId: meeting.id };
  return {
    save: (body: Parameters<typeof api.meetings.edit>[0]['body'], ifMatch: string) =>
      api.meetings.edit({ params, body }, { ifMatch }),
    latest: () => api.meetings.get({ params }),
    onDone: () => {
      void refresh();
      onClose();
    },
  };
}

function EditPlan({ meeting, onClose }: EditProps) {
  const t = useTranslations('workRhythm.meetings.form');
  const { timeZone } = useDay();
  const { number, dateTime } = useFormat();
  const { save, latest, onDone } = useSave({ meeting, onClose });
  const valuesOf = ({ title, startsAt, lengthMinutes, place, agenda }: Meeting): PlanValues => ({
    title,
    startsAt: wallIn(new Date(startsAt), timeZone),
    lengthMinutes,
    place,
    agenda,
  });
  const start = valuesOf(meeting);
  const form = useForm<PlanValues>({
    initialValues: start,
    validate: usePlanRules(timeZone, start.startsAt),
  });
  const edit = useEdit<Meeting, PlanValues>({
    start: meeting,
    form,
    valuesOf,
    save: ({ startsAt, lengthMinutes, ...texts }, ifMatch) =>
      save(
        {
          ...texts,
          ...(startsAt === undefined ? {} : { startsAt: instantIn(startsAt, timeZone)! }),
          ...(lengthMinutes === undefined ? {} : { lengthMinutes: Number(lengthMinutes) }),
        },
        ifMatch,
      ),
    latest,
    onDone,
  });
  const say = (field: keyof PlanValues, theirs: PlanValues) => {
    if (field === 'startsAt') return dateTime(instantIn(theirs.startsAt, timeZone) ?? meeting.startsAt);
    return field === 'lengthMinutes' ? number(Number(theirs.lengthMinutes)) : theirs[field];
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

function EditNotes({ meeting, onClose }: EditProps) {
  const t = useTranslations('workRhythm.meetings.form');
  const { save, latest, onDone } = useSave({ meeting, onClose });
  const valuesOf = ({ notes }: { notes: string }) => ({ notes });
  const form = useForm({ initialValues: valuesOf(meeting) });
  const edit = useEdit<Meeting, { notes: string }>({
    start: meeting,
    form,
    valuesOf,
    save,
    latest,
    onDone,
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

/** Who was forgotten is invited later. Whoever else edits meanwhile changes other things: the newest version will do. */
function InviteMore({ meeting, onClose }: EditProps) {
  const t = useTranslations('meetings.form');
  const { save, latest, onDone } = useSave({ meeting, onClose });
  const form = useForm({
    initialValues: { inviteeIds: [] as Person[] },
    validate: { inviteeIds: (people) => (people.length > 0 ? null : t('nobody')) },
  });
  const { send, busy, error } = useSend(form, {
    run: async ({ inviteeIds }: typeof form.values) => {
      const { version } = await latest();
      return save({ inviteeIds: inviteeIds.map(({ id }) => id) }, `"${version}"`);
    },
    onDone,
  });
  return (
    <FormModal
      title={t('inviteMore', { title: meeting.title })}
      confirm={t('invite')}
      form={form}
      busy={busy}
      error={error}
      onSubmit={send}
      onClose={onClose}
    >
      <PeopleField
        {...form.getInputProps('inviteeIds')}
        label={t('people')}
        teamId={meeting.scopeId}
        without={meeting.attendees.map(({ userId }) => userId)}
        value={form.values.inviteeIds}
        onChange={(people) => form.setFieldValue('inviteeIds', people)}
      />
    </FormModal>
  );
}
