'use client';

import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import type { Person } from '../../components/person-select';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import { instantIn } from '../../lib/zoned';
import { useIntention } from '../buz/intention';
import { teamsQuery } from '../teams/queries';
import { PlanFields, usePlanRules, usualStart, type PlanValues } from '../work-rhythm/meeting-plan';
import { useDay } from '../work-rhythm/use-day';
import { useSend } from '../work-rhythm/use-send';
import { PeopleField } from './people-field';
import { useRefreshMeetings } from './queries';
import type { Meeting } from './types';

interface Values extends PlanValues {
  /** Empty for a private meeting. */
  teamId: string;
  inviteeIds: Person[];
}

/** The reader's teams, for choosing one. */
export function useTeams() {
  const { data } = useInfiniteQuery(teamsQuery({ mine: 'true', search: '' }));
  return data?.pages.flatMap(({ items }) => items) ?? [];
}

interface ScheduleProps {
  readonly teamId: string;
  readonly onClose: () => void;
  readonly onDone: (meeting: Meeting) => void;
}

/** Calls a meeting: of a team, or of people one chooses. */
export function ScheduleMeeting({ teamId, onClose, onDone }: ScheduleProps) {
  const t = useTranslations('meetings.form');
  const { userId } = useSession();
  const { timeZone } = useDay();
  const teams = useTeams().filter(({ role, state }) => role !== 'OBSERVER' && state !== 'DISBANDED');
  const intention = useIntention();
  const refresh = useRefreshMeetings();
  const form = useForm<Values>({
    initialValues: {
      title: '',
      startsAt: usualStart(timeZone),
      lengthMinutes: 60,
      place: '',
      agenda: '',
      teamId,
      inviteeIds: [],
    },
    validate: {
      ...usePlanRules(timeZone),
      inviteeIds: (people, values) => (values.teamId || people.length > 0 ? null : t('nobody')),
    },
  });
  const { send, busy, error } = useSend(form, {
    run: ({ teamId: team, inviteeIds, lengthMinutes, startsAt, ...texts }: Values) => {
      const body = {
        ...texts,
        startsAt: instantIn(startsAt, timeZone)!,
        lengthMinutes: Number(lengthMinutes),
        ...(team ? { teamId: team } : {}),
        ...(inviteeIds.length > 0 ? { inviteeIds: inviteeIds.map(({ id }) => id) } : {}),
      };
      return api.meetings.schedule({ body }, { idempotencyKey: intention.keyOf(body) });
    },
    onDone: (meeting) => {
      void refresh();
      onDone(meeting);
    },
  });
  const { teamId: chosen, inviteeIds } = form.values;
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
      <NativeSelect
        label={t('who')}
        {...form.getInputProps('teamId')}
        value={chosen}
        onChange={(event) => form.setValues({ teamId: event.currentTarget.value, inviteeIds: [] })}
        data={[
          { value: '', label: t('private') },
          ...teams.map(({ id, name }) => ({ value: id, label: t('team', { name }) })),
        ]}
      />
      <PeopleField
        {...form.getInputProps('inviteeIds')}
        label={t('people')}
        {...(chosen ? { description: t('everybody') } : {})}
        teamId={chosen || null}
        without={userId ? [userId] : []}
        value={inviteeIds}
        onChange={(people) => form.setFieldValue('inviteeIds', people)}
      />
    </FormModal>
  );
}
